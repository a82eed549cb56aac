"""The faults of a record's shape, each once and at the smallest faulty place.

First come the fields that are unknown or missing and the values that do not fit (`nsatu_data.validation.field_faults`),
then repeated items, then breaches of the conditions whose fields are sound.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, Target, pointer_to
from nsatu_data.finding_limits import limited
from nsatu_data.model import conditions
from nsatu_data.model.conditions import Condition
from nsatu_data.model.field_table import CONDITIONS, FIELDS
from nsatu_data.validation.field_faults import Refused, around, misfits, unknown_or_missing

MEMBER_LIMIT: Final = 2000
"""The most items of a list, or fields of a mapping, that are looked at."""
_SENTENCE_LIMIT: Final = 600_000
"""The most sentences of a source that are looked at: more than a bundle has room for, where each has all its fields."""
_MISFIT_LIMIT: Final = 20_000
"""The most misfits that are looked for: far more than are shown, or than fewer members can have."""


def faults(whole: str, values: Any, pointers: frozenset[str] = frozenset()) -> list[Fault]:
    """What is wrong with the shape of values that should be a record, the `dataset` or a `bundle`.

    `pointers` lead to what the reader refused, of which nothing is said; `syntax.portable.json_builder` explains them.
    """
    refused = Refused.of(pointers)
    # Of each member there may be so much to say that it does not fit in memory.
    crowded = list(_crowded(whole, values, (), refused))
    return limited(crowded or _faults(whole, values, refused))


def fits(whole: str, values: Any) -> bool:
    """Whether nothing is wrong with the shape of a value of which nothing was refused."""
    return next(_faults(whole, values, Refused.of(())), None) is None


def _crowded(whole: str, values: Any, path: tuple[str | int, ...], refused: Refused) -> Iterator[Fault]:
    if not isinstance(values, list | dict) or refused.covers(pointer_to(path)):
        return
    limit = _SENTENCE_LIMIT if whole == "source" and path == ("sentences",) else MEMBER_LIMIT
    if len(values) > limit:
        unit = "items" if isinstance(values, list) else "fields"
        message = f"{len(values)} {unit}, where nothing has more than {limit}"
        yield Fault("too-long", message, pointer_to(path), "split it")
    else:
        for step, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield from _crowded(whole, value, (*path, step), refused)


class _Broken(NamedTuple):
    """What is wrong, by JSON pointer, and the values that such lie in."""

    pointers: frozenset[str]
    around: frozenset[str]

    @classmethod
    def at(cls, pointers: Iterable[str]) -> "_Broken":
        whole = frozenset(pointers)
        return cls(whole, frozenset(outer for pointer in whole for outer in around(pointer)))


def _faults(whole: str, values: Any, refused: Refused) -> Iterator[Fault]:
    found = list(islice(misfits(whole, values), _MISFIT_LIMIT))
    yield from unknown_or_missing(found, refused)
    broken = _Broken.at([*(one.pointer for one in found), *refused.values])
    for one in found:
        # What is wrong within a value is told before what it is.
        if isinstance(one, Fault) and one.pointer not in broken.around and not refused.covers(one.pointer):
            yield one
    # The items of a list that is too long were not looked at.
    unseen = {one.pointer for one in found if isinstance(one, Fault) and one.code == "too-long"}
    parts = [
        part
        for part in _parts(whole, values, "")
        if not refused.covers(part.pointer) and unseen.isdisjoint(around(part.pointer))
    ]
    for part in parts:
        yield from _repeated(part, broken)
    # Of what was not looked at, nothing can be judged.
    judged = parts if len(found) < _MISFIT_LIMIT else []
    breaches = [fault for part in judged for fault in _breaches(part, broken, refused)]
    faulty = {fault.pointer for fault in breaches}
    for fault in breaches:
        # Where a fault points at another one, that is the cause of both.
        if not any(target.pointer in faulty for target in fault.related):
            yield fault


class _Holder(NamedTuple):
    """A record, or a part of it that has fields of its own."""

    name: str
    values: Mapping[str, Any]
    pointer: str


def _parts(part: str, values: Any, pointer: str) -> Iterator[_Holder]:
    """The record and every part of it that has fields of its own, as far as the values have that shape."""
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


def _repeated(part: _Holder, broken: _Broken) -> Iterator[Fault]:
    """Items that stand in a list a second time. Every list of scalars is one of distinct items."""
    for name, field in FIELDS[part.name].items():
        items, place = part.values.get(name), f"{part.pointer}/{name}"
        if not field.many or field.part or not isinstance(items, list) or place in broken.pointers:
            continue
        first: dict[str, int] = {}
        for index, item in enumerate(items):
            if not isinstance(item, str) or f"{place}/{index}" in broken.pointers:
                continue
            if item in first:
                related = (Target(None, f"{place}/{first[item]}", "the first"),)
                yield Fault(
                    "repeated-item", f"{item} is listed twice", f"{place}/{index}", "list it once", related=related
                )
            first.setdefault(item, index)


def _breaches(part: _Holder, broken: _Broken, refused: Refused) -> Iterator[Fault]:
    """What breaks the conditions that can be judged: those that read nothing that is wrong, or may be missing."""
    value = conditions.reader(part.values)
    for condition in (law for code in CONDITIONS.get(part.name, ()) for law in conditions.CONDITIONS[code]):
        if _can_be_judged(condition, part, broken, refused):
            for fault in condition.faults(value):
                related = tuple(one._replace(pointer=part.pointer + one.pointer) for one in fault.related)
                place = part.pointer + fault.pointer
                yield Fault(fault.code, fault.message, place, fault.help, at_key=fault.at_key, related=related)


def _can_be_judged(condition: Condition, part: _Holder, broken: _Broken, refused: Refused) -> bool:
    if part.pointer in refused.partial and not all(field in part.values for field in condition.fields):
        return False
    places = [f"{part.pointer}/{field}" for field in condition.fields]
    return broken.pointers.isdisjoint([part.pointer, *places]) and broken.around.isdisjoint(places)
