import copy
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from nsatu_data import load
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.linking.references import references
from nsatu_data.model.record_models import RECORDS, AnyRecord, Claim
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, dataset, manifest
from tests.support.folders import ROOT

KINDS = ("sources", "actors", "places", "events", "contexts", "motives", "risks", "reactions", "implications")
SLUGS = ("a", "b", "c")


def _ids(linked: Mapping[str, Iterable[AnyRecord]]) -> dict[str, list[str]]:
    return {field: [one.id for one in records] for field, records in linked.items()}


def _some(kind: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(SLUGS), unique=True).map(lambda slugs: [f"{kind}/{slug}" for slug in slugs])


def _linked(slug: str) -> st.SearchStrategy[list[Values]]:
    """An event, a motive and an actor of one slug, with references to each other and to records that may not exist."""
    values = by_id()
    event = {**values["event/arda-joins"], "id": f"event/{slug}"}
    motive = {**values["motive/say-in-the-rules"], "id": f"motive/{slug}"}
    actor = {**values["actor/arda"], "id": f"actor/{slug}"}
    lists = {
        "agents": _some("actor"),
        "recipients": _some("actor"),
        "about": _some("event"),
        "mentions": _some("actor"),
    }
    return st.tuples(
        st.fixed_dictionaries({}, optional=lists).map(lambda given: {**event, **_filled(given)}),
        st.fixed_dictionaries(
            {"about": _some("event").filter(bool), "actor": st.sampled_from(["actor/a", "actor/z"])}
        ).map(lambda given: {**motive, **given}),
        st.fixed_dictionaries({}, optional={"part_of": st.sampled_from(["actor/a", "actor/c"])}).map(
            lambda given: {**actor, **given}
        ),
    ).map(list)


def _filled(given: Values) -> Values:
    return {field: value for field, value in given.items() if value}


DATASETS = st.tuples(*map(_linked, SLUGS)).map(lambda parts: [river_pact.records()[0], *chain(*parts)])


def _obeys_the_law_of_references(linked: Dataset) -> None:
    for a in linked:
        onward = linked.referred_from(a.id)
        for b in linked:
            backward = linked.referring_to(b.id)
            for field in {*onward, *backward}:
                assert (b in onward.get(field, ())) == (a in backward.get(field, ())), (a.id, field, b.id)


@given(DATASETS)
def test_a_refers_to_b_by_a_field_exactly_when_b_is_referred_to_by_a(records: list[Values]) -> None:
    _obeys_the_law_of_references(dataset(records))


def test_references_of_the_real_records_lead_both_ways() -> None:
    _obeys_the_law_of_references(load(ROOT / "records"))


def test_links_are_given_by_field() -> None:
    whole = dataset()
    assert _ids(whole.referred_from("risk/strain-on-the-budget")) == {
        "voice": ["source/river-pact"],
        "about": ["event/arda-joins"],
        "bearers": ["actor/arda"],
        "evidence": ["source/river-pact"],
    }
    assert _ids(whole.referring_to("actor/arda")) == {
        "agents": ["event/arda-asks-to-join", "event/arda-joins"],
        "actor": ["motive/say-in-the-rules"],
        "bearers": ["risk/strain-on-the-budget"],
    }
    assert whole.referring_to("reaction/some-welcome") == {}
    assert whole.referred_from("source/river-pact") == {}


def test_the_real_records_are_found_by_every_link_that_they_make() -> None:
    whole = load(ROOT / "records")
    made = {(one.id, found.field, found.target) for one in whole for found in references(one)}
    kept = {
        (one.id, field, other.id)
        for one in whole
        for field, links in whole.referred_from(one.id).items()
        for other in links
    }
    assert made == kept
    assert len(made) > len(whole)


def test_links_cannot_be_changed() -> None:
    links: list[Any] = [dataset().referred_from("event/arda-joins"), dataset().referring_to("actor/arda")]
    for link in links:
        with pytest.raises(TypeError, match="does not support item assignment"):
            link["agents"] = ()


@given(st.permutations(river_pact.records()))
def test_records_stand_by_kind_and_then_by_id_however_they_came(records: list[Values]) -> None:
    whole = dataset(records)
    order = list(RECORDS)
    assert [one.id for one in whole] == sorted(by_id(), key=lambda one: (order.index(one.split("/")[0]), one))
    assert [one.id for kind in KINDS for one in getattr(whole, kind)] == [one.id for one in whole]
    assert whole == dataset()


def test_the_order_is_that_of_ids_whatever_else_the_records_say() -> None:
    values = by_id()["actor/arda"]
    actors = [
        {**values, "id": f"actor/{slug}", "label": label} for slug, label in (("b", "A"), ("a-c", "B"), ("a", "C"))
    ]
    assert dataset(actors).actors.ids() == ("actor/a", "actor/a-c", "actor/b")


def test_each_collection_holds_the_records_of_its_kind() -> None:
    whole = dataset()
    for kind, model in RECORDS.items():
        assert [one.id for one in getattr(whole, f"{kind}s")] == [one for one in by_id() if one.startswith(f"{kind}/")]
        assert getattr(whole, f"{kind}s").model is model


def test_claims_are_the_records_with_a_statement() -> None:
    assert [one.id for one in dataset().claims] == [one for one, values in by_id().items() if "statement" in values]
    assert all(isinstance(one, Claim) for one in dataset().claims)
    assert dataset().claims["risk/strain-on-the-budget"] == dataset().risks["risk/strain-on-the-budget"]
    assert "actor/arda" not in dataset().claims


@pytest.mark.parametrize("identifier", ["actor/nobody", "actor", "", "ACTOR/ARDA"])
def test_an_unknown_id_is_a_key_error(identifier: str) -> None:
    whole = dataset()
    for look_up in (whole.__getitem__, whole.referred_from, whole.referring_to):
        with pytest.raises(KeyError) as caught:
            look_up(identifier)
        assert caught.value.args == (identifier,)
    assert identifier not in whole


def test_a_record_that_it_holds_is_in_the_dataset() -> None:
    whole = dataset()
    assert "actor/arda" in whole
    assert all(one in whole for one in whole)


@pytest.mark.parametrize("name", ["manifest", *KINDS, "claims", "anything"])
def test_no_attribute_of_a_dataset_can_be_set(name: str) -> None:
    whole: Any = dataset()
    with pytest.raises((AttributeError, TypeError)):
        setattr(whole, name, ())


def test_no_record_of_a_dataset_can_be_set_or_removed() -> None:
    whole: Any = dataset()
    with pytest.raises(TypeError, match="does not support item assignment"):
        whole["actor/arda"] = whole["actor/river-pact"]
    with pytest.raises(TypeError, match=r"does(?:n't| not) support item deletion"):
        del whole["actor/arda"]
    assert len(whole) == len(river_pact.records())


def test_no_field_of_a_record_can_be_set_at_any_depth() -> None:
    parts = [part for one in (*dataset(), manifest()) for part in _parts(one)]
    assert len(parts) > len(river_pact.records())
    for part in parts:
        for field in type(part).model_fields:
            with pytest.raises(ValidationError, match="frozen"):
                setattr(part, field, None)


def _parts(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for field in type(value).model_fields:
            yield from _parts(getattr(value, field))
    else:
        assert not isinstance(value, list | dict | set)
        for item in value if isinstance(value, tuple) else ():
            yield from _parts(item)


def test_datasets_are_equal_when_their_manifests_and_records_are() -> None:
    assert dataset() == dataset()
    assert dataset() != dataset(river_pact.records()[:-1])
    assert dataset() != Dataset(manifest(version="1.0.1"), dataset())
    assert dataset() != "another thing"
    with pytest.raises(TypeError, match="unhashable"):
        hash(dataset())


def test_a_dataset_says_what_it_is() -> None:
    assert repr(dataset()) == (
        "<Dataset 'Arda and the River Pact' 1.0.0: 12 records>\n"
        "  sources 1, actors 3, places 1, events 2, contexts 1, motives 1, risks 1, reactions 1, implications 1"
    )


def test_a_dataset_can_be_copied_after_its_links_were_followed() -> None:
    whole = dataset()
    whole.referring_to("actor/arda")
    assert copy.deepcopy(whole) == whole
