"""Selects and orders records by their fields. If a field or value cannot occur, suggests similar ones."""

from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from nsatu_data.dataset.matching import predicate
from nsatu_data.dataset.wrong_values import did_you_mean, problem
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import Evidence
from nsatu_data.model.vocabulary import Term

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.model.record_models import AnyRecord

Conditions = Sequence[tuple[str, str | None]]
"""Fields with the values that they must have. None stands for no value."""


def eligible(kinds: Sequence[str], wanted: Conditions) -> list[str]:
    """The kinds whose records can meet the conditions. Raises CannotRun if no kind has all the fields."""
    names = dict(wanted)
    found = [kind for kind in kinds if names.keys() <= FIELDS[kind].keys()]
    if not found:
        known = dict.fromkeys(name for kind in kinds for name in FIELDS[kind])
        unknown = [name for name in names if name not in known]
        help = did_you_mean(unknown, list(known)) or f"; the fields are {', '.join(known)}"
        fields = f"all the fields {', '.join(names)}" if len(names) > 1 else f"the field {next(iter(names))}"
        raise CannotRun(f"no kind has {fields}{help}")
    named = {value for name, value in wanted if name == "kind"}
    return [kind for kind in found if named <= {kind}] or found


def require_fields(kinds: Sequence[str], names: Iterable[str]) -> None:
    """Raise CannotRun if one of the fields belongs to none of the kinds."""
    for name in names:
        eligible(kinds, [(name, None)])


def select(dataset: "Collection[AnyRecord] | Dataset", kinds: Sequence[str], wanted: Conditions) -> "list[AnyRecord]":
    """The records of these kinds whose fields have the wanted values. Kinds without those fields are skipped.

    Raises CannotRun if no kind has all the fields, or if a value is an unknown term or id.
    """
    among = eligible(kinds, wanted)
    tests = [(name, predicate((value,))) for name, value in wanted]
    found = [
        record
        for record in dataset
        if record.kind in among and all(test(getattr(record, name)) for name, test in tests)
    ]
    ids = [] if found else [record.id for record in dataset]
    for name, value in () if found else wanted:
        message = problem([FIELDS[kind][name] for kind in among], value, ids)
        if message is not None:
            raise CannotRun(message)
    return found


class Order(NamedTuple):
    """A field to order records by, in ascending or descending order."""

    field: str
    is_descending: bool = False


def in_order(records: "Iterable[AnyRecord]", orders: Sequence[Order]) -> "list[AnyRecord]":
    """The records ordered by fields, the first field first. Records that are equal in them keep their order.

    Terms are in the order of their vocabulary, other texts in the order of code points, evidence in the order of its
    text, and lists in the order of their first items. Records without a value come last, in descending order too.
    """
    found = list(records)
    # Sorting keeps the order of equal records, so the last field is sorted by first.
    for field, is_descending in reversed(orders):
        ranked = [(_rank(getattr(record, field, None)), record) for record in found]
        with_value = sorted((one for one in ranked if one[0]), key=itemgetter(0), reverse=is_descending)
        found = [record for _, record in (*with_value, *(one for one in ranked if not one[0]))]
    return found


def _rank(value: object) -> tuple[object, ...]:
    """What a value is ordered by; empty if there is none."""
    if isinstance(value, tuple):
        return _rank(value[0]) if value else ()
    if value is None:
        return ()
    if isinstance(value, Evidence):
        return 0, value.source, value.start
    return list(type(value)).index(value) if isinstance(value, Term) else 0, str(value)
