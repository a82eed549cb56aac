"""Describe the CSV files as a Tabular Data Package (Frictionless Data Package v1, Table Schema v1)."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from nsatu_data.model.record_models import Manifest
from nsatu_data.tables.csv_files import NULL
from nsatu_data.tables.description import Column, ForeignKey, Table, tables

_TYPES: Final = {"text": "string", "integer": "integer", "boolean": "boolean"}


def path(name: str) -> str:
    """The name of the file of a table."""
    return f"{name}.csv"


def write(manifest: Manifest, files: Mapping[str, str | bytes]) -> str:
    """The text of `datapackage.json` for these files, with their sizes and digests."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "nsatu-data-tables",
        "title": manifest.title,
        "description": manifest.description,
        "version": manifest.version,
        "licenses": [{"name": manifest.licences.data}],
        "contributors": [{"title": creator.name, "role": "author"} for creator in manifest.creators],
        "resources": [_resource(table, _bytes(files[path(name)])) for name, table in tables().items()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key) for key in table.foreign_keys]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.description,
        "path": path(table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
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


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    return {
        "fields": list(key.columns),
        "reference": {"resource": key.table, "fields": list(key.targets)},
    }
