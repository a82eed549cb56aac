"""Writes the notes of a release: what changed in data and schema since the last one, as Markdown.

`make release-notes` prints them, and `make dist` puts them next to the files of the release. They come from the newest
versions in `docs/published`.
"""

from nsatu_data import load
from nsatu_data.comparison.compare import compare
from nsatu_data.report import changes_markdown, schema_changes_in
from nsatu_data.report.changed_values import Names
from nsatu_data.report.screen import PLAIN
from tests.support import published_records, published_schema
from tests.support.folders import ROOT


def text() -> str:
    """The notes of the release that the checkout is."""
    changes = compare(published_records.published(), load(ROOT / "records"))
    versions = [side.manifest["version"] for side in (changes.old, changes.new)]
    schema_changes = published_schema.changes()
    data = changes_markdown.write(changes, Names(*(f"data {version}" for version in versions)))
    names = Names(*(f"schema {version}" for version in (schema_changes.old, schema_changes.new)))
    return f"{data}\n{schema_changes_in.FORMATS['markdown'](schema_changes, names, PLAIN)}"


if __name__ == "__main__":
    print(text(), end="")
