"""Compiles and reads `requirements.lock`, the lock of the Python packages that `make` installs.

`python -m tests.support.requirements_lock PART ...` prints the lines of the lock that these parts need. A part is an
extra in `pyproject.toml`, or `package`, which stands for the requirements of the package and its build. `--write` has
uv compile the lock again: it keeps versions unless they must change, or takes the newest with `--upgrade`. `--check`
compiles and compares. Make runs this module before anything is installed, so it needs only the standard library.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from tests.support.folders import ROOT

LOCK: Final = ROOT / "requirements.lock"
PACKAGE: Final = "package"
COMPILE: Final = (
    *("pip", "compile", "--quiet", "--all-extras", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-config"),
    *("--custom-compile-command", "make lock"),
)
"""The arguments with which uv compiles a lock that is valid on all systems and names no package index."""
_NO_INDEX_ANSWERS: Final = 2
"""The exit status of uv if it cannot reach a package index; it is 1 if there is no solution."""
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VIA: Final = re.compile(r"^ +#(?: via)? +(\S+)", re.MULTILINE)


def project() -> dict[str, Any]:
    """The content of `pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(part: str) -> list[str]:
    """The direct requirements of a part in `pyproject.toml`."""
    about = project()
    if part == PACKAGE:
        return [*about["project"]["dependencies"], *about["build-system"]["requires"]]
    extras = about["project"]["optional-dependencies"]
    found: list[str] = []
    for requirement in extras[part]:
        inner = re.fullmatch(rf"{re.escape(about['project']['name'])}\[(\w+)\]", requirement)
        found += requirements(inner[1]) if inner else [requirement]
    return found


def pins() -> dict[str, str]:
    """The lines of each package in the lock, by the package's name.

    A package has several versions in the lock if its newest does not support every version of Python.
    """
    _, *blocks = re.split(r"^(?=\w)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found: dict[str, str] = {}
    for block in blocks:
        found[name(block)] = found.get(name(block), "") + block
    return found


def name(requirement: str) -> str:
    """The normalised name at the beginning of a requirement."""
    found = _NAME.match(requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def selected(parts: Iterable[str]) -> Iterator[str]:
    """The lines of the packages that these parts require, directly or through others."""
    locked = pins()
    wanted = {name(requirement) for part in parts for requirement in requirements(part)}
    if unlocked := wanted - set(locked):
        raise SystemExit(f"{LOCK.name} lacks {', '.join(sorted(unlocked))}: run make lock")
    # The lock lists for each package which others require it, so repeat until nothing is added.
    while more := {one for one, block in locked.items() if one not in wanted and wanted & set(_VIA.findall(block))}:
        wanted |= more
    return (block for one, block in locked.items() if one in wanted)


class NoIndexAnswers(Exception):
    """No package index answers."""


def compiled(*, upgrade: bool = False) -> str:
    """The lock as uv compiles it now."""
    with tempfile.TemporaryDirectory() as folder:
        # uv keeps the versions that it finds in the output file.
        output = Path(folder, LOCK.name)
        if LOCK.exists() and not upgrade:
            shutil.copyfile(LOCK, output)
        command = [sys.executable, "-m", "uv", *COMPILE, "--output-file", str(output), "pyproject.toml"]
        outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if outcome.returncode == _NO_INDEX_ANSWERS:
            raise NoIndexAnswers(outcome.stderr)
        if outcome.returncode:
            raise SystemExit(f"{LOCK.name} cannot be compiled: {outcome.stderr}")
        return output.read_text(encoding="utf-8")


def difference(old: str, new: str) -> str:
    """The lines that differ, without the hashes."""
    before, after = ([line for line in text.splitlines() if not line.startswith("    --hash")] for text in (old, new))
    return "\n".join(difflib.unified_diff(before, after, LOCK.name, "compiled from pyproject.toml", "", "", 1, ""))


def check() -> None:
    """Exit with a message if the lock differs from what uv compiles from `pyproject.toml`."""
    try:
        new = compiled()
    except NoIndexAnswers as error:
        if os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
            raise SystemExit(f"{LOCK.name} cannot be compared with pyproject.toml: {error}") from None
        print(f"{LOCK.name} is not compared with pyproject.toml: no package index answers")
        return
    old = LOCK.read_text(encoding="utf-8")
    if old != new:
        raise SystemExit(f"{LOCK.name} is not what pyproject.toml requires: run make lock\n{difference(old, new)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.requirements_lock", description="The lock of Python packages."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="package, or an extra")
    parser.add_argument("--write", action="store_true", help="write the lock")
    parser.add_argument("--upgrade", action="store_true", help="with --write: go to the newest versions")
    parser.add_argument("--check", action="store_true", help="compare the lock with what is compiled now")
    options = parser.parse_args()
    if options.write:
        try:
            LOCK.write_text(compiled(upgrade=options.upgrade), encoding="utf-8", newline="\n")
        except NoIndexAnswers as error:
            raise SystemExit(f"{LOCK.name} is not written: {error}") from None
    if options.check:
        check()
    sys.stdout.write("".join(selected(options.parts)))


if __name__ == "__main__":
    main()
