"""Messages for values that do not fit their field, and for fields that are unknown or missing."""

import json
import re
from collections.abc import Collection, Iterable
from typing import Any, Final

from nsatu_data.diagnostics import Fault
from nsatu_data.model.characters import TextFault
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import is_id, kind_of, nearest
from nsatu_data.model.string_forms import FORMS, Form
from nsatu_data.model.vocabulary import Kind

TEXT: Final = "a string"
NUMBER: Final = "a whole number"
LIST: Final = "a list"
MAPPING: Final = "a mapping"
_TERM_LIMIT: Final = 12
"""The most terms that the help for a missing value lists. A larger vocabulary is not listed."""
_VALUE_WIDTH: Final = 60
"""The most characters of a value that are shown."""


def missing(field: FieldShape, holder: str) -> Fault:
    """A missing field. `holder` is the JSON pointer of the mapping that lacks it."""
    help = f"add `{field.name}`: {_as_clause(field.description)}"
    return Fault("missing-field", f"`{field.name}` is missing", holder, help)


def moved(name: str, pointer: str, place: str) -> Fault:
    """An unknown field with the same name as a field that is missing in another mapping. `place` names that mapping."""
    return _unknown(name, pointer, f"move it to {place}, where it is missing")


def unknown(name: str, pointer: str, intended: str | None, given: Collection[str], part: str) -> Fault:
    """An unknown field of a part. `intended` is a missing field with a similar name. `given` are the fields present."""
    known = list(FIELDS[part])
    near = intended or nearest(name, known)
    if near in given:
        near = nearest(name, [one for one in known if one not in given]) or near
    return _unknown(name, pointer, f"did you mean `{near}`?" if near else f"the fields are {', '.join(known)}")


def _unknown(name: str, pointer: str, help: str) -> Fault:
    return Fault("unknown-field", f"unknown field `{_quoted(name)[1:-1]}`", pointer, help, at_key=True)


def missing_value(fault: Fault, part: str) -> Fault:
    """Replaces the help of a `missing-value` fault by a help that describes the field.

    `part` is the kind of the record, or `dataset` for the manifest. Faults about keys in nested values are unchanged.
    """
    field = FIELDS[part].get(fault.pointer.removeprefix("/"))
    if field is None:
        return fault
    terms = list(map(str, field.vocabulary or ()))
    what = LIST if field.many else "its fields" if field.part else "a value"
    value = f"one of {', '.join(terms)}" if 0 < len(terms) <= _TERM_LIMIT and not field.many else what
    ways = [value, *(["null"] if field.nullable else [])]
    help = f"write {', or '.join(ways)}: {_as_clause(field.description)}"
    return fault._replace(help=help if field.required else f"{help}; or remove the key")


def wrong_type(expected: str, given: Any, pointer: str, field: FieldShape | None = None) -> Fault:
    """A value of the wrong type."""
    optional = given is None and field is not None and not field.required
    text = _unquoted_text(given) if expected == TEXT else None
    if field is not None and text is not None and fits(field, text):
        help = f'write "{text}"'
    elif field is not None and expected == TEXT and field.alias is not None and not FORMS[field.alias].kinds:
        help = f"write {FORMS[field.alias].meaning}"
    else:
        help = f"write {expected}"
    help += ", or leave the field out" if optional else ""
    return Fault("wrong-type", f"expected {expected}, found {_type_name(given)}", pointer, help)


def _unquoted_text(given: Any) -> str | None:
    """The text of a value that is a number or a boolean because its quotes are missing: `2020`, `1.1` or `true`."""
    if isinstance(given, bool | int | float):
        text = json.dumps(given)
        return text if len(text) <= _VALUE_WIDTH else None
    return None


def fits(field: FieldShape, text: str) -> bool:
    """Whether a text is valid in a field of strings."""
    if field.constant is not None or field.vocabulary is not None:
        return text == field.constant or text in list(field.vocabulary or ())
    if field.alias is not None:
        return FORMS[field.alias].matches(text)
    return field.size is None or field.size[0] <= len(text) <= field.size[1]


def unknown_term(field: FieldShape, given: str, terms: Iterable[str], pointer: str) -> Fault:
    """A string that is not a term of the field's vocabulary."""
    terms = list(map(str, terms))
    near = nearest(given, terms)
    help = f"did you mean {near}?" if near else f"write one of {', '.join(terms)}"
    return Fault("unknown-term", f"{_quoted(given)} is not a term of `{field.name}`", pointer, help)


def wrong_kind(expected: str, given: str, pointer: str) -> Fault:
    """A record's `kind` that is not the kind of its folder, or of its list in a bundle."""
    help = f"write {expected}, or move the file to the folder of its kind"
    if given not in list(Kind) and nearest(given, list(Kind)) == expected:
        help = f"did you mean {expected}?"
    return Fault("wrong-kind", f"expected the kind {expected}, found {_quoted(given)}", pointer, help)


def malformed(form: Form, given: str, pointer: str) -> Fault:
    """A string that does not match the form of its field, such as a date."""
    if form.kinds:
        return _invalid_reference(form, given, pointer)
    message = f"{_quoted(given)} is not {form.meaning.partition(':')[0]}"
    return Fault("malformed-value", message, pointer, f"write {form.meaning}")


def _invalid_reference(form: Form, given: str, pointer: str) -> Fault:
    if is_id(given):
        kind = kind_of(given)
        message = f"{_quoted(given)} is the id of {'an' if kind[0] in 'aei' else 'a'} {kind}, not {form.meaning}"
        return Fault("wrong-kind", message, pointer, f"write {form.meaning}")
    near = _near_id(form, given)
    help = (
        f"did you mean {near}?"
        if near
        else "write an id as `kind/slug`; a slug has at most 64 lower-case letters, digits and single hyphens, "
        "and is not a Windows device name"
    )
    return Fault("malformed-id", f"{_quoted(given)} is not {form.meaning}", pointer, help)


def _near_id(form: Form, given: str) -> str | None:
    """The id that the author probably intended, if it is valid in the field."""
    kind, _, slug = given.rpartition("/")
    slug = re.sub("[^a-z0-9]+", "-", slug.lower()).strip("-")
    fitting = [known for known in Kind if form.matches(f"{known}/{slug}")]
    near = nearest(kind, fitting) if kind else None
    if near is None and not kind and len(fitting) == 1:
        near = fitting[0]
    return f"{near}/{slug}" if near else None


def no_such_day(day: str, pointer: str) -> Fault:
    """A date with a day that does not exist."""
    return Fault("no-such-day", f"the calendar has no day {day}", pointer, "write a day that exists")


def untidy(wrong: TextFault, pointer: str) -> Fault:
    """A text with characters or spaces that are not allowed."""
    return Fault(wrong.code, wrong.message, pointer, wrong.help)


def too_long(given: str | list[Any], most: int, pointer: str) -> Fault:
    """A text with too many characters, or a list with too many items."""
    unit, help = ("characters", "shorten the text") if isinstance(given, str) else ("items", "split the record")
    return Fault("too-long", f"{len(given)} {unit}, but at most {most} are allowed", pointer, help)


def empty(given: str | list[Any], pointer: str) -> Fault:
    """An empty text or list."""
    if isinstance(given, list):
        return Fault("empty-value", "the list is empty", pointer, "add an item, or leave the field out")
    return Fault("empty-value", "the text is empty", pointer, "write the text, or leave the field out")


def out_of_range(given: int, limits: tuple[int, int], pointer: str) -> Fault:
    """A number outside the limits of its field."""
    least, most = limits
    bound = f"at least {least}" if given < least else f"at most {most}"
    message = f"{_quoted(given)} is out of range"
    return Fault("out-of-range", message, pointer, f"write a number of {bound}")


def unexplained(pointer: str) -> Fault:
    """A value that the models refuse although `shape` lists no fault. That difference is a bug in this package."""
    return Fault("malformed-value", "the value does not fit its field", pointer, "see the schema reference")


def _quoted(given: str | int) -> str:
    """A value on one line, shortened to fit. A string is in quotation marks."""
    text = given if isinstance(given, str) else json.dumps(given)
    shown = json.dumps(text if len(text) <= _VALUE_WIDTH else f"{text[: _VALUE_WIDTH - 3]}...", ensure_ascii=False)
    return shown if isinstance(given, str) else shown[1:-1]


def _as_clause(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")


def _type_name(given: Any) -> str:
    if given is None:
        return "null"
    names = {
        bool: "true or false",
        str: TEXT,
        int: "a number",
        float: "a number",
        list: LIST,
        dict: MAPPING,
    }
    return names.get(type(given), type(given).__name__)
