"""Fits values to the fields of a record: what is missing, what is unknown, and what does not fit.

The verdicts are those of the models, to which tests hold it. Making the models takes longer than judging thousands of
files; so whoever only wants to know what is wrong does without them.
"""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from nsatu_data.diagnostics import Fault, escape
from nsatu_data.model import edtf
from nsatu_data.model.field_shape import FieldShape, Limits
from nsatu_data.model.field_table import FIELDS
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
    if not form.is_of(value):
        yield messages.malformed(form, value, pointer)
    elif field.is_date and (day := edtf.unreal_day(value)) is not None:
        yield messages.no_such_day(day, pointer)


def _of_text(size: Limits, value: str, pointer: str) -> Iterator[Fault]:
    least, most = size
    if len(value) > most:
        yield messages.too_long(value, most, pointer)
    elif len(value) < least:
        yield messages.empty(value, pointer)
    elif (wrong := untidy(value)) is not None:
        yield messages.untidy(wrong, pointer)
