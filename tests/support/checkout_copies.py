"""Copies the checkout, and provides what pip needs to install a copy without a package index."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.support import requirements_lock
from tests.support.folders import ROOT

_BUILT: Final = frozenset({"assets", "site"})
"""Folders that `make` writes in the root. `docs/site` and `tests/site` are sources."""
_PATTERNS: Final = shutil.ignore_patterns(
    ".git", ".venv*", ".hypothesis", ".*_cache", "__pycache__", "node_modules", "dist", "build", "target"
)


def _left_out(folder: str, names: list[str]) -> set[str]:
    built = _BUILT.intersection(names) if Path(folder) == ROOT else frozenset[str]()
    return _PATTERNS(folder, names) | built


def copy(folder: Path) -> Path:
    """Copy the checkout, including uncommitted files, into `folder`, and return the folder."""
    return Path(shutil.copytree(ROOT, folder, ignore=_left_out))


def files() -> Iterator[str]:
    """The paths of the checkout's files, including uncommitted ones, without what tools leave behind."""
    for folder, folders, names in os.walk(ROOT):
        left_out = _left_out(folder, [*folders, *names])
        folders[:] = [one for one in folders if one not in left_out]
        for name in set(names) - left_out:
            yield Path(folder, name).relative_to(ROOT).as_posix()


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Make a folder once in a test run: the first process makes it, the others wait."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    made = folder.with_name(f"{name}.made")
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder


def wheels(factory: pytest.TempPathFactory) -> Path:
    """A folder of wheels for the package and its build requirements, in the locked versions.

    Skips the test if they cannot be fetched, or fails it if NSATU_REQUIRE_INTEROP is 1.
    """
    return once(factory, "wheels", _fetch)


def installing(wheels: Path) -> dict[str, str]:
    """The environment variables with which pip takes packages only from this folder."""
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _fetch(folder: Path) -> None:
    lock = folder.with_suffix(".txt")
    lock.write_text("".join(requirements_lock.selected([requirements_lock.PACKAGE])), encoding="utf-8")
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:", "--dest", str(folder)]
    fetch += ["--require-hashes", "--no-deps", "--requirement", str(lock)]
    # One short try, so that contributors without an index do not wait for a timeout.
    fetch += ["--retries", "0", "--timeout", "5", "--disable-pip-version-check"]
    outcome = subprocess.run(fetch, capture_output=True, text=True, check=False)
    if outcome.returncode and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip("what an installation requires could not be fetched, which needs a package index")
    assert outcome.returncode == 0, outcome.stderr
