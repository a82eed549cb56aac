"""Run one SELECT over the tables of a dataset, in memory, without any way to write a file or to change the tables.

An authorizer refuses all that is not in a short list of actions and functions. A read-only connection would not be
enough: ATTACH and VACUUM INTO write files with it.

A thread runs the query, and the caller waits for it. SQLite looks at an interrupt only between rows, and a call such as
`instr` of two long texts takes seconds; a row may have a thousand such calls.
"""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, closing, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.identifiers import nearest
from nsatu_data.tables import sqlite_database
from nsatu_data.tables.rows import Row

SECONDS: Final = 30.0
ROWS: Final = 100_000
MEGABYTES: Final = 64
"""The largest answer. A text counts with its characters, and each cell with `_CELL` bytes more."""
_CELL: Final = 8
_LONGEST: Final = 1_000_000
"""The longest text in bytes that a function may make."""
_WIDEST: Final = 100
"""The most columns of an answer. A row is made whole before its size is known."""
_GRACE: Final = 1.0
"""The seconds that an interrupted thread has to end by itself. It does not keep the program from ending."""

Cell = str | int | float | bytes | None

_ELSEWHERE: Final = "or export sqlite and ask the database"

_ACTIONS: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
# fmt: off
FUNCTIONS: Final = frozenset({
    "abs", "avg", "bm25", "cast", "char", "coalesce", "concat", "concat_ws", "count", "cume_dist", "date",
    "datetime", "dense_rank", "first_value", "glob", "group_concat", "highlight", "iif", "ifnull",
    "instr", "julianday", "lag", "last_value", "lead", "length", "like", "likelihood", "likely", "lower", "ltrim",
    "match", "max", "min", "mod", "nth_value", "ntile", "nullif", "percent_rank", "quote", "rank",
    "replace", "round", "row_number", "rtrim", "sign", "snippet", "strftime", "string_agg", "substr", "substring",
    "sum", "time", "total", "trim", "typeof", "unicode", "unlikely", "upper",
})
# fmt: on
"""The functions that a query may call.

`printf` and its other name `format` are not among them: they give NULL, and no error, for a text that is too long.
"""

_TOKEN: Final = re.compile(
    r"""(?P<name>"(?:[^"]|"")*"?)|(?P<remark>--[^\n]*|/\*.*?(?:\*/|\Z))|'[^']*'?|`[^`]*`?|\[[^\]]*\]?""", re.DOTALL
)
"""A name in double quotes, a comment, or a text or a name in other quotes."""


class Answer(NamedTuple):
    """The names of the columns, and the rows."""

    names: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def answer(query: str, rows: Iterable[tuple[str, Row]]) -> Answer:
    """Make the tables of these rows, and run a query over them.

    Raises CannotRun, with the reason, for a query that is wrong, that is not one SELECT, that takes more than `SECONDS`
    or that gives more than `ROWS` rows or `MEGABYTES`.
    """
    with ExitStack() as opened:
        connection = opened.enter_context(
            closing(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
        )
        sqlite_database.create(connection, rows)
        known = _columns(connection)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _WIDEST)
        connection.set_authorizer(_permission)
        # The thread closes the connection. Closing it here would wait for the query.
        opened.pop_all()
    return _in_time(connection, query, known)


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


def _in_time(connection: sqlite3.Connection, query: str, known: list[tuple[str, list[str]]]) -> Answer:
    outcome: SimpleQueue[Answer | Exception] = SimpleQueue()

    def work() -> None:
        with closing(connection):
            try:
                outcome.put(_run(connection, query, known))
            except Exception as error:  # noqa: BLE001 - the caller gets it
                outcome.put(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    try:
        found = outcome.get(timeout=SECONDS)
    except Empty:
        message = f"the query took more than {SECONDS:.0f} seconds; add conditions, {_ELSEWHERE}"
        raise CannotRun(message) from None
    finally:
        # A connection that the thread has closed cannot be interrupted, and need not be.
        with suppress(sqlite3.ProgrammingError):
            connection.interrupt()
        worker.join(_GRACE)
    if isinstance(found, Exception):
        raise found
    return found


def _run(connection: sqlite3.Connection, query: str, known: list[tuple[str, list[str]]]) -> Answer:
    checked = _TOKEN.sub(_strict, query)
    if not checked.strip("; \t\n\f\r"):
        raise CannotRun("this is no query; write one SELECT")
    running = False
    try:
        # SQLite takes a name in double quotes that does not exist for a text. So the query is compiled with such names
        # in the quotes that are only for names. It runs as it was written, since its words become names of columns.
        connection.execute(checked if checked.lstrip()[:7].upper() == "EXPLAIN" else f"EXPLAIN {checked}").close()
        running = True
        cursor = connection.execute(query)
        return Answer(tuple(column[0] for column in cursor.description), _fetched(cursor))
    except MemoryError:
        raise CannotRun(f"the query needs more memory than there is; add conditions, {_ELSEWHERE}") from None
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise CannotRun(_reason(error) + _help(str(error), query, known, running=running)) from None


def _strict(token: re.Match[str]) -> str:
    """A token of the query as it is, but a name in double quotes in backticks, and a space for a comment."""
    if token["remark"]:
        return " "
    if not token["name"]:
        return token[0]
    return "`" + token[0][1:-1].replace('""', '"').replace("`", "``") + "`"


def _fetched(cursor: sqlite3.Cursor) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    size = 0
    for row in cursor:
        rows.append(row)
        size += _CELL * len(row) + sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if len(rows) > ROWS:
            raise CannotRun(f"the query gives more than {ROWS:,} rows; add LIMIT, {_ELSEWHERE}")
        if size > MEGABYTES * 1_000_000:
            raise CannotRun(f"the query gives more than {MEGABYTES} MB; select less or add LIMIT, {_ELSEWHERE}")
    return rows


def _reason(error: Exception) -> str:
    text = str(error)
    if isinstance(error, UnicodeEncodeError):
        return "the query is wrong: a lone surrogate is no character"
    if text.endswith(("function: printf", "function: format")):
        return f"{text}; write a number with round(), and join texts with ||"
    if text == "string or blob too big":
        return f"the query makes a text or a row of more than {_LONGEST:,} bytes; join fewer texts, {_ELSEWHERE}"
    if text.startswith("too many columns"):
        return f"the query is wrong: {text}; at most {_WIDEST} are allowed"
    if "not authorized" in text or text == "authorization denied":
        return f"{text}; only SELECT over the tables is allowed, with functions that compute a value"
    return f"the query is wrong: {text}"


def _help(text: str, query: str, known: list[tuple[str, list[str]]], *, running: bool) -> str:
    """A suggestion for a name that does not exist, or that is a word of SQL."""
    columns = list(dict.fromkeys(column for _, listed in known for column in listed))
    if (found := re.fullmatch(r'near "(\w+)": syntax error', text)) and found[1].lower() in columns:
        return f'; write the column as "{found[1]}", in double quotes'
    # The words after MATCH are read while the query runs. In them, `decision-making` asks for a column `making`.
    if running and text.startswith(("no such column: ", "fts5: ", "unterminated string")):
        return "; after MATCH, put words with other characters in double quotes: MATCH '\"decision-making\"'"
    if (found := re.fullmatch(r"no such (table|column): (?:\w+\.)?(.+)", text, re.DOTALL)) is None:
        return ""
    near = nearest(found[2], [name for name, _ in known] if found[1] == "table" else columns)
    quoted = " (a text needs single quotes)" if f'"{found[2]}"' in query else ""
    return quoted + (
        f"; did you mean {near}?" if near else "; `nsatu-data sql` without a query lists tables and columns"
    )


def _permission(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _ACTIONS or (action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS):
        return sqlite3.SQLITE_OK
    # The full-text index asks for this while it is read.
    if action == sqlite3.SQLITE_PRAGMA and (first, second) == ("data_version", None):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
