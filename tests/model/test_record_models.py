import inspect
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nsatu_data.model import record_models
from nsatu_data.model.record_models import RECORDS, Evidence, Manifest, Model
from nsatu_data.schema import json_schema
from nsatu_data.schema.model_fields import fields
from tests.support import case_files, river_pact
from tests.support.drawn_values import KINDS_OF_REFERENCES, Values, parts, records, texts

PARTS = [
    part
    for _, part in inspect.getmembers(record_models, inspect.isclass)
    if issubclass(part, Model) and part.__name__ not in ("Model", "Record", "Claim", "Bundle")
]
EXAMPLES: dict[str, Values] = {kind: next(iter(case_files.documents_for(kind)), {}) for kind in RECORDS}
EXAMPLES |= {record["kind"]: record for record in river_pact.records()}
EXAMPLES["actor"] = next(record for record in river_pact.records() if "headquarters" in record)
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.sampled_from((1.0, 1.5, "", "actor/a", "2024")) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("source", "x")), inner, max_size=2),
    max_leaves=3,
)


def takes(model: type[Model], values: Any) -> bool:
    try:
        model.model_validate_json(json.dumps(values))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("model", PARTS)
@settings(max_examples=8)
@given(data=st.data())
def test_values_come_out_as_they_went_in(model: type[Model], data: st.DataObject) -> None:
    values = data.draw(parts(model))
    part = model.model_validate_json(json.dumps(values))
    assert part.model_dump(mode="json", exclude_unset=True) == values
    assert model.model_validate_json(part.model_dump_json(exclude_unset=True)) == part


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=8)
@given(data=st.data())
def test_model_and_schema_take_the_same_records(kind: str, data: st.DataObject) -> None:
    values = data.draw(records(kind))
    assert takes(RECORDS[kind], values)
    assert json_schema.validator(kind).is_valid(values)
    assert json_schema.validator("record").is_valid(values)


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=40)
@given(data=st.data())
def test_model_and_schema_give_one_verdict_on_a_record_with_another_value(kind: str, data: st.DataObject) -> None:
    values: Values = dict(EXAMPLES[kind])
    name = data.draw(st.sampled_from((*fields(RECORDS[kind]), "surplus")))
    if data.draw(st.booleans()):
        values.pop(name, None)
    else:
        values[name] = data.draw(_JSON.filter(lambda value: json.dumps(value).isascii()))
    text = json.dumps(values)
    if text.isascii() and "\\u" not in text:
        assert takes(RECORDS[kind], values) == json_schema.validator(kind).is_valid(values)


@pytest.mark.parametrize("kind", RECORDS)
def test_a_left_out_value_is_none_and_a_left_out_list_is_empty(kind: str) -> None:
    model = RECORDS[kind]
    required = {name: value for name, value in EXAMPLES[kind].items() if fields(model)[name].required}
    record = model.model_validate_json(json.dumps(required))
    for name, field in fields(model).items():
        if not field.required:
            assert getattr(record, name) == (() if field.many else None)
            assert not takes(model, {**required, name: None})
            assert not takes(model, {**required, name: []})
        elif not field.nullable:
            assert not takes(model, {**required, name: None})
    assert not takes(model, {**required, "surplus": 1})


@pytest.mark.parametrize("kind", RECORDS)
def test_a_reference_takes_its_kinds_alone(kind: str) -> None:
    model = RECORDS[kind]
    for name, field in fields(model).items():
        if field.is_reference and field.alias:
            for other in RECORDS:
                value = [f"{other}/x"] if field.many else f"{other}/x"
                fits = other in KINDS_OF_REFERENCES[field.alias]
                assert takes(model, {**EXAMPLES[kind], name: value}) == fits, (name, other)


@pytest.mark.parametrize("name", ["themes", "agents"])
def test_an_item_is_listed_once(name: str) -> None:
    values = {**EXAMPLES["event"], name: EXAMPLES["event"][name] * 2}
    assert not takes(RECORDS["event"], values)
    assert not json_schema.validator("event").is_valid(values)


def test_a_record_cannot_be_changed() -> None:
    record = RECORDS["event"].model_validate_json(json.dumps(EXAMPLES["event"]))
    with pytest.raises(ValidationError):
        setattr(record, fields(type(record))["label"].name, "other")
    assert hash(record) == hash(RECORDS["event"].model_validate_json(json.dumps(EXAMPLES["event"])))


def test_nothing_is_coerced_but_a_whole_number_with_a_point() -> None:
    pointer = dict(EXAMPLES["event"]["evidence"][0])
    assert Evidence.model_validate_json(json.dumps({**pointer, "sentence": 1.0})).sentence == 1
    for value in ("1", 1.5, True, None, [1]):
        assert not takes(Evidence, {**pointer, "sentence": value})
    assert takes(Manifest, river_pact.manifest())
