"""Compares the values of a field with the values that `where` is given.

A wanted value is one of these:

- a single value: the field has it. A list must contain it. Evidence must point into the source with that id.
- a record: the field refers to it.
- None: the field has no value. It is null or left out. A list that is left out has no value either.
- several values, such as a set, a list or a collection of records: the field has at least one of them.
- a predicate: a function that takes the field's value, and says whether it is wanted.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from nsatu_data.model.record_models import Evidence, Model, Record

if TYPE_CHECKING:
    from typing import TypeAlias, TypeVar

    V = TypeVar("V")
    F = TypeVar("F")
    Wanted: TypeAlias = V | Iterable[V] | Callable[[F], object]
    """The type of a keyword of `where`: V is a value or an item, F what a record has in the field."""

Predicate = Callable[[Any], object]
"""Returns something true if the value of a field is wanted."""
Alternatives = tuple[object, ...]
"""The single values that are wanted, with ids instead of records."""


def resolved(wanted: object) -> Alternatives | Predicate:
    """The single values that are wanted, or the predicate."""
    if isinstance(wanted, Iterable) and not isinstance(wanted, str | bytes | Model):
        # A vocabulary gets here too, and stands for its terms, although a class can be called.
        return tuple(map(_without_record, wanted))
    return wanted if callable(wanted) else (_without_record(wanted),)


def _without_record(wanted: object) -> object:
    return wanted.id if isinstance(wanted, Record) else wanted


def predicate(wanted: Alternatives | Predicate) -> Predicate:
    """The function that says whether a field has one of the wanted values."""
    if callable(wanted):
        return wanted
    among = frozenset(wanted)

    def has_one(value: object) -> bool:
        if not isinstance(value, tuple):
            return value in among
        if not value:
            return None in among
        return any(item in among or (isinstance(item, Evidence) and item.source in among) for item in value)

    return has_one
