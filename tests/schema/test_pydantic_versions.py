"""The schema's bytes are the same with pydantic's oldest allowed version and with the one that runs the tests."""

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from typing import TYPE_CHECKING

import pytest

from nsatu_data.schema.generated_modules import kinds_module, parts_module, schema_files
from tests.support.folders import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.exhaustive

_TELL = """
import json, sys
import pydantic
from nsatu_data.schema.generated_modules import kinds_module, parts_module, schema_files
modules = [kinds_module(), parts_module()]
json.dump({"version": pydantic.VERSION, "schemas": schema_files(), "modules": modules}, sys.stdout)
"""


def _oldest() -> str:
    """The oldest version of pydantic that the package allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (bound,) = [found for line in project["dependencies"] if (found := re.match(r"pydantic>=([0-9.]+),", line))]
    parts = bound[1].split(".")
    return ".".join((parts + ["0"] * 3)[:3])


def _python_with(requirement: str, folder: "Path") -> str:
    """An interpreter with only this package. Without an index, skips the test, or fails it if the test is required."""
    venv.create(folder, with_pip=False)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--only-binary", ":all:"]
    # One short try, so that contributors without an index do not wait for a timeout.
    install += ["--retries", "0", "--timeout", "5", "--disable-pip-version-check"]
    outcome = subprocess.run([*install, requirement], capture_output=True, text=True, check=False)
    if outcome.returncode and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip(f"{requirement} could not be installed, which needs a package index and a wheel for this Python")
    assert outcome.returncode == 0, outcome.stderr
    return python


def test_the_derived_bytes_are_the_same_with_the_oldest_pydantic(tmp_path: "Path") -> None:
    python = _python_with(f"pydantic=={_oldest()}", tmp_path / "oldest")
    reported = json.loads(subprocess.run([python, "-c", _TELL], cwd=ROOT, capture_output=True, check=True).stdout)
    modules = [kinds_module(), parts_module()]
    assert reported == {"version": _oldest(), "schemas": schema_files(), "modules": modules}
