"""The versions of Python and Node that are supported, and those of them that this machine has."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from tests.support import npm_package_files
from tests.support.folders import ROOT

_WORKFLOWS: Final = ROOT / ".github" / "workflows"


def pythons_supported() -> list[str]:
    """The versions that the scheduled workflow tests, oldest first."""
    found: list[str] = _job("versions.yml", "test")["strategy"]["matrix"]["python"]
    return found


def nodes_tested() -> list[str]:
    """The versions of Node that the release workflow tests, the oldest first, as `setup-node` names them."""
    steps = _job("release.yml", "test")["steps"]
    (newest,) = (step["with"]["node-version"] for step in steps if "node-version" in step.get("with", {}))
    return [npm_package_files.oldest_node(), newest]


def _job(workflow: str, name: str) -> dict[str, Any]:
    read = yaml.safe_load((_WORKFLOWS / workflow).read_text(encoding="utf-8"))
    job: dict[str, Any] = read["jobs"][name]
    return job


def pythons_here() -> dict[str, str]:
    """The interpreters on this machine of the supported versions, by version."""
    found = {}
    for version in pythons_supported():
        for candidate in _candidates(version):
            if _version(candidate) == version:
                found[version] = candidate
                break
    return found


def _candidates(version: str) -> Iterator[str]:
    if named := shutil.which(f"python{version}"):
        yield named
    # pyenv keeps versions that are not on PATH.
    if pyenv := shutil.which("pyenv"):
        root = Path(_printed([pyenv, "root"]).strip() or os.devnull)
        yield from sorted(str(path) for path in root.glob(f"versions/{version}.*/bin/python{version}"))


def _version(python: str) -> str:
    return _printed([python, "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).strip()


def not_run(pythons: Iterable[str], nodes: Iterable[str]) -> list[str]:
    """The versions that the release workflow tests, and that did not run here."""
    python, node = set(pythons), set(nodes)
    lacking = [f"Python {version}" for version in pythons_supported() if version not in python]
    return [*lacking, *(f"Node {version}" for version in nodes_tested() if version not in node)]


def _printed(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
