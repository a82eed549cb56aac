"""Records of one kind, in order of their ids, to look up, to go through and to select from."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, Self, TypeVar

from nsatu_data.model.record_models import AnyRecord

R = TypeVar("R", bound=AnyRecord)


class NoSuchRecord(KeyError):
    """There is no record of an id. Unlike other KeyErrors it says so in words; `args` holds the id alone."""

    def __init__(self, identifier: str, message: str = "") -> None:
        super().__init__(identifier)
        self.message = message

    def __str__(self) -> str:
        return self.message


def no_such_record(what: str, identifier: str, known: Iterable[str]) -> NoSuchRecord:
    """The error for an id that is not among those known; it names the one that was meant, where one resembles it."""
    from nsatu_data.dataset.selection import near_id

    return NoSuchRecord(identifier, f"there is no {what} {identifier}{near_id(str(identifier), known)}")


class Records(Generic[R]):
    """Records of one kind. Going through it gives records; looking up takes an id. Nothing in it can be changed."""

    model: type[R]

    def __init__(self, records: Iterable[R], known: Collection[str] | None = None) -> None:
        """`known` are the ids of all records of the dataset, where they are at hand."""
        self._by_id = {record.id: record for record in records}
        self._known = known

    def __getitem__(self, identifier: str) -> R:
        """The record of this id. Raises KeyError where there is none of this kind, and says which was meant."""
        try:
            return self._by_id[identifier]
        except KeyError:
            raise no_such_record(self.model.__name__.lower(), identifier, self._by_id) from None

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

        Raises TypeError for a field that the kind does not have, ValueError for a term or an id that there is not.
        """
        unknown = sorted(wanted.keys() - self.model.model_fields.keys())
        if unknown:
            from nsatu_data.dataset.selection import meant

            help = meant(unknown, list(self.model.model_fields))
            raise TypeError(f"{self.model.__name__} has no field {', '.join(unknown)}{help}")
        found = [record for record in self if all(_has(record, *item) for item in wanted.items())]
        if not found:
            # What some record has needs no second look.
            self._require_values(wanted)
        return type(self)(found, self._known)

    def _require_values(self, wanted: Mapping[str, object]) -> None:
        from nsatu_data.dataset.selection import problem
        from nsatu_data.model.field_table import FIELDS

        fields = FIELDS[self.model.__name__.lower()]
        for name, value in wanted.items():
            told = problem([fields[name]], value, self._known)
            if told is not None:
                raise ValueError(told)


def _has(record: AnyRecord, field: str, wanted: object) -> bool:
    value = getattr(record, field)
    return wanted in value if isinstance(value, tuple) else bool(value == wanted)
