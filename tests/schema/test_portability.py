"""The rules that make a schema mean the same in every validator and code generator."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.schema import json_schema
from tests.support.folders import SCHEMA

FILES = sorted(SCHEMA.glob("*.schema.json"))
SAFE_INTEGER = 2**53 - 1
ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description"}
APPLICATORS = {"$ref", "properties", "items", "allOf", "if", "then", "else", "not"}
CONSTRAINTS = {
    "type": {"string", "integer", "object", "array", "null"},
    "const": {"string"},
    "enum": {"string"},
    "minLength": {"string"},
    "maxLength": {"string"},
    "pattern": {"string"},
    "minimum": {"integer"},
    "maximum": {"integer"},
    "minItems": {"array"},
    "maxItems": {"array"},
    "uniqueItems": {"array"},
    "required": {"object"},
    "additionalProperties": {"object"},
}
# Literals, escapes, classes, non-capturing groups, alternatives, repetitions and anchors. Control characters
# must be escapes within classes, because in C++ a NUL ends a pattern.
PORTABLE = re.compile(
    r"(?:[A-Za-z0-9 /:_~%!-]|\\[.\\/()+\[\]-]|\[\^?(?:[^\[\]\\-]|\\[-\]\[\\]|\\x[01][0-9a-f](?:-\\x[01][0-9a-f])?|\\x7f"
    r"|[^\[\]\\]-[^\[\]\\])+\]"
    r"|\(\?:|[()|?*+^$]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\})*"
)

each_file = pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """The schema, and every schema within it."""
    yield node
    for key in ("properties", "$defs"):
        for child in node.get(key, {}).values():
            yield from _nodes(child)
    for key in ("items", "if", "then", "else", "not"):
        if key in node:
            yield from _nodes(node[key])
    for child in node.get("allOf", ()):
        yield from _nodes(child)


def _types(node: dict[str, Any]) -> list[str]:
    written = node.get("type", [])
    return [written] if isinstance(written, str) else list(written)


def _read(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(file.read_bytes())
    return read


def test_there_is_a_file_for_each_schema() -> None:
    assert {file.name for file in FILES} == {json_schema.file_name(name) for name in json_schema.names()}


@each_file
def test_js01_one_dialect_one_absolute_id_and_references_to_definitions_only(file: Path) -> None:
    whole = _read(file)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole["$id"] == f"https://w3id.org/nsatu-data/schema/{SCHEMA_VERSION}/{file.name}"
    used = {node["$ref"] for node in _nodes(whole) if "$ref" in node}
    assert used == {f"#/$defs/{name}" for name in whole.get("$defs", {})}
    assert [node for node in _nodes(whole) if node is not whole and {"$id", "$schema", "$defs"} & node.keys()] == []


@each_file
def test_js02_js04_js09_no_keyword_outside_the_portable_ones(file: Path) -> None:
    known = ANNOTATIONS | APPLICATORS | CONSTRAINTS.keys()
    assert {key for node in _nodes(_read(file)) for key in node} - known == set()


@each_file
def test_js03_every_keyword_has_a_type_next_to_it(file: Path) -> None:
    for node in _nodes(_read(file)):
        types = set(_types(node))
        for keyword in CONSTRAINTS.keys() & node.keys():
            assert types & CONSTRAINTS[keyword], node
        if len(types) > 1:
            assert "null" in types, node
            assert len(types) == 2, node
        assert types or node.keys() <= {"$ref", "description"} or node.keys() == {"if", "then"}, node


@each_file
def test_js04_objects_that_name_all_their_properties_are_closed(file: Path) -> None:
    whole = _read(file)
    opening = {id(node[key]) for node in _nodes(whole) for key in ("if", "then", "else", "not") if key in node}
    conditional = {id(part) for node in _nodes(whole) for part in node.get("allOf", ())} | opening
    for node in _nodes(whole):
        if "object" in _types(node) and id(node) not in conditional and whole["title"] != "Record":
            assert node["additionalProperties"] is False, node
    if whole["title"] == "Record":
        kinds = [node for name, node in whole["$defs"].items() if "id" in node.get("properties", {})]
        assert [node["additionalProperties"] for node in kinds] == [False] * 9


@each_file
def test_js05_patterns_are_portable_ascii_and_have_a_partner_and_a_length(file: Path) -> None:
    whole = _read(file)
    refused = {id(node["not"]) for node in _nodes(whole) if "not" in node}
    conditional = {id(child) for node in _nodes(whole) if "if" in node for child in _nodes(node["then"])}
    for node in _nodes(whole):
        if "pattern" not in node:
            continue
        pattern = node["pattern"]
        assert pattern.isascii()
        assert pattern.isprintable()
        assert PORTABLE.fullmatch(pattern), pattern
        # Some engines read these as set operations.
        assert not re.search(r"&&|--|~~|\|\||\[\[", pattern), pattern
        re.compile(pattern)
        if id(node) not in refused | conditional:
            assert node["not"]["pattern"].startswith("["), node
            order = [key for key in node if key in ("maxLength", "pattern", "not")]
            assert order == ["maxLength", "pattern", "not"], node


@each_file
def test_js06_no_format_is_asked_for(file: Path) -> None:
    assert [node for node in _nodes(_read(file)) if "format" in node] == []


@each_file
def test_js07_whole_numbers_are_bounded_to_what_a_double_holds(file: Path) -> None:
    for node in _nodes(_read(file)):
        if "integer" in _types(node):
            assert -SAFE_INTEGER <= node["minimum"] <= node["maximum"] <= SAFE_INTEGER


@each_file
def test_js08_kinds_are_distinguished_by_a_required_constant(file: Path) -> None:
    whole = _read(file)
    for node in _nodes(whole):
        if "const" in node.get("properties", {}).get("kind", {}):
            assert "kind" in node["required"], node
    assert [node for node in _nodes(whole) if {"oneOf", "anyOf"} & node.keys()] == []


@each_file
def test_js09_titles_and_defaults_stand_at_no_property_and_enumerations_hold_strings(file: Path) -> None:
    for node in _nodes(_read(file)):
        for child in node.get("properties", {}).values():
            assert not {"title", "default", "examples"} & child.keys(), child
        assert all(isinstance(term, str) for term in node.get("enum", ())), node


@each_file
def test_js10_the_file_is_json_that_every_parser_reads_alike(file: Path) -> None:
    def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    text = file.read_bytes().decode("utf-8")
    json.loads(text, object_pairs_hook=distinct)
    assert text.endswith("}\n")
    assert "\ufeff" not in text
