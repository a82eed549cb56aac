import inspect
import re

import pytest

from nsatu_data.model import record_models
from nsatu_data.model.field_shape import FieldShape, Limits
from nsatu_data.model.record_models import RECORDS, Actor, Event, Evidence, Identifiers, Manifest, Model, Motive, Source
from nsatu_data.model.string_forms import OFFSET_LIMIT
from nsatu_data.model.vocabulary import Certainty, EventType, Theme
from nsatu_data.schema import json_schema
from nsatu_data.schema.model_fields import fields, model_of
from tests.support.drawn_values import KINDS_OF_REFERENCES

MODELS = [part for _, part in inspect.getmembers(record_models, inspect.isclass) if issubclass(part, Model)]
PARTS = [part for part in MODELS if part.__name__ not in ("Model", "Record", "Claim")]


def definition(model: type[Model]) -> dict[str, object]:
    """The derived schema of a model: another way to get its fields."""
    bundle = json_schema.schema("bundle")
    found: dict[str, object] = bundle if model.__name__ == "Bundle" else bundle["$defs"][model.__name__]
    return found


@pytest.mark.parametrize("model", PARTS)
def test_fields_are_those_of_the_schema_in_their_order(model: type[Model]) -> None:
    described = definition(model)
    assert list(fields(model)) == list(described["properties"])  # type: ignore[call-overload]
    assert [name for name, field in fields(model).items() if field.required] == described.get("required", [])


@pytest.mark.parametrize("model", PARTS)
def test_a_field_is_required_or_optional_and_never_optional_and_nullable(model: type[Model]) -> None:
    for name, field in fields(model).items():
        assert field.name == name
        assert field.required or not field.nullable
        assert re.fullmatch(r"[A-Z]\S*(?: \S+)*\.", field.description)
        assert field.leaf in (str, int) or model_of(field) or field.vocabulary
        assert not (model_of(field) and field.vocabulary)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Event, ("when", str, "Edtf", False, True, True, None)),
        (Event, ("type", EventType, None, False, False, False, None)),
        (Event, ("about", str, "EventId", True, False, False, None)),
        (Event, ("kind", str, None, False, True, False, "event")),
        (Event, ("themes", Theme, None, True, True, False, None)),
        (Motive, ("certainty", Certainty, None, False, True, False, None)),
        (Motive, ("evidence", dict, None, True, True, False, None)),
        (Actor, ("name", str, None, False, True, True, None)),
        (Actor, ("aliases", str, None, True, False, False, None)),
        (Actor, ("identifiers", dict, None, False, False, False, None)),
        (Source, ("sentences", dict, None, True, True, False, None)),
        (Evidence, ("start", int, None, False, True, False, None)),
        (Manifest, ("retired", str, "RecordId", True, False, False, None)),
    ],
)
def test_a_field_is_read_off_its_annotation(model: type[Model], expected: tuple[object, ...]) -> None:
    name, leaf, alias, many, required, nullable, constant = expected
    field = fields(model)[str(name)]
    assert (field.leaf, field.alias, field.many) == (leaf, alias, many)
    assert (field.required, field.nullable, field.constant) == (required, nullable, constant)


@pytest.mark.parametrize(
    ("model", "name", "part", "size", "items"),
    [
        (Event, "label", None, (1, 80), None),
        (Event, "themes", None, None, (1, 200)),
        (Event, "evidence", Evidence, None, (1, 200)),
        (Event, "when", None, None, None),
        (Event, "basis", None, None, None),
        (Actor, "name", None, (1, 160), None),
        (Actor, "aliases", None, (1, 160), (1, 200)),
        (Actor, "identifiers", Identifiers, None, None),
        (Source, "sentences", record_models.SentenceSpan, None, (1, OFFSET_LIMIT)),
        (Evidence, "start", None, (0, 100_000_000), None),
        (record_models.Bundle, "events", Event, None, None),
        (record_models.Bundle, "dataset", Manifest, None, None),
    ],
)
def test_limits_and_parts_are_those_of_the_schema(
    model: type[Model], name: str, part: type[Model] | None, size: Limits | None, items: Limits | None
) -> None:
    field = fields(model)[name]
    assert (model_of(field), field.size, field.items) == (part, size, items)


def test_a_reference_is_a_field_that_names_other_records() -> None:
    found = {
        (kind, name): field.alias
        for kind, model in RECORDS.items()
        for name, field in fields(model).items()
        if field.is_reference
    }
    assert all(name != "id" and alias in KINDS_OF_REFERENCES for (_, name), alias in found.items())
    assert {name for kind, name in found if kind == "event"} == {
        "about",
        "voice",
        "mentions",
        "agents",
        "recipients",
        "place",
    }
    assert {name for kind, name in found if kind == "source"} == set()


def test_fields_are_read_once_and_cannot_be_changed() -> None:
    assert fields(Event) is fields(Event)
    assert isinstance(fields(Event)["id"], FieldShape)
    with pytest.raises(TypeError):
        fields(Event)["id"] = fields(Event)["kind"]  # type: ignore[index]
