"""Collections of records, with lookup, iteration and selection."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Never, Self, TypeVar, overload

from nsatu_data.model.numbers import counted
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.model.summaries import summary

if TYPE_CHECKING:
    from nsatu_data.model.field_shape import FieldShape

R = TypeVar("R", bound=AnyRecord)
D = TypeVar("D")

_MOST_LINES = 20
"""The most records that the `repr` of a collection shows."""
_FIRST_LINES = 10
"""The number of records that the `repr` of a longer collection shows."""


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


def record_with(identifier: str, by_id: Mapping[str, D], noun: str) -> D:
    """The record with this id. Raises KeyError, with a suggestion, if there is none, and TypeError for a position."""
    try:
        return by_id[identifier]
    except KeyError:
        if isinstance(identifier, str):
            raise no_such_record(noun, identifier, by_id) from None
    except TypeError:
        # A slice cannot be hashed in every version of Python.
        pass
    raise TypeError("records are looked up by id; for positions, make a list of them: list(records)[0]")


class Records(Generic[R]):
    """An immutable collection of records. Iteration yields records, and lookup takes an id."""

    model: type[R]
    """The model of the records, if all have the same kind."""
    _by_id: dict[str, R]
    _known: Collection[str] | None
    kinds: ClassVar[tuple[str, ...]]
    """The kinds that the records can have."""
    _noun: ClassVar[str]
    """What messages call a record of the collection."""

    def __init__(self, records: Iterable[R], known: Collection[str] | None = None) -> None:
        """`known` holds the ids of all records of the dataset, or None if they are not available."""
        self.__dict__["_by_id"] = {record.id: record for record in records}
        self.__dict__["_known"] = known

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __getstate__(self) -> dict[str, object]:
        """The records and the ids of their dataset, for a pickle: not the other records of the dataset."""
        return {**self.__dict__, "_known": None if self._known is None else tuple(self._known)}

    def __getitem__(self, identifier: str) -> R:
        """The record with this id. Raises KeyError, with a suggestion, if the collection has none."""
        return record_with(identifier, self._by_id, self._noun)

    @overload
    def get(self, identifier: str) -> R | None: ...
    @overload
    def get(self, identifier: str, default: D) -> R | D: ...
    def get(self, identifier: str, default: Any = None) -> Any:
        """The record with this id, or `default` if the collection has none."""
        return self._by_id.get(identifier, default)

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __reversed__(self) -> Iterator[R]:
        return reversed(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, item: object) -> bool:
        """Whether the collection contains a record. The item is a record or an id."""
        return item in self._by_id if isinstance(item, str) else item in self._by_id.values()

    def __eq__(self, other: object) -> bool:
        """Whether both collections have the same kinds, and equal records in the same order."""
        if not isinstance(other, Records) or self.kinds != other.kinds:
            return NotImplemented
        return list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self.ids())

    def __repr__(self) -> str:
        lines = [f"<{type(self).__name__}: {counted(len(self), 'record')}>"]
        shown = len(self) if len(self) <= _MOST_LINES else _FIRST_LINES
        lines += [f"  {summary(record)}" for record in list(self)[:shown]]
        if shown < len(self):
            lines.append(f"  and {len(self) - shown:,} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The records as a table, for notebooks."""
        from nsatu_data.model import html_tables

        return html_tables.records(f"{type(self).__name__}: {counted(len(self), 'record')}", self.kinds, list(self))

    def _ipython_key_completions_(self) -> list[str]:
        """What the Tab key offers after `[` in IPython and in notebooks."""
        return list(self._by_id)

    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the records."""
        return tuple(self._by_id)

    def _select(self, wanted: Mapping[str, object], predicates: Iterable[Callable[[R], object]] = ()) -> Self:
        """The records that all predicates accept, and whose fields have the wanted values.

        `nsatu_data.dataset.matching` explains wanted values. Records of kinds without one of the fields are left out.
        Raises TypeError if no kind has all the fields, and ValueError for an unknown term or id.
        """
        from nsatu_data.dataset.matching import predicate, resolved

        shapes = self._shapes(sorted(wanted))
        values = {name: resolved(value) for name, value in wanted.items()}
        tests = [(name, predicate(value)) for name, value in values.items()]
        tests_of_record = tuple(predicates)
        for test in tests_of_record:
            if not callable(test):
                raise TypeError(f"{test!r} is not a function; a value needs the name of a field, as in label={test!r}")
        found = [
            record
            for record in self
            if record.kind in shapes
            and all(test(getattr(record, name)) for name, test in tests)
            and all(test(record) for test in tests_of_record)
        ]
        for name, alternatives in values.items():
            # A single value that selects something is right, and need not be compared with all terms and ids.
            if not callable(alternatives) and (not found or len(alternatives) > 1):
                self._require_values([shape[name] for shape in shapes.values()], alternatives)
        return type(self)(found, self._known)

    def _shapes(self, names: Sequence[str]) -> "dict[str, Mapping[str, FieldShape]]":
        """The fields of each kind that has all the named fields. Raises TypeError if no kind has."""
        from nsatu_data.model.field_table import FIELDS

        found = {kind: FIELDS[kind] for kind in self.kinds if all(name in FIELDS[kind] for name in names)}
        if not found:
            from nsatu_data.dataset.wrong_values import did_you_mean

            known = list(dict.fromkeys(name for kind in self.kinds for name in FIELDS[kind]))
            unknown = [name for name in names if name not in known]
            if not unknown:
                raise TypeError(f"no {self._noun} has all the fields {', '.join(names)}")
            help = did_you_mean(unknown, known)
            raise TypeError(f"{self._noun.capitalize()} has no field {', '.join(unknown)}{help}")
        return found

    def _require_values(self, fields: "list[FieldShape]", values: Iterable[object]) -> None:
        """Raise ValueError if one of the values can occur in none of the fields, which have the same name."""
        from nsatu_data.dataset.wrong_values import problem

        for value in values:
            message = problem(fields, value, self._known)
            if message is not None:
                raise ValueError(message)
