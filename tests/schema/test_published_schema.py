from copy import deepcopy
from typing import Any

import pytest

from nsatu_data.comparison.comparable_schemas import fault
from nsatu_data.comparison.schema_changes import compare_schemas, least_schema_version
from nsatu_data.model.schema_version import BASE
from nsatu_data.schema import json_schema
from nsatu_data.schema.generated_modules import schema_files
from tests.support import published_schema, published_versions

JSON = dict[str, Any]

PUBLISHED: JSON = {
    "title": "Bundle",
    "type": "object",
    "properties": {"risks": {"type": "array", "items": {"$ref": "#/$defs/Risk"}}},
    "required": ["risks"],
    "$defs": {
        "Risk": {
            "type": "object",
            "properties": {"label": {"type": "string", "maxLength": 9}, "certainty": {"$ref": "#/$defs/Certainty"}},
            "required": ["label", "certainty"],
            "additionalProperties": False,
        },
        "Certainty": {"type": "string", "enum": ["open", "certain"]},
    },
}


def test_the_schema_version_is_the_one_that_the_changes_since_the_last_release_ask_for() -> None:
    assert published_schema.asked_for() is None, published_schema.asked_for()


def test_the_published_schema_and_the_present_one_have_nothing_that_is_not_compared() -> None:
    assert fault(published_schema.published()) is fault(json_schema.schema("bundle")) is None


def _with(**fields: JSON) -> JSON:
    schema = deepcopy(PUBLISHED)
    schema["$defs"]["Risk"]["properties"].update(fields)
    return schema


def _required(*names: str, **fields: JSON) -> JSON:
    schema = _with(**fields)
    schema["$defs"]["Risk"]["required"] = list(names)
    return schema


def _terms(*terms: str) -> JSON:
    schema = deepcopy(PUBLISHED)
    schema["$defs"]["Certainty"]["enum"] = list(terms)
    return schema


def _part() -> JSON:
    schema = _with(cost={"$ref": "#/$defs/Cost"})
    schema["$defs"]["Cost"] = {"type": "object", "properties": {"sum": {"type": "null"}}, "required": ["sum"]}
    return schema


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        (PUBLISHED, "1.3"),
        (_with(cost={"type": "null"}), "1.4"),
        (_terms("open", "certain", "likely"), "1.4"),
        (_part(), "1.4"),
        (_required("label", "certainty", "cost", cost={"type": "null"}), "2.0"),
        (_required("certainty"), "2.0"),
        (_terms("certain"), "2.0"),
    ],
)
def test_an_optional_field_or_a_term_asks_for_a_minor_version_and_all_else_for_a_major_one(
    changed: JSON, needed: str
) -> None:
    changes = compare_schemas(PUBLISHED, changed).changes
    assert least_schema_version("1.3", changes) == needed
    assert bool([change for change in changes if change.breaks]) is (changed != PUBLISHED)


@pytest.mark.parametrize(("file", "asks"), [("risk.schema.json", True), ("terms.ttl", True), ("FINDINGS.md", False)])
def test_other_words_for_the_same_fields_ask_for_a_minor_version_but_pages_do_not(
    monkeypatch: pytest.MonkeyPatch, file: str, *, asks: bool
) -> None:
    files = {name: text.encode() for name, text in schema_files().items()}
    published = published_versions.schema_versions()[-1]
    monkeypatch.setattr(published_versions, "current_schema", lambda: files | {file: files[file] + b"\n"})
    monkeypatch.setattr(published_versions, "_bytes", lambda file: _as_published(files, file.name, published))
    since = published_schema.changes()._replace(changes=())
    major, minor = published.split(".")
    assert published_schema._needed(since) == (f"{major}.{int(minor) + 1}" if asks else published)


def _as_published(files: dict[str, bytes], name: str, version: str) -> bytes:
    return files[name].replace(BASE.encode(), published_versions._base(version))
