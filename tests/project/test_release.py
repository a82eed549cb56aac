"""A tag is released only if everything is there, and the files are uploaded as they were built."""

import base64
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from nsatu_data import load
from tests.support import release_assets, release_check, release_twice, release_uploads
from tests.support.addresses import Addresses, FaultyAddress
from tests.support.example_datasets import changed, write_folder
from tests.support.folders import RECORDS, ROOT
from tests.support.release_files import SUMS

ADDRESSES: Final = Addresses(repository="https://github.com/example-account/nsatu_data")
CHANGELOG: Final = "# Changelog\n\n## 2.0.0\n\n- New.\n\n## 1.2.0\n"
FILES: Final = ("nsatu_data-2.0.0-py3-none-any.whl", "nsatu_data-2.0.0.tar.gz", "nsatu-data-2.0.0.tgz", "a.json")


class _Manifest:
    """A manifest with only what a release needs."""

    def __init__(self, version: str, released: str | None) -> None:
        self.version, self.released = version, released


def _faults(
    tag: str = "v2.0.0",
    changelog: str = CHANGELOG,
    addresses: Addresses = ADDRESSES,
    version: str = "2.0.0",
    released: str | None = "2026-12-01",
) -> list[str]:
    manifest: Any = _Manifest(version, released)
    return list(release_check.faults(tag, manifest, changelog, addresses))


def test_a_tag_with_all_that_it_needs_may_be_released() -> None:
    assert _faults() == []


@pytest.mark.parametrize("tag", ["2.0.0", "v2.0.1", "v2.0.0-1", "v2.0.0\n"])
def test_a_tag_of_another_version_is_refused(tag: str) -> None:
    message = f"the tag {tag} is not v2.0.0, the version in records/dataset.yaml; correct one of them, and tag"
    assert _faults(tag) == [message]


def test_a_release_without_a_day_is_refused() -> None:
    message = "records/dataset.yaml has no `released`; write the day of the release there, run `make derived`, and tag"
    assert _faults(released=None) == [message]


@pytest.mark.parametrize(
    "changelog", ["", "## Unreleased\n", "### 2.0.0\n", "## 2.0.0-1\n", "## 2x0.0\n", "a ## 2.0.0\n"]
)
def test_a_release_without_a_section_in_the_changelog_is_refused(changelog: str) -> None:
    message = "CHANGELOG.md has no section `## 2.0.0`; rename `## Unreleased`, commit, and tag"
    assert _faults(changelog=changelog) == [message]


def test_a_release_from_nowhere_is_refused() -> None:
    message = "pyproject.toml has no address in [tool.nsatu-data]; fill in `repository`, run `make derived`, and tag"
    assert _faults(addresses=Addresses()) == [message]


def test_a_faulty_dataset_or_address_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse() -> Addresses:
        raise FaultyAddress("pyproject.toml: no address")

    def reported() -> list[str]:
        with pytest.raises(SystemExit) as caught:
            release_check.main()
        return str(caught.value).splitlines()

    monkeypatch.setattr(Addresses, "read", refuse)
    monkeypatch.setattr(sys, "argv", ["release_check", "v2.0.0"])
    assert reported() == ["release: pyproject.toml: no address"]
    write_folder(tmp_path, changed("risk/strain-on-the-budget", "/certainty", "possibly"))
    monkeypatch.setattr(release_check, "RECORDS", tmp_path)
    (line,) = reported()
    assert line.startswith("release: ")
    assert "risk/strain-on-the-budget" in line


def test_the_command_prints_every_fault_and_fails() -> None:
    command = [sys.executable, "-m", "tests.support.release_check", "v0.0.0"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    version = load(RECORDS).manifest.version
    first = (
        f"release: the tag v0.0.0 is not v{version}, the version in records/dataset.yaml; correct one of them, and tag"
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.splitlines()[0] == first
    assert all(line.startswith("release: ") for line in ran.stderr.splitlines())


def test_a_commit_that_is_not_on_the_branch_is_refused(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        person = ("-c", "user.name=A Person", "-c", "user.email=person@example.org")
        subprocess.run(["git", *person, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch=main")
    git("commit", "--quiet", "--allow-empty", "--message=reviewed")
    git("switch", "--quiet", "--create", "other")
    assert list(release_check.off_branch("main", tmp_path)) == []
    git("commit", "--quiet", "--allow-empty", "--message=not reviewed")
    message = "the commit is not on main; merge it, wait for CI, and tag the merged commit"
    assert list(release_check.off_branch("main", tmp_path)) == [message]
    (unknown,) = release_check.off_branch("no-such-branch", tmp_path)
    assert unknown.startswith("git cannot say whether the commit is on no-such-branch: fatal: ")


def _made(folder: Path) -> Path:
    folder.mkdir()
    for name in (*FILES, "schema/a.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(name.encode())
    sums = "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in (*FILES, "schema/a.json"))
    (folder / SUMS).write_text(sums, encoding="utf-8")
    return folder


def test_python_gets_the_wheel_and_the_sdist_and_nothing_else(tmp_path: Path) -> None:
    folder = _made(tmp_path / "dist")
    for trusted, known in ((True, "always"), (False, "never")):
        command = release_uploads.python_command(folder, trusted=trusted)
        assert command[-4:] == ["--trusted-publishing", known, *(str(folder / name) for name in FILES[:2])]


def test_npm_gets_its_package_and_a_statement_of_provenance(tmp_path: Path) -> None:
    folder = _made(tmp_path / "dist")
    begun, package = ["npm", "publish", "--access", "public"], str(folder / FILES[2])
    assert release_uploads.npm_command(folder, trusted=True) == [*begun, "--provenance=true", package]
    assert release_uploads.npm_command(folder, trusted=False) == [*begun, "--provenance=false", package]


@pytest.mark.parametrize(
    ("version", "refused"), [("11.5.0\n", True), ("9.99.9", True), ("11.5.1", False), ("12.0.0-a", False)]
)
def test_an_npm_that_needs_a_token_is_refused(version: str, *, refused: bool) -> None:
    message = f"npm {version.strip()} cannot publish without a token; use 11.5.1 or later, which Node 24 has"
    assert release_uploads.refused(version) == (message if refused else None)


_NPM: Final = """\
#!/bin/sh
echo "$*" >> "{log}"
case "$1" in
  --version) echo 12.0.0 ;;
  view) echo "{answer}" ;;
esac
"""
"""A program `npm` that writes down what it was asked."""


@pytest.mark.parametrize("is_there", [True, False])
def test_a_package_that_npm_has_already_is_not_uploaded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_there: bool
) -> None:
    folder, log, program = _made(tmp_path / "dist"), tmp_path / "log", tmp_path / "bin" / "npm"
    program.parent.mkdir()
    content = (FILES[2] if is_there else "other bytes").encode()
    answer = f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"
    program.write_text(_NPM.format(log=log, answer=answer), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setattr(sys, "argv", ["release_uploads", "npm", str(folder)])
    release_uploads.main()
    _, asked, *published = log.read_text(encoding="utf-8").splitlines()
    assert asked == "view nsatu-data@2.0.0 dist.integrity"
    assert [one.startswith("publish ") for one in published] == ([] if is_there else [True])
    told = f"the registry has {FILES[2]} already\n" if is_there else f"uploaded the files of {folder}\n"
    assert capsys.readouterr().out == told


def test_an_upload_that_fails_is_one_line() -> None:
    with pytest.raises(SystemExit) as caught:
        release_uploads.upload([sys.executable, "-c", "raise SystemExit('no such user')"])
    assert str(caught.value).endswith("ends with 1: no such user")


def test_a_folder_without_the_files_of_a_release_is_refused(tmp_path: Path) -> None:
    def refusal(make: Callable[[], object]) -> str:
        with pytest.raises(SystemExit) as caught:
            make()
        return str(caught.value)

    lacks = f"{tmp_path} must hold one file {{}}, and holds 0; `make dist` writes the files"
    assert refusal(lambda: release_uploads.python_command(tmp_path, trusted=True)) == lacks.format("*.whl")
    assert refusal(lambda: release_uploads.npm_command(tmp_path, trusted=True)) == lacks.format("*.tgz")
    no_sums = f"{tmp_path} has no SHA256SUMS; `make dist` writes it"
    assert refusal(lambda: release_assets.copy(tmp_path, tmp_path / "assets")) == no_sums


def test_assets_have_no_folders_and_the_digests_name_them(tmp_path: Path) -> None:
    folder, assets = _made(tmp_path / "dist"), tmp_path / "assets"
    assets.mkdir()
    (assets / "stale").touch()
    release_assets.copy(folder, assets)
    assert {file.name for file in assets.iterdir()} == {*FILES, "schema-a.json", SUMS}
    check = subprocess.run(["sha256sum", "--check", SUMS], cwd=assets, capture_output=True, text=True, check=True)
    assert check.stdout == "".join(f"{name}: OK\n" for name in sorted([*FILES, "schema-a.json"]))


def test_two_files_that_would_be_one_asset_are_refused(tmp_path: Path) -> None:
    folder = _made(tmp_path / "dist")
    sums = (folder / SUMS).read_text(encoding="utf-8")
    (folder / "schema-a.json").touch()
    (folder / SUMS).write_text(f"{sums}{'0' * 64}  schema-a.json\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        release_assets.copy(folder, tmp_path / "assets")
    assert str(caught.value) == "two files of the release would be the asset schema-a.json; rename one of them"


def test_builds_that_differ_are_told_apart(tmp_path: Path) -> None:
    one, two = _made(tmp_path / "one"), _made(tmp_path / "two")
    assert release_twice.differences(one, two) == []
    (one / "more").touch()
    (two / "schema" / "a.json").write_bytes(b"other")
    (two / "a.json").unlink()
    assert release_twice.differences(one, two) == ["a.json", "more", "schema/a.json"]
