"""CI refuses a version number that says less than the changes since the last release."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nsatu_data import load
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json
from nsatu_data.model.record_models import Manifest
from nsatu_data.model.schema_version import SCHEMA_VERSION
from tests.support import checkout_copies, published_records, published_versions, release_notes
from tests.support.folders import ROOT


def test_the_version_says_at_least_what_changed_since_the_last_release() -> None:
    assert published_records.asked_for() is None, published_records.asked_for()


def test_the_released_records_are_read_whole() -> None:
    version = published_versions.data_versions()[-1]
    written = published_versions.data_file(version).read_text(encoding="utf-8")
    assert to_json.write(published_records.published()) == written


def test_a_version_that_says_too_little_is_refused_with_the_changes() -> None:
    released = published_records.published()
    gone = next(iter(released.risks))
    rest = [record for record in released if record.id != gone.id]
    manifest = Manifest.model_validate({**released.manifest.model_dump(exclude_unset=True), "version": "1.9.0"})
    asked = published_records.asked_for(Dataset(manifest, rest))
    assert asked is not None
    assert f"- {gone.label}  {gone.id}\n" in asked
    assert "ids that vanished without being retired: 1" in asked
    assert " ".join(asked.split()).endswith("it has to be at least 2.0.0 run `make data-version`")


def test_the_day_of_the_last_release_is_no_day_of_a_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    now = load(ROOT / "records")

    def of(version: str, released: str | None) -> Dataset:
        about = now.manifest.model_dump(exclude_unset=True) | {"version": version, "released": released}
        manifest = Manifest.model_validate({name: value for name, value in about.items() if value is not None})
        return Dataset(manifest, now)

    monkeypatch.setattr(published_records, "published", lambda: of("3.0.0", "2024-02-29"))
    assert published_records.asked_for(of("3.1.0", "2024-02-29")) == (
        "records/dataset.yaml: 2024-02-29 is the day of release 3.0.0; leave `released` out until the next"
    )
    for fine in (of("3.0.0", "2024-02-29"), of("3.1.0", "2024-03-01"), of("3.1.0", None)):
        assert published_records.asked_for(fine) is None


def test_the_notes_of_a_release_say_what_changed_in_data_and_schema() -> None:
    old, new = published_records.published().manifest, load(ROOT / "records").manifest
    headings = [line for line in release_notes.text().splitlines() if line.startswith("## ")]
    assert headings == [
        f"## What changed from `data {old.version}` to `data {new.version}`",
        f"## What changed from `schema {old.schema_version}` to `schema {SCHEMA_VERSION}`",
    ]


@pytest.mark.exhaustive
def test_the_version_is_set_in_the_manifest(tmp_path: Path) -> None:
    checkout = checkout_copies.copy(tmp_path / "checkout")
    version = load(ROOT / "records").manifest.version

    def run(module: str, *arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", f"tests.support.{module}", *arguments]
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    dataset_file = checkout / "records" / "dataset.yaml"
    day = f'version: "{version}"\nreleased: "2024-02-29"\n'
    dataset_file.write_text(dataset_file.read_text(encoding="utf-8").replace(f'version: "{version}"\n', day), "utf-8")
    assert run("published_versions") == run("published_records", "--check") == (0, "")
    another = next(file for file in sorted((checkout / "records" / "risk").glob("*.yaml")))
    shutil.copyfile(another, another.with_name("another.yaml"))
    text = another.read_text(encoding="utf-8").replace(f"id: risk/{another.stem}", "id: risk/another")
    another.with_name("another.yaml").write_text(text, encoding="utf-8")
    assert run("published_records", "--check")[0] == 1
    assert run("published_records", "--set-version") == run("published_records", "--check") == (0, "")
    major, minor, _ = version.split(".")
    changed = (checkout / "records" / "dataset.yaml").read_text(encoding="utf-8")
    assert version not in changed
    assert f'version: "{major}.{int(minor) + 1}.0"' in changed
    assert "2024-02-29" not in changed
