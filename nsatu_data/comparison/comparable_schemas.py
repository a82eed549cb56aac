"""Finds what keeps a JSON value from being compared as a schema.

The keywords that `schema_changes` reads must have values of the right types, references must lead to definitions, and
patterns must be portable. Other keywords may have any value.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from nsatu_data.comparison.pattern_automata import Automaton

_NUMBERS: Final = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
_LISTS: Final = ("required", "enum", "allOf")
_OBJECTS: Final = ("properties", "$defs", "items", "not")
_TYPES: Final = frozenset(("null", "boolean", "object", "array", "number", "integer", "string"))
_REFERENCE: Final = "#/$defs/"


def fault(schema: Any) -> str | None:
    """The first fault that keeps a value from being compared as a schema, as a clause; None if there is none."""
    return next(_faults(schema, schema, "#"), None)


def _faults(node: Any, whole: Any, place: str) -> Iterator[str]:
    if not isinstance(node, dict):
        yield f"{place} is not an object"
        return
    for keyword, value in node.items():
        if not _has_right_type(keyword, value):
            yield f"{place}/{keyword} has a value of the wrong type"
            return
    if "$ref" in node and not _leads(node, whole):
        yield f"{place}/$ref leads to no definition of this schema"
    yield from _pattern_faults(node, place)
    for where, inner in _inner(node):
        yield from _faults(inner, whole, f"{place}/{where}")


def _inner(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The schemas within a schema, each with the path that leads to it."""
    for keyword in ("properties", "$defs"):
        yield from ((f"{keyword}/{name}", inner) for name, inner in node.get(keyword, {}).items())
    yield from ((keyword, node[keyword]) for keyword in ("items", "not") if keyword in node)
    for number, condition in enumerate(node.get("allOf", ())):
        if isinstance(condition, dict):
            branches = (keyword for keyword in ("if", "then", "else") if keyword in condition)
            yield from ((f"allOf/{number}/{keyword}", condition[keyword]) for keyword in branches)


def _has_right_type(keyword: str, value: Any) -> bool:
    if keyword in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if keyword in _LISTS:
        return isinstance(value, list) and (keyword != "required" or all(isinstance(one, str) for one in value))
    if keyword in _OBJECTS:
        return isinstance(value, dict)
    if keyword == "type":
        types = value if isinstance(value, list) else [value]
        return all(isinstance(one, str) and one in _TYPES for one in types)
    return keyword not in ("$ref", "pattern") or isinstance(value, str)


def _leads(node: Any, whole: Any) -> bool:
    """Whether a reference leads to a definition, and not only to other references in a circle."""
    definitions, seen = whole.get("$defs", {}), set[str]()
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        prefix, name = node["$ref"][: len(_REFERENCE)], node["$ref"][len(_REFERENCE) :]
        if prefix != _REFERENCE or name not in definitions or name in seen:
            return False
        seen.add(name)
        node = definitions[name]
    return isinstance(node, dict)


def _pattern_faults(node: Any, place: str) -> Iterator[str]:
    if "pattern" in node:
        try:
            Automaton(node["pattern"], has_anchors=True)
        except (ValueError, IndexError, RecursionError, re.error):
            yield f"{place}/pattern is not a portable pattern"
