"""The facts about all records of a dataset, which rules check."""

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


class DatasetFacts:
    """The facts about all records of a dataset, which rules check.

    The id of a record comes from its file path, even if the field `id` of the record has another value.

    - `records`: the facts of each record with a valid shape, by id. They are sorted by id, so that findings do not
      depend on the order in which files were read.
    - `refused`: the ids of records with an invalid shape. Rules skip these records.
    - `retired`: the ids that the manifest retires.
    - `texts`: the available canonical texts, by the id of their source.
    - `values`: a function that returns all values of a record, or None if they are not available. Few rules need it.
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
        """The ids and facts of all records of one kind."""
        identifiers = list(self.records)
        # Sorted ids keep a kind together. `0` is the character after `/`, so `kind0` sorts after every `kind/…`.
        first, last = bisect_left(identifiers, f"{kind}/"), bisect_left(identifiers, f"{kind}0")
        for identifier in identifiers[first:last]:
            yield identifier, self.records[identifier]

    @cached_property
    def pointers(self) -> list[tuple[str, int, Pointer]]:
        """Every evidence pointer, with the id of its record and its index there."""
        return [
            (identifier, index, pointer)
            for identifier, facts in self.records.items()
            for index, pointer in enumerate(facts.evidence)
        ]

    @cached_property
    def named(self) -> set[str]:
        """The ids that any record refers to, in a field or in evidence."""
        fields = chain.from_iterable(facts.references.values() for facts in self.records.values())
        return {*chain.from_iterable(fields), *(pointer.source for _, _, pointer in self.pointers)}

    @property
    def whole(self) -> bool:
        """Whether no record was refused. Only then can a rule report that something is missing."""
        return not self.refused
