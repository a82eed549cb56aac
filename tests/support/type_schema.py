"""Reduces a schema, for a release, to what type generators support: the structure, with names and descriptions.

Keeps closed objects, required fields, nullable types, terms and constants. Drops keywords that narrow values without
changing their type: conditions, patterns, lengths and sizes. The reduced schema does not carry an `$id`, because it is
not meant for validation.
"""

import json
from typing import Any, Final

from nsatu_data.schema import json_schema

JSON = dict[str, Any]

KEPT: Final = frozenset(
    {
        "$schema",
        "title",
        "description",
        "$ref",
        "type",
        "const",
        "enum",
        "items",
        "properties",
        "required",
        "additionalProperties",
        "$defs",
    }
)
"""The keywords of a reduced schema."""

_MAPS: Final = ("properties", "$defs")


def plain(whole: JSON) -> JSON:
    """The schema with only the keywords in `KEPT`, and without descriptions next to references."""
    if "$ref" in whole:
        # With a description next to a reference, some generators repeat the definition in that place.
        return {"$ref": whole["$ref"]}
    return {key: _plain(key, value) for key, value in whole.items() if key in KEPT}


def _plain(keyword: str, value: Any) -> Any:
    if keyword in _MAPS:
        return {name: plain(inner) for name, inner in value.items()}
    return plain(value) if keyword == "items" else value


def text(name: str) -> str:
    """The text of the reduced schema `name`. Raises KeyError if no schema has this name."""
    return json.dumps(plain(json_schema.schema(name)), indent=2, ensure_ascii=False) + "\n"
