"""Makes a record of JSON text, or says what is wrong with its shape: each fault once, at the smallest faulty place."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nsatu_data import conditions, telling
from nsatu_data.conditions import Condition
from nsatu_data.diagnostics import Fault, Target, limited, pointer_to
from nsatu_data.fields import fields
from nsatu_data.identifiers import nearest
from nsatu_data.models import Model
from nsatu_data.telling import Path, Wrong

M = TypeVar("M", bound=Model)
_DIGITS = 4000
MEMBER_LIMIT: Final = 2000
"""The most items of a list, or fields of a mapping, that are looked at."""
_OF_FIELDS = ("missing", "extra_forbidden")


def judge(model: type[M], text: str, refused: frozenset[str] = frozenset()) -> tuple[M | None, list[Fault]]:
    """The record that `text` (JSON) holds, or None and why.

    Of values that `refused` points to, nothing is said; `portable_yaml.json_builder` says what else may stand in it.
    """
    is_long = len(text) > 2 * MEMBER_LIMIT
    crowded = limited(_crowded(json.loads(text, parse_int=str), (), _Told.of(refused))) if is_long else []
    if crowded:
        # Of each member there may be so much to say that it does not fit in memory.
        return None, crowded
    try:
        record = model.model_validate_json(text)
    except ValidationError as error:
        return None, limited(_faults(model, text, error.errors(include_url=False), _Told.of(refused)))
    return (None, []) if refused else (record, [])


def _crowded(values: Any, path: Path, told: "_Told") -> Iterator[Fault]:
    if told.covers(pointer_to(path)):
        return
    if isinstance(values, list | dict) and len(values) > MEMBER_LIMIT:
        unit = "items" if isinstance(values, list) else "fields"
        message = f"{len(values)} {unit}, where nothing has more than {MEMBER_LIMIT}"
        yield Fault("too-long", message, pointer_to(path), "split it")
    elif isinstance(values, list | dict):
        for step, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield from _crowded(value, (*path, step), told)


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


def _faults(model: type[Model], text: str, errors: list[ErrorDetails], told: _Told) -> Iterator[Fault]:
    wrong = [telling.wrong(model, error) for error in errors]
    if wrong[0].error == "json_invalid":
        yield telling.fault(wrong[0])
        return
    # Of a number with more digits than are ever read, no more is asked than that it is none of those that may stand.
    values = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < _DIGITS else float("inf"))
    details = [one for one in wrong if one.error not in ("condition", "repeated-item")]
    yield from _of_fields(details, values, told)
    around = _Broken.at([*(one.pointer for one in wrong), *told.values]).around
    for one in details:
        if one.error not in _OF_FIELDS and one.pointer not in around and not told.covers(one.pointer):
            yield telling.fault(one)
    broken = _Broken.at([*(one.pointer for one in details), *told.values])
    # Of a list that is too long, the items past its limit were not looked at.
    unseen = {one.pointer for one in details if one.error == "too_long"}
    parts = [
        part
        for part in _parts(model, values, ())
        if not told.covers(part.pointer) and unseen.isdisjoint(_around(part.pointer))
    ]
    for part in parts:
        yield from _repeated(part, broken)
    breaches = [fault for part in parts for fault in _breaches(part, broken, told)]
    faulty = {fault.pointer for fault in breaches}
    for fault in breaches:
        # Where a fault points at another one, that is the cause of both.
        if not any(target.pointer in faulty for target in fault.related):
            yield fault


class _Part(NamedTuple):
    """A record, or a part of it that has a model of its own."""

    model: type[Model]
    values: Mapping[str, Any]
    pointer: str


def _of_fields(details: Iterable[Wrong], values: Any, told: _Told) -> Iterator[Fault]:
    """Fields that are unknown or missing. A missing one that an unknown one was meant for is not told beside it."""
    missing = _Missing(one for one in details if one.error == "missing")
    partial = set(told.partial)
    # A key that is given twice is unknown once.
    for one in {one.pointer: one for one in details if one.error == "extra_forbidden"}.values():
        near = missing.take(one)
        if one.pointer not in told.keys and not told.covers(one.holder):
            yield telling.unknown(one, near, _given(values, one.path[:-1]))
        elif near is None:
            # A key that was refused, and resembles none, may have been meant for any.
            partial.add(one.holder)
    for one in missing.left():
        if one.holder not in partial and not told.covers(one.holder):
            yield telling.fault(one)


class _Missing:
    """The fields that are missing, by what they are missing in and by their names."""

    def __init__(self, details: Iterable[Wrong]) -> None:
        self._within: dict[str, dict[str, Wrong]] = {}
        self._named: dict[str, dict[str, Wrong]] = {}
        for one in details:
            self._within.setdefault(one.holder, {})[one.field] = one
            self._named.setdefault(one.field, {})[one.holder] = one

    def take(self, unknown: Wrong) -> Wrong | None:
        """Takes out the one that an unknown field was meant for: by its name, or by its name in another part."""
        beside = self._within.get(unknown.holder, {})
        near = nearest(unknown.field, list(beside)) if beside else None
        apart = list(self._named.get(unknown.field, {}).values())
        found = beside[near] if near is not None else apart[0] if len(apart) == 1 else None
        if found is not None:
            del self._within[found.holder][found.field]
            del self._named[found.field][found.holder]
        return found

    def left(self) -> Iterator[Wrong]:
        """Those that were not taken out."""
        for within in self._within.values():
            yield from within.values()


def _given(values: Any, path: Path) -> Collection[str]:
    for step in path:
        values = values[step]
    return values if isinstance(values, dict) else ()


def _parts(model: type[Model], values: Any, path: Path) -> Iterator[_Part]:
    """The record and every part of it that has a model of its own, as far as the values have that shape."""
    if not isinstance(values, dict):
        return
    yield _Part(model, values, pointer_to(path))
    for name, field in fields(model).items():
        value = values.get(name)
        if field.model is None:
            continue
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _parts(field.model, item, (*path, name, index))
        yield from _parts(field.model, value, (*path, name))


def _repeated(part: _Part, broken: _Broken) -> Iterator[Fault]:
    """Items that stand in a list a second time. Every list of scalars is one of distinct items."""
    for name, field in fields(part.model).items():
        items, place = part.values.get(name), f"{part.pointer}/{name}"
        if not field.many or field.model or not isinstance(items, list) or place in broken.pointers:
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
    for condition in part.model.conditions:
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
