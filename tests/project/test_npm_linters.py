"""The linters of npm packages find nothing in ours, and would find what is wrong."""

import json
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.project import npm_projects
from tests.project.npm_projects import BUNDLE, DATASET
from tests.support import npm_package_files, npm_packages, tar_files
from tests.support.addresses import Addresses
from tests.support.npm_package_files import TOOLS

pytestmark = pytest.mark.exhaustive

QUIET: Final = ("All good!\n", "No problems found")
"""What the two linters report if they find nothing."""


@pytest.fixture
def tarball(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return npm_projects.tarball(tmp_path_factory)


def _lint(tarball: Path) -> tuple[str, str]:
    """What each linter of packages reports. No rule is switched off."""
    npm_packages.install(TOOLS)
    programs = TOOLS / "node_modules" / ".bin"
    publint = _said([programs / "publint", tarball, "--strict"])
    attw = _said([programs / "attw", tarball, "--format", "ascii", "--no-emoji", "--no-color"])
    _, _, said = publint.partition("Linting...\n")
    problems, _, _ = attw.partition('"nsatu-data"')
    return said, problems.partition(f"v{DATASET.manifest.version}")[2].strip()


def _said(command: list[str | Path]) -> str:
    outcome = subprocess.run(command, cwd=TOOLS, capture_output=True, encoding="utf-8", check=False)
    assert outcome.stderr == ""
    return outcome.stdout


def test_the_linters_find_nothing(tarball: Path) -> None:
    assert _lint(tarball) == QUIET


@pytest.mark.parametrize(
    ("right", "wrong", "finds"),
    [
        ('"type": "commonjs",', "", (True, False)),
        ('"types": "./index.d.mts"', '"types": "./index.d.ts"', (True, True)),
    ],
)
def test_the_linters_find_what_is_wrong(
    right: str, wrong: str, finds: tuple[bool, bool], tarball: Path, tmp_path: Path
) -> None:
    changed = _with_metadata(tarball, tmp_path, lambda text: text.replace(right, wrong))
    assert tuple(found != quiet for found, quiet in zip(_lint(changed), QUIET, strict=True)) == finds


def test_the_linters_find_nothing_once_the_project_has_addresses(tarball: Path, tmp_path: Path) -> None:
    addresses = Addresses("https://github.com/example-account/nsatu_data", "https://nsatu.example/")
    metadata = npm_package_files.package_json(json.loads(BUNDLE)["dataset"], addresses)
    assert _lint(_with_metadata(tarball, tmp_path, lambda _: json.dumps(metadata))) == QUIET


def _with_metadata(tarball: Path, folder: Path, change: Callable[[str], str]) -> Path:
    """A package with another `package.json`."""
    tar_files.unpack(tarball, folder)
    file = folder / "package" / "package.json"
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    with tarfile.open(folder / "changed.tgz", "w:gz") as archive:
        archive.add(file.parent, "package")
    return folder / "changed.tgz"
