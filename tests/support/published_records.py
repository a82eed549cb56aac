"""The version number that the changes since the last published records require.

`make lint` and a test compare the newest dataset in `docs/published` with the records as they are now, by the rules of
`nsatu-data diff`. `make data-version` sets the version.
"""

import json
import sys
from pathlib import Path
from typing import Final

from nsatu_data import load
from nsatu_data.comparison import versions
from nsatu_data.comparison.changes import Changes
from nsatu_data.comparison.compare import compare
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import RECORDS, Manifest
from nsatu_data.report import changes_text
from nsatu_data.report.changed_values import Names
from tests.support import published_versions
from tests.support.folders import ROOT

_MANIFEST: Final = ROOT / "records" / "dataset.yaml"


def published(version: str | None = None) -> Dataset:
    """The dataset of a published version, by default of the newest.

    Its schema may be older, so nothing but the models judges it.
    """
    file = published_versions.data_file(version or published_versions.data_versions()[-1])
    manifest, *lists = json.loads(file.read_bytes()).values()
    made = (RECORDS[record["kind"]].model_validate_json(json.dumps(record)) for records in lists for record in records)
    return Dataset(Manifest.model_validate_json(json.dumps(manifest)), made)


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


def set_version() -> None:
    """Set the version that the changes require in the manifest. `make derived` then sets it where it is named.

    The new version is not released yet, so the manifest loses its day of release.
    """
    changes = compare(published(), load(ROOT / "records"))
    old, needed = changes.new.manifest["version"], versions.required(changes)
    if versions.says_enough(changes):
        return
    _replace(_MANIFEST, f'\nversion: "{old}"', f'\nversion: "{needed}"')
    if day := changes.new.manifest.get("released"):
        _replace(_MANIFEST, f'\nreleased: "{day}"', "")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8").replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(asked_for())
    set_version()
