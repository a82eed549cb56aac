"""Derive JSON Schema 2020-12 from the models, in a subset that every validator and code generator reads alike.

In the subset, a schema has one absolute `$id` and refers only to its own `#/$defs`. Every subschema
with a constraint, such as `pattern`, also has a `type`. Objects are closed with `additionalProperties`. Patterns use
only what all regular expression engines read alike. There is no `format` and no `oneOf`, and properties have no titles
or defaults.

`validator` is public; it returns a validator of the library `jsonschema`.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema

from nsatu_data.model.record_models import RECORDS, WHOLES, Model
from nsatu_data.model.schema_version import BASE

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

JSON = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ORDER = (
    "$schema",
    "$id",
    "title",
    "description",
    "$ref",
    "type",
    "const",
    "enum",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "if",
    "then",
    "else",
    "not",
    "allOf",
    "$defs",
)


def names() -> tuple[str, ...]:
    """The names of the schemas: the kinds, `dataset`, `record` and `bundle`."""
    return (*RECORDS, "dataset", "record", "bundle")


def file_name(name: str) -> str:
    """The name of a schema's file in the folder `schema`."""
    return f"{name}.schema.json"


@cache
def schema(name: str) -> JSON:
    """The schema `name` as a JSON value. Raises KeyError if there is no such schema."""
    if name == "record":
        return _record()
    return _finish(name, WHOLES[name].model_json_schema(schema_generator=_Generator))


def text(name: str) -> str:
    """The text of a schema's file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def validator(kind: str) -> "Validator":
    """A `jsonschema` validator for `kind`, or for `record`, `dataset` or `bundle`.

    Raises ImportError if the extra `jsonschema` is not installed, and KeyError if there is no such schema.
    """
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise ImportError("a validator needs jsonschema: pip install 'nsatu-data[jsonschema]'") from error

    return Draft202012Validator(schema(kind))


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, without `default` and with the models' conditions."""

    def default_schema(self, schema: Any) -> JSON:
        inner: JSON = self.generate_inner(schema["schema"])
        return inner

    def model_schema(self, schema: Any) -> JSON:
        derived: JSON = super().model_schema(schema)
        model: type[Model] = schema["cls"]
        if "description" not in derived:
            raise TypeError(
                f"{model.__name__} has no description: assign its `__doc__`, because -OO removes docstrings"
            )
        conditions = [part for condition in model.conditions if (part := condition.schema()) is not None]
        if conditions:
            derived["allOf"] = conditions
        return derived


def _record() -> JSON:
    """The schema of any record. It chooses by kind, so that validators report errors for that kind only."""
    definitions: JSON = {}
    branches = []
    for kind in RECORDS:
        whole = dict(schema(kind))
        definitions.update(whole.pop("$defs"))
        definitions[whole["title"]] = {key: value for key, value in whole.items() if key not in ("$schema", "$id")}
        branches.append(
            {
                "if": {
                    "type": "object",
                    "properties": {"kind": {"type": "string", "const": kind}},
                    "required": ["kind"],
                },
                "then": {"$ref": f"#/$defs/{whole['title']}"},
            }
        )
    return _finish(
        "record",
        {
            "title": "Record",
            "description": (
                "A record of any kind, validated by the schema of its kind. Type generators cannot use these "
                "conditions: give them `bundle.schema.json`, which names every kind."
            ),
            "type": "object",
            "properties": {"kind": {"type": "string", "enum": list(RECORDS), "description": "What the record is."}},
            "required": ["kind"],
            "allOf": branches,
            "$defs": definitions,
        },
    )


def _finish(name: str, derived: JSON) -> JSON:
    definitions = derived.get("$defs", {})
    cleaned = _clean(derived, definitions)
    used: JSON = {}
    _collect(cleaned, {key: _clean(value, definitions) for key, value in definitions.items()}, used)
    cleaned.pop("$defs", None)
    whole = {"$schema": DIALECT, "$id": BASE + file_name(name), **cleaned}
    if used:
        whole["$defs"] = {key: used[key] for key in sorted(used)}
    arranged: JSON = _arranged(whole)
    return arranged


def _clean(node: Any, definitions: JSON, *, property_names: bool = False) -> Any:
    """Write a nullable value with one list of types, and drop the titles that pydantic gives to properties.

    A nullable string gets `"type": ["string", "null"]`.
    """
    if isinstance(node, list):
        return [_clean(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if property_names:
        return {key: _clean(value, definitions) for key, value in node.items()}
    if "anyOf" in node:
        node = _nullable(node, definitions)
    cleaned = {
        key: _clean(value, definitions, property_names=key in ("properties", "$defs")) for key, value in node.items()
    }
    if cleaned.get("type") not in ("object", None) or "$ref" in cleaned:
        cleaned.pop("title", None)
    return cleaned


def _nullable(node: JSON, definitions: JSON) -> JSON:
    value, null = node["anyOf"]
    if null != {"type": "null"}:
        raise TypeError(f"a union that is not `X | None` has no portable schema: {node}")
    if "$ref" in value:
        value = definitions[value["$ref"].rpartition("/")[2]]
    rest = {key: item for key, item in node.items() if key != "anyOf"}
    return {**value, **rest, "type": [value["type"], "null"]}


def _collect(node: Any, definitions: JSON, used: JSON) -> None:
    """Add to `used` all definitions that `node` refers to, directly or through other definitions."""
    for name in _references(node):
        if name not in used:
            used[name] = definitions[name]
            _collect(definitions[name], definitions, used)


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for key, value in node.items():
            if key != "$defs":
                yield from _references(value)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)


def _arranged(node: Any, *, property_names: bool = False) -> Any:
    """Sort the keywords into one order. Raises ValueError for a keyword outside the portable subset."""
    if isinstance(node, list):
        return [_arranged(item) for item in node]
    if not isinstance(node, dict):
        return node
    if property_names:
        return {key: _arranged(value) for key, value in node.items()}
    ordered = sorted(node, key=_ORDER.index)
    return {key: _arranged(node[key], property_names=key in ("properties", "$defs")) for key in ordered}
