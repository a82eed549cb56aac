"""Writes the dataset as an SQLite database: a table a kind, a table a list, views and a full-text index.

`nsatu_data.tables.description` describes the tables. The table `terms` has the definitions of all terms. The views are
`claims` (what all claims have in common), `claim_themes` and `links` (every reference). The index `search` is searched
with `WHERE search MATCH 'word'`.
"""

import sqlite3
from collections.abc import Mapping
from typing import Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.tables import sqlite_database
from nsatu_data.tables.dataset_rows import rows_of
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
