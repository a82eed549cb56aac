"""Says which types, terms and texts a schema accepts, for `schema_changes`."""

from collections.abc import Mapping
from typing import Any, Final

from nsatu_data.comparison.string_languages import Language, Terms, has

JSON = Mapping[str, Any]

STRING: Final = ("minLength", "maxLength", "pattern", "not")
INTEGER: Final = "an integer"
FRACTION: Final = "a number with a fraction"
STRINGS: Final = "a string"
_PARTS: Final = {
    "null": {"null"},
    "boolean": {"a boolean"},
    "object": {"an object"},
    "array": {"an array"},
    "string": {STRINGS},
    "integer": {INTEGER},
    "number": {INTEGER, FRACTION},
}
"""The types of JSON Schema, of which `number` includes `integer`."""


def resolved(node: JSON, definitions: JSON) -> JSON:
    """The schema that a schema refers to, or itself."""
    while "$ref" in node:
        node = definitions[name_of(node["$ref"])]
    return node


def name_of(reference: str) -> str:
    """The name of the definition that a reference leads to."""
    return reference.rpartition("/")[2]


def types(node: JSON) -> set[str]:
    """The types of the values that a schema accepts. Without `type`, these are all."""
    said = node.get("type", list(_PARTS))
    found = set[str]().union(*(_PARTS[one] for one in ([said] if isinstance(said, str) else said)))
    if "type" not in node.get("not", {"type": None}):
        # A pattern matches every value that is no string, and `not` then refuses it.
        found &= {STRINGS}
    listed = _listed(node)
    if listed is not None:
        kept = {"null": None in listed, STRINGS: bool(_accepted(node, listed))}
        found = {one for one in found if kept.get(one)}
    return found


def _listed(node: JSON) -> list[str | None] | None:
    """The values that a schema lists; None if it lists none."""
    listed = node.get("enum")
    if "const" in node:
        return [node["const"]] if listed is None or node["const"] in listed else []
    return listed


def texts(node: JSON) -> Language | Terms:
    """The strings that a schema accepts, if it accepts strings."""
    listed = _listed(node)
    return _language(node) if listed is None else Terms(_accepted(node, listed))


def terms(node: JSON) -> list[str | None] | None:
    """The values that a schema lists and accepts; None if it accepts values that it does not list."""
    listed = _listed(node)
    if listed is None:
        return None
    accepted = types(node)
    nulls: list[str | None] = [None] if "null" in accepted else []
    return [*nulls, *(_accepted(node, listed) if STRINGS in accepted else ())]


def _accepted(node: JSON, listed: list[str | None]) -> list[str]:
    """The strings among the listed values that the rest of a schema accepts, each once."""
    found = dict.fromkeys(one for one in listed if one is not None)
    if not any(key in node for key in STRING):
        return list(found)
    language = _language(node)
    return [one for one in found if has(language, one)]


def _language(node: JSON) -> Language:
    forbidden = node.get("not", {}).get("pattern")
    return Language(node.get("pattern"), forbidden, node.get("minLength", 0), node.get("maxLength"))
