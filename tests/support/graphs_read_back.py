"""Makes a bundle of a graph that a library has read from GraphML."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nsatu_data.tables.description import DATASET, RECORDS, Column, tables
from nsatu_data.tables.rows import Row, item_columns, to_bundle

Values = Mapping[str, Any]
Edge = tuple[str, str, Values]


def bundle(manifest: Values, nodes: Mapping[str, Values], edges: Iterable[Edge]) -> dict[str, Any]:
    """The bundle of a graph: the data of the graph, of its nodes by id, and of its edges."""
    return to_bundle(_rows(manifest, nodes, list(edges)))


def _rows(manifest: Values, nodes: Mapping[str, Values], edges: list[Edge]) -> Iterator[tuple[str, Row]]:
    yield from _of_owner(DATASET, "", manifest, [])
    leaving: defaultdict[str, list[tuple[str, Values]]] = defaultdict(list)
    for start, end, data in edges:
        leaving[start].append((end, data))
    for identifier, data in nodes.items():
        yield from _of_owner(data["kind"], identifier, data, leaving[identifier])


def _of_owner(owner: str, identifier: str, data: Values, edges: list[tuple[str, Values]]) -> Iterator[tuple[str, Row]]:
    single = {str(edge["field"]): end for end, edge in edges if edge.get("position") is None}
    for name, table in tables().items():
        if owner not in table.owners or name == RECORDS:
            continue
        if table.field is None:
            cells = {**data, **single} if owner == DATASET else {"id": identifier, **data, **single}
            yield name, tuple(_cell(column, cells) for column in table.columns)
            continue
        columns = item_columns(table)
        first = () if owner == DATASET else (identifier,)
        items = json.loads(data.get(table.field, "[]"))
        listed = [(int(edge["position"]), end, edge) for end, edge in edges if edge["field"] == table.field]
        for position, item in enumerate(items):
            yield name, (*first, position, *(_in_item(column, item) for column in columns))
        for position, end, edge in listed:
            yield name, (*first, position, *(_of_edge(column, end, edge) for column in columns))


def _cell(column: Column, cells: Values) -> Any:
    value = cells.get(column.name)
    if column.datatype == "boolean":
        return bool(value)
    return value if value is None or column.datatype == "text" else int(value)


def _in_item(column: Column, item: Any) -> Any:
    for name in column.path:
        item = item.get(name) if item is not None else None
    return item


def _of_edge(column: Column, end: str, edge: Values) -> Any:
    is_reference = column.shape is not None and column.shape.is_reference
    return end if is_reference else _cell(column, edge)
