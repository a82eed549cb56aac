"""The records of the last release, and the version number that the changes since then require.

`published_records.jsonl` holds the manifest of the last release, and then one record a line. `make lint` and a test
compare it with the records as they are now, by the rules of `nsatu-data diff`. `make data-version` sets the version.
After a release, `python -m tests.support.published_records` writes the file again.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nsatu_data import load
from nsatu_data.comparison import versions
from nsatu_data.comparison.changes import Changes
from nsatu_data.comparison.compare import compare
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import RECORDS, Manifest
from nsatu_data.report import changes_text
from nsatu_data.report.changed_values import Names
from tests.support.folders import ROOT, TESTS

RECORD: Final = TESTS / "published_records.jsonl"
_MANIFEST: Final = ROOT / "records" / "dataset.yaml"
_NAMING: Final = ("README.md", "CONTRIBUTING.md")
"""The documents that name the version."""


def published() -> Dataset:
    """The dataset of the last release. Its schema may be older, so nothing but the models judges it."""
    manifest, *records = RECORD.read_text(encoding="utf-8").splitlines()
    kinds = (json.loads(line)["kind"] for line in records)
    made = (RECORDS[kind].model_validate_json(line) for kind, line in zip(kinds, records, strict=True))
    return Dataset(Manifest.model_validate_json(manifest), made)


def asked_for(now: Dataset | None = None) -> str | None:
    """What to do about the version in the manifest; None if it says enough. `now` is by default the dataset here."""
    changes = compare(published(), now or load(ROOT / "records"))
    if versions.says_enough(changes):
        return _old_day(changes)
    names = Names(f"release {changes.old.manifest['version']}", "records")
    listed = changes_text.write(changes, names)
    return f"{listed}run `make data-version`"


def _old_day(changes: Changes) -> str | None:
    """What to do if a new version still has the day on which the last one was released."""
    old, new = changes.old.manifest, changes.new.manifest
    day = new.get("released")
    if day is None or day != old.get("released") or old["version"] == new["version"]:
        return None
    return f"records/dataset.yaml: {day} is the day of release {old['version']}; leave `released` out until the next"


def lines(dataset: Dataset) -> Iterator[str]:
    """The manifest and each record of a dataset as a line of JSON."""
    for one in (dataset.manifest, *dataset):
        yield json.dumps(values(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def write() -> None:
    """Record the current dataset as the published one."""
    RECORD.write_text("".join(lines(load(ROOT / "records"))), encoding="utf-8", newline="\n")


def set_version() -> None:
    """Set the version that the changes require, in the manifest and in the documents that name it.

    The new version is not released yet, so the manifest loses its day of release.
    """
    changes = compare(published(), load(ROOT / "records"))
    old, needed = changes.new.manifest["version"], versions.required(changes)
    if versions.says_enough(changes):
        return
    _replace(_MANIFEST, f'\nversion: "{old}"', f'\nversion: "{needed}"')
    if day := changes.new.manifest.get("released"):
        _replace(_MANIFEST, f'\nreleased: "{day}"', "")
    for name in _NAMING:
        _replace(ROOT / name, old, needed)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8").replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(asked_for())
    set_version() if sys.argv[1:] == ["--set-version"] else write()
