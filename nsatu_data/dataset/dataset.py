"""A dataset as typed, immutable, linked records.

Records are ordered by kind, in the order of `Kind`, then by id. References can be followed in both directions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from nsatu_data.dataset.collection import no_such_record
from nsatu_data.dataset.kind_collections import Collections
from nsatu_data.model.record_models import RECORDS, AnyRecord, Bundle, Claim, Manifest

if TYPE_CHECKING:
    from nsatu_data.linking.references import Reference


class Dataset(Collections):
    """An immutable dataset: its manifest, and its records by kind and by id."""

    _manifest: Manifest

    def __init__(self, manifest: Manifest, records: Iterable[AnyRecord]) -> None:
        by_kind: dict[str, list[Any]] = {kind: [] for kind in RECORDS}
        for record in sorted(records, key=lambda record: record.id):
            by_kind[record.kind].append(record)
        by_id = {record.id: record for kind in by_kind.values() for record in kind}
        # `__setattr__` raises, so attributes are set here directly, as `cached_property` does later.
        self.__dict__.update(_manifest=manifest, _kinds=by_kind, _by_id=by_id)

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> "Dataset":
        """Make a dataset from a bundle. References are not checked; `nsatu_data.check` does that."""
        kinds = [getattr(bundle, f"{kind}s") for kind in RECORDS]
        return cls(bundle.dataset, (record for kind in kinds for record in kind))

    @property
    def manifest(self) -> Manifest:
        """The manifest, which describes the dataset as a whole."""
        return self._manifest

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All records that make a claim."""
        return tuple(record for record in self if isinstance(record, Claim))

    def __getitem__(self, identifier: str) -> AnyRecord:
        """The record with this id. Raises KeyError, with a suggestion, if there is none."""
        try:
            return self._by_id[identifier]
        except KeyError:
            raise no_such_record("record", identifier, self._by_id) from None

    def __contains__(self, item: object) -> bool:
        """Whether a record, or a record with this id, is in the dataset."""
        return item in self._by_id if isinstance(item, str) else item in self._by_id.values()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a dataset is immutable: cannot set {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a dataset is immutable: cannot delete {name}")

    def __reduce__(self) -> tuple[type["Dataset"], tuple[Manifest, tuple[AnyRecord, ...]]]:
        return type(self), (self._manifest, tuple(self))

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
        """The records that a record refers to, by the referring field. Raises KeyError if there is no such record."""
        targets: dict[str, dict[str, AnyRecord]] = defaultdict(dict)
        for reference in _references(self[identifier]):
            if reference.target in self._by_id:
                targets[reference.field][reference.target] = self._by_id[reference.target]
        return MappingProxyType({field: tuple(records.values()) for field, records in targets.items()})

    def referring_to(self, identifier: str) -> Mapping[str, tuple[AnyRecord, ...]]:
        """The records that refer to a record, by the referring field. Raises KeyError if there is no such record."""
        if identifier not in self._by_id:
            raise no_such_record("record", identifier, self._by_id)
        return self._referrers.get(identifier, MappingProxyType({}))

    @cached_property
    def _referrers(self) -> dict[str, Mapping[str, tuple[AnyRecord, ...]]]:
        referrers: dict[str, dict[str, dict[str, AnyRecord]]] = defaultdict(lambda: defaultdict(dict))
        for record in self:
            for reference in _references(record):
                referrers[reference.target][reference.field][record.id] = record
        return {
            target: MappingProxyType({field: tuple(records.values()) for field, records in fields.items()})
            for target, fields in referrers.items()
        }


def _references(record: AnyRecord) -> Iterator["Reference"]:
    # Imported late: loading and lookup do not need it.
    from nsatu_data.linking.references import references

    return references(record)
