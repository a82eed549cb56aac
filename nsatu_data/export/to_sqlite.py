"""Writes the dataset as an SQLite database: a table a kind, a table a list, views and a full-text index.

`nsatu_data.tables.description` describes the tables. The table `terms` has the definitions of all terms. The views are
`claims` (what all claims have in common), `claim_themes` and `links` (every reference). The index `search` is searched
with `WHERE search MATCH 'word'`.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from nsatu_data.corpus.export_parts import Parts, rows_by_table
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.diagnostics import CannotRun
from nsatu_data.tables import sqlite_database
from nsatu_data.tables.dataset_rows import rows_of
from nsatu_data.tables.description import ACTOR_MATCHES
from nsatu_data.tables.rows import Row
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "an SQLite database, with views and a full-text index"
TEXTS: Final = "refused"
DROPS: Final = "nothing"


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> bytes:
    """Makes the database. Equal datasets give equal bytes with the same version of SQLite."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        sqlite_database.create(connection, rows_of(dataset))
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


prepare_corpus = rows_by_table


def write_corpus(parts: Parts, target: Path) -> None:
    """Makes the database of a corpus in an empty file. Memory does not grow with the corpus."""
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            for setting in (
                "journal_mode = OFF",
                "synchronous = OFF",
                "locking_mode = EXCLUSIVE",
                "cache_size = -65536",
            ):
                connection.execute(f"PRAGMA {setting}")
            sqlite_database.create(connection, _rows(parts), corpus=True)
    except sqlite3.OperationalError as error:
        raise CannotRun(f"the database cannot be written: {error}") from None


def _rows(parts: Parts) -> Iterator[tuple[str, Row]]:
    for content in parts.contents():
        for name, rows in content.items():
            yield from ((name, row) for row in rows)
    yield from ((ACTOR_MATCHES, row) for row in parts.matches())
