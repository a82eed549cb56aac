import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Annotated, Any

import pytest
from pydantic import Field

from nsatu_data.export import to_json
from nsatu_data.model.record_models import RECORDS, Manifest, Model
from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.schema import json_schema
from nsatu_data.schema.generated_modules import schema_files
from nsatu_data.schema.model_fields import fields
from tests.support import river_pact
from tests.support.example_datasets import Values, dataset
from tests.support.folders import ROOT

FOLDER = ROOT / "schema"
NAMES = (*RECORDS, "dataset", "record", "bundle")


def test_there_is_a_schema_for_each_kind_and_for_the_whole() -> None:
    assert json_schema.names() == NAMES
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(schema_files())


@pytest.mark.parametrize("name", schema_files())
def test_a_committed_file_is_what_the_models_give(name: str) -> None:
    assert (FOLDER / name).read_bytes() == schema_files()[name].encode("utf-8"), "run `nsatu-data schema`"


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_schema_holds_the_schema(name: str) -> None:
    text = json_schema.text(name)
    assert json.loads(text) == json_schema.schema(name)
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_its_dialect_and_its_name(name: str) -> None:
    assert json_schema.schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json_schema.schema(name)["$id"] == f"https://w3id.org/nsatu-data/schema/{SCHEMA_VERSION}/{name}.schema.json"


@pytest.mark.parametrize("look_up", [json_schema.schema, json_schema.text, json_schema.validator])
def test_an_unknown_schema_is_a_key_error(look_up: Any) -> None:
    with pytest.raises(KeyError, match=r"^'actors'$"):
        look_up("actors")


def _nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema with its JSON pointer. Names of properties and definitions are not subschemas."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _nodes(item, f"{path}/{index}")
    elif isinstance(node, dict):
        named = path.rpartition("/")[2] in ("properties", "$defs") and not path.endswith("/properties/properties")
        if not named:
            yield path, node
        for key, value in node.items():
            yield from _nodes(value, f"{path}/{key}")


@pytest.mark.parametrize("name", NAMES)
def test_every_definition_is_referred_to_and_every_reference_leads_to_one(name: str) -> None:
    whole = json_schema.schema(name)
    referred = {node["$ref"] for _, node in _nodes(whole) if "$ref" in node}
    assert referred == {f"#/$defs/{definition}" for definition in whole.get("$defs", {})}


@pytest.mark.parametrize("name", NAMES)
def test_objects_with_properties_of_their_own_are_closed(name: str) -> None:
    outer = [
        path
        for path, node in _nodes(json_schema.schema(name))
        if "properties" in node and "additionalProperties" not in node
    ]
    conditional = re.compile("/(?:if|then|else|allOf|not)(?:/|$)")
    assert [path for path in outer if not conditional.search(path)] == ([""] if name == "record" else [])


@pytest.mark.parametrize("name", RECORDS)
def test_required_and_optional_fields_are_those_of_the_model(name: str) -> None:
    for model, node in ((RECORDS[name], json_schema.schema(name)), (Manifest, json_schema.schema("dataset"))):
        assert list(node["properties"]) == list(fields(model))
        assert node["required"] == [field.name for field in fields(model).values() if field.required]
        for field in fields(model).values():
            said = node["properties"][field.name]
            referred = node["$defs"].get(said.get("$ref", "").rpartition("/")[2], {})
            assert said.get("description", referred.get("description")) == field.description
            assert ("null" in said.get("type", ())) == field.nullable
            assert (said.get("type") == "array") == field.many


@pytest.mark.parametrize("values", river_pact.records(), ids=lambda values: values["id"])
def test_the_examples_are_accepted_by_their_kind_and_as_any_record(values: Values) -> None:
    for name in (values["kind"], "record"):
        assert [error.message for error in json_schema.validator(name).iter_errors(values)] == []


def test_the_example_is_accepted_as_manifest_and_as_bundle() -> None:
    json_schema.validator("dataset").validate(river_pact.manifest())
    json_schema.validator("bundle").validate(json.loads(to_json.write(dataset())))


@pytest.mark.parametrize("values", river_pact.records(), ids=lambda values: values["id"])
def test_a_record_without_a_required_field_or_with_another_is_refused(values: Values) -> None:
    model = RECORDS[values["kind"]]
    for field in fields(model).values():
        less = {name: value for name, value in values.items() if name != field.name}
        for name in (values["kind"], "record"):
            assert json_schema.validator(name).is_valid(less) == (not field.required), (name, field.name)
    assert not json_schema.validator(values["kind"]).is_valid({**values, "note": "x"})


def test_what_is_given_out_is_not_what_is_kept() -> None:
    before = deepcopy(json_schema.schema("risk"))
    json_schema.validator("risk").is_valid({})
    assert json_schema.schema("risk") == before


class _Either(Model):
    __doc__ = "Either."

    value: Annotated[int | str, Field(description="Either.")]


def test_a_union_that_no_portable_schema_can_say_is_refused() -> None:
    with pytest.raises(TypeError, match=r"a union that is not `X \| None` has no portable schema"):
        json_schema._finish("either", _Either.model_json_schema(schema_generator=json_schema._Generator))
