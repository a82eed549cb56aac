"""Write the tables as SQL for SQLite: the statements that create them, and views for common questions.

Every table is strict, so SQLite refuses a value of another type. Terms are checked, and foreign keys are declared.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind, Term
from nsatu_data.tables.description import DATASET, Column, Table, tables

_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
CLAIM_KINDS: Final = tuple(str(kind) for kind in Kind if "statement" in FIELDS[kind])

SEARCHED: Final = ("label", "statement")
"""The columns of the full-text index besides the id."""


def statements(*, corpus: bool = False) -> Iterator[str]:
    """The statements that create all tables, then indexes and views. Run them in this order."""
    described = tables(corpus=corpus)
    for table in described.values():
        yield _create(table)
    yield (
        "CREATE TABLE terms (vocabulary TEXT NOT NULL, position INTEGER NOT NULL, term TEXT NOT NULL, "
        "definition TEXT NOT NULL, PRIMARY KEY (vocabulary, term)) STRICT"
    )
    for table in described.values():
        yield from _indexes(table)
    dataset = (DATASET,) if corpus else ()
    yield _claims(described, dataset)
    yield _themes(described, dataset)
    yield _links(described, dataset)
    columns = ", ".join([*(f"{name} UNINDEXED" for name in (*dataset, "id", "kind")), *SEARCHED])
    yield f'CREATE VIRTUAL TABLE search USING fts5({columns}, tokenize = "unicode61 remove_diacritics 2")'


def term_rows() -> Iterator[tuple[str, int, str, str]]:
    """The rows of the table `terms`: vocabulary, position from 0, term and definition."""
    found: dict[str, type[Term]] = {"Kind": Kind}
    for table in tables().values():
        for column in table.columns:
            if column.vocabulary is not None:
                found[column.vocabulary.__name__] = column.vocabulary
    for name, vocabulary in sorted(found.items()):
        for position, term in enumerate(vocabulary):
            yield name, position, str(term), term.definition


def fill_search(*, corpus: bool = False) -> str:
    """The statement that fills the full-text index."""
    dataset = f"r.{DATASET}, " if corpus else ""
    using = f"({DATASET}, id)" if corpus else "(id)"
    return (
        f"INSERT INTO search SELECT {dataset}r.id, r.kind, r.label, c.statement "
        f"FROM records r LEFT JOIN claims c USING {using} ORDER BY r.rowid"
    )


def quoted(name: str) -> str:
    """A name as SQL writes it, also if it is a word of SQL such as `when`."""
    return f'"{name}"'


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def _create(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {quoted(key.table)} ({_names(key.targets)}) "
        "DEFERRABLE INITIALLY DEFERRED"
        for key in table.foreign_keys
    ]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def _column(column: Column) -> str:
    parts = [quoted(column.name), _TYPES[column.datatype]]
    if column.empty == "never":
        parts.append("NOT NULL")
    if column.vocabulary is not None:
        terms = ", ".join(f"'{term}'" for term in column.vocabulary)
        parts.append(f"CHECK ({quoted(column.name)} IN ({terms}))")
    elif column.datatype == "boolean":
        parts.append(f"CHECK ({quoted(column.name)} IN (0, 1))")
    return " ".join(parts)


def _indexes(table: Table) -> Iterator[str]:
    """An index for each reference, so that joins and the checks of foreign keys are quick."""
    for key in table.foreign_keys:
        if key.columns != table.key[: len(key.columns)]:
            name = quoted(f"{table.name} by {key.columns[-1]}")
            yield f"CREATE INDEX {name} ON {quoted(table.name)} ({_names(key.columns)})"


def _claims(described: Mapping[str, Table], dataset: tuple[str, ...]) -> str:
    """All claims with what they have in common, and the label of the voice."""
    shared = _shared(described)
    columns = ", ".join(f"c.{quoted(name)}" for name in (*dataset, *shared))
    key = " AND ".join(
        f"v.{quoted(left)} = c.{quoted(right)}"
        for left, right in [*zip(dataset, dataset, strict=True), ("id", "voice")]
    )
    selects = [
        f"SELECT {columns}, '{kind}' AS kind, v.label AS voice_label FROM {kind}s c LEFT JOIN records v ON {key}"
        for kind in CLAIM_KINDS
    ]
    return "CREATE VIEW claims AS\n" + "\nUNION ALL\n".join(selects)


def _shared(described: Mapping[str, Table]) -> tuple[str, ...]:
    """The columns that all kinds of claims have, in their order."""
    first, *others = [[column.name for column in described[f"{kind}s"].columns] for kind in CLAIM_KINDS]
    return tuple(name for name in first if name != DATASET and all(name in other for other in others))


def _themes(described: Mapping[str, Table], dataset: tuple[str, ...]) -> str:
    selects = [
        f"SELECT {_names((*dataset, kind))}, position, themes FROM {kind}_themes"
        for kind in CLAIM_KINDS
        if f"{kind}_themes" in described
    ]
    return f"CREATE VIEW claim_themes ({_names((*dataset, 'claim'))}, position, theme) AS\n" + "\nUNION ALL\n".join(
        selects
    )


def _links(described: Mapping[str, Table], dataset: tuple[str, ...]) -> str:
    """Every reference of a record to another: whose, in which field, at which position, and to which record."""
    selects = []
    for table in described.values():
        if table.owners == (DATASET,) or table.name == "records":
            continue
        for column in table.columns:
            if column.shape is not None and column.shape.is_reference:
                owner = table.key[len(dataset)]
                position = "position" if table.field is not None else "NULL"
                field = table.field if table.field is not None else column.name
                selects.append(
                    f"SELECT {_names((*dataset, owner))}, '{field}', {position}, {quoted(column.name)} "
                    f"FROM {quoted(table.name)} WHERE {quoted(column.name)} IS NOT NULL"
                )
    names = _names((*dataset, "record", "field", "position", "target"))
    return f"CREATE VIEW links ({names}) AS\n" + "\nUNION ALL\n".join(selects)
