"""A schema reduced to what generators of types support, for a release: the structure, with names and descriptions.

What is left out narrows values and does not shape them: conditions, patterns, lengths, sizes. Closed objects, required
fields, nullable types, terms and constants stay. It is no schema to judge by, so it does not carry the `$id` of one.
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
"""The keywords that a plain schema has."""

_MAPS: Final = ("properties", "$defs")


def plain(whole: JSON) -> JSON:
    """The schema with the keywords in `KEPT` alone; a reference stands by itself, without a description beside it."""
    if "$ref" in whole:
        # A description beside a reference makes some generators write the definition out again in that place.
        return {"$ref": whole["$ref"]}
    return {key: _plain(key, value) for key, value in whole.items() if key in KEPT}


def _plain(keyword: str, value: Any) -> Any:
    if keyword in _MAPS:
        return {name: plain(inner) for name, inner in value.items()}
    return plain(value) if keyword == "items" else value


def text(name: str) -> str:
    """The plain form of the schema `name`, as a file holds it. Raises KeyError where there is none of that name."""
    return json.dumps(plain(json_schema.schema(name)), indent=2, ensure_ascii=False) + "\n"
