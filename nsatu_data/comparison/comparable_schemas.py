"""Finds what keeps a JSON value from being compared as a schema.

Only what `schema_changes` compares is allowed: the keywords of the portable subset, with values of the right types.
References lead to definitions by simple names. Terms are strings or null. Patterns are in ASCII and mean the same to
every engine. Conditions in `allOf` are not followed, so their references may stand only where they accept values.
"""

import json
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data.comparison.pattern_automata import Automaton, TooLargeError
from nsatu_data.comparison.string_languages import LONGEST

ANNOTATIONS: Final = frozenset(
    ("title", "description", "$comment", "default", "deprecated", "examples", "readOnly", "writeOnly")
)
"""The keywords that accept and refuse nothing, with any value."""
_OF_THE_WHOLE: Final = frozenset(("$schema", "$id", "$defs"))
_LIMITS: Final = frozenset(("minimum", "maximum"))
_SIZES: Final = frozenset(("minLength", "maxLength", "minItems", "maxItems"))
_BOOLEANS: Final = frozenset(("additionalProperties", "uniqueItems"))
_OBJECTS: Final = frozenset(("properties", "$defs", "items", "not", "if", "then", "else"))
_COMPARED: Final = (
    _LIMITS
    | _SIZES
    | _BOOLEANS
    | frozenset(("type", "enum", "const", "pattern", "not", "properties", "required", "items", "allOf", "$ref"))
)
_TYPES: Final = frozenset(("null", "boolean", "object", "array", "number", "integer", "string"))
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE: Final = re.compile(r"#/\$defs/([^/~%]+)")
_DEPTH: Final = 50
"""The most schemas within schemas."""
_PORTABLE: Final = re.compile(
    r"(?:[^\x80-\U0010ffff\[\]\\.]"
    r"|\\(?:[^A-Za-z0-9\x80-\U0010ffff]|[tnrfv])"
    r"|\[\^?(?:[^\x80-\U0010ffff\[\]\\]|\\(?:[^A-Za-z0-9\x80-\U0010ffff]|[tnrfv]|x[0-7][0-9A-Fa-f]))+\])*"
)
"""Patterns whose characters mean the same to every engine. Others, such as "é" or ".", are not compared."""


class _Scope(NamedTuple):
    """What is allowed in a schema: which keywords, whether it is part of a condition, and whether it may refer."""

    keywords: frozenset[str] = _COMPARED
    in_condition: bool = False
    may_refer: bool = True


_WITHIN: Final = _Scope()


def fault(schema: Any) -> str | None:
    """The first fault that keeps a value from being compared as a schema, as a clause; None if there is none."""
    return next(_Faults(schema).of(schema, "#", _Scope(_COMPARED | _OF_THE_WHOLE), 0), None)


class _Faults:
    """The faults of the schemas within a whole schema."""

    def __init__(self, whole: Any) -> None:
        self._definitions = whole.get("$defs", {}) if isinstance(whole, dict) else {}

    def of(self, node: Any, place: str, scope: _Scope, depth: int) -> Iterator[str]:
        """The faults of a schema."""
        if not isinstance(node, dict):
            yield f"{place} is not an object"
        elif depth > _DEPTH:
            yield f"{place} is within more than {_DEPTH} other schemas, too many to compare"
        else:
            yield from _of_keywords(node, place, scope)
            if "$ref" in node and not self._leads(node):
                yield f"{place}/$ref leads to no definition of this schema"
            yield from _of_pattern(node, place)
            for where, inner, narrower in parts(node, scope):
                yield from self.of(inner, f"{place}/{where}", narrower, depth + 1)

    def _leads(self, node: Any) -> bool:
        """Whether a reference leads to a definition, and not only to other references in a circle."""
        seen = set[str]()
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            found = _REFERENCE.fullmatch(node["$ref"])
            if found is None or found[1] not in self._definitions or found[1] in seen:
                return False
            seen.add(found[1])
            node = self._definitions[found[1]]
        return isinstance(node, dict)


def parts(node: Mapping[str, Any], scope: _Scope = _WITHIN) -> Iterator[tuple[str, Any, _Scope]]:
    """The schemas within a schema, each with the path that leads to it and what is allowed there."""
    within = scope._replace(keywords=_COMPARED)
    for keyword in ("properties", "$defs"):
        yield from ((f"{keyword}/{_escaped(name)}", inner, within) for name, inner in node.get(keyword, {}).items())
    if "items" in node:
        yield "items", node["items"], within
    if "not" in node:
        # Conditions are not followed, so their `not` may say anything that stays the same.
        keywords = _COMPARED if scope.in_condition else frozenset(("type", "pattern"))
        yield "not", node["not"], within._replace(keywords=keywords, may_refer=False)
    for number, condition in enumerate(node.get("allOf", ())):
        keywords = _COMPARED | {"if", "then", "else"}
        yield f"allOf/{number}", condition, within._replace(keywords=keywords, in_condition=True)
    if "if" in node:
        yield "if", node["if"], within._replace(may_refer=False)
    yield from ((keyword, node[keyword], within) for keyword in ("then", "else") if keyword in node)


def _of_keywords(node: dict[str, Any], place: str, scope: _Scope) -> Iterator[str]:
    for keyword, value in node.items():
        where = f"{place}/{_escaped(keyword)}"
        if keyword in ANNOTATIONS:
            continue
        if keyword not in scope.keywords:
            yield f"{where} cannot be compared"
        elif not _RIGHT[keyword](value):
            yield f"{where} has a value that cannot be compared"
        elif keyword in _SIZES and value > LONGEST:
            yield f"{where} is more than {LONGEST}, too large to compare"
        elif keyword == "$ref" and not scope.may_refer:
            yield f"{where} cannot be compared within `if` or `not`"
        elif keyword not in _OF_THE_WHOLE | {"$ref"} and "$ref" in node:
            yield f"{where} cannot be compared beside $ref"
    if not scope.in_condition:
        yield from _of_combinations(node, place)


def _of_combinations(node: dict[str, Any], place: str) -> Iterator[str]:
    """The faults of keywords that are comparable only with others."""
    if "not" in node and ("pattern" not in node["not"] or node["not"].get("type", "string") != "string"):
        yield f"{place}/not cannot be compared, unless it has a pattern and no type but string"
    if node.get("additionalProperties") is False:
        missing = [name for name in node.get("required", ()) if name not in node.get("properties", {})]
        yield from (f"{place}/required names {json.dumps(name)}, which is no property" for name in missing)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_term(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _are_types(value: Any) -> bool:
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(one, str) and one in _TYPES for one in values)


def _list_of(is_right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(is_right, value))


_RIGHT: Final[dict[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(_LIMITS, _is_integer),
    **dict.fromkeys(_SIZES, lambda value: _is_integer(value) and value >= 0),
    **dict.fromkeys(_BOOLEANS, _is_boolean),
    **dict.fromkeys(_OBJECTS, _is_object),
    **dict.fromkeys(("$ref", "$id", "pattern"), _is_text),
    "type": _are_types,
    "required": _list_of(_is_text),
    "enum": _list_of(_is_term),
    "const": _is_term,
    "allOf": _list_of(_is_object),
    "$schema": lambda value: bool(value == _DIALECT),
}
"""Whether a keyword has a value that can be compared."""


def _of_pattern(node: dict[str, Any], place: str) -> Iterator[str]:
    if "pattern" not in node:
        return
    if not _PORTABLE.fullmatch(node["pattern"]):
        yield f"{place}/pattern is not a portable pattern"
        return
    try:
        # Python warns of classes that it may read differently some day.
        with warnings.catch_warnings(action="error"):
            Automaton(node["pattern"])
    except TooLargeError:
        yield f"{place}/pattern is too large to compare"
    except (ValueError, IndexError, re.error, Warning):
        yield f"{place}/pattern is not a portable pattern"


def _escaped(name: str) -> str:
    """A name as a part of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")
