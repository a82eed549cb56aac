"""The typed, immutable, linked view of a dataset.

Records stand in one order: by kind as `Kind` lists them, then by id. References are resolved both ways: from a record
to what its fields name, and back by field.
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
    """A dataset: its manifest, and its records by kind and by id. Nothing in it can be changed."""

    _manifest: Manifest

    def __init__(self, manifest: Manifest, records: Iterable[AnyRecord]) -> None:
        by_kind: dict[str, list[Any]] = {kind: [] for kind in RECORDS}
        for record in sorted(records, key=lambda record: record.id):
            by_kind[record.kind].append(record)
        by_id = {record.id: record for kind in by_kind.values() for record in kind}
        # Past this point nothing sets an attribute; what is computed once is kept by `cached_property`.
        self.__dict__.update(_manifest=manifest, _kinds=by_kind, _by_id=by_id)

    @classmethod
    def from_bundle(cls, bundle: Bundle) -> "Dataset":
        """The dataset that a bundle holds. Its references are taken as they are; `nsatu_data.check` judges them."""
        kinds = [getattr(bundle, f"{kind}s") for kind in RECORDS]
        return cls(bundle.dataset, (record for kind in kinds for record in kind))

    @property
    def manifest(self) -> Manifest:
        """What the dataset is as a whole."""
        return self._manifest

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every record that claims something."""
        return tuple(record for record in self if isinstance(record, Claim))

    def __getitem__(self, identifier: str) -> AnyRecord:
        """The record of this id. Raises KeyError where there is none, and says which was meant."""
        try:
            return self._by_id[identifier]
        except KeyError:
            raise no_such_record("record", identifier, self._by_id) from None

    def __contains__(self, item: object) -> bool:
        """Whether a record, or the record of an id, is in the dataset."""
        return item in self._by_id if isinstance(item, str) else item in self._by_id.values()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a dataset cannot be changed, nor its {name} set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a dataset cannot be changed, nor its {name} deleted")

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
        """What a record refers to, by the field that does. Raises KeyError where there is no such record."""
        found: dict[str, dict[str, AnyRecord]] = defaultdict(dict)
        for reference in _references(self[identifier]):
            if reference.target in self._by_id:
                found[reference.field][reference.target] = self._by_id[reference.target]
        return MappingProxyType({field: tuple(targets.values()) for field, targets in found.items()})

    def referring_to(self, identifier: str) -> Mapping[str, tuple[AnyRecord, ...]]:
        """What refers to a record, by the field that does. Raises KeyError where there is no such record."""
        if identifier not in self._by_id:
            raise no_such_record("record", identifier, self._by_id)
        return self._referrers.get(identifier, MappingProxyType({}))

    @cached_property
    def _referrers(self) -> dict[str, Mapping[str, tuple[AnyRecord, ...]]]:
        found: dict[str, dict[str, dict[str, AnyRecord]]] = defaultdict(lambda: defaultdict(dict))
        for record in self:
            for reference in _references(record):
                found[reference.target][reference.field][record.id] = record
        return {
            target: MappingProxyType({field: tuple(records.values()) for field, records in fields.items()})
            for target, fields in found.items()
        }


def _references(record: AnyRecord) -> Iterator["Reference"]:
    # Whoever only loads and looks up does not need to know which fields refer.
    from nsatu_data.linking.references import references

    return references(record)
