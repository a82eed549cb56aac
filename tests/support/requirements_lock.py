"""Compiles and reads the locks of the Python packages that `make` installs.

`requirements.lock` has the packages of every extra in `pyproject.toml`, except for the extras in `SCALE`. These have
`requirements-scale.lock`, because pyspark does not work with the newest versions of other packages.

`python -m tests.support.requirements_lock PART ...` prints the lines of the lock that these parts need. A part is an
extra in `pyproject.toml`, or `package`, which stands for the requirements of the package and its build. `--write` has
uv compile the locks again: it keeps versions unless they must change, or takes the newest with `--upgrade`. `--check`
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
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tests.support.folders import ROOT

LOCK: Final = ROOT / "requirements.lock"
SCALE_LOCK: Final = ROOT / "requirements-scale.lock"
SCALE: Final = ("spark", "scale")
"""The extras whose packages are in a lock of their own."""
PACKAGE: Final = "package"
COMPILE: Final = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
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


def extras(lock: Path) -> list[str]:
    """The extras whose packages are in a lock."""
    return [one for one in project()["project"]["optional-dependencies"] if (one in SCALE) == (lock == SCALE_LOCK)]


def pins(lock: Path | None = None) -> dict[str, str]:
    """The lines of each package in a lock, by the package's name.

    Without `lock`, these are the pins of `requirements.lock`. A package has several versions in a lock if its newest
    does not support every version of Python.
    """
    _, *blocks = re.split(r"^(?=\w)", (lock or LOCK).read_text(encoding="utf-8"), flags=re.MULTILINE)
    found: dict[str, str] = {}
    for block in blocks:
        found[name(block)] = found.get(name(block), "") + block
    return found


def name(requirement: str) -> str:
    """The normalised name at the beginning of a requirement."""
    found = _NAME.match(requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def selected(parts: Iterable[str], lock: Path | None = None) -> Iterator[str]:
    """The lines of the packages that these parts require, directly or through others."""
    locked = pins(lock)
    wanted = {name(requirement) for part in parts for requirement in requirements(part)}
    if unlocked := wanted - set(locked):
        raise SystemExit(f"{(lock or LOCK).name} lacks {', '.join(sorted(unlocked))}: run make lock")
    wanted = with_dependencies(wanted, locked)
    return (block for one, block in locked.items() if one in wanted)


def with_dependencies(wanted: set[str], locked: Mapping[str, str]) -> set[str]:
    """These packages, and all that they require, directly or through others. `locked` are the pins of a lock."""
    found = set(wanted)
    # The lock lists for each package which others require it, so repeat until nothing is added.
    while more := {one for one, block in locked.items() if one not in found and found & set(requiring(block))}:
        found |= more
    return found


def requiring(block: str) -> list[str]:
    """The names that the lock gives in the lines of a package: of those that require it."""
    return _VIA.findall(block)


class NoIndexAnswers(Exception):
    """No package index answers."""


def compiled(lock: Path | None = None, *, upgrade: bool = False) -> str:
    """A lock as uv compiles it now."""
    lock = lock or LOCK
    with tempfile.TemporaryDirectory() as folder:
        # uv keeps the versions that it finds in the output file.
        output = Path(folder, lock.name)
        if lock.exists() and not upgrade:
            shutil.copyfile(lock, output)
        parts = [f"--extra={extra}" for extra in extras(lock)]
        command = [sys.executable, "-m", "uv", *COMPILE, *parts, "--output-file", str(output), "pyproject.toml"]
        outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if outcome.returncode == _NO_INDEX_ANSWERS:
            raise NoIndexAnswers(outcome.stderr)
        if outcome.returncode:
            raise SystemExit(f"{lock.name} cannot be compiled: {outcome.stderr}")
        return output.read_text(encoding="utf-8")


def difference(old: str, new: str) -> str:
    """The lines that differ, without the hashes."""
    before, after = ([line for line in text.splitlines() if not line.startswith("    --hash")] for text in (old, new))
    return "\n".join(difflib.unified_diff(before, after, LOCK.name, "compiled from pyproject.toml", "", "", 1, ""))


def check(lock: Path | None = None) -> None:
    """Exit with a message if a lock differs from what uv compiles from `pyproject.toml`."""
    name = (lock or LOCK).name
    try:
        new = compiled() if lock is None else compiled(lock)
    except NoIndexAnswers as error:
        if os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
            raise SystemExit(f"{name} cannot be compared with pyproject.toml: {error}") from None
        print(f"{name} is not compared with pyproject.toml: no package index answers")
        return
    old = (lock or LOCK).read_text(encoding="utf-8")
    if old != new:
        raise SystemExit(f"{name} is not what pyproject.toml requires: run make lock\n{difference(old, new)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.requirements_lock", description="The lock of Python packages."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="package, or an extra")
    parser.add_argument("--scale", action="store_true", help="print parts of requirements-scale.lock")
    parser.add_argument("--write", action="store_true", help="write the locks")
    parser.add_argument("--upgrade", action="store_true", help="with --write: go to the newest versions")
    parser.add_argument("--check", action="store_true", help="compare the locks with what is compiled now")
    options = parser.parse_args()
    for lock in (LOCK, SCALE_LOCK) if options.write else ():
        try:
            lock.write_text(compiled(lock, upgrade=options.upgrade), encoding="utf-8", newline="\n")
        except NoIndexAnswers as error:
            raise SystemExit(f"{lock.name} is not written: {error}") from None
    if options.check:
        check()
        check(SCALE_LOCK)
    sys.stdout.write("".join(selected(options.parts, SCALE_LOCK if options.scale else LOCK)))


if __name__ == "__main__":
    main()
