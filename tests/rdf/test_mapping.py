"""Every field of the models has a property, a key in the context, and a place in a shape; no two are mistaken."""

import re
from collections import defaultdict

import pytest

from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS, Claim
from nsatu_data.rdf import json_ld, mapping, namespaces, record_nodes, shapes, vocabulary_nodes
from nsatu_data.rdf.graph import Iri, List, Node, Value
from nsatu_data.rdf.mapping import classes, owners, properties
from nsatu_data.rdf.namespaces import SHACL, vocabularies

each_owner = pytest.mark.parametrize("owner", owners())


@each_owner
def test_no_two_fields_of_a_model_have_the_same_property(owner: str) -> None:
    fields = properties(owner)
    assert [name for name, shape in FIELDS[owner].items() if shape.constant is None] == list(fields)
    places = [(*(step.property for step in field.steps), field.iri) for field in fields.values()]
    assert len(set(places)) == len(places)


def test_no_name_has_two_meanings() -> None:
    uses: defaultdict[str, set[str]] = defaultdict(set)
    for name in (mapping.SILENT_ON, record_nodes.IN_SENTENCE, record_nodes.HAS_RECORD, vocabulary_nodes.POSITION):
        uses[name].add("link")
    for owner in owners():
        uses[classes(owner)[0]].add("class")
        whole = owner if FIELDS[owner].keys() & {"kind", "retired"} else None
        for name, field in properties(owner).items():
            # Records share the properties of fields with the same name. Those of parts have the name of the part.
            uses[field.iri].add("property")
            if field.iri.startswith(namespaces.TERMS):
                own = name if whole else f"{owner}_{name}"
                assert field.iri == namespaces.TERMS + namespaces.camel_case(own)
    for terms in vocabularies():
        uses[namespaces.scheme(terms)].add("scheme")
        assert all(re.fullmatch("[A-Za-z0-9_-]+", term) for term in terms)
    assert {name: found for name, found in uses.items() if len(found) > 1} == {}


def test_claims_are_the_kinds_that_the_models_know_as_claims() -> None:
    found = {kind for kind in RECORDS if mapping.class_of(kind) in mapping.claims()}
    assert found == {kind for kind, model in RECORDS.items() if issubclass(model, Claim)}
    for kind in RECORDS:
        assert (mapping.CLAIM in classes(kind)) == (kind in found)
        assert mapping.RECORD in classes(kind)


def test_no_key_of_the_context_hides_another() -> None:
    context = json_ld.context()
    of_all = context.keys()
    for name, defined in context.items():
        if isinstance(defined, dict):
            scoped = defined.get("@context", {})
            assert scoped.keys() & of_all == set(), name
    for terms in vocabularies():
        assert context[terms.__name__] == f"{namespaces.scheme(terms)}/"


@each_owner
def test_every_field_has_a_key_in_the_context_of_its_class(owner: str) -> None:
    context = json_ld.context()
    for name, field in properties(owner).items():
        inner = [owner[:1].upper() + owner[1:], *(step.type.rpartition("#")[2] for step in field.steps)][-1]
        keys = context[inner]["@context"]
        assert ("identifier" if name == "id" else name) in keys
        assert (f"{name}_in_order" in keys) == field.shape.many


@each_owner
def test_every_field_is_in_the_shape_of_its_model(owner: str) -> None:
    shape = next(each for each in shapes.shapes() if each.iri == f"{classes(owner)[0]}Shape")
    inner = [each for each in shape.properties[f"{SHACL}property"] if isinstance(each, Node)]
    paths = [_path(each.properties[f"{SHACL}path"][0]) for each in inner]
    for field in properties(owner).values():
        assert [*(step.property for step in field.steps), field.iri] in paths


def _path(value: Value) -> list[str]:
    if isinstance(value, List):
        return [item.iri for item in value.items if isinstance(item, Iri)]
    assert isinstance(value, Iri)
    return [value.iri]


def test_a_new_field_changes_the_property_the_context_and_the_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    added = FieldShape("damage_done", "What it would cost.", str, required=True, nullable=True, size=(1, 80))
    monkeypatch.setitem(FIELDS, "risk", {**FIELDS["risk"], "damage_done": added})
    caches = (mapping.properties, json_ld._keys)
    for cache in caches:
        cache.cache_clear()
    try:
        assert properties("risk")["damage_done"].iri == f"{namespaces.TERMS}damageDone"
        assert json_ld.context()["Risk"]["@context"]["damage_done"] == {"@id": "nsatu:damageDone"}
        assert "damageDone" in str(next(each for each in shapes.shapes() if each.iri == f"{namespaces.TERMS}RiskShape"))
    finally:
        for cache in caches:
            cache.cache_clear()
