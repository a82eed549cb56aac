"""Records of one kind, in order of their ids, to look up, to go through and to select from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Self, TypeVar

from nsatu_data.models import AnyRecord

R = TypeVar("R", bound=AnyRecord)


class Records(Generic[R]):
    """Records of one kind. Going through it gives records; looking up takes an id. Nothing in it can be changed."""

    model: type[R]

    def __init__(self, records: Iterable[R]) -> None:
        self._by_id = {record.id: record for record in records}

    def __getitem__(self, identifier: str) -> R:
        """The record of this id. Raises KeyError where there is none of this kind."""
        return self._by_id[identifier]

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, item: object) -> bool:
        """Whether a record, or the record of an id, is among these."""
        return item in self._by_id if isinstance(item, str) else item in self._by_id.values()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} records>"

    def ids(self) -> tuple[str, ...]:
        """The ids, in order of code points."""
        return tuple(self._by_id)

    def _select(self, wanted: Mapping[str, object]) -> Self:
        """The records whose every named field has the value wanted; a list has it as an item.

        Raises TypeError for a field that the kind does not have.
        """
        unknown = wanted.keys() - self.model.model_fields.keys()
        if unknown:
            raise TypeError(f"{self.model.__name__} has no field {', '.join(sorted(unknown))}")
        return type(self)([record for record in self if all(_has(record, *item) for item in wanted.items())])


def _has(record: AnyRecord, field: str, wanted: object) -> bool:
    value = getattr(record, field)
    return wanted in value if isinstance(value, tuple) else bool(value == wanted)
