"""Prepares the datasets of a corpus for an export, in the processes that judge them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from nsatu_data.corpus import check_corpus
from nsatu_data.corpus.actor_matches import ActorMatches, Identified, identified
from nsatu_data.corpus.judge_members import Sound
from nsatu_data.tables.rows import Row, bundle_rows
from nsatu_data.validation.collect_records import IntakeOptions


class Part(NamedTuple):
    """What was prepared of some datasets of a corpus: a content for the export, and the identifiers of actors."""

    content: Any
    actors: list[Identified]


class Parts:
    """The contents of all parts of a corpus, in order. After that, `matches` gives the actors that match."""

    def __init__(self, parts: Iterable[Part], matches: ActorMatches) -> None:
        self._parts = parts
        self._matches = matches

    def contents(self) -> Iterator[Any]:
        """What was prepared of each part. May be iterated once."""
        for part in self._parts:
            self._matches.add(part.actors)
            yield part.content

    def matches(self) -> Iterator[Identified]:
        """The rows of the table `actor_matches`. Complete only after all contents were iterated."""
        return self._matches.rows()


@contextmanager
def parts(path: Path, prepare: Callable[[list[Sound]], Any], options: IntakeOptions) -> Iterator[Parts]:
    """The parts of the corpus at a path. Iterating them raises InvalidDataset if a dataset has errors."""
    found = check_corpus.batches(path, options, partial(_part, prepare))
    with ActorMatches() as matches:
        yield Parts(check_corpus.require_sound(found), matches)


def _part(prepare: Callable[[list[Sound]], Any], sound: list[Sound]) -> Part:
    return Part(prepare(sound), list(identified(sound)))


def rows_by_table(sound: list[Sound]) -> dict[str, list[Row]]:
    """The rows of the datasets by table, with the id of the dataset in front."""
    found: dict[str, list[Row]] = {}
    for dataset, bundle in sound:
        for name, row in bundle_rows(bundle):
            found.setdefault(name, []).append((dataset, *row))
    return found
