"""What mypy and pyright accept and refuse of the library. Both read the same programs, in `tests/typing_cases`.

`refused.txt` has a statement a line, after the code of mypy's error and the rule of pyright's.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.support.folders import ROOT

CASES: Final = ROOT / "tests" / "typing_cases"
ACCEPTED: Final = CASES / "accepted.py"
HEAD: Final = "import nsatu_data\n\ndataset = nsatu_data.load()\n\n"
REFUSED: Final = [line.split(None, 2) for line in (CASES / "refused.txt").read_text(encoding="utf-8").splitlines()]

Errors = set[tuple[str, int, str]]
"""Errors: the name of the file, the line, and the code."""


def _require(name: str, *, is_there: bool) -> None:
    """Skip the test if something is not there, or fail it if the environment requires everything."""
    if not is_there:
        if os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed; with NSATU_REQUIRE_INTEROP=1 this is a failure")


def _mypy(*files: Path) -> Errors:
    """The errors that mypy finds with the project's settings."""
    _require("mypy", is_there=importlib.util.find_spec("mypy") is not None)
    options = ["--no-error-summary", "--hide-error-context", "--no-pretty", "--show-error-codes"]
    command = [sys.executable, "-m", "mypy", *options, *map(str, files)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    errors = set()
    for line in printed.splitlines():
        place, is_error, message = line.partition(": error: ")
        if is_error:
            file, _, number = place.rpartition(":")
            errors.add((Path(file).name, int(number), message.rpartition("[")[2][:-1]))
    return errors


def _pyright(*files: Path) -> Errors:
    """The errors that pyright finds with its standard settings.

    Its package has the program in JavaScript. It is run directly, because the package would download Node if there is
    none.
    """
    package = importlib.util.find_spec("pyright")
    _require("pyright", is_there=package is not None)
    _require("node", is_there=shutil.which("node") is not None)
    assert package is not None
    assert package.origin is not None
    program = Path(package.origin).parent / "dist" / "index.js"
    command = ["node", str(program), "--pythonpath", sys.executable, "--outputjson", *map(str, files)]
    outcome = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout)
    assert outcome["summary"]["filesAnalyzed"] == len(files)
    return {
        (Path(one["file"]).name, one["range"]["start"]["line"] + 1, one["rule"])
        for one in outcome["generalDiagnostics"]
    }


@pytest.mark.parametrize(("column", "errors_of"), [(0, _mypy), (1, _pyright)], ids=["mypy", "pyright"])
def test_a_type_checker_accepts_and_refuses_what_it_must(
    column: int, errors_of: Callable[..., Errors], tmp_path: Path
) -> None:
    refused = tmp_path / "refused.py"
    refused.write_text(HEAD + "".join(f"{case[2]}\n" for case in REFUSED), encoding="utf-8")
    first = HEAD.count("\n") + 1
    expected = {("refused.py", number, case[column]) for number, case in enumerate(REFUSED, first)}
    assert errors_of(refused, ACCEPTED) == expected
