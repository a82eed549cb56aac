"""Pairs of small schemas: exactly what is reported, and why others cannot be compared."""

from string import ascii_letters
from typing import Any, Final

import pytest

from nsatu_data.comparison.comparable_schemas import fault
from nsatu_data.comparison.schema_changes import compare_schemas
from nsatu_data.diagnostics import CannotRun
from nsatu_data.schema import json_schema

JSON = dict[str, Any]

_TEXT: Final = {"type": "string"}
_BIG: Final = "(?:a|b)*a(?:a|b){60}c"
_ALL_BUT_TEXT: Final = "a boolean, a number with a fraction, an array, an integer, an object or null"


def _reported(old: JSON, new: JSON) -> list[str]:
    for schema in (old, new):
        assert fault(schema) is None
    changes = compare_schemas(old, {"title": "T", **new}).changes
    breaks = {(True, True): "both", (True, False): "writers", (False, True): "readers", (False, False): "neither"}
    return [f"{one.place} {one.what}: {breaks[one.breaks_writers, one.breaks_readers]}" for one in changes]


def _field(node: JSON | None, **more: Any) -> JSON:
    return {"type": "object", "properties": {} if node is None else {"x": node}, **more}


def _pattern(pattern: str, **more: Any) -> JSON:
    return {"type": "string", "pattern": pattern, **more}


def _terms(*terms: str | None) -> JSON:
    return {"type": "string", "enum": list(terms)}


CERTAINTY: Final = _terms("certain", "probable", "possible", "open")

TYPES: Final[list[tuple[JSON, JSON, list[str]]]] = [
    (_field(_TEXT), _field({}), [f"T.x {_ALL_BUT_TEXT} is accepted now: readers"]),
    (_field({}), _field(_TEXT), [f"T.x {_ALL_BUT_TEXT} is refused now: writers"]),
    (
        _field({"type": "string", "maxLength": 3}),
        _field({"maxLength": 3}),
        [f"T.x {_ALL_BUT_TEXT} is accepted now: readers"],
    ),
    (
        {"type": "array", "items": {"type": "integer"}},
        {"type": "array"},
        ["T[] a boolean, a number with a fraction, a string, an array, an object or null is accepted now: readers"],
    ),
    ({"type": "integer"}, {"type": "number"}, ["T a number with a fraction is accepted now: readers"]),
    ({"type": "number"}, {"type": "integer"}, ["T a number with a fraction is refused now: writers"]),
    (
        {"type": "number", "minimum": 1},
        {"type": "number", "minimum": 2},
        ["T the least value is 2 now, and was 1: writers"],
    ),
    (
        {"type": "integer"},
        {"type": "integer", "maximum": 2},
        ["T the greatest value is 2 now, and was not limited: writers"],
    ),
    ({"type": "string"}, {"type": ["string", "null"]}, ["T null is accepted now: readers"]),
    # `not` without a type refuses every value that is no string, because a pattern is about strings only.
    (
        {"type": ["string", "null"], "not": {"type": "string", "pattern": "a"}},
        {"type": ["string", "null"], "not": {"pattern": "a"}},
        ["T null is refused now: writers"],
    ),
]

STRINGS: Final[list[tuple[JSON, JSON, list[str]]]] = [
    (
        _pattern("^[A-Z]$"),
        _terms("A\n"),
        ['T a text such as "A" is refused now: writers', 'T the term "A\\n" is accepted now: readers'],
    ),
    (_pattern("^[a-z]+$"), _terms("certain"), ['T a text such as "a" is refused now: writers']),
    (
        CERTAINTY,
        _pattern("^certain$"),
        [f'T the term "{term}" is refused now: writers' for term in ("open", "possible", "probable")],
    ),
    (_terms("é", "ü"), _pattern("^[^a]$"), ['T a text such as "\\u0000" is accepted now: readers']),
    (_terms("a", "b"), {**_terms("a", "b"), "maxLength": 0}, ["T a string is refused now: writers"]),
    (_terms("a", "bb"), {**_terms("a", "bb"), "maxLength": 1}, ['T the term "bb" is refused now: writers']),
    (_terms("a"), {"type": "string", "const": "a"}, []),
    (_terms("a"), _terms("a", "b"), ['T the term "b" is new: readers']),
    (
        _pattern("a", maxLength=5000),
        _pattern("a", maxLength=6000),
        ["T a text of 5001 characters is accepted now: readers"],
    ),
    (
        _pattern("a", maxLength=5000),
        _pattern("a"),
        [
            "T a text of 5001 characters is accepted now: readers",
        ],
    ),
    (_pattern("a*"), _pattern("a+"), ['T a text such as "" is refused now: writers']),
    (_pattern("^a{0}$"), _pattern("^a?$"), ['T a text such as "a" is accepted now: readers']),
    (
        _pattern("^(?:aaa)*$"),
        _pattern("^a*$", maxLength=4),
        ['T a text such as "a" is accepted now: readers', 'T a text such as "aaaaaa" is refused now: writers'],
    ),
]

OBJECTS: Final[list[tuple[JSON, JSON, list[str]]]] = [
    (_field(_TEXT), _field(_TEXT, required=["zzz"]), ["T.zzz is required now, and was optional: writers"]),
    (_field(_TEXT, required=["zzz"]), _field(_TEXT), ["T.zzz is optional now, and was required: readers"]),
    (_field(None, required=["x"]), _field({}), ["T.x is a new optional field: readers"]),
    (_field(None), _field({}), ["T.x is a new optional field: neither"]),
    (_field(None), _field(_TEXT), ["T.x is a new optional field: writers"]),
    (_field({}, required=["x"]), _field(None, required=["x"]), ["T.x was a required field, and is gone: neither"]),
    (_field(_TEXT, additionalProperties=False), _field(_TEXT), ["T other fields are accepted now: readers"]),
    # A condition is about values of every type.
    (
        {"type": "string", "allOf": [{"maxLength": 3}]},
        {"type": "string"},
        ["T a condition on fields is gone: readers"],
    ),
]

LISTS: Final[list[tuple[JSON, JSON, list[str]]]] = [
    (
        {"type": "array", "minItems": 1},
        {"type": "array"},
        ["T an empty list is accepted now, and the least number of items was 1: readers"],
    ),
    ({"type": "array", "minItems": 0}, {"type": "array"}, []),
    ({"type": "array"}, {"type": "array", "minItems": 2}, ["T the least number of items is 2 now, and was 0: writers"]),
    (
        {"type": "array", "maxItems": 3},
        {"type": "array"},
        ["T the greatest number of items is not limited now, and was 3: readers"],
    ),
]

REFERENCES: Final[list[tuple[JSON, JSON, list[str]]]] = [
    # A definition may have the title of the whole.
    (
        {"title": "T", **_field({"$ref": "#/$defs/T"}), "$defs": {"T": _TEXT}},
        {"title": "T", **_field({"$ref": "#/$defs/T"}), "$defs": {"T": {"type": "null"}}},
        ["T a string is refused now: writers", "T null is accepted now: readers"],
    ),
    # Definitions of different names that refer to themselves.
    (
        {"$ref": "#/$defs/A", "$defs": {"A": _field({"$ref": "#/$defs/A"})}},
        {"$ref": "#/$defs/B", "$defs": {"B": _field({"$ref": "#/$defs/B"}, required=["x"])}},
        ["T.x is required now, and was optional: writers"],
    ),
    (
        {"$ref": "#/$defs/A", "$defs": {"A": {"type": "array", "items": {"$ref": "#/$defs/A"}}}},
        {"type": "array"},
        ["T[] a boolean, a number with a fraction, a string, an integer, an object or null is accepted now: readers"],
    ),
    # A reference in a condition accepts values, so the definition is compared by itself.
    (
        {"allOf": [{"then": {"$ref": "#/$defs/A"}}], "$defs": {"A": _TEXT}},
        {"allOf": [{"then": {"$ref": "#/$defs/A"}}], "$defs": {"A": {"type": ["string", "null"]}}},
        ["A null is accepted now: readers"],
    ),
]


@pytest.mark.parametrize(("old", "new", "report"), [*TYPES, *STRINGS, *OBJECTS, *LISTS, *REFERENCES])
def test_exactly_what_differs_is_reported(old: JSON, new: JSON, report: list[str]) -> None:
    assert _reported(old, new) == report


REFUSED: Final[list[tuple[Any, str]]] = [
    (
        _field({"$ref": "#/$defs/X", "enum": ["a"]}, **{"$defs": {"X": _TEXT}}),
        "#/properties/x/enum cannot be compared beside $ref",
    ),
    (_field(_TEXT, additionalProperties=_TEXT), "#/additionalProperties has a value that cannot be compared"),
    (_field(_TEXT, additionalProperties=False, required=["zzz"]), '#/required names "zzz", which is no property'),
    ({"not": {"pattern": "a", "enum": ["x"]}}, "#/not/enum cannot be compared"),
    ({"not": {"enum": ["x"]}}, "#/not cannot be compared, unless it has a pattern and no type but string"),
    ({"not": {}}, "#/not cannot be compared, unless it has a pattern and no type but string"),
    (
        {"not": {"type": "null", "pattern": "a"}},
        "#/not cannot be compared, unless it has a pattern and no type but string",
    ),
    ({"anyOf": [{"$ref": "#/$defs/X"}], "$defs": {"X": {}}}, "#/anyOf cannot be compared"),
    ({"properties": {"a/b~": {"format": "date"}}}, "#/properties/a~1b~0/format cannot be compared"),
    ({"items": {"$id": "a"}}, "#/items/$id cannot be compared"),
    ({"$schema": "http://json-schema.org/draft-04/schema#"}, "#/$schema has a value that cannot be compared"),
    ({"enum": [1]}, "#/enum has a value that cannot be compared"),
    ({"type": []}, "#/type has a value that cannot be compared"),
    ({"pattern": "^[^è]*$"}, "#/pattern is not a portable pattern"),
    ({"pattern": r"^[^\xe8]*$"}, "#/pattern is not a portable pattern"),
    ({"pattern": r"^\w.$"}, "#/pattern is not a portable pattern"),
    ({"pattern": "^^a"}, "#/pattern is not a portable pattern"),
    ({"pattern": "a{3,2}"}, "#/pattern is not a portable pattern"),
    ({"pattern": "[[a]]"}, "#/pattern is not a portable pattern"),
    ({"pattern": "[a--b]"}, "#/pattern is not a portable pattern"),
    ({"pattern": "(?:a"}, "#/pattern is not a portable pattern"),
    ({"maxLength": 100_001}, "#/maxLength is more than 100000, too large to compare"),
    ({"minItems": -1}, "#/minItems has a value that cannot be compared"),
    (
        {"allOf": [{"properties": {"x": {"$ref": "#/$defs/nope"}}}]},
        "#/allOf/0/properties/x/$ref leads to no definition of this schema",
    ),
    ({"allOf": [{"properties": 5}]}, "#/allOf/0/properties has a value that cannot be compared"),
    ({"allOf": [5]}, "#/allOf has a value that cannot be compared"),
    ({"allOf": [{"anyOf": []}]}, "#/allOf/0/anyOf cannot be compared"),
    ({"if": {}}, "#/if cannot be compared"),
    (
        {"allOf": [{"if": {"$ref": "#/$defs/X"}}], "$defs": {"X": {}}},
        "#/allOf/0/if/$ref cannot be compared within `if` or `not`",
    ),
    ({"$ref": "#/$defs/a/b", "$defs": {"a/b": {}, "b": {}}}, "#/$ref leads to no definition of this schema"),
]


@pytest.mark.parametrize(("schema", "reason"), REFUSED)
def test_what_cannot_be_compared_is_named(schema: Any, reason: str) -> None:
    assert fault(schema) == reason


TOO_LARGE: Final = [
    "^a{1,3000}$",
    "^(?:(?:a{1,99}){1,99}){1,99}$",
    "^(?:(?:){500}){500}$",
    "^(?:a?){300}$",
    "^a{99999999999}$",
    "(?:" * 40 + "a" + ")" * 40,
]


@pytest.mark.parametrize("pattern", TOO_LARGE)
def test_a_pattern_that_would_take_minutes_is_refused_at_once(pattern: str) -> None:
    assert fault(_field(_pattern(pattern))) == "#/properties/x/pattern is too large to compare"


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_pattern(_BIG), _pattern(_BIG.replace("60", "61"))),
        (_pattern("^(?:a?){150}$"), _pattern("^(?:a?){151}$")),
        (_pattern("^(?:a{97})*$"), _pattern("^(?:b{89})*(?:a{83})*$|^(?:a{79})*$")),
        (_terms(ascii_letters * 999), _pattern("a")),
    ],
)
def test_patterns_that_would_take_minutes_together_are_refused(old: JSON, new: JSON) -> None:
    assert fault(_field(old)) is fault(_field(new)) is None
    with pytest.raises(CannotRun, match=r"^the patterns of T\.x are too large to compare$"):
        compare_schemas(_field(old), {**_field(new), "title": "T"})


def test_schemas_within_too_many_others_are_refused() -> None:
    schema: JSON = {}
    for _ in range(900):
        schema = {"items": schema}
    reason = fault(schema)
    assert reason is not None
    assert reason.endswith("items is within more than 50 other schemas, too many to compare")


@pytest.mark.parametrize("name", json_schema.names())
def test_our_own_schemas_can_be_compared(name: str) -> None:
    assert fault(json_schema.schema(name)) is None
