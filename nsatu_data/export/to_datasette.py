"""Writes the metadata with which Datasette shows the database of `nsatu-data export sqlite`.

It has the title and the licence of the dataset, and the meaning of each table and column. Datasette finds the database
by the name of its file, which must be `nsatu.sqlite`.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.tables.description import Table, tables
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "what Datasette shows beside nsatu.sqlite: titles, meanings, licence"
TEXTS: Final = "refused"
DROPS: Final = "every record: it describes the tables of `sqlite`"

DATABASE: Final = "nsatu"
_VIEWS: Final = {
    "claims": "What all claims have in common, with the label of the voice.",
    "claim_themes": "The themes of all claims.",
    "links": "Every reference of a record to another.",
    "terms": "The definition of each term of each vocabulary.",
    "search": "The full-text index.",
}


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the text of `metadata.json`. Equal datasets give equal bytes."""
    manifest = dataset.manifest
    about: dict[str, Any] = {
        "title": manifest.title,
        "description": manifest.description,
        "license": manifest.licences.data,
        "about": f"version {manifest.version}" + (f", released {manifest.released}" if manifest.released else ""),
        "databases": {DATABASE: {"tables": {**{name: _table(one) for name, one in tables().items()}, **_views()}}},
    }
    return json.dumps(about, indent=2, ensure_ascii=False) + "\n"


def _table(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
    }
    if any(column.name == "label" for column in table.columns):
        described["label_column"] = "label"
    return described


def _views() -> dict[str, Any]:
    return {name: {"description": description} for name, description in _VIEWS.items()}
