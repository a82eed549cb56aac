"""Matches the actors of different datasets by their identifiers, such as a Wikidata item.

Actors are never merged: each stays a record of its dataset. The identifiers are kept on disk until all are known.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import NamedTuple, Self

from nsatu_data.corpus.judge_members import Sound


class Identified(NamedTuple):
    """An actor of a dataset with an identifier, as a row of the table `actor_matches`."""

    dataset: str
    actor: str
    identifier: str
    value: str


def identified(sound: Iterable[Sound]) -> Iterator[Identified]:
    """The identifiers of all actors of the datasets."""
    for dataset, bundle in sound:
        for actor in bundle["actors"]:
            for identifier, value in actor.get("identifiers", {}).items():
                yield Identified(dataset, actor["id"], identifier, value)


class ActorMatches:
    """Collects the identifiers of actors, and then gives those that occur in several datasets."""

    def __init__(self) -> None:
        # A database without a name lies in a temporary file, as far as it does not fit into its small cache.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE found (dataset, actor, identifier, value)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, found: Iterable[Identified]) -> None:
        """Adds identifiers of actors."""
        self._database.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", found)

    def rows(self) -> Iterator[Identified]:
        """The matches, ordered by identifier, value, dataset and actor."""
        query = (
            "SELECT f.* FROM found f JOIN (SELECT identifier, value FROM found GROUP BY identifier, value "
            "HAVING count(DISTINCT dataset) > 1) USING (identifier, value) ORDER BY identifier, value, dataset, actor"
        )
        return (Identified(*row) for row in self._database.execute(query))
