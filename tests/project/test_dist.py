"""A release is complete and reproducible."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from nsatu_data import load
from nsatu_data.export import to_json
from nsatu_data.schema import json_schema
from tests.support import npm_package_files, npm_packages, release_files, type_schema
from tests.support.checkout_copies import once
from tests.support.example_datasets import expected
from tests.support.folders import ROOT

pytestmark = pytest.mark.exhaustive

VERSION = load(ROOT / "records").manifest.version
TEXT = to_json.write(load(ROOT / "records"))


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release."""
    if reason := npm_packages.missing():
        pytest.skip(reason)

    def make(folder: Path) -> None:
        folder.mkdir()
        release_files.make(folder, [])

    return once(tmp_path_factory, "release", make)


def test_a_release_holds_just_these_files(made: Path) -> None:
    found = {file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file()}
    package = f"nsatu-data-{VERSION}.tgz"
    with tarfile.open(made / package) as archive:
        found |= {f"{package}/{name.removeprefix('package/')}" for name in archive.getnames()}
    assert "".join(f"{path}\n" for path in sorted(found)).replace(VERSION, "VERSION") == expected("dist.txt")


def test_the_files_are_those_of_the_checkout(made: Path) -> None:
    assert (made / f"nsatu-data-{VERSION}.json").read_bytes() == TEXT.encode("utf-8")
    for name in json_schema.names():
        file = f"schema/{json_schema.file_name(name)}"
        assert (made / file).read_bytes() == (ROOT / file).read_bytes()
    assert (made / "types" / "bundle.schema.json").read_bytes() == type_schema.text("bundle").encode("utf-8")


def test_every_file_has_its_digest(made: Path) -> None:
    rows = [line.split("  ") for line in (made / release_files.SUMS).read_text(encoding="utf-8").splitlines()]
    assert {path: digest for digest, path in rows} == {
        file.relative_to(made).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in made.rglob("*")
        if file.is_file() and file.name != release_files.SUMS
    }


def test_a_second_release_has_the_same_bytes(made: Path, tmp_path: Path) -> None:
    stale = tmp_path / "dist" / "stale.txt"
    stale.parent.mkdir()
    stale.touch()
    command = [sys.executable, "-m", "tests.support.release_files", "dist"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert (tmp_path / "dist" / release_files.SUMS).read_bytes() == (made / release_files.SUMS).read_bytes()
    assert not stale.exists()


def test_with_the_text_the_bundle_counts_other_units_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_files, "ROOT", tmp_path)
    monkeypatch.setattr(npm_package_files, "types", lambda: "")
    monkeypatch.setattr(npm_package_files, "pack", lambda *_: None)
    monkeypatch.setattr(release_files, "_build", lambda _: None)
    valid = ROOT / "tests" / "cases" / "valid"
    shutil.copytree(valid / "river-pact", tmp_path / "records")
    (tmp_path / "out").mkdir()
    release_files.make(tmp_path / "out", [f"source/river-pact={valid / 'river-pact.txt'}"])
    assert (tmp_path / "out" / "nsatu-data-1.0.0.json").read_text(encoding="utf-8") == expected("bundle-text.json")


def test_the_folder_of_a_release_may_be_a_link_and_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "old").write_bytes(b"")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("new")
    for name, target in {"link": "real", "dangling": "new", "other": "other"}.items():
        assert release_files._emptied(tmp_path / name) == tmp_path / target
        assert list((tmp_path / target).iterdir()) == []
    assert (tmp_path / "link").readlink() == Path("real")
    assert (tmp_path / "dangling").readlink() == Path("new")


def test_what_is_no_folder_or_holds_the_sources_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "file", tmp_path / "loop", tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(SystemExit) as caught:
            release_files._emptied(path)
        assert str(caught.value) == f"{path}: this is not a folder; name one for the files of a release"
    for path in (ROOT, ROOT.parent):
        with pytest.raises(SystemExit) as caught:
            release_files._emptied(path)
        assert str(caught.value) == f"{path}: this folder holds the sources, and would be emptied; name another"
    assert (tmp_path / "file").read_bytes() == b"kept"
