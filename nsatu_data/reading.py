"""What was read of a dataset, whole or not: what rules look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from nsatu_data.models import AnyRecord, Manifest, Record
from nsatu_data.references import Reference, references
from nsatu_data.text import Canonical

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """What was read of a dataset, whole or not: what rules look at.

    `records` holds the records that have their shape, by the id that their place demands; `refused` the ids of those
    that have not, of which nothing more is to be said. `texts` are the canonical texts at hand, by source.
    """

    manifest: Manifest | None
    records: Mapping[str, AnyRecord]
    refused: frozenset[str] = frozenset()
    texts: Mapping[str, Canonical] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # What is told must not depend on the order in which files were read.
        object.__setattr__(self, "records", dict(sorted(self.records.items())))

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """Every reference that each record makes."""
        return {identifier: tuple(references(record)) for identifier, record in self.records.items()}

    def of(self, model: type[R]) -> Iterator[tuple[str, R]]:
        """The records of one model, each with the id that its place demands."""
        for identifier, record in self.records.items():
            if isinstance(record, model):
                yield identifier, record

    @property
    def whole(self) -> bool:
        """Whether every record has its shape, so that what is missing is missing indeed."""
        return not self.refused
