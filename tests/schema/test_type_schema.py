import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from nsatu_data.schema import json_schema
from tests.support import case_files, conformance_kit, type_schema
from tests.support.folders import CASES

STRUCTURE = {"type", "required", "additionalProperties", "const", "enum"}


def _schemas(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in (*node.get("properties", {}).values(), *node.get("$defs", {}).values()):
        yield from _schemas(inner)
    if "items" in node:
        yield from _schemas(node["items"])


@pytest.mark.parametrize("name", json_schema.names())
def test_a_plain_schema_has_structure_alone_and_a_reference_stands_by_itself(name: str) -> None:
    whole = type_schema.plain(json_schema.schema(name))
    Draft202012Validator.check_schema(whole)
    for node in _schemas(whole):
        assert set(node) <= type_schema.KEPT
        if "$ref" in node:
            assert list(node) == ["$ref"]
            assert node["$ref"].rpartition("/")[2] in whole["$defs"]


def test_what_narrows_values_is_left_out_and_what_shapes_them_stays() -> None:
    words = {"description": "What.", "type": ["string", "null"]}
    narrow = {"maxLength": 3, "pattern": "^a$", "not": {"type": "string", "pattern": "b"}}
    whole = {
        "$id": "https://example.org/x",
        "title": "X",
        "type": "object",
        "properties": {
            "pattern": {**words, **narrow},
            "one": {"description": "A part.", "$ref": "#/$defs/Part"},
            "many": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "minItems": 1, "uniqueItems": True},
        },
        "required": ["pattern"],
        "additionalProperties": False,
        "allOf": [{"type": "object"}],
        "$defs": {"Part": {"type": "integer", "minimum": 0, "const": 3}},
    }
    assert type_schema.plain(whole) == {
        "title": "X",
        "type": "object",
        "properties": {
            "pattern": words,
            "one": {"$ref": "#/$defs/Part"},
            "many": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        },
        "required": ["pattern"],
        "additionalProperties": False,
        "$defs": {"Part": {"type": "integer", "const": 3}},
    }


@pytest.mark.parametrize("name", [name for name in json_schema.names() if name != "record"])
def test_a_plain_schema_accepts_what_the_schema_does_and_refuses_another_structure(name: str) -> None:
    plain = jsonschema_rs.Draft202012Validator(type_schema.plain(json_schema.schema(name)))
    assert all(plain.is_valid(document) for document in case_files.documents_for(name))
    lines = (CASES / conformance_kit.KEYWORDS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    for case in json.loads((CASES / conformance_kit.INDEX).read_bytes())["cases"]:
        path, _, number = case["path"].partition("#")
        if path == f"{conformance_kit.KEYWORDS}/{name}.jsonl":
            is_structure = case["keyword"] in STRUCTURE and "allOf" not in case["name"].split("/")
            assert plain.is_valid(json.loads(lines[int(number)])) != is_structure, case["name"]


def test_the_text_of_a_plain_schema_is_its_value_and_ends_with_a_line_feed() -> None:
    text = type_schema.text("bundle")
    assert json.loads(text) == type_schema.plain(json_schema.schema("bundle"))
    assert text.endswith("}\n")
    with pytest.raises(KeyError):
        type_schema.text("nothing")
