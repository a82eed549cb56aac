"""Compares values with the fields of a record: fields that are missing or unknown, and values that do not fit.

Tests hold the verdicts to those of the models. Importing the models takes longer than judging thousands of files, so
code that only reports what is wrong does without them.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from nsatu_data.diagnostics import Fault, escape
from nsatu_data.model import edtf
from nsatu_data.model.field_shape import FieldShape, Limits
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import nearest
from nsatu_data.model.string_forms import FORMS, Form, untidy
from nsatu_data.validation import messages


class Missing(NamedTuple):
    """A field that is not there; `holder` is the pointer of what lacks it."""

    holder: str
    field: FieldShape

    @property
    def pointer(self) -> str:
        """Where it would be."""
        return f"{self.holder}/{self.field.name}"


class Unknown(NamedTuple):
    """A field that a `part` does not have; `holder` is the pointer of what has it, `given` are all that stand there."""

    holder: str
    name: str
    part: str
    given: Collection[str]

    @property
    def pointer(self) -> str:
        """Where it is."""
        return f"{self.holder}/{escape(self.name)}"


class Refused(NamedTuple):
    """JSON pointers of what the reader of a file refused: values, keys, and mappings that may have more members."""

    values: frozenset[str]
    keys: frozenset[str]
    partial: frozenset[str]

    @classmethod
    def of(cls, refused: Iterable[str]) -> "Refused":
        marked = {mark: {one[: -len(mark)] for one in refused if one.endswith(mark)} for mark in ("#", "/-")}
        return cls(frozenset(refused), frozenset(marked["#"]), frozenset(marked["/-"]))

    def covers(self, pointer: str) -> bool:
        """Whether a value was refused, or one around it."""
        return any(one in self.values for one in (pointer, *around(pointer)))


def around(pointer: str) -> Iterator[str]:
    """The pointers of all values that a value lies in."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


Misfit = Missing | Unknown | Fault


def misfits(part: str, values: Any, pointer: str = "") -> Iterator[Misfit]:
    """What does not fit in a record, or in a part of one that `pointer` leads to."""
    if not isinstance(values, dict):
        yield messages.wrong_type(messages.MAPPING, values, pointer)
        return
    known = FIELDS[part]
    for name, field in known.items():
        if name in values:
            yield from _of_field(field, values[name], f"{pointer}/{name}")
        elif field.required:
            yield Missing(pointer, field)
    for name in values:
        if name not in known:
            yield Unknown(pointer, name, part, values)


def _of_field(field: FieldShape, value: Any, pointer: str) -> Iterator[Misfit]:
    if value is None and field.nullable:
        return
    if not field.many:
        yield from _of_value(field, value, pointer)
    elif not isinstance(value, list):
        yield messages.wrong_type(messages.LIST, value, pointer, field)
    elif field.items and len(value) > field.items[1]:
        # Its items may be so many that telling of each would take a long time.
        yield messages.too_long(value, field.items[1], pointer)
    elif field.items and len(value) < field.items[0]:
        yield messages.empty(value, pointer)
    else:
        for index, item in enumerate(value):
            yield from _of_value(field, item, f"{pointer}/{index}")


def _of_value(field: FieldShape, value: Any, pointer: str) -> Iterator[Misfit]:
    if field.part is not None:
        yield from misfits(field.part, value, pointer)
    elif field.leaf is int:
        yield from _of_number(field, value, pointer)
    elif not isinstance(value, str):
        yield messages.wrong_type(messages.TEXT, value, pointer, field)
    else:
        yield from _of_string(field, value, pointer)


def _of_number(field: FieldShape, value: Any, pointer: str) -> Iterator[Fault]:
    # JSON Schema counts 1.0 among the integers.
    number = int(value) if isinstance(value, float) and value.is_integer() else value
    if not isinstance(number, int) or isinstance(number, bool):
        yield messages.wrong_type(messages.NUMBER, value, pointer, field)
    elif field.size and not field.size[0] <= number <= field.size[1]:
        yield messages.out_of_range(number, field.size, pointer)


def _of_string(field: FieldShape, value: str, pointer: str) -> Iterator[Fault]:
    if field.constant is not None:
        if value != field.constant:
            yield messages.other_kind(field.constant, value, pointer)
    elif field.vocabulary is not None:
        if value not in list(field.vocabulary):
            yield messages.unknown_term(field, value, field.vocabulary, pointer)
    elif field.alias is not None:
        yield from _of_form(field, FORMS[field.alias], value, pointer)
    elif field.size is not None:
        yield from _of_text(field.size, value, pointer)


def _of_form(field: FieldShape, form: Form, value: str, pointer: str) -> Iterator[Fault]:
    if not form.matches(value):
        yield messages.malformed(form, value, pointer)
    elif field.is_date and (day := edtf.invalid_day(value)) is not None:
        yield messages.no_such_day(day, pointer)


def _of_text(size: Limits, value: str, pointer: str) -> Iterator[Fault]:
    least, most = size
    if len(value) > most:
        yield messages.too_long(value, most, pointer)
    elif len(value) < least:
        yield messages.empty(value, pointer)
    elif (wrong := untidy(value)) is not None:
        yield messages.untidy(wrong, pointer)


def unknown_or_missing(found: Iterable[Misfit], refused: Refused) -> Iterator[Fault]:
    """Fields that are unknown or missing. A missing one that an unknown one was meant for is not told beside it."""
    missing = _AllMissing(one for one in found if isinstance(one, Missing))
    partial = set(refused.partial)
    for one in found:
        if not isinstance(one, Unknown):
            continue
        near = missing.pop_meant_by(one)
        if one.pointer not in refused.keys and not refused.covers(one.holder):
            if near is not None and near.holder != one.holder:
                yield messages.moved(one.name, one.pointer, _place(near.holder))
            else:
                yield messages.unknown(one.name, one.pointer, near.field.name if near else None, one.given, one.part)
        elif near is None:
            # A key that was refused, and resembles none, may have been meant for any.
            partial.add(one.holder)
    for left in missing.left():
        if left.holder not in partial and not refused.covers(left.holder):
            yield messages.missing(left.field, left.holder)


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

    def pop_meant_by(self, unknown: Unknown) -> Missing | None:
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
