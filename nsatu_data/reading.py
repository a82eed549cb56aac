"""What was read of a dataset, whole or not: what rules look at."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from nsatu_data.facts import Facts, Pointer
from nsatu_data.text import Canonical


class _Reading(NamedTuple):
    records: Mapping[str, Facts]
    refused: AbstractSet[str] = frozenset()
    retired: tuple[str, ...] = ()
    texts: Mapping[str, Canonical] = MappingProxyType({})
    values: Callable[[str], Mapping[str, Any] | None] = lambda _: None


class Reading(_Reading):
    """What was read of a dataset, whole or not: what rules look at.

    `records` holds the facts of the records that have their shape, by the id that their place demands and in the order
    of ids, since what is told must not depend on the order in which files were read; `refused` the ids of those that
    have not, of which nothing more is to be said; `retired` the ids that the manifest retires. `texts` are the
    canonical texts at hand, by source. `values` gives all that a record says, which few rules look at; None where it is
    not at hand.
    """

    __slots__ = ()

    def __new__(cls, records: Mapping[str, Facts], *others: Any, **named: Any) -> Self:
        """Sorts the records."""
        return super().__new__(cls, dict(sorted(records.items())), *others, **named)

    def of(self, kind: str) -> Iterator[tuple[str, Facts]]:
        """The records of one kind, each with the id that its place demands."""
        identifiers = list(self.records)
        # In the order of ids they stand together; next to the slash comes `0`.
        first, last = bisect_left(identifiers, f"{kind}/"), bisect_left(identifiers, f"{kind}0")
        for identifier in identifiers[first:last]:
            yield identifier, self.records[identifier]

    def pointers(self) -> Iterator[tuple[str, int, Pointer]]:
        """Every pointer of every record, with the record's id and the pointer's index."""
        for identifier, facts in self.records.items():
            for index, pointer in enumerate(facts.evidence):
                yield identifier, index, pointer

    @property
    def whole(self) -> bool:
        """Whether every record has its shape, so that what is missing is missing indeed."""
        return not self.refused
