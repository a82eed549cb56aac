"""Collections of records of one kind, sorted by id, with lookup, iteration and selection."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, Self, TypeVar

from nsatu_data.model.record_models import AnyRecord, Evidence

R = TypeVar("R", bound=AnyRecord)


class NoSuchRecord(KeyError):
    """A KeyError for an id that no record has. `str()` gives a full message, and `args` holds only the id."""

    def __init__(self, identifier: str, message: str = "") -> None:
        super().__init__(identifier)
        self.message = message

    def __str__(self) -> str:
        return self.message


def no_such_record(what: str, identifier: str, known: Iterable[str]) -> NoSuchRecord:
    """Make the error for an unknown id. The message suggests a similar known id, if there is one."""
    from nsatu_data.dataset.wrong_values import near_id

    return NoSuchRecord(identifier, f"there is no {what} {identifier}{near_id(str(identifier), known)}")


class Records(Generic[R]):
    """An immutable collection of records of one kind. Iteration yields records, and lookup takes an id."""

    model: type[R]

    def __init__(self, records: Iterable[R], known: Collection[str] | None = None) -> None:
        """`known` holds the ids of all records of the dataset, or None if they are not available."""
        self._by_id = {record.id: record for record in records}
        self._known = known

    def __getitem__(self, identifier: str) -> R:
        """The record with this id. Raises KeyError, with a suggestion, if there is none of this kind."""
        try:
            return self._by_id[identifier]
        except KeyError:
            raise no_such_record(self.model.__name__.lower(), identifier, self._by_id) from None

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, item: object) -> bool:
        """Whether the collection contains a record. The item is a record or an id."""
        return item in self._by_id if isinstance(item, str) else item in self._by_id.values()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} records>"

    def ids(self) -> tuple[str, ...]:
        """The ids, sorted by code points."""
        return tuple(self._by_id)

    def _select(self, wanted: Mapping[str, object]) -> Self:
        """The records whose fields have the wanted values, as `has_value` decides.

        Raises TypeError if the kind lacks a field, and ValueError for an unknown term or id.
        """
        unknown = sorted(wanted.keys() - self.model.model_fields.keys())
        if unknown:
            from nsatu_data.dataset.wrong_values import did_you_mean

            help = did_you_mean(unknown, list(self.model.model_fields))
            raise TypeError(f"{self.model.__name__} has no field {', '.join(unknown)}{help}")
        found = [record for record in self if all(has_value(record, *item) for item in wanted.items())]
        if not found:
            # Only an empty result can mean that a value is wrong, so values are checked only in this case.
            self._require_values(wanted)
        return type(self)(found, self._known)

    def _require_values(self, wanted: Mapping[str, object]) -> None:
        """Raise ValueError if a wanted value cannot occur in its field."""
        from nsatu_data.dataset.wrong_values import problem
        from nsatu_data.model.field_table import FIELDS

        fields = FIELDS[self.model.__name__.lower()]
        for name, value in wanted.items():
            message = problem([fields[name]], value, self._known)
            if message is not None:
                raise ValueError(message)


def has_value(record: AnyRecord, field: str, wanted: object) -> bool:
    """Whether a field has the wanted value. A list must contain the value. Evidence must point into the source.

    None selects a field without a value: it is null, or it is left out. A list that is left out has no value either.
    """
    value = getattr(record, field)
    if not isinstance(value, tuple):
        return bool(value == wanted)
    if wanted is None:
        return not value
    return any(wanted in (item, item.source) if isinstance(item, Evidence) else item == wanted for item in value)
