"""Makes a record of JSON text, or says what is wrong with its shape, each fault at the smallest faulty place."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nsatu_data import conditions
from nsatu_data.diagnostics import Fault, pointer_to
from nsatu_data.fields import fields
from nsatu_data.identifiers import is_id, kind_of, nearest
from nsatu_data.models import Model

M = TypeVar("M", bound=Model)
_DIGITS = 4000


def judge(model: type[M], text: str, refused: frozenset[str] = frozenset()) -> tuple[M | None, list[Fault]]:
    """The record that `text` (JSON) holds, or None and why. Of values that `refused` points to, nothing is said."""
    try:
        record = model.model_validate_json(text)
    except ValidationError as error:
        faults = list(_faults(model, text, error, refused))
        return None, faults
    return (None, []) if refused else (record, [])


def _faults(model: type[Model], text: str, error: ValidationError, refused: frozenset[str]) -> Iterator[Fault]:
    # Of a number with more digits than are ever read, no more is asked than that it is none of those that may stand.
    values = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < _DIGITS else float("inf"))
    told = error.errors(include_url=False)
    everywhere = {pointer_to(detail["loc"]) for detail in told}
    details = [detail for detail in told if detail["type"] != "condition"]
    broken = refused | {pointer_to(detail["loc"]) for detail in details}
    for detail in details:
        place = pointer_to(detail["loc"])
        if not any(other.startswith(f"{place}/") for other in everywhere | refused) and not _at_or_below(
            place, refused
        ):
            yield _told(detail, _model_at(model, detail["loc"]))
    for holder_model, holder, path in _parts(model, values, ()):
        value = conditions.reader(holder)
        base = pointer_to(path)
        for condition in holder_model.conditions:
            places = {base, *(f"{base}/{field}" for field in condition.fields)}
            inside = tuple(f"{base}/{field}/" for field in condition.fields)
            if not places & broken and not any(place.startswith(inside) for place in broken):
                for fault in condition.faults(value):
                    yield Fault(fault.code, fault.message, base + fault.pointer, fault.help, at_key=fault.at_key)


def _at_or_below(place: str, refused: frozenset[str]) -> bool:
    return any(place == other or place.startswith(f"{other}/") for other in refused)


Path = tuple[str | int, ...]


class _Wrong(NamedTuple):
    """What pydantic tells of one fault: where it is, what was given, its particulars, the model that has the field."""

    path: Path
    given: Any
    context: Mapping[str, Any]
    model: type[Model] | None

    @property
    def pointer(self) -> str:
        return pointer_to(self.path)

    @property
    def field(self) -> str:
        return next((step for step in reversed(self.path) if isinstance(step, str)), "record")


Teller = Callable[[_Wrong], Fault]


def _told(detail: ErrorDetails, model: type[Model] | None) -> Fault:
    wrong = _Wrong(detail["loc"], detail["input"], detail.get("ctx", {}), model)
    tell = _TELLERS.get(detail["type"])
    if tell is None:
        return Fault(detail["type"].replace("_", "-"), detail["msg"], wrong.pointer)
    return tell(wrong)


def _missing(wrong: _Wrong) -> Fault:
    meaning = fields(wrong.model)[wrong.field].description if wrong.model else None
    return Fault("missing-field", f"`{wrong.field}` is missing", pointer_to(wrong.path[:-1]), _lower(meaning))


def _unknown(wrong: _Wrong) -> Fault:
    known = list(fields(wrong.model)) if wrong.model else []
    near = nearest(wrong.field, known)
    help = f"did you mean `{near}`?" if near else f"the fields are {', '.join(known)}"
    return Fault("unknown-field", f"unknown field `{_quoted(wrong.field)[1:-1]}`", wrong.pointer, help, at_key=True)


def _unknown_term(wrong: _Wrong) -> Fault:
    if not isinstance(wrong.given, str):
        return _wrong_type("a string")(wrong)
    vocabulary = fields(wrong.model)[wrong.field].vocabulary if wrong.model else None
    terms = list(map(str, vocabulary or ()))
    near = nearest(wrong.given, terms)
    help = f"did you mean {near}?" if near else f"write one of {', '.join(terms)}"
    return Fault("unknown-term", f"{_quoted(wrong.given)} is not a term of `{wrong.field}`", wrong.pointer, help)


def _other_kind(wrong: _Wrong) -> Fault:
    if not isinstance(wrong.given, str):
        return _wrong_type("a string")(wrong)
    expected = str(wrong.context["expected"]).strip("'")
    message = f"{_quoted(wrong.given)} stands where {expected} belongs"
    return Fault("wrong-kind", message, wrong.pointer, f"write {expected}, or move the file to the folder of its kind")


def _reference(wrong: _Wrong) -> Fault:
    expected = wrong.context["expected"]
    if is_id(wrong.given):
        kind = kind_of(wrong.given)
        message = f"{_quoted(wrong.given)} is the id of {'an' if kind[0] in 'aei' else 'a'} {kind}, not {expected}"
        return Fault("wrong-kind", message, wrong.pointer, f"write {expected}")
    help = (
        "an id is `kind/slug`; a slug is at most 64 lower-case letters, digits and single hyphens, and no device name"
    )
    return Fault("malformed-id", f"{_quoted(wrong.given)} is not {expected}", wrong.pointer, help)


def _malformed(wrong: _Wrong) -> Fault:
    expected = wrong.context["expected"]
    message = f"{_quoted(wrong.given)} is not {expected.partition(':')[0]}"
    return Fault("malformed-value", message, wrong.pointer, f"write {expected}")


def _characters(code: str) -> Teller:
    def tell(wrong: _Wrong) -> Fault:
        return Fault(code, wrong.context["message"], wrong.pointer, wrong.context["help"])

    return tell


def _no_such_day(wrong: _Wrong) -> Fault:
    message = f"the calendar has no day {wrong.context['day']}"
    return Fault("no-such-day", message, wrong.pointer, "write a day that there is")


def _repeated(wrong: _Wrong) -> Fault:
    pointer = pointer_to((*wrong.path, wrong.context["index"]))
    return Fault("repeated-item", f"{wrong.context['item']} is listed twice", pointer, "list it once")


def _wrong_type(expected: str) -> Teller:
    def tell(wrong: _Wrong) -> Fault:
        field = fields(wrong.model).get(wrong.field) if wrong.model else None
        optional = wrong.given is None and field is not None and not field.required
        help = f"write {expected}" + (", or leave the field out" if optional else "")
        return Fault("wrong-type", f"expected {expected}, found {_named(wrong.given)}", wrong.pointer, help)

    return tell


def _length(wrong: _Wrong) -> Fault:
    is_list = isinstance(wrong.given, list)
    if "max_length" in wrong.context:
        unit = "items" if is_list else "characters"
        message = f"{len(wrong.given)} {unit}, where at most {wrong.context['max_length']} are allowed"
        return Fault("too-long", message, wrong.pointer, "split it" if is_list else "say it more briefly")
    message = "the list is empty" if is_list else "the text is empty"
    help = "give it an item, or leave the field out" if is_list else "write the text, or leave the field out"
    return Fault("empty-value", message, wrong.pointer, help)


def _range(wrong: _Wrong) -> Fault:
    bound = f"at least {wrong.context['ge']}" if "ge" in wrong.context else f"at most {wrong.context['le']}"
    return Fault(
        "out-of-range",
        f"{_quoted(wrong.given).strip(chr(34))} is out of range",
        wrong.pointer,
        f"write a number of {bound}",
    )


_TELLERS: dict[str, Teller] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _unknown_term,
    "literal_error": _other_kind,
    "malformed-reference": _reference,
    "malformed-value": _malformed,
    "forbidden-character": _characters("forbidden-character"),
    "untidy-text": _characters("untidy-text"),
    "not-nfc": _characters("not-nfc"),
    "no-such-day": _no_such_day,
    "repeated-item": _repeated,
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
}


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


def _parts(model: type[Model], values: Any, path: Path) -> Iterator[tuple[type[Model], Mapping[str, Any], Path]]:
    """The record and every part of it that has a model of its own, as far as the values have that shape."""
    if not isinstance(values, dict):
        return
    yield model, values, path
    for name, field in fields(model).items():
        value = values.get(name)
        if field.model is None:
            continue
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _parts(field.model, item, (*path, name, index))
        yield from _parts(field.model, value, (*path, name))


def _model_at(model: type[Model], path: Path) -> type[Model] | None:
    """The model whose field the last name in `path` is."""
    holder = model
    for step in [step for step in path if isinstance(step, str)][:-1]:
        field = fields(holder).get(step)
        if field is None or field.model is None:
            return None
        holder = field.model
    return holder
