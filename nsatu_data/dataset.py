"""The typed, immutable, linked view of a dataset.

Records stand in one order: by kind as `Kind` lists them, then by id. References are resolved both ways: from a record
to what its fields name, and back by field.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from nsatu_data.fields import fields
from nsatu_data.kinds import (
    Actors,
    Contexts,
    Events,
    Implications,
    Motives,
    Places,
    Reactions,
    Risks,
    Sources,
)
from nsatu_data.models import RECORDS, AnyRecord, Bundle, Claim, Manifest, Record
from nsatu_data.text import Canonical

R = TypeVar("R", bound=Record)


class Reference(NamedTuple):
    """One mention of a record by another: the field that makes it, the id, and the pointer to it."""

    field: str
    target: str
    pointer: str


def references(record: Record) -> Iterator[Reference]:
    """Every reference that a record makes, in the order of its fields; evidence refers to its source by `evidence`."""
    for field, many in _reference_fields(type(record)):
        value = getattr(record, field)
        if not many:
            if value is not None:
                yield Reference(field, value, f"/{field}")
        else:
            for index, target in enumerate(value):
                yield Reference(field, target, f"/{field}/{index}")
    for index, pointer in enumerate(getattr(record, "evidence", ())):
        yield Reference("evidence", pointer.source, f"/evidence/{index}/source")


@dataclass(frozen=True)
class Reading:
    """What was read of a dataset, whole or not: what rules look at.

    `records` holds the records that have their shape, by the id that their place demands; `refused` the ids of those
    that have not, of which nothing more is to be said. `texts` are the canonical texts at hand, by source.
    """

    manifest: Manifest | None
    records: Mapping[str, AnyRecord]
    refused: frozenset[str] = frozenset()
    texts: Mapping[str, Canonical] = dataclasses.field(default_factory=dict)

    def of(self, model: type[R]) -> Iterator[tuple[str, R]]:
        """The records of one model, each with the id that its place demands."""
        for identifier, record in self.records.items():
            if isinstance(record, model):
                yield identifier, record

    @property
    def whole(self) -> bool:
        """Whether every record has its shape, so that what is missing is missing indeed."""
        return not self.refused


class Dataset:
    """A dataset: its manifest, and its records by kind and by id. Nothing in it can be changed."""

    def __init__(self, manifest: Manifest, records: Iterable[AnyRecord]) -> None:
        by_kind: dict[str, list[Any]] = {kind: [] for kind in RECORDS}
        for record in sorted(records, key=lambda record: record.id):
            by_kind[record.kind].append(record)
        self._manifest = manifest
        self._kinds = by_kind
        self._by_id: dict[str, AnyRecord] = {record.id: record for kind in by_kind.values() for record in kind}

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> "Dataset":
        """The dataset that a bundle holds. Its references are taken as they are; `nsatu_data.check` judges them."""
        kinds = [getattr(bundle, f"{kind}s") for kind in RECORDS]
        return cls(bundle.dataset, (record for kind in kinds for record in kind))

    @property
    def manifest(self) -> Manifest:
        """What the dataset is as a whole."""
        return self._manifest

    @cached_property
    def sources(self) -> Sources:
        """The texts that the dataset encodes."""
        return Sources(self._kinds["source"])

    @cached_property
    def actors(self) -> Actors:
        """Those who act, speak, are addressed or spoken of."""
        return Actors(self._kinds["actor"])

    @cached_property
    def places(self) -> Places:
        """Where something is located."""
        return Places(self._kinds["place"])

    @cached_property
    def events(self) -> Events:
        """Single acts: actual, sought, or only conceived of."""
        return Events(self._kinds["event"])

    @cached_property
    def contexts(self) -> Contexts:
        """Lasting states, conduct and trends."""
        return Contexts(self._kinds["context"])

    @cached_property
    def motives(self) -> Motives:
        """What lies behind acts, as the source has it."""
        return Motives(self._kinds["motive"])

    @cached_property
    def risks(self) -> Risks:
        """Dangers, costs, constraints and requirements."""
        return Risks(self._kinds["risk"])

    @cached_property
    def reactions(self) -> Reactions:
        """How others take the events."""
        return Reactions(self._kinds["reaction"])

    @cached_property
    def implications(self) -> Implications:
        """Evaluations, conclusions, expected effects and questions."""
        return Implications(self._kinds["implication"])

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every record that claims something."""
        return tuple(record for record in self if isinstance(record, Claim))

    def __getitem__(self, identifier: str) -> AnyRecord:
        """The record of this id. Raises KeyError where there is none."""
        return self._by_id[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._by_id

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self._manifest == other._manifest and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Dataset {self._manifest.title!r} {self._manifest.version}: {len(self)} records>"

    def referred_from(self, identifier: str) -> Mapping[str, tuple[AnyRecord, ...]]:
        """What a record refers to, by the field that does. Raises KeyError where there is no such record."""
        found: dict[str, dict[str, AnyRecord]] = defaultdict(dict)
        for reference in references(self._by_id[identifier]):
            if reference.target in self._by_id:
                found[reference.field][reference.target] = self._by_id[reference.target]
        return MappingProxyType({field: tuple(targets.values()) for field, targets in found.items()})

    def referring_to(self, identifier: str) -> Mapping[str, tuple[AnyRecord, ...]]:
        """What refers to a record, by the field that does. Raises KeyError where there is no such record."""
        if identifier not in self._by_id:
            raise KeyError(identifier)
        return self._referrers.get(identifier, MappingProxyType({}))

    @cached_property
    def _referrers(self) -> dict[str, Mapping[str, tuple[AnyRecord, ...]]]:
        found: dict[str, dict[str, dict[str, AnyRecord]]] = defaultdict(lambda: defaultdict(dict))
        for record in self:
            for reference in references(record):
                found[reference.target][reference.field][record.id] = record
        return {
            target: MappingProxyType({field: tuple(records.values()) for field, records in fields.items()})
            for target, fields in found.items()
        }


@cache
def _reference_fields(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model that refer to records, each with whether it is a list."""
    return tuple((name, field.many) for name, field in fields(model).items() if field.is_reference)
