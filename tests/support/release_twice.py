"""Makes the files of a release twice, here and in a copy of the checkout elsewhere, and compares every byte.

`make dist-twice` runs it. With the sources, anyone can so check that a published file was made from them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.support import checkout_copies
from tests.support.folders import ROOT
from tests.support.release_files import SUMS

_COPY: Final = "another folder"
"""The name of the copy's folder; a build that depends on its folder, or forgets to quote it, differs there."""


def make(folder: Path) -> int:
    """Make the files into a folder, make them again elsewhere, and return how many are the same. Raises SystemExit."""
    _make(ROOT, folder)
    with tempfile.TemporaryDirectory() as temporary:
        again = Path(temporary, "dist")
        _make(checkout_copies.copy(Path(temporary, _COPY)), again)
        if different := differences(folder, again):
            raise SystemExit(f"a second build differs: {', '.join(different)}")
    return len(_contents(folder))


def differences(folder: Path, other: Path) -> list[str]:
    """The paths of the files that are not the same in two folders."""
    one, two = _contents(folder), _contents(other)
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _make(checkout: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.support.release_files", str(folder.resolve())]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    ran = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"the files of a release cannot be made: {(ran.stderr or ran.stdout).strip()}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the files of a release twice, and compares them.")
    parser.add_argument("folder", type=Path, help="the folder to write to; its old content is deleted")
    folder = parser.parse_args().folder
    print(f"{make(folder)} files, with the same bytes in both builds; see {folder / SUMS}")


if __name__ == "__main__":
    main()
