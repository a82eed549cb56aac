"""Laws of the comparison of schemas, for small drawn schemas and for drawn differences.

Every drawn pair is judged on the same small values by an independent validator. What one schema accepts and the other
refuses has to be reported, in the right direction.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from typing import Any, Final

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data.comparison.comparable_schemas import fault
from nsatu_data.comparison.schema_changes import compare_schemas

JSON = dict[str, Any]

_TEXTS: Final = ["", "a", "b", "aa", "ab", "A\n", "é", "ab\n", "aaaa"]
_PATTERNS: Final = [
    "^a",
    "a$",
    "^a*$",
    "a*",
    "^[^a]$",
    "^(?:a|b)+$",
    "^A\n$",
    "b",
    "^a{0}$",
    "^a{1,2}$",
    r"[\x00-\x1f]",
    "",
]
_SCALARS: Final = [None, True, False, -1, 0, 1, 2, 0.5, 1.0, *_TEXTS]
_LISTS: Final = [[], [1], ["a"], [None], ["a", "a"], ["a", "b"], ["a", "b", "aa"], [1, "a"], [["a"]]]
_OBJECTS: Final = [
    {name: value for name, value in zip(("x", "y", "zzz"), values, strict=True) if value is not ...}
    for values in product([..., "a", "b", "", 1, 0.5, None, ["a"], {}, {"x": "a"}, {"x": 1}], [..., "a", 7], [..., 1])
]
VALUES: Final[list[Any]] = [*_SCALARS, *_LISTS, *_OBJECTS]
_TYPES: Final = st.sampled_from(["null", "boolean", "object", "array", "number", "integer", "string"])
_COUNTS: Final = st.integers(0, 3)
_TERMS: Final = st.sampled_from([None, *_TEXTS])
_PATTERN: Final = st.sampled_from(_PATTERNS)


def _some(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[JSON]:
    """Schemas with some of these keywords."""
    return st.fixed_dictionaries({}, optional=keywords)


_REFERENCES: Final = st.sampled_from([{"$ref": "#/$defs/One"}, {"$ref": "#/$defs/Two"}])
_STRINGS: Final = _some(
    type=st.sampled_from(["string", ["string", "null"]]),
    minLength=_COUNTS,
    maxLength=_COUNTS,
    pattern=_PATTERN,
    enum=st.lists(_TERMS, min_size=1, max_size=3, unique=True),
    const=_TERMS,
)
_FORBIDDEN: Final = st.builds(
    lambda node, pattern, forbidden: {**node, "not": {**forbidden, "pattern": pattern}},
    _STRINGS,
    _PATTERN,
    st.sampled_from([{}, {"type": "string"}]),
)
_NUMBERS: Final = _some(type=_TYPES, minimum=st.integers(-1, 2), maximum=st.integers(-1, 2))


def _containers(inner: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    fields = st.dictionaries(st.sampled_from(["x", "y"]), inner)
    condition = _some(**{"if": _NUMBERS, "then": inner, "else": inner, "properties": fields})
    objects = _some(
        type=st.sampled_from(["object", ["object", "string"]]),
        properties=fields,
        required=st.lists(st.sampled_from(["x", "y", "zzz"]), max_size=2, unique=True),
        additionalProperties=st.booleans(),
        allOf=st.lists(condition, min_size=1, max_size=2),
    )
    arrays = _some(type=st.just("array"), items=inner, minItems=_COUNTS, maxItems=_COUNTS, uniqueItems=st.booleans())
    return st.one_of(objects, arrays)


_NODES: Final = st.recursive(st.one_of(_STRINGS, _FORBIDDEN, _NUMBERS, _REFERENCES), _containers, max_leaves=5)
_WHOLE: Final = st.builds(
    lambda root, one, two: {**root, "$defs": {"One": one, "Two": two}},
    _containers(_NODES),
    st.one_of(_STRINGS, _containers(_NODES)),
    st.one_of(_FORBIDDEN, _NUMBERS),
)


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[JSON, JSON]:
    """Two schemas: unlike each other, or with a single difference."""
    old = draw(_WHOLE)
    if draw(st.booleans()):
        return old, draw(_WHOLE)
    new = deepcopy(old)
    places = [(node, key) for node in _schemas(new) for key in node if key != "$defs"]
    if not places:
        return old, new
    node, key = draw(st.sampled_from(places))
    other = draw(st.sampled_from([one for one in _schemas(draw(_WHOLE)) if "$ref" not in one] or [{}]))
    if draw(st.booleans()):
        del node[key]
    node.update({key: value for key, value in other.items() if key != "$defs"} if draw(st.booleans()) else {})
    return old, new


def _schemas(node: JSON) -> Iterator[JSON]:
    yield node
    for keyword in ("properties", "$defs"):
        for inner in node.get(keyword, {}).values():
            yield from _schemas(inner)
    for inner in (*(node[key] for key in ("items", "if", "then", "else") if key in node), *node.get("allOf", ())):
        yield from _schemas(inner)


@settings(max_examples=100)
@given(_pairs())
def test_what_one_schema_accepts_and_the_other_refuses_is_reported(pair: tuple[JSON, JSON]) -> None:
    old, new = pair
    if fault(old) or fault(new):
        return
    changes = compare_schemas(old, new).changes
    before, after = jsonschema_rs.Draft202012Validator(old), jsonschema_rs.Draft202012Validator(new)
    verdicts = [(value, before.is_valid(value), after.is_valid(value)) for value in VALUES]
    if not any(change.breaks_writers for change in changes):
        assert [value for value, was, now in verdicts if was and not now] == [], changes
    if not any(change.breaks_readers for change in changes):
        assert [value for value, was, now in verdicts if now and not was] == [], changes


@given(_WHOLE)
def test_a_drawn_schema_does_not_differ_from_itself(schema: JSON) -> None:
    assert fault(schema) or compare_schemas(schema, deepcopy(schema)).changes == ()
