"""What was read of a dataset, whole or not: what rules look at."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any

from nsatu_data.linking.record_facts import Facts, Pointer
from nsatu_data.text.canonical_text import Canonical

_NO_TEXTS: Mapping[str, Canonical] = MappingProxyType({})


class Reading:
    """What was read of a dataset, whole or not: what rules look at.

    `records` holds the facts of the records that have their shape, by the id that their place demands and in the order
    of ids, since what is told must not depend on the order in which files were read; `refused` the ids of those that
    have not, of which nothing more is to be said; `retired` the ids that the manifest retires. `texts` are the
    canonical texts at hand, by source. `values` gives all that a record says, which few rules look at; None where it is
    not at hand.
    """

    def __init__(
        self,
        records: Mapping[str, Facts],
        refused: AbstractSet[str] = frozenset(),
        retired: tuple[str, ...] = (),
        texts: Mapping[str, Canonical] = _NO_TEXTS,
        values: Callable[[str], Mapping[str, Any] | None] = lambda _: None,
    ) -> None:
        self.records = dict(sorted(records.items()))
        self.refused = refused
        self.retired = retired
        self.texts = texts
        self.values = values

    def of(self, kind: str) -> Iterator[tuple[str, Facts]]:
        """The records of one kind, each with the id that its place demands."""
        identifiers = list(self.records)
        # In the order of ids they stand together; next to the slash comes `0`.
        first, last = bisect_left(identifiers, f"{kind}/"), bisect_left(identifiers, f"{kind}0")
        for identifier in identifiers[first:last]:
            yield identifier, self.records[identifier]

    @cached_property
    def pointers(self) -> list[tuple[str, int, Pointer]]:
        """Every pointer of every record, with the record's id and the pointer's index."""
        return [
            (identifier, index, pointer)
            for identifier, facts in self.records.items()
            for index, pointer in enumerate(facts.evidence)
        ]

    @cached_property
    def named(self) -> set[str]:
        """The ids that some record refers to, in a field or in evidence."""
        fields = chain.from_iterable(facts.references.values() for facts in self.records.values())
        return {*chain.from_iterable(fields), *(pointer.source for _, _, pointer in self.pointers)}

    @property
    def whole(self) -> bool:
        """Whether every record has its shape, so that what is missing is missing indeed."""
        return not self.refused
