"""Runs the programs in `tests/interop/javascript`, each once for a whole batch, with one JSON value per line."""

import json
import subprocess
from collections.abc import Iterable
from typing import Any

from tests.support import npm_packages
from tests.support.folders import INTEROP

HERE = INTEROP / "javascript"


def run(program: str, values: Iterable[Any]) -> list[Any]:
    """A program's answers to these values, in the same order."""
    npm_packages.install(HERE)
    outcome = subprocess.run(
        ["node", program],
        cwd=HERE,
        input="".join(f"{json.dumps(value)}\n" for value in values),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stderr
    # Answers may contain other line ends than the line feed unescaped.
    return [json.loads(line) for line in outcome.stdout.split("\n")[:-1]]
