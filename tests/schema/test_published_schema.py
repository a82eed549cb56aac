from copy import deepcopy
from typing import Any

import pytest

from nsatu_data.comparison.comparable_schemas import fault
from nsatu_data.comparison.schema_changes import compare_schemas, least_schema_version
from nsatu_data.schema import json_schema
from tests.support.published_schema import RECORD, asked_for, schema_of, shape

PUBLISHED = {
    'Bundle definition {"type": "object"}',
    'Bundle.risks required {"type": "array", "items": {"$ref": "#/$defs/Risk"}}',
    'Risk definition {"type": "object", "additionalProperties": false}',
    'Risk.label required {"type": "string", "maxLength": 9}',
    'Risk.certainty required {"$ref": "#/$defs/Certainty"}',
    'Certainty definition {"type": "string"}',
    "Certainty term open",
    "Certainty term certain",
}


def test_the_schema_version_is_the_one_that_the_changes_since_the_last_release_ask_for() -> None:
    assert asked_for() is None, asked_for()


def test_the_published_schema_and_the_present_one_have_nothing_that_is_not_compared() -> None:
    lines = RECORD.read_text(encoding="utf-8").splitlines()[1:]
    assert fault(schema_of(lines)) is fault(schema_of(shape())) is None


def _accepted(node: Any) -> Any:
    """A schema without words, and with what has no order sorted."""
    if isinstance(node, list):
        return [_accepted(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _accepted(value) for key, value in node.items() if key not in ("description", "$schema", "$id")}
    kept = {key: sorted(value, key=str) if key in ("required", "enum") else value for key, value in kept.items()}
    return {key: value for key, value in kept.items() if key != "title" and value not in ([], {})}


def test_the_lines_of_the_shape_describe_the_whole_schema() -> None:
    schema = deepcopy(json_schema.schema("bundle"))
    assert _accepted(schema_of(shape())) == _accepted(schema)
    assert [one for one in compare_schemas(schema, schema_of(shape())).changes if one.breaks] == []


@pytest.mark.parametrize(
    ("added", "removed", "needed"),
    [
        (set(), set(), "1.3"),
        ({'Risk.cost optional {"type": "null"}'}, set(), "1.4"),
        ({"Certainty term likely"}, set(), "1.4"),
        (
            {
                'Risk.cost optional {"$ref": "#/$defs/Cost"}',
                'Cost definition {"type": "object"}',
                'Cost.sum required {"type": "null"}',
            },
            set(),
            "1.4",
        ),
        ({'Risk.cost required {"type": "null"}'}, set(), "2.0"),
        (
            {'Risk.label optional {"type": "string", "maxLength": 9}'},
            {'Risk.label required {"type": "string", "maxLength": 9}'},
            "2.0",
        ),
        (set(), {"Certainty term open"}, "2.0"),
    ],
)
def test_an_optional_field_or_a_term_asks_for_a_minor_version_and_all_else_for_a_major_one(
    added: set[str], removed: set[str], needed: str
) -> None:
    changes = compare_schemas(schema_of(sorted(PUBLISHED)), schema_of(sorted((PUBLISHED | added) - removed))).changes
    assert least_schema_version("1.3", changes) == needed
    assert [change for change in changes if change.breaks] if added or removed else not changes
