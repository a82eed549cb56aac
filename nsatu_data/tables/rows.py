"""Turn records into the rows of tables, and rows into records again.

A record is a mapping of its JSON values, as a bundle holds it: absent fields are left out, null is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind
from nsatu_data.tables.description import DATASET, Column, Table, tables

Values = Mapping[str, Any]
Cell = str | int | bool | None
Row = tuple[Cell, ...]


def manifest_rows(manifest: Values) -> Iterator[tuple[str, Row]]:
    """The rows of a manifest, each with the name of its table."""
    return _rows(DATASET, manifest)


def record_rows(record: Values) -> Iterator[tuple[str, Row]]:
    """The rows of a record, each with the name of its table. The row in `records` comes first."""
    return _rows(record["kind"], record)


def bundle_rows(bundle: Values) -> Iterator[tuple[str, Row]]:
    """The rows of a whole bundle, record by record."""
    yield from manifest_rows(bundle[DATASET])
    for kind in Kind:
        for record in bundle[f"{kind}s"]:
            yield from _rows(kind, record)


class _Lists(NamedTuple):
    """How a list of a kind becomes rows."""

    table: str
    field: str
    item: Callable[[Any], Row]


def _rows(owner: str, values: Values) -> Iterator[tuple[str, Row]]:
    wholes, lists = _plan(owner)
    for name, whole in wholes:
        yield name, whole(values)
    prefix = () if owner == DATASET else (values["id"],)
    for table, field, item in lists:
        for position, each in enumerate(values.get(field, ())):
            yield table, (*prefix, position, *item(each))


@cache
def _plan(owner: str) -> tuple[list[tuple[str, Callable[[Values], Row]]], list[_Lists]]:
    own = [table for table in tables().values() if owner in table.owners]
    wholes = [(table.name, _reader(table.columns)) for table in own if table.field is None]
    lists = [_Lists(table.name, table.field, _item_reader(table)) for table in own if table.field is not None]
    return wholes, lists


def _item_reader(table: Table) -> Callable[[Any], Row]:
    columns = item_columns(table)
    if len(columns) == 1 and not columns[0].path:
        return lambda value: (value,)
    return _reader(columns)


def item_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a list's items, without those that say whose list it is and where the item is in it."""
    names = [column.name for column in table.columns]
    return table.columns[names.index("position") + 1 :]


def _reader(columns: Sequence[Column]) -> Callable[[Values], Row]:
    getters = [_getter(column) for column in columns]
    return lambda values: tuple([get(values) for get in getters])


def _getter(column: Column) -> Callable[[Values], Cell]:
    if column.datatype == "boolean":
        *parents, last = column.path
        return lambda values: last in _at(values, parents)
    if len(column.path) == 1:
        (name,) = column.path
        return lambda values: values.get(name)
    *parents, last = column.path
    return lambda values: _at(values, parents).get(last)


def _at(values: Values, path: Iterable[str]) -> Values:
    for name in path:
        values = values.get(name, {})
    return values


def to_bundle(rows: Iterable[tuple[str, Row]]) -> dict[str, Any]:
    """Make a bundle of rows in any order. It is equal to the bundle that the rows were made of."""
    by_table: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows:
        by_table[name].append(row)
    lists: dict[tuple[str, str], dict[str, list[tuple[int, Any]]]] = defaultdict(lambda: defaultdict(list))
    for table in tables().values():
        if table.field is not None:
            for row in by_table[table.name]:
                owner, position, item = _item(table, row)
                lists[owner][table.field].append((position, item))
    (manifest,) = by_table[DATASET]
    bundle: dict[str, Any] = {DATASET: _whole(DATASET, tables()[DATASET], manifest, lists[DATASET, ""])}
    for kind in Kind:
        table = tables()[f"{kind}s"]
        found = [_whole(kind, table, row, lists[kind, _identifier(table, row)]) for row in by_table[table.name]]
        bundle[table.name] = sorted(found, key=lambda record: str(record["id"]))
    return bundle


def _identifier(table: Table, row: Row) -> str:
    return str(row[[column.name for column in table.columns].index("id")])


def _item(table: Table, row: Row) -> tuple[tuple[str, str], int, Any]:
    """Whose item a row is, its position, and its value."""
    columns = item_columns(table)
    *owner, position = row[: len(row) - len(columns)]
    cells = row[len(row) - len(columns) :]
    value = cells[0] if not columns[0].path else _nested(columns, cells)
    identifier = str(owner[0]) if owner else ""
    kind = identifier.partition("/")[0] if owner else DATASET
    return (kind, identifier), int(position or 0), value


def _whole(owner: str, table: Table, row: Row, lists: Mapping[str, list[tuple[int, Any]]]) -> dict[str, Any]:
    values = _nested(table.columns, row)
    for shape in FIELDS[owner].values():
        if shape.constant is not None:
            values[shape.name] = shape.constant
    for field, items in lists.items():
        values[field] = [value for _, value in sorted(items, key=lambda item: item[0])]
    return {name: values[name] for name in FIELDS[owner] if name in values}


def _nested(columns: Sequence[Column], row: Row) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, cell in zip(columns, row, strict=True):
        *parents, last = column.path
        if column.datatype == "boolean":
            if cell:
                _made(values, parents)[last] = {}
        elif cell is not None or column.empty == "null":
            _made(values, parents)[last] = cell
    return values


def _made(values: dict[str, Any], path: Iterable[str]) -> dict[str, Any]:
    for name in path:
        values = values.setdefault(name, {})
    return values


def rows_by_table(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    """Rows in the order of their tables; every table is there, also without rows."""
    found: dict[str, list[Row]] = {name: [] for name in tables()}
    for name, row in rows:
        found[name].append(row)
    return found
