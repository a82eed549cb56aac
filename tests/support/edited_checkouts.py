"""Copies of the checkout that tests edit, and whose programs they run."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import checkout_copies


class Tree:
    """A copy of the checkout, with methods to edit it and run its programs."""

    def __init__(self, root: Path) -> None:
        self.root = checkout_copies.copy(root)

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a Python module in the copy. Returns the exit status and the output."""
        environment = {**os.environ, "PYTHONPATH": str(self.root), "NO_COLOR": "1"}
        command = [sys.executable, "-m", *arguments]
        run = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr

    def derive(self) -> tuple[int, str]:
        """Run what `make derived` runs."""
        return self.run("tests.support.derived_files")

    def must(self, *arguments: str) -> str:
        """Run a Python module in the copy, which must succeed. Returns the output."""
        status, output = self.run(*arguments)
        assert status == 0, output
        return output

    def passes(self, *tests: str) -> None:
        """Run tests in the copy, which must pass."""
        self.must("pytest", "-q", "-p", "no:cacheprovider", *tests)
