"""Finds fields that are missing or unknown, and values that do not fit their field.

This module uses the field table instead of the models, because importing the models takes longer than judging thousands
of files. Tests compare the verdicts with those of the models.

A misfit is a missing field, an unknown field, or the fault of a value. A holder is the mapping that has, or lacks, a
field. A part is a mapping with a fixed set of fields: a whole record, or a value such as an item of `evidence`.
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
    """A missing field. `holder` is the JSON pointer of the mapping that lacks it."""

    holder: str
    field: FieldShape

    @property
    def pointer(self) -> str:
        """The JSON pointer that the field would have."""
        return f"{self.holder}/{self.field.name}"


class Unknown(NamedTuple):
    """An unknown field. `holder` is the JSON pointer of its mapping, and `given` holds all field names in that mapping.

    `part` is the name of the mapping's type in the field table, such as `actor` or `Evidence`.
    """

    holder: str
    name: str
    part: str
    given: Collection[str]

    @property
    def pointer(self) -> str:
        """The JSON pointer of the field."""
        return f"{self.holder}/{escape(self.name)}"


class Refused(NamedTuple):
    """JSON pointers of what the reader of a file refused. The reader has reported the faults there.

    `values` are refused values, `keys` are values whose key was refused, and `partial` are mappings that may have more
    members than were read.
    """

    values: frozenset[str]
    keys: frozenset[str]
    partial: frozenset[str]

    @classmethod
    def of(cls, refused: Iterable[str]) -> "Refused":
        """Groups pointers: `/a` is a refused value, `/a#` a value with a refused key, `/a/-` a partial mapping `/a`."""
        marked = {mark: {one[: -len(mark)] for one in refused if one.endswith(mark)} for mark in ("#", "/-")}
        return cls(frozenset(refused), frozenset(marked["#"]), frozenset(marked["/-"]))

    def covers(self, pointer: str) -> bool:
        """Whether a value or an enclosing value was refused."""
        return any(one in self.values for one in (pointer, *enclosing(pointer)))


def enclosing(pointer: str) -> Iterator[str]:
    """The JSON pointers of all values that contain a value: `/agents/0` gives `/agents` and the empty pointer."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


Misfit = Missing | Unknown | Fault


def misfits(part: str, values: Any, pointer: str = "") -> Iterator[Misfit]:
    """The misfits of a record, or of the part of a record at `pointer`."""
    if not isinstance(values, dict):
        yield messages.wrong_type(messages.MAPPING, values, pointer)
        return
    known = FIELDS[part]
    for name, field in known.items():
        if name in values:
            yield from _misfits_of_field(field, values[name], f"{pointer}/{name}")
        elif field.required:
            yield Missing(pointer, field)
    for name in values:
        if name not in known:
            yield Unknown(pointer, name, part, values)


def _misfits_of_field(field: FieldShape, value: Any, pointer: str) -> Iterator[Misfit]:
    if value is None and field.nullable:
        return
    if not field.many:
        yield from _misfits_of_value(field, value, pointer)
    elif not isinstance(value, list):
        yield messages.wrong_type(messages.LIST, value, pointer, field)
    elif field.items and len(value) > field.items[1]:
        # The items are not checked, as there may be too many.
        yield messages.too_long(value, field.items[1], pointer)
    elif field.items and len(value) < field.items[0]:
        yield messages.empty(value, pointer)
    else:
        for index, item in enumerate(value):
            yield from _misfits_of_value(field, item, f"{pointer}/{index}")


def _misfits_of_value(field: FieldShape, value: Any, pointer: str) -> Iterator[Misfit]:
    if field.part is not None:
        yield from misfits(field.part, value, pointer)
    elif field.leaf is int:
        yield from _misfits_of_number(field, value, pointer)
    elif not isinstance(value, str):
        yield messages.wrong_type(messages.TEXT, value, pointer, field)
    else:
        yield from _misfits_of_string(field, value, pointer)


def _misfits_of_number(field: FieldShape, value: Any, pointer: str) -> Iterator[Fault]:
    # In JSON Schema, 1.0 is an integer.
    number = int(value) if isinstance(value, float) and value.is_integer() else value
    if not isinstance(number, int) or isinstance(number, bool):
        yield messages.wrong_type(messages.NUMBER, value, pointer, field)
    elif field.size and not field.size[0] <= number <= field.size[1]:
        yield messages.out_of_range(number, field.size, pointer)


def _misfits_of_string(field: FieldShape, value: str, pointer: str) -> Iterator[Fault]:
    if field.constant is not None:
        if value != field.constant:
            yield messages.wrong_kind(field.constant, value, pointer)
    elif field.vocabulary is not None:
        if value not in list(field.vocabulary):
            yield messages.unknown_term(field, value, field.vocabulary, pointer)
    elif field.alias is not None:
        yield from _misfits_of_form(field, FORMS[field.alias], value, pointer)
    elif field.size is not None:
        yield from _misfits_of_text(field.size, value, pointer)


def _misfits_of_form(field: FieldShape, form: Form, value: str, pointer: str) -> Iterator[Fault]:
    if not form.matches(value):
        yield messages.malformed(form, value, pointer)
    elif field.is_date and (day := edtf.invalid_day(value)) is not None:
        yield messages.no_such_day(day, pointer)


def _misfits_of_text(size: Limits, value: str, pointer: str) -> Iterator[Fault]:
    least, most = size
    if len(value) > most:
        yield messages.too_long(value, most, pointer)
    elif len(value) < least:
        yield messages.empty(value, pointer)
    elif (wrong := untidy(value)) is not None:
        yield messages.untidy(wrong, pointer)


def unknown_or_missing(found: Iterable[Misfit], refused: Refused) -> Iterator[Fault]:
    """The faults of unknown and missing fields.

    An unknown field may be a missing field with a misspelled name or in the wrong mapping. In that case, only the
    unknown field is reported, and the help names the missing field.
    """
    missing = _AllMissing(one for one in found if isinstance(one, Missing))
    partial = set(refused.partial)
    for one in found:
        if not isinstance(one, Unknown):
            continue
        near = missing.pop_intended(one)
        if one.pointer not in refused.keys and not refused.covers(one.holder):
            if near is not None and near.holder != one.holder:
                yield messages.moved(one.name, one.pointer, _holder_name(near.holder))
            else:
                yield messages.unknown(one.name, one.pointer, near.field.name if near else None, one.given, one.part)
        elif near is None:
            # The refused key could be any missing field of the mapping, so no missing field is reported there.
            partial.add(one.holder)
    for one in missing.remaining():
        if one.holder not in partial and not refused.covers(one.holder):
            yield messages.missing(one.field, one.holder)


def _holder_name(holder: str) -> str:
    """The name of a holder in messages: the last field name in its pointer, or "the record"."""
    name = next((step for step in reversed(holder.split("/")) if not step.isdecimal()), None)
    return f"`{name}`" if name else "the record"


class _AllMissing:
    """The missing fields, by holder and by name."""

    def __init__(self, found: Iterable[Missing]) -> None:
        self._by_holder: dict[str, dict[str, Missing]] = {}
        self._by_name: dict[str, dict[str, Missing]] = {}
        for one in found:
            self._by_holder.setdefault(one.holder, {})[one.field.name] = one
            self._by_name.setdefault(one.field.name, {})[one.holder] = one

    def pop_intended(self, unknown: Unknown) -> Missing | None:
        """Removes and returns the missing field that the author of an unknown field probably intended.

        The first choice is a missing field of the same mapping with a similar name. The second choice is a missing
        field of another mapping with the same name, if there is exactly one such field.
        """
        siblings = self._by_holder.get(unknown.holder, {})
        near = nearest(unknown.name, list(siblings)) if siblings else None
        namesakes = list(self._by_name.get(unknown.name, {}).values())
        intended = siblings[near] if near is not None else namesakes[0] if len(namesakes) == 1 else None
        if intended is not None:
            del self._by_holder[intended.holder][intended.field.name]
            del self._by_name[intended.field.name][intended.holder]
        return intended

    def remaining(self) -> Iterator[Missing]:
        """The missing fields that were not removed."""
        for fields in self._by_holder.values():
            yield from fields.values()
