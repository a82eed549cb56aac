"""Fill an SQLite database with the tables of a dataset."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from nsatu_data.tables import sql_schema
from nsatu_data.tables.description import tables
from nsatu_data.tables.rows import Row

_BATCH: Final = 2000
"""Rows that are inserted at once, so that memory does not grow with the data."""


def create(connection: sqlite3.Connection, rows: Iterable[tuple[str, Row]], *, corpus: bool = False) -> None:
    """Create all tables, fill them, and check every foreign key.

    `rows` are pairs of a table's name and a row, in any order. Raises sqlite3.IntegrityError if a row does not fit.
    Rows of a corpus are only checked for their types: its datasets were judged, and the checks take half the time.
    """
    connection.execute(f"PRAGMA foreign_keys = {'OFF' if corpus else 'ON'}")
    connection.execute(f"PRAGMA ignore_check_constraints = {'ON' if corpus else 'OFF'}")
    with connection:
        connection.execute("BEGIN")
        for statement in sql_schema.statements(corpus=corpus):
            connection.execute(statement)
        connection.executemany("INSERT INTO terms VALUES (?, ?, ?, ?)", sql_schema.term_rows())
        _insert(connection, rows, corpus=corpus)
        connection.execute(sql_schema.fill_search(corpus=corpus))


def _insert(connection: sqlite3.Connection, rows: Iterable[tuple[str, Row]], *, corpus: bool) -> None:
    commands = {
        name: f"INSERT INTO {sql_schema.quoted(name)} VALUES ({', '.join('?' * len(table.columns))})"
        for name, table in tables(corpus=corpus).items()
    }
    waiting: defaultdict[str, list[Row]] = defaultdict(list)
    for name, row in rows:
        batch = waiting[name]
        batch.append(row)
        if len(batch) >= _BATCH:
            connection.executemany(commands[name], batch)
            batch.clear()
    for name, batch in waiting.items():
        connection.executemany(commands[name], batch)
