"""Writes the dataset as a graph in GraphML: a node for each record, and an edge for each reference.

- A node's id is the record's. Its data are the record's single values, named as in `nsatu_data.tables.description`, and
  its lists of values as JSON. The data of the graph are those of the manifest.
- An edge leads from a record to each record that it refers to. `field` names the field, and `position` is the place in
  a list.
- With `evidence`, each pointer is an edge to its source too, and a source has its sentences as JSON.

GraphML has no null. A value that is missing is null in a nullable field, and left out in any other; the description of
each key says which. A null reference has no edge.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, Final
from xml.sax.saxutils import escape

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind
from nsatu_data.tables.description import DATASET, RECORDS, Column, tables
from nsatu_data.tables.rows import Row, item_columns, manifest_rows, record_rows
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a graph in GraphML: records are nodes, references are edges"
TEXTS: Final = "refused"
FLAG: Final = "evidence"
FLAG_HELP: Final = "for graphml: also write an edge for each evidence pointer, and the sentences of sources"
DROPS: Final = "without `--evidence`: evidence and sentences; with it: nothing"

_EVIDENCE: Final = "evidence"
_TYPES: Final = {"text": "string", "integer": "int", "boolean": "boolean"}
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
)

_Data = Iterator[tuple[str, Any]]
"""The names and values of a node, an edge or the graph."""


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None, *, evidence: bool = False) -> str:
    """Makes the text. Equal datasets give equal texts."""
    return "".join(f"{line}\n" for line in _lines(dataset, evidence=evidence))


def _lines(dataset: Dataset, *, evidence: bool) -> Iterator[str]:
    yield _HEAD
    yield from _keys(evidence=evidence)
    yield '<graph edgedefault="directed">'
    manifest = values(dataset.manifest)
    yield from _written("graph", _data(DATASET, manifest, manifest_rows(manifest), evidence=evidence))
    records = [values(record) for record in dataset]
    for record in records:
        yield f'<node id="{record["id"]}">'
        yield from _written("node", _data(record["kind"], record, record_rows(record), evidence=evidence))
        yield "</node>"
    numbers = count()
    for record in records:
        for target, data in _edges(record, evidence=evidence):
            yield f'<edge id="e{next(numbers)}" source="{record["id"]}" target="{target}">'
            yield from _written("edge", data)
            yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _written(domain: str, data: _Data) -> Iterator[str]:
    for name, value in data:
        text = str(value).lower() if isinstance(value, bool) else escape(str(value))
        yield f'<data key="{domain}_{name}">{text}</data>'


def _data(owner: str, record: Mapping[str, Any], rows: Iterator[tuple[str, Row]], *, evidence: bool) -> _Data:
    """The single values of a record and its lists, except references and evidence."""
    for name, row in rows:
        table = tables()[name]
        if table.field is None and name != RECORDS:
            yield from (
                (column.name, cell)
                for column, cell in zip(table.columns, row, strict=True)
                if cell is not None and _is_datum(owner, column)
            )
    if owner in tuple(Kind):
        yield "kind", owner
    for name in _lists(owner, evidence=evidence):
        if name in record:
            yield name, json.dumps(record[name], ensure_ascii=False)


def _lists(owner: str, *, evidence: bool) -> list[str]:
    """The lists that are values of a node."""
    return [
        shape.name
        for shape in FIELDS[owner].values()
        if shape.many
        and (owner == DATASET or not shape.is_reference)
        and shape.name != _EVIDENCE
        and (evidence or shape.name != "sentences")
    ]


def _is_datum(owner: str, column: Column) -> bool:
    """Whether a column is data of its node or of the graph. The id of a record is that of its node."""
    return not _is_reference(column) and (column.name != "id" or owner == DATASET)


def _is_reference(column: Column) -> bool:
    return column.shape is not None and column.shape.is_reference


def _edges(record: Mapping[str, Any], *, evidence: bool) -> Iterator[tuple[str, _Data]]:
    """The targets of the edges that lead from a record, each with the data of the edge."""
    for name, row in record_rows(record):
        table = tables()[name]
        if table.field is None:
            for column, cell in zip(table.columns, row, strict=True):
                if _is_reference(column) and cell is not None:
                    yield str(cell), iter([("field", column.name)])
        elif table.field != _EVIDENCE or evidence:
            cells = list(zip(table.columns, row, strict=True))[1:]
            data = [(column.name, cell) for column, cell in cells if cell is not None and not _is_reference(column)]
            for target in [str(cell) for column, cell in cells if _is_reference(column)]:
                yield target, iter([("field", table.field), *data])


def _keys(*, evidence: bool) -> Iterator[str]:
    """The declarations of all data, each with its type and its description."""
    yield from _declared("graph", {DATASET: _columns(DATASET, evidence=evidence)})
    yield from _declared("node", {str(kind): _columns(kind, evidence=evidence) for kind in Kind})
    field = Column("field", "text", "The field that refers to the target.")
    position = Column("position", "integer", "The place in a list, from 0.", empty="absent")
    pointer = [column for column in item_columns(tables()[_EVIDENCE]) if not _is_reference(column)] if evidence else []
    yield from _declared("edge", {_EVIDENCE: [field, position, *pointer]})


def _columns(owner: str, *, evidence: bool) -> list[Column]:
    whole = tables()[DATASET if owner == DATASET else f"{owner}s"]
    single = [column for column in whole.columns if _is_datum(owner, column)]
    kind = [] if owner == DATASET else [Column("kind", "text", FIELDS[owner]["kind"].description)]
    lists = [FIELDS[owner][name] for name in _lists(owner, evidence=evidence)]
    as_json = [
        Column(shape.name, "text", f"{shape.description} (JSON)", empty="never" if shape.required else "absent")
        for shape in lists
    ]
    return [*kind, *single, *as_json]


def _declared(domain: str, columns: Mapping[str, list[Column]]) -> Iterator[str]:
    found: defaultdict[str, dict[str, Column]] = defaultdict(dict)
    for owner, listed in columns.items():
        for column in listed:
            found[column.name][owner] = column
    for name, by_owner in found.items():
        (datatype,) = {column.datatype for column in by_owner.values()}
        yield f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[datatype]}">'
        yield f"<desc>{escape(_description(by_owner))}</desc>"
        yield "</key>"


def _description(by_owner: Mapping[str, Column]) -> str:
    described: defaultdict[str, list[str]] = defaultdict(list)
    for owner, column in by_owner.items():
        described[column.description].append(owner)
    parts = [
        description if len(described) == 1 else f"{', '.join(owners)}: {description}"
        for description, owners in described.items()
    ]
    if nullable := [owner for owner, column in by_owner.items() if column.empty == "null"]:
        parts.append(f"Missing in {', '.join(nullable)}: null.")
    return " ".join(parts)
