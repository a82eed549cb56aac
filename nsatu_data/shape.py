"""Says what is wrong with the shape of a record: each fault once, at the smallest faulty place."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from nsatu_data import conditions, telling
from nsatu_data.conditions import Condition
from nsatu_data.diagnostics import Fault, Target, limited, pointer_to
from nsatu_data.fitting import Misfit, Missing, Unknown, misfits
from nsatu_data.identifiers import nearest
from nsatu_data.parts import FIELDS, LAWS

_DIGITS: Final = 400
"""So many digits of a number are read: far more than any that may stand, or than are shown of it."""
MEMBER_LIMIT: Final = 2000
"""The most items of a list, or fields of a mapping, that are looked at."""
_SENTENCE_LIMIT: Final = 600_000
"""The most sentences of a source that are looked at: more than a bundle has room for, where each has all its fields."""
_MISFIT_LIMIT: Final = 20_000
"""The most misfits that are looked for: far more than are told, or than fewer members can have."""
LONG: Final = 2 * MEMBER_LIMIT
"""In a text that is not longer, nothing has more members."""


def faults(whole: str, text: str, refused: frozenset[str] = frozenset()) -> list[Fault]:
    """What is wrong with the shape of what `text` (JSON) holds, if it is to be a record, the `dataset` or a `bundle`.

    Of values that `refused` points to, nothing is said; `portable_yaml.json_builder` says what else may stand in it.
    """
    values = json.loads(text, parse_int=lambda digits: int(digits[:_DIGITS]))
    told = _Told.of(refused)
    # Of each member there may be so much to say that it does not fit in memory.
    crowded = list(_crowded(whole, values, (), told)) if len(text) > LONG else []
    return limited(crowded or _faults(whole, values, told))


def fits(whole: str, values: Any) -> bool:
    """Whether nothing is wrong with the shape of a value of which nothing was refused."""
    return next(_faults(whole, values, _Told.of(())), None) is None


def _crowded(whole: str, values: Any, path: tuple[str | int, ...], told: "_Told") -> Iterator[Fault]:
    if not isinstance(values, list | dict) or told.covers(pointer_to(path)):
        return
    limit = _SENTENCE_LIMIT if whole == "source" and path == ("sentences",) else MEMBER_LIMIT
    if len(values) > limit:
        unit = "items" if isinstance(values, list) else "fields"
        message = f"{len(values)} {unit}, where nothing has more than {limit}"
        yield Fault("too-long", message, pointer_to(path), "split it")
    else:
        for step, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield from _crowded(whole, value, (*path, step), told)


class _Told(NamedTuple):
    """What was told before, by JSON pointer: of values, of the keys that lead to them; what may have more members."""

    values: frozenset[str]
    keys: frozenset[str]
    partial: frozenset[str]

    @classmethod
    def of(cls, refused: Iterable[str]) -> "_Told":
        marked = {mark: {one[: -len(mark)] for one in refused if one.endswith(mark)} for mark in ("#", "/-")}
        return cls(frozenset(refused), frozenset(marked["#"]), frozenset(marked["/-"]))

    def covers(self, pointer: str) -> bool:
        """Whether a value was told of before, or one around it."""
        return any(one in self.values for one in (pointer, *_around(pointer)))


def _around(pointer: str) -> Iterator[str]:
    """The pointers of all values that a value lies in."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


class _Broken(NamedTuple):
    """What is wrong, by JSON pointer, and the values that such lie in."""

    pointers: frozenset[str]
    around: frozenset[str]

    @classmethod
    def at(cls, pointers: Iterable[str]) -> "_Broken":
        whole = frozenset(pointers)
        return cls(whole, frozenset(outer for pointer in whole for outer in _around(pointer)))


def _faults(whole: str, values: Any, told: _Told) -> Iterator[Fault]:
    found = list(islice(misfits(whole, values), _MISFIT_LIMIT))
    yield from _of_fields(found, told)
    broken = _Broken.at([*(one.pointer for one in found), *told.values])
    for one in found:
        # What is wrong within a value is told before what it is.
        if isinstance(one, Fault) and one.pointer not in broken.around and not told.covers(one.pointer):
            yield one
    # The items of a list that is too long were not looked at.
    unseen = {one.pointer for one in found if isinstance(one, Fault) and one.code == "too-long"}
    parts = [
        part
        for part in _parts(whole, values, "")
        if not told.covers(part.pointer) and unseen.isdisjoint(_around(part.pointer))
    ]
    for part in parts:
        yield from _repeated(part, broken)
    # Of what was not looked at, nothing can be judged.
    judged = parts if len(found) < _MISFIT_LIMIT else []
    breaches = [fault for part in judged for fault in _breaches(part, broken, told)]
    faulty = {fault.pointer for fault in breaches}
    for fault in breaches:
        # Where a fault points at another one, that is the cause of both.
        if not any(target.pointer in faulty for target in fault.related):
            yield fault


class _Part(NamedTuple):
    """A record, or a part of it that has fields of its own."""

    name: str
    values: Mapping[str, Any]
    pointer: str


def _of_fields(found: Iterable[Misfit], told: _Told) -> Iterator[Fault]:
    """Fields that are unknown or missing. A missing one that an unknown one was meant for is not told beside it."""
    missing = _AllMissing(one for one in found if isinstance(one, Missing))
    partial = set(told.partial)
    for one in found:
        if not isinstance(one, Unknown):
            continue
        near = missing.take(one)
        if one.pointer not in told.keys and not told.covers(one.holder):
            if near is not None and near.holder != one.holder:
                yield telling.moved(one.name, one.pointer, _place(near.holder))
            else:
                yield telling.unknown(one.name, one.pointer, near.field.name if near else None, one.given, one.part)
        elif near is None:
            # A key that was refused, and resembles none, may have been meant for any.
            partial.add(one.holder)
    for left in missing.left():
        if left.holder not in partial and not told.covers(left.holder):
            yield telling.missing(left.field, left.holder)


def _place(holder: str) -> str:
    """Where a field is missing, in words."""
    name = next((step for step in reversed(holder.split("/")) if not step.isdecimal()), None)
    return f"`{name}`" if name else "the record"


class _AllMissing:
    """The fields that are missing, by what they are missing in and by their names."""

    def __init__(self, found: Iterable[Missing]) -> None:
        self._within: dict[str, dict[str, Missing]] = {}
        self._named: dict[str, dict[str, Missing]] = {}
        for one in found:
            self._within.setdefault(one.holder, {})[one.field.name] = one
            self._named.setdefault(one.field.name, {})[one.holder] = one

    def take(self, unknown: Unknown) -> Missing | None:
        """Takes out the one that an unknown field was meant for: by its name, or by its name in another part."""
        beside = self._within.get(unknown.holder, {})
        near = nearest(unknown.name, list(beside)) if beside else None
        apart = list(self._named.get(unknown.name, {}).values())
        found = beside[near] if near is not None else apart[0] if len(apart) == 1 else None
        if found is not None:
            del self._within[found.holder][found.field.name]
            del self._named[found.field.name][found.holder]
        return found

    def left(self) -> Iterator[Missing]:
        """Those that were not taken out."""
        for within in self._within.values():
            yield from within.values()


def _parts(part: str, values: Any, pointer: str) -> Iterator[_Part]:
    """The record and every part of it that has fields of its own, as far as the values have that shape."""
    if not isinstance(values, dict):
        return
    yield _Part(part, values, pointer)
    for name, field in FIELDS[part].items():
        if field.part is None or name not in values:
            continue
        value, place = values[name], f"{pointer}/{name}"
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _parts(field.part, item, f"{place}/{index}")
        yield from _parts(field.part, value, place)


def _repeated(part: _Part, broken: _Broken) -> Iterator[Fault]:
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


def _breaches(part: _Part, broken: _Broken, told: _Told) -> Iterator[Fault]:
    """What breaks the conditions that can be judged: those that read nothing that is wrong, or may be missing."""
    value = conditions.reader(part.values)
    for condition in (law for code in LAWS.get(part.name, ()) for law in conditions.LAWS[code]):
        if _can_be_judged(condition, part, broken, told):
            for fault in condition.faults(value):
                related = tuple(one._replace(pointer=part.pointer + one.pointer) for one in fault.related)
                place = part.pointer + fault.pointer
                yield Fault(fault.code, fault.message, place, fault.help, at_key=fault.at_key, related=related)


def _can_be_judged(condition: Condition, part: _Part, broken: _Broken, told: _Told) -> bool:
    if part.pointer in told.partial and not all(field in part.values for field in condition.fields):
        return False
    places = [f"{part.pointer}/{field}" for field in condition.fields]
    return broken.pointers.isdisjoint([part.pointer, *places]) and broken.around.isdisjoint(places)
