"""What is said of a value that the models refuse: pydantic's types of error in the words of the field.

None of pydantic's own words are passed on; a type of error that has no words here is told in general ones.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, get_args

from pydantic_core import ErrorDetails

from nsatu_data import scalars
from nsatu_data.diagnostics import Fault, pointer_to
from nsatu_data.fields import FieldShape, fields
from nsatu_data.identifiers import is_id, kind_of, nearest
from nsatu_data.models import Model
from nsatu_data.scalars import Constrained
from nsatu_data.vocabulary import Kind

Path = tuple[str | int, ...]


class Wrong(NamedTuple):
    """What pydantic tells of one fault: `error` is the name that it has for the fault.

    `pointer` leads to where it is, `holder` to what that is in; `field` is the name of the field, and `model` the model
    that may have one of this name. `given` is the value, `context` holds particulars of the fault.
    """

    error: str
    path: Path
    pointer: str
    holder: str
    field: str
    given: Any
    context: Mapping[str, Any]
    model: type[Model] | None

    @property
    def shape(self) -> FieldShape | None:
        """What is known of the field."""
        return fields(self.model).get(self.field) if self.model else None


def wrong(model: type[Model], error: ErrorDetails) -> Wrong:
    """What pydantic tells of a fault in the values of a model."""
    path = error["loc"]
    pointer = pointer_to(path)
    names = [step for step in path if isinstance(step, str)]
    holder = pointer.rpartition("/")[0]
    part = _part(model, tuple(names[:-1]))
    name = names[-1] if names else "record"
    return Wrong(error["type"], path, pointer, holder, name, error["input"], error.get("ctx", {}), part)


@lru_cache(256)
def _part(model: type[Model], names: tuple[str, ...]) -> type[Model] | None:
    """The model of the part that these fields lead to."""
    part: type[Model] | None = model
    for name in names:
        field = fields(part).get(name) if part else None
        part = field.model if field else None
    return part


Teller = Callable[[Wrong], Fault]


def fault(wrong: Wrong) -> Fault:
    """What is told of a fault, whatever its type."""
    return TELLERS.get(wrong.error, _other)(wrong)


def unknown(wrong: Wrong, meant: Wrong | None, given: Collection[str]) -> Fault:
    """An unknown field; `meant` is the missing one that it stands for, `given` are those that are there."""
    known = list(fields(wrong.model)) if wrong.model else []
    if meant is not None and meant.holder != wrong.holder:
        help = f"it is missing in {_place_of(meant)}; move it there"
    else:
        near = meant.field if meant else nearest(wrong.field, known)
        if near in given:
            near = nearest(wrong.field, [name for name in known if name not in given]) or near
        help = f"did you mean `{near}`?" if near else f"the fields are {', '.join(known)}"
    return Fault("unknown-field", f"unknown field `{_quoted(wrong.field)[1:-1]}`", wrong.pointer, help, at_key=True)


def _place_of(wrong: Wrong) -> str:
    name = next((step for step in reversed(wrong.path[:-1]) if isinstance(step, str)), None)
    return f"`{name}`" if name else "the record"


_FEW: Final = 12
"""So many terms are named where one of them is wanted."""


def _missing(wrong: Wrong) -> Fault:
    meaning = _lower(wrong.shape.description) if wrong.shape else None
    help = f"add `{wrong.field}`" + (f": {meaning}" if meaning else "")
    return Fault("missing-field", f"`{wrong.field}` is missing", wrong.holder, help)


def unfilled(fault: Fault, model: type[Model]) -> Fault:
    """The fault of a key without a value, in the words of its field where the model has it at its top."""
    field = fields(model).get(fault.pointer.removeprefix("/"))
    if field is None:
        return fault
    terms = list(map(str, field.vocabulary or ()))
    what = "a list" if field.many else "a value"
    value = f"one of {', '.join(terms)}" if 0 < len(terms) <= _FEW and not field.many else what
    ways = [value, *(["null"] if field.nullable else [])]
    help = f"write {', or '.join(ways)}: {_lower(field.description)}"
    return fault._replace(help=help if field.required else f"{help}; or remove the key")


def _unknown_term(wrong: Wrong) -> Fault:
    if not isinstance(wrong.given, str):
        return _wrong_type("a string")(wrong)
    terms = list(map(str, (wrong.shape.vocabulary if wrong.shape else None) or ()))
    near = nearest(wrong.given, terms)
    help = f"did you mean {near}?" if near else f"write one of {', '.join(terms)}"
    return Fault("unknown-term", f"{_quoted(wrong.given)} is not a term of `{wrong.field}`", wrong.pointer, help)


def _other_kind(wrong: Wrong) -> Fault:
    if not isinstance(wrong.given, str):
        return _wrong_type("a string")(wrong)
    expected = wrong.shape.constant if wrong.shape else None
    help = f"write {expected}, or move the file to the folder of its kind"
    if wrong.given not in list(Kind) and nearest(wrong.given, list(Kind)) == expected:
        help = f"did you mean {expected}?"
    return Fault("wrong-kind", f"{_quoted(wrong.given)} stands where {expected} belongs", wrong.pointer, help)


def _reference(wrong: Wrong) -> Fault:
    expected = wrong.context["expected"]
    if is_id(wrong.given):
        kind = kind_of(wrong.given)
        message = f"{_quoted(wrong.given)} is the id of {'an' if kind[0] in 'aei' else 'a'} {kind}, not {expected}"
        return Fault("wrong-kind", message, wrong.pointer, f"write {expected}")
    near = _near_id(wrong)
    help = (
        f"did you mean {near}?"
        if near
        else "an id is `kind/slug`; a slug is at most 64 lower-case letters, digits and single hyphens, "
        "and no device name"
    )
    return Fault("malformed-id", f"{_quoted(wrong.given)} is not {expected}", wrong.pointer, help)


def _near_id(wrong: Wrong) -> str | None:
    """The id that may have been meant, if it is one that the field takes."""
    kind, _, slug = wrong.given.rpartition("/")
    slug = re.sub("[^a-z0-9]+", "-", slug.lower()).strip("-")
    fitting = [known for known in Kind if _takes(wrong.shape, f"{known}/{slug}")]
    near = nearest(kind, fitting) if kind else None
    if near is None and not kind and len(fitting) == 1:
        near = fitting[0]
    return f"{near}/{slug}" if near else None


def _takes(shape: FieldShape | None, text: str) -> bool:
    """Whether a field's values, or items, may be this string, as far as its pattern tells."""
    alias = getattr(scalars, shape.alias) if shape and shape.alias else None
    patterns = [one.pattern for one in get_args(alias.__value__) if isinstance(one, Constrained)] if alias else []
    return any(re.search(one.found, text) and not re.search(one.forbidden, text) for one in patterns)


def _malformed(wrong: Wrong) -> Fault:
    expected = wrong.context["expected"]
    message = f"{_quoted(wrong.given)} is not {expected.partition(':')[0]}"
    return Fault("malformed-value", message, wrong.pointer, f"write {expected}")


def _characters(code: str) -> Teller:
    def tell(wrong: Wrong) -> Fault:
        return Fault(code, wrong.context["message"], wrong.pointer, wrong.context["help"])

    return tell


def _no_such_day(wrong: Wrong) -> Fault:
    message = f"the calendar has no day {wrong.context['day']}"
    return Fault("no-such-day", message, wrong.pointer, "write a day that there is")


def _wrong_type(expected: str) -> Teller:
    def tell(wrong: Wrong) -> Fault:
        optional = wrong.given is None and wrong.shape is not None and not wrong.shape.required
        help = f"write {expected}" + (", or leave the field out" if optional else "")
        return Fault("wrong-type", f"expected {expected}, found {_named(wrong.given)}", wrong.pointer, help)

    return tell


def _length(wrong: Wrong) -> Fault:
    is_list = isinstance(wrong.given, list)
    if "max_length" in wrong.context:
        unit = "items" if is_list else "characters"
        message = f"{len(wrong.given)} {unit}, where at most {wrong.context['max_length']} are allowed"
        return Fault("too-long", message, wrong.pointer, "split it" if is_list else "say it more briefly")
    message = "the list is empty" if is_list else "the text is empty"
    help = "give it an item, or leave the field out" if is_list else "write the text, or leave the field out"
    return Fault("empty-value", message, wrong.pointer, help)


def _range(wrong: Wrong) -> Fault:
    bound = f"at least {wrong.context['ge']}" if "ge" in wrong.context else f"at most {wrong.context['le']}"
    message = f"{_quoted(wrong.given).strip(chr(34))} is out of range"
    return Fault("out-of-range", message, wrong.pointer, f"write a number of {bound}")


def _not_json(wrong: Wrong) -> Fault:
    return Fault("not-json", "this is not JSON", wrong.pointer, "see RFC 8259")


def _other(wrong: Wrong) -> Fault:
    meaning = wrong.shape.description if wrong.shape else None
    return Fault("malformed-value", f"`{wrong.field}` does not take this value", wrong.pointer, _lower(meaning))


TELLERS: Final[dict[str, Teller]] = {
    "missing": _missing,
    "enum": _unknown_term,
    "literal_error": _other_kind,
    "malformed-reference": _reference,
    "malformed-value": _malformed,
    "forbidden-character": _characters("forbidden-character"),
    "untidy-text": _characters("untidy-text"),
    "not-nfc": _characters("not-nfc"),
    "no-such-day": _no_such_day,
    "string_type": _wrong_type("a string"),
    "int_type": _wrong_type("a whole number"),
    "int_from_float": _wrong_type("a whole number"),
    "int_parsing_size": _wrong_type("a whole number of ordinary size"),
    "tuple_type": _wrong_type("a list"),
    "model_type": _wrong_type("a mapping"),
    "model_attributes_type": _wrong_type("a mapping"),
    "string_too_long": _length,
    "string_too_short": _length,
    "too_long": _length,
    "too_short": _length,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "finite_number": _wrong_type("a whole number"),
    "json_invalid": _not_json,
}
"""What tells of each type of error that the models give, but for unknown fields."""


def _quoted(given: Any) -> str:
    text = given if isinstance(given, str) else json.dumps(given)
    shown = json.dumps(text if len(text) <= 60 else f"{text[:57]}...", ensure_ascii=False)
    return shown if isinstance(given, str) else shown[1:-1]


def _lower(sentence: str | None) -> str | None:
    return sentence[0].lower() + sentence[1:].rstrip(".") if sentence else None


def _named(given: Any) -> str:
    if given is None:
        return "null"
    names = {
        bool: "true or false",
        str: "a string",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a mapping",
    }
    return names.get(type(given), type(given).__name__)
