"""Describe the CSV files in Croissant 1.0 (MLCommons), from which machine learning tools read records.

A record set is a table. Links between tables are left out: mlcroissant joins tables along them, and fails if they form
a circle. mlcroissant also lets pandas guess what a cell is: `null` and words such as `NA` become missing values, and
codes such as `030` become numbers, whatever the type says. `datapackage.json` has the links and the exact meanings.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from nsatu_data.model.record_models import Manifest
from nsatu_data.tables.data_package import Size, path
from nsatu_data.tables.description import Column, Table, tables

FILE: Final = "croissant.json"
_CONTEXT: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of Croissant 1.0, word for word: readers compare it."""
_TYPES: Final = {"text": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean"}


def write(manifest: Manifest, sizes: Mapping[str, Size]) -> str:
    """The text of `croissant.json` for files of these sizes, with their digests."""
    described = tables()
    dataset: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": manifest.title,
        "description": manifest.description,
        "version": manifest.version,
        **({} if manifest.released is None else {"datePublished": manifest.released}),
        "citeAs": f"{', '.join(creator.name for creator in manifest.creators)}. {manifest.title}. {manifest.version}.",
        "license": f"https://spdx.org/licenses/{manifest.licences.data}",
        "creator": [_creator(creator.name, creator.url) for creator in manifest.creators],
        "distribution": [_file(table, sizes[path(name)]) for name, table in described.items()],
        "recordSet": [_record_set(table) for table in described.values()],
    }
    return json.dumps(dataset, indent=2, ensure_ascii=False) + "\n"


def _creator(name: str, url: str | None) -> dict[str, Any]:
    return {"@type": "sc:Organization", "name": name, **({} if url is None else {"url": url})}


def _file(table: Table, size: Size) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path(table.name),
        "name": path(table.name),
        "description": table.description,
        "contentUrl": path(table.name),
        "contentSize": f"{size.length} B",
        "encodingFormat": "text/csv",
        "sha256": size.digest,
    }


def _record_set(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
    }
    if table.key:
        described["key"] = [{"@id": f"{table.name}/{column}"} for column in table.key]
    described["field"] = [_field(table, column) for column in table.columns]
    return described


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.datatype],
        "source": {"fileObject": {"@id": path(table.name)}, "extract": {"column": column.name}},
    }
