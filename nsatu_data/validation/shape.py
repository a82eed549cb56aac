"""Lists the faults of a record's shape. Each fault is reported once, at the innermost faulty value.

`faults` checks three things in order. Are the fields known and present, and do their values fit (`field_faults`)? Does
a list repeat an item? Does the record meet the conditions between its fields (`model.conditions`)? A condition that
reads a faulty field is skipped.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, Target, pointer_to
from nsatu_data.finding_limits import limited
from nsatu_data.model import conditions
from nsatu_data.model.conditions import Condition
from nsatu_data.model.field_table import CONDITIONS, FIELDS
from nsatu_data.validation.field_faults import Refused, enclosing, misfits, unknown_or_missing

MEMBER_LIMIT: Final = 2000
"""The most items of a list, or fields of a mapping. A larger one is reported as too long, and not checked further."""
_SENTENCE_LIMIT: Final = 600_000
"""The most sentences of a source that are checked. More would exceed the size limit of any file."""
_MISFIT_LIMIT: Final = 20_000
"""The most misfits that are collected. Far fewer are shown."""


def faults(whole: str, values: Any, pointers: frozenset[str] = frozenset()) -> list[Fault]:
    """Lists the faults of values that should be a record, a manifest or a bundle.

    `whole` is the kind of the record, or `dataset` for a manifest, or `bundle`. `pointers` are JSON pointers to values
    that the reader of the file has already reported. These values are skipped. `Refused.of` explains the pointers.
    """
    refused = Refused.of(pointers)
    # Without this check, the faults of an oversized list might not fit in memory.
    oversized = list(_oversized(whole, values, (), refused))
    return limited(oversized or _faults(whole, values, refused))


def fits(whole: str, values: Any) -> bool:
    """Whether values have no faults. The reader must not have refused any of them."""
    return next(_faults(whole, values, Refused.of(())), None) is None


def _oversized(whole: str, values: Any, path: tuple[str | int, ...], refused: Refused) -> Iterator[Fault]:
    if not isinstance(values, list | dict) or refused.covers(pointer_to(path)):
        return
    limit = _SENTENCE_LIMIT if whole == "source" and path == ("sentences",) else MEMBER_LIMIT
    if len(values) > limit:
        unit = "items" if isinstance(values, list) else "fields"
        message = f"{len(values)} {unit}, but at most {limit} are allowed"
        yield Fault("too-long", message, pointer_to(path), "split the record")
    else:
        for step, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield from _oversized(whole, value, (*path, step), refused)


class _Faulty(NamedTuple):
    """The JSON pointers of all faulty values, and of all lists and mappings that contain a faulty value."""

    pointers: frozenset[str]
    enclosing: frozenset[str]

    @classmethod
    def at(cls, pointers: Iterable[str]) -> "_Faulty":
        faulty = frozenset(pointers)
        return cls(faulty, frozenset(outer for pointer in faulty for outer in enclosing(pointer)))


def _faults(whole: str, values: Any, refused: Refused) -> Iterator[Fault]:
    found = list(islice(misfits(whole, values), _MISFIT_LIMIT))
    yield from unknown_or_missing(found, refused)
    faulty = _Faulty.at([*(one.pointer for one in found), *refused.values])
    for one in found:
        # If there are faults inside a value, the fault of the value itself is not reported.
        if isinstance(one, Fault) and one.pointer not in faulty.enclosing and not refused.covers(one.pointer):
            yield one
    # The items of a list that is too long were not checked.
    unchecked = {one.pointer for one in found if isinstance(one, Fault) and one.code == "too-long"}
    parts = [
        part
        for part in _parts(whole, values, "")
        if not refused.covers(part.pointer) and unchecked.isdisjoint(enclosing(part.pointer))
    ]
    for part in parts:
        yield from _repeated(part, faulty)
    # Beyond the limit, misfits are unknown. A condition could then read a faulty field, so no condition is checked.
    judged = parts if len(found) < _MISFIT_LIMIT else []
    breaches = [fault for part in judged for fault in _breaches(part, faulty, refused)]
    breached = {fault.pointer for fault in breaches}
    for fault in breaches:
        # A fault may name a related place. If that place has a fault too, only that fault is reported: it is the cause.
        if not any(target.pointer in breached for target in fault.related):
            yield fault


class _Holder(NamedTuple):
    """A mapping with a fixed set of fields: the record or a part of it. `name` is its name in the field table."""

    name: str
    values: Mapping[str, Any]
    pointer: str


def _parts(part: str, values: Any, pointer: str) -> Iterator[_Holder]:
    """The record and its parts. Values that should be a part but are not mappings are left out."""
    if not isinstance(values, dict):
        return
    yield _Holder(part, values, pointer)
    for name, field in FIELDS[part].items():
        if field.part is None or name not in values:
            continue
        value, place = values[name], f"{pointer}/{name}"
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _parts(field.part, item, f"{place}/{index}")
        yield from _parts(field.part, value, place)


def _repeated(part: _Holder, faulty: _Faulty) -> Iterator[Fault]:
    """Repeated items. The items of every list of strings must be distinct."""
    for name, field in FIELDS[part.name].items():
        items, place = part.values.get(name), f"{part.pointer}/{name}"
        if not field.many or field.part or not isinstance(items, list) or place in faulty.pointers:
            continue
        first: dict[str, int] = {}
        for index, item in enumerate(items):
            if not isinstance(item, str) or f"{place}/{index}" in faulty.pointers:
                continue
            if item in first:
                related = (Target(None, f"{place}/{first[item]}", "the first"),)
                yield Fault(
                    "repeated-item", f"{item} is listed twice", f"{place}/{index}", "list it once", related=related
                )
            first.setdefault(item, index)


def _breaches(part: _Holder, faulty: _Faulty, refused: Refused) -> Iterator[Fault]:
    """Breaches of the conditions that `_can_be_judged` allows to check."""
    value = conditions.reader(part.values)
    for condition in (one for code in CONDITIONS.get(part.name, ()) for one in conditions.CONDITIONS[code]):
        if _can_be_judged(condition, part, faulty, refused):
            for fault in condition.faults(value):
                related = tuple(one._replace(pointer=part.pointer + one.pointer) for one in fault.related)
                place = part.pointer + fault.pointer
                yield Fault(fault.code, fault.message, place, fault.help, at_key=fault.at_key, related=related)


def _can_be_judged(condition: Condition, part: _Holder, faulty: _Faulty, refused: Refused) -> bool:
    """Whether the fields that a condition reads are sound. A field whose key the reader refused counts as faulty."""
    if part.pointer in refused.partial and not all(field in part.values for field in condition.fields):
        return False
    places = [f"{part.pointer}/{field}" for field in condition.fields]
    return faulty.pointers.isdisjoint([part.pointer, *places]) and faulty.enclosing.isdisjoint(places)
