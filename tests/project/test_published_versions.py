"""What was published never changes: `docs/published` has the bytes of each version of the schema and of the data."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.schema import json_schema
from tests.support import published_versions
from tests.support.folders import ROOT
from tests.support.published_versions import ARCHIVE, faults, record


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A copy of the archive."""
    return Path(shutil.copytree(ARCHIVE, tmp_path / "published"))


@pytest.fixture
def released(archive: Path) -> Path:
    """An archive that has the versions of this checkout too."""
    record(archive)
    return archive


def test_no_published_file_has_changed() -> None:
    assert faults() == []


def _changed(checkout: Path) -> list[str]:
    """The published files that a commit or an edit changed or removed, as far as the history of a checkout reaches."""
    only = ["--no-renames", "--diff-filter=MD", "--name-only"]
    where = ["--", *(f"docs/published/{folder}" for folder in ("schema", "data"))]
    found = ""
    for command in (["log", "--first-parent", "-m", "--format="], ["diff", "HEAD"]):
        git = ["git", *command, *only, *where]
        found += subprocess.run(git, cwd=checkout, check=True, capture_output=True, text=True).stdout
    return sorted(set(found.split()))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="there is no history")
def test_no_published_file_has_changed_together_with_its_digest() -> None:
    assert _changed(ROOT) == []


def test_a_change_that_the_digests_agree_with_is_found(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=A Person", "-c", "user.email=person@example.org", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    data = tmp_path / "docs" / "published" / "data"
    data.mkdir(parents=True)
    git("init", "--quiet")
    for name, content in (("1.0.0.json", "{}"), ("1.1.0.json", "{}"), ("1.1.0.json", "{ }")):
        (data / name).write_text(content, encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--message", name)
    assert _changed(tmp_path) == ["docs/published/data/1.1.0.json"]
    (data / "1.0.0.json").unlink()
    assert _changed(tmp_path) == ["docs/published/data/1.0.0.json", "docs/published/data/1.1.0.json"]


def test_each_published_file_has_the_version_that_its_path_says() -> None:
    for version in published_versions.data_versions():
        bundle = json.loads(published_versions.data_file(version).read_bytes())
        assert bundle["dataset"]["version"] == version
    for version in published_versions.schema_versions():
        for file in published_versions.schema_folder(version).glob("*.schema.json"):
            assert json.loads(file.read_bytes())["$id"].endswith(f"/schema/{version}/{file.name}")


def test_a_changed_file_a_missing_one_and_one_that_is_not_listed_are_faults(archive: Path) -> None:
    version = published_versions.schema_versions()[0]
    folder = published_versions.schema_folder(version, archive)
    (folder / "risk.schema.json").write_bytes(b"{}")
    (folder / "event.schema.json").unlink()
    (folder / "fate.schema.json").write_bytes(b"{}")
    at = f"docs/published/schema/{version}"
    found = [
        f"{at}/event.schema.json is missing",
        f"{at}/fate.schema.json has no line in SHA256SUMS",
        f"{at}/risk.schema.json has changed",
    ]
    assert faults(archive) == found
    with pytest.raises(SystemExit) as refused:
        record(archive)
    assert str(refused.value).splitlines() == [*found, published_versions.RESTORE]


def test_a_line_that_is_no_digest_is_reported(archive: Path) -> None:
    sums = archive / "SHA256SUMS"
    sums.write_text("abc\n" + sums.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SystemExit) as refused:
        record(archive)
    assert str(refused.value) == "docs/published/SHA256SUMS: 'abc' is not a digest, two spaces and a path"


def test_a_release_adds_its_versions_and_changes_no_line(archive: Path) -> None:
    before = (archive / "SHA256SUMS").read_text(encoding="utf-8")
    version, bundle = published_versions.current_data()
    new = record(archive)
    after = (archive / "SHA256SUMS").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert sorted(line.split("  ")[1] for line in after.removeprefix(before).splitlines()) == sorted(new)
    assert published_versions.data_file(version, archive).read_bytes() == bundle
    name = json_schema.file_name("bundle")
    written = published_versions.schema_folder(SCHEMA_VERSION, archive) / name
    assert written.read_text(encoding="utf-8") == json_schema.text("bundle")
    assert (faults(archive), record(archive)) == ([], [])


def test_a_version_before_the_newest_is_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, bundle = published_versions.current_data()
    monkeypatch.setattr(published_versions, "current_data", lambda: ("1.0.9", bundle))
    monkeypatch.setattr(published_versions, "SCHEMA_VERSION", "0.9")
    newest, schema = published_versions.data_versions(archive)[-1], published_versions.schema_versions(archive)[-1]
    with pytest.raises(SystemExit) as refused:
        record(archive)
    assert str(refused.value).splitlines() == [
        f"data 1.0.9 is older than {newest}, which is published",
        f"schema 0.9 is older than {schema}, which is published",
        "what is published never changes: run `make schema-version` and `make data-version`",
    ]
    assert not published_versions.data_file("1.0.9", archive).exists()
    assert not published_versions.schema_folder("0.9", archive).exists()


def test_a_version_that_is_there_with_other_bytes_is_refused(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = published_versions.current_schema()
    files |= {name: files[name] + b"\n" for name in ("risk.schema.json", "shapes.ttl", "README.md")}
    version, bundle = published_versions.current_data()
    monkeypatch.setattr(published_versions, "current_schema", lambda: files)
    monkeypatch.setattr(published_versions, "current_data", lambda: (version, bundle + b"\n"))
    before = {file: file.read_bytes() for file in released.rglob("*") if file.is_file()}
    with pytest.raises(SystemExit) as refused:
        record(released)
    assert str(refused.value).splitlines() == [
        f"schema {SCHEMA_VERSION} is published with another risk.schema.json",
        f"schema {SCHEMA_VERSION} is published with another shapes.ttl",
        f"data {version} is published with other records",
        "what is published never changes: run `make schema-version` and `make data-version`",
    ]
    assert before == {file: file.read_bytes() for file in released.rglob("*") if file.is_file()}
