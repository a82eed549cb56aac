"""pybtex reads the entry of every dataset, and gets back what the manifest says."""

from pathlib import Path

import pybtex.database
import pytest
from pybtex.richtext import Text

from nsatu_data import load
from nsatu_data.export import to_bibtex
from tests.support import case_files
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]


def _plain(text: str) -> str:
    return str(Text.from_latex(text))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_entry_says_what_the_manifest_says(folder: Path) -> None:
    manifest = load(folder).manifest
    found = pybtex.database.parse_string(to_bibtex.text(manifest, "https://example.org/a_b"), "bibtex")
    (entry,) = found.entries.values()
    assert (entry.type, entry.key) == ("misc", f"{manifest.id or 'dataset'}-{manifest.version}")
    assert _plain(entry.fields["title"]) == manifest.title
    assert _plain(entry.fields["note"]) == f"Version {manifest.version}"
    names = [_plain(" ".join(person.last_names)) for person in entry.persons["author"]]
    assert names == [creator.name for creator in manifest.creators]
    assert entry.fields.get("year") == (manifest.released[:4] if manifest.released else None)
    assert entry.fields["url"] == "https://example.org/a_b"
