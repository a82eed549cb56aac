"""Describe the CSV files as a Data Package 2.0 with a Table Schema for each file.

Version 2.0 allows `missingValues` for a single field. The profile only identifies: nothing fetches it. A corpus lacks
the links of columns that may be empty; see `_always_leads`.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

from nsatu_data.model.record_models import Manifest
from nsatu_data.tables.csv_files import NULL
from nsatu_data.tables.description import Column, ForeignKey, Table, tables

FILE: Final = "datapackage.json"
_TYPES: Final = {"text": "string", "integer": "integer", "boolean": "boolean"}


def path(name: str) -> str:
    """The name of the file of a table."""
    return f"{name}.csv"


class Size(NamedTuple):
    """The number of bytes of a file, and their SHA-256 digest."""

    length: int
    digest: str

    @classmethod
    def of(cls, content: str | bytes) -> "Size":
        """The size of a content, which is written in UTF-8."""
        data = content.encode() if isinstance(content, str) else content
        return cls(len(data), sha256(data).hexdigest())


def write(manifest: Manifest, sizes: Mapping[str, Size]) -> str:
    """The text of `datapackage.json` for files of these sizes."""
    about = {
        "title": manifest.title,
        "description": manifest.description,
        "version": manifest.version,
        # Data Package 2.0 has a property only for the moment at which a package was made. This one is ours.
        **({} if manifest.released is None else {"released": manifest.released}),
        "licenses": [{"name": manifest.licences.data}],
        "contributors": [{"title": creator.name, "roles": ["author"]} for creator in manifest.creators],
    }
    return _package(about, tables(), sizes)


def write_for_corpus(sizes: Mapping[str, Size]) -> str:
    """The text of `datapackage.json` for the files of a corpus. The table `dataset` has what the manifests say."""
    return _package({"title": "The tables of a corpus of datasets"}, tables(corpus=True), sizes)


def _package(about: Mapping[str, Any], described: Mapping[str, Table], sizes: Mapping[str, Size]) -> str:
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "nsatu-data-tables",
        **about,
        "resources": [_resource(table, sizes[path(name)]) for name, table in described.items()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table, size: Size) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if keys := [_foreign_key(key, table.name) for key in table.foreign_keys if _always_leads(key, table)]:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "type": "table",
        "title": table.description,
        "path": path(table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size.length,
        "hash": f"sha256:{size.digest}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.datatype],
        "description": column.description,
        # A field that is null has a word of its own, and a field that is left out an empty cell.
        "missingValues": {"never": [], "null": [NULL], "absent": [""]}[column.empty],
    }
    constraints: dict[str, Any] = {}
    if column.empty == "never":
        constraints["required"] = True
    if column.vocabulary is not None:
        constraints["enum"] = [str(term) for term in column.vocabulary]
    if constraints:
        field["constraints"] = constraints
    return field


def _always_leads(key: ForeignKey, table: Table) -> bool:
    """Whether readers can follow a foreign key in each row.

    Table Schema does not say what a key of several columns means if one of them is empty, and frictionless then
    reports a fault. SQLite follows no such key, so the tables of `sqlite` have it.
    """
    empty = {column.name for column in table.columns if column.empty != "never"}
    return len(key.columns) == 1 or empty.isdisjoint(key.columns)


def _foreign_key(key: ForeignKey, table: str) -> dict[str, Any]:
    # A key that leads to its own table does not name it (Table Schema 2.0).
    resource = {"resource": key.table} if key.table != table else {}
    return {"fields": list(key.columns), "reference": {**resource, "fields": list(key.targets)}}
