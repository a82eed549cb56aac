"""Run one SELECT over the tables of a dataset, in memory, without any way to write a file or to change the tables.

An authorizer refuses all that is not in a short list of actions and functions. A read-only connection would not be
enough: ATTACH and VACUUM INTO write files with it.
"""

import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import nearest
from nsatu_data.tables import sqlite_database
from nsatu_data.tables.rows import Row

SECONDS: Final = 30.0
ROWS: Final = 100_000
_LONGEST: Final = 10_000_000
"""The longest text in bytes that a function may make."""
_STEPS: Final = 10_000
"""The steps of SQLite between two looks at the clock."""

Cell = str | int | float | bytes | None

_ACTIONS: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
# fmt: off
FUNCTIONS: Final = frozenset({
    "abs", "avg", "bm25", "cast", "char", "coalesce", "concat", "concat_ws", "count", "cume_dist", "date",
    "datetime", "dense_rank", "first_value", "format", "glob", "group_concat", "highlight", "iif", "ifnull",
    "instr", "julianday", "lag", "last_value", "lead", "length", "like", "likelihood", "likely", "lower", "ltrim",
    "match", "max", "min", "mod", "nth_value", "ntile", "nullif", "percent_rank", "printf", "quote", "rank",
    "replace", "round", "row_number", "rtrim", "sign", "snippet", "strftime", "string_agg", "substr", "substring",
    "sum", "time", "total", "trim", "typeof", "unicode", "unlikely", "upper",
})
# fmt: on
"""The functions that a query may call."""


class Answer(NamedTuple):
    """The names of the columns, and the rows."""

    names: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def answer(query: str, rows: Iterable[tuple[str, Row]], *, corpus: bool = False) -> Answer:
    """Make the tables of these rows, and run a query over them.

    Raises CannotRun, with the reason, for a query that is wrong, that is not one SELECT, that takes more than `SECONDS`
    or that gives more than `ROWS` rows.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        sqlite_database.create(connection, rows, corpus=corpus)
        known = _columns(connection)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_authorizer(_permission)
        until = time.monotonic() + SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        return _run(connection, query, known)
    finally:
        connection.close()


def tables_and_columns() -> Answer:
    """The names of the tables, of the views and of the full-text index, each with the names of its columns."""
    with closing(sqlite3.connect(":memory:")) as connection:
        sqlite_database.create(connection, ())
        return Answer(("name", "columns"), [(name, ", ".join(columns)) for name, columns in _columns(connection)])


def _columns(connection: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type != 'shadow' AND name NOT LIKE 'sqlite%'"
    names = {name for (name,) in connection.execute(listed)}
    # In the order in which they were created.
    ordered = connection.execute("SELECT name FROM sqlite_master ORDER BY rowid").fetchall()
    found = []
    for name in [name for (name,) in ordered if name in names]:
        rows = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
        found.append((name, [column for (column,) in rows]))
    return found


def _run(connection: sqlite3.Connection, query: str, known: list[tuple[str, list[str]]]) -> Answer:
    try:
        cursor = connection.execute(query)
        found = cursor.fetchmany(ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise CannotRun(_reason(error) + _help(str(error), known)) from None
    if cursor.description is None:
        raise CannotRun("this is no query; write one SELECT")
    if len(found) > ROWS:
        raise CannotRun(f"the query gives more than {ROWS:,} rows; add LIMIT, or export sqlite and ask the database")
    return Answer(tuple(column[0] for column in cursor.description), found)


def _reason(error: Exception) -> str:
    text = str(error)
    if text == "interrupted":
        return f"the query took more than {SECONDS:.0f} seconds; add conditions, or export sqlite and ask the database"
    if isinstance(error, UnicodeEncodeError):
        return "the query is wrong: a lone surrogate is no character"
    if "not authorized" in text or text == "authorization denied":
        return f"{text}; only SELECT over the tables is allowed, with functions that compute a value"
    return f"the query is wrong: {text}"


def _help(text: str, known: list[tuple[str, list[str]]]) -> str:
    """A suggestion for a name that does not exist, or that is a word of SQL."""
    columns = list(dict.fromkeys(column for _, listed in known for column in listed))
    if (found := re.fullmatch(r'near "(\w+)": syntax error', text)) and found[1].lower() in columns:
        return f'; write the column as "{found[1]}", in double quotes'
    if (found := re.fullmatch(r"no such (table|column): (?:\w+\.)?(.+)", text)) is None:
        return ""
    near = nearest(found[2], [name for name, _ in known] if found[1] == "table" else columns)
    return f"; did you mean {near}?" if near else "; `nsatu-data sql` without a query lists tables and columns"


def _permission(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _ACTIONS or (action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS):
        return sqlite3.SQLITE_OK
    # The full-text index asks for this while it is read.
    if action == sqlite3.SQLITE_PRAGMA and (first, second) == ("data_version", None):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
