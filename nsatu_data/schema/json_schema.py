"""JSON Schema 2020-12, derived from the models, in the subset that every validator and code generator reads alike.

The subset: one absolute `$id`, references only to `#/$defs`, a type beside every keyword, objects closed by
`additionalProperties`, patterns that all regular expression engines read alike, no `format`, no `oneOf`, no titles
or defaults on properties. `validator` makes a validator of a schema, with the library `jsonschema`.
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
    """The schemas there are: one for each kind, `dataset`, `record` and `bundle`."""
    return (*RECORDS, "dataset", "record", "bundle")


def file_name(name: str) -> str:
    """The file of the schema `name`, within the folder `schema`."""
    return f"{name}.schema.json"


@cache
def schema(name: str) -> JSON:
    """The schema `name` as a JSON value. Raises KeyError where there is none of that name."""
    if name == "record":
        return _record()
    return _finish(name, WHOLES[name].model_json_schema(schema_generator=_Generator))


def text(name: str) -> str:
    """The schema `name` as its file holds it: indented by two, keywords in one order, a line feed at the end."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def validator(kind: str) -> "Validator":
    """A `jsonschema` validator for `kind`, or for `record`, `dataset` or `bundle`.

    It needs the extra `jsonschema`, and raises ImportError without. Raises KeyError where there is no schema of that
    name.
    """
    try:
        from jsonschema import Draft202012Validator
    except ImportError as error:
        raise ImportError("a validator needs jsonschema: pip install 'nsatu-data[jsonschema]'") from error

    return Draft202012Validator(schema(kind))


class _Generator(GenerateJsonSchema):
    """Leaves out what pydantic adds for its own sake, and takes in the models' conditions."""

    def default_schema(self, schema: Any) -> JSON:
        inner: JSON = self.generate_inner(schema["schema"])
        return inner

    def model_schema(self, schema: Any) -> JSON:
        derived: JSON = super().model_schema(schema)
        model: type[Model] = schema["cls"]
        if "description" not in derived:
            raise TypeError(f"{model.__name__} has no description: assign its `__doc__`, since -OO removes docstrings")
        said = [words for condition in model.conditions if (words := condition.schema()) is not None]
        if said:
            derived["allOf"] = said
        return derived


def _record() -> JSON:
    """The schema of any record: by its kind, so that what is wrong is told of that kind alone."""
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
                "A record of any kind, judged by the schema of its kind. Generators of types make little of such "
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
    """Writes a nullable value as one type list, and drops pydantic's titles below the root of an object."""
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
    """Gathers the definitions that `node` refers to, directly or not."""
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
    """One order of keywords, whatever order pydantic gave; a keyword outside the portable subset is a KeyError."""
    if isinstance(node, list):
        return [_arranged(item) for item in node]
    if not isinstance(node, dict):
        return node
    if property_names:
        return {key: _arranged(value) for key, value in node.items()}
    ordered = sorted(node, key=_ORDER.index)
    return {key: _arranged(node[key], property_names=key in ("properties", "$defs")) for key in ordered}
