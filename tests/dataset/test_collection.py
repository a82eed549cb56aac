import copy
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.dataset import selection
from nsatu_data.dataset.collection import NoSuchRecord, Records
from nsatu_data.dataset.kind_collections import Actors, Events, Risks
from nsatu_data.model.record_models import RECORDS, Actor, Risk
from nsatu_data.model.summaries import summary
from nsatu_data.model.vocabulary import Term
from tests.support import river_pact
from tests.support.example_datasets import by_id, dataset, record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

BUDGET = "risk/strain-on-the-budget"


def _risk(slug: str, **given: object) -> Risk:
    made = record({**by_id()[BUDGET], "id": f"risk/{slug}", **given})
    assert isinstance(made, Risk)
    return made


ANYONE = _risk("anyone", bearers=["actor/arda", "actor/river-pact"], themes=["legal"])
NOBODY = {key: value for key, value in by_id()[BUDGET].items() if key != "bearers"}
SOMEONE = record({**NOBODY, "id": "risk/someone", "voice": None, "certainty": "open", "themes": ["legal", "economic"]})


def _risks() -> Risks:
    assert isinstance(SOMEONE, Risk)
    return Risks([ANYONE, SOMEONE, _risk("strain")])


def test_going_through_gives_records_in_the_order_they_came_in() -> None:
    assert [risk.id for risk in _risks()] == ["risk/anyone", "risk/someone", "risk/strain"]
    assert _risks().ids() == ("risk/anyone", "risk/someone", "risk/strain")
    assert len(_risks()) == 3


def test_looking_up_takes_an_id_of_the_kind() -> None:
    assert _risks()["risk/someone"] == SOMEONE
    with pytest.raises(KeyError) as caught:
        _risks()["risk/nobody"]
    assert caught.value.args == ("risk/nobody",)
    assert str(caught.value) == "there is no risk risk/nobody"
    with pytest.raises(KeyError) as caught:
        dataset().risks["event/arda-joins"]
    assert str(caught.value) == "there is no risk event/arda-joins"


@pytest.mark.parametrize("look_up", ["[]", "referred_from", "referring_to"])
def test_an_unknown_id_is_reported_in_words(look_up: str) -> None:
    whole = dataset()
    find: Callable[[str], object] = whole.__getitem__ if look_up == "[]" else getattr(whole, look_up)
    with pytest.raises(KeyError) as caught:
        find("risk/strain-on-budget")
    assert str(caught.value) == f"there is no record risk/strain-on-budget; did you mean {BUDGET}?"
    for copied in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):  # noqa: S301
        assert (type(copied), str(copied), copied.args) == (NoSuchRecord, str(caught.value), caught.value.args)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"certainty": "posible"}, "posible is not a term of certainty; did you mean possible?"),
        (
            {"certainty": "maybe"},
            "maybe is not a term of certainty; the terms are certain, probable, possible, open",
        ),
        ({"themes": "Economic"}, "Economic is not a term of themes; did you mean economic?"),
        ({"kind": "risc"}, "risc is not a term of kind; did you mean risk?"),
        ({"bearers": "arda"}, "arda is not the id of an actor; did you mean actor/arda?"),
        ({"bearers": "actor/adra"}, "there is no record actor/adra; did you mean actor/arda?"),
        ({"bearers": "actor/nowhere-near-anyone"}, "there is no record actor/nowhere-near-anyone"),
        ({"bearers": "place/lorn"}, "place/lorn is not the id of an actor"),
        ({"voice": "river-pact"}, "river-pact is not the id of a speaker: a source or an actor; did you mean"),
        ({"id": "risk/strain-on-budget"}, f"there is no record risk/strain-on-budget; did you mean {BUDGET}?"),
        ({"about": "Arda joins"}, "Arda joins is not the id of a claim"),
        ({"certainty": "possible", "bearers": "actor/adra"}, "there is no record actor/adra; did you mean actor/arda?"),
    ],
)
def test_a_value_that_no_record_can_have_is_a_value_error(wanted: dict[str, str], message: str) -> None:
    for risks in (dataset().risks, dataset().risks.where(certainty="open")):
        with pytest.raises(ValueError) as caught:
            risks._select(wanted)
        assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "wanted",
    [
        {"certainty": "certain"},
        {"bearers": "actor/river-pact"},
        {"voice": "actor/arda"},
        {"kind": "actor"},
        {"label": "nothing like it"},
        {"voice": None},
    ],
)
def test_a_value_that_a_record_might_have_selects_none(wanted: dict[str, str | None]) -> None:
    assert dataset().risks._select(wanted).ids() == ()


def test_every_value_of_a_record_selects_it() -> None:
    for one in dataset():
        records: Records[Any] = getattr(dataset(), f"{one.kind}s")
        for name in type(one).model_fields:
            value = getattr(one, name)
            for item in value if isinstance(value, tuple) else (value,):
                assert one.id in records._select({name: item}).ids()
                assert one.id in records._select({name: str(item) if isinstance(item, Term) else item}).ids()


def test_membership_is_of_ids_and_of_records() -> None:
    risks: Collection[object] = _risks()
    assert "risk/someone" in risks
    assert SOMEONE in risks
    assert "risk/nobody" not in risks
    assert _risk("nobody") not in risks
    assert 3 not in risks


def test_equal_records_are_the_same_member() -> None:
    assert _risk("strain") in _risks()
    assert _risk("strain", label="Another label") not in _risks()


def test_a_collection_shows_its_first_records() -> None:
    assert repr(_risks().where(certainty="certain")) == ("<Risks: 0 records>")
    assert repr(_risks()) == (
        "<Risks: 3 records>\n"
        "  risk/anyone (possible, stated): Strain on Arda's budget\n"
        "  risk/someone (open, stated by nobody named): Strain on Arda's budget\n"
        "  risk/strain (possible, stated): Strain on Arda's budget"
    )
    assert repr(Risks([ANYONE])).startswith("<Risks: 1 record>\n")
    for count, shown, last in ((20, 20, None), (21, 10, "  and 11 more"), (1010, 10, "  and 1,000 more")):
        risks = [_risk(f"r{number}") for number in range(count)]
        head, *lines = repr(Risks(risks)).splitlines()
        assert head == f"<Risks: {count:,} records>"
        assert lines == [*(f"  {summary(risk)}" for risk in risks[:shown]), *([last] if last else [])]


def test_get_gives_a_record_or_the_default() -> None:
    assert _risks().get("risk/someone") == SOMEONE
    assert _risks().get("risk/nobody") is None
    assert _risks().get("risk/nobody", 3) == 3
    assert dataset().get("actor/arda") == dataset()["actor/arda"]
    assert dataset().get("actor/nobody", "none") == "none"


@pytest.mark.parametrize("position", [0, -1, slice(0, 2), None])
def test_a_position_is_no_key(position: object) -> None:
    records: Any
    for records in (_risks(), dataset()):
        with pytest.raises(TypeError) as caught:
            records[position]
        message = "records are looked up by id; for positions, make a list of them: list(records)[0]"
        assert str(caught.value) == message
        assert caught.value.__context__ is None or caught.value.__suppress_context__
        assert list(records)[:2] == [next(iter(records)), list(records)[1]]


def test_a_collection_can_be_gone_through_from_its_end() -> None:
    assert [risk.id for risk in reversed(_risks())] == ["risk/strain", "risk/someone", "risk/anyone"]


def test_collections_are_equal_if_their_kinds_and_records_are() -> None:
    assert _risks() == _risks()
    assert hash(_risks()) == hash(_risks())
    assert _risks() != _risks().where(voice=None)
    assert _risks() != Risks([ANYONE, SOMEONE, _risk("strain", label="Another label")])  # type: ignore[list-item]
    assert Risks([]) != Actors([])
    assert Risks([]) != []


def test_the_tab_key_offers_the_ids() -> None:
    assert _risks()._ipython_key_completions_() == list(_risks().ids())
    assert dataset()._ipython_key_completions_() == [record.id for record in dataset()]


def test_an_item_can_be_neither_set_nor_removed() -> None:
    risks: Any = _risks()
    with pytest.raises(TypeError, match="does not support item assignment"):
        risks["risk/strain"] = ANYONE
    with pytest.raises(TypeError, match=r"does(?:n't| not) support item deletion"):
        del risks["risk/strain"]
    assert risks.ids() == ("risk/anyone", "risk/someone", "risk/strain")


def test_a_scalar_is_selected_by_equality() -> None:
    assert _risks().where(certainty="open").ids() == ("risk/someone",)
    assert _risks().where(id="risk/strain").ids() == ("risk/strain",)


def test_a_list_is_selected_by_an_item() -> None:
    assert _risks().where(bearers="actor/arda").ids() == ("risk/anyone", "risk/strain")
    assert _risks().where(themes="economic").ids() == ("risk/someone", "risk/strain")
    assert _risks().where(bearers="actor/nobody").ids() == ()


def test_null_is_selected_by_none() -> None:
    assert _risks().where(voice=None).ids() == ("risk/someone",)


def test_an_absent_scalar_is_selected_by_none() -> None:
    actors = dataset().actors
    assert actors.where(headquarters=None).ids() == ("actor/arda", "actor/welcomers")
    assert actors.where(headquarters="place/lorn").ids() == ("actor/river-pact",)
    assert dataset().events.where(type=None).ids() == ("event/arda-joins",)


def test_a_list_that_is_left_out_is_selected_by_none() -> None:
    unborne = record({**NOBODY, "id": "risk/unborne"})
    assert isinstance(unborne, Risk)
    assert Risks([ANYONE, unborne]).where(bearers=None).ids() == ("risk/unborne",)
    assert Risks([ANYONE, unborne]).where(bearers=None, certainty="open").ids() == ()
    assert dataset().contexts.where(actors=None).ids() == ("context/river-trade-grows",)


@pytest.mark.parametrize("kind", RECORDS)
def test_where_and_the_command_select_the_same_records_by_null(kind: str) -> None:
    whole = dataset()
    collection: Records[Any] = getattr(whole, f"{kind}s")
    for field in RECORDS[kind].model_fields:
        assert collection._select({field: None}).ids() == tuple(
            one.id for one in selection.select(whole, [kind], [(field, None)])
        )


def test_every_field_named_must_hold() -> None:
    assert _risks().where(bearers="actor/arda", themes="economic").ids() == ("risk/strain",)
    assert _risks().where().ids() == _risks().ids()


def test_a_selection_is_a_collection_of_the_same_kind() -> None:
    assert type(_risks().where(themes="legal")) is Risks
    assert type(dataset().actors.where(type="polity")) is Actors
    assert type(dataset().events.where(prominence="main")) is Events


@pytest.mark.parametrize(
    ("collection", "field", "message"),
    [
        (dataset().risks, {"bearer": "actor/arda"}, "Risk has no field bearer; did you mean bearers?"),
        (dataset().risks, {"certanty": "open"}, "Risk has no field certanty; did you mean certainty?"),
        (dataset().risks, {"stance": "mixed", "agents": "actor/arda"}, "Risk has no field agents, stance"),
        (dataset().actors, {"statement": "x"}, "Actor has no field statement"),
        (dataset().sources.where(genre="opinion"), {"certainty": "open"}, "Source has no field certainty"),
    ],
)
def test_an_unknown_field_is_a_type_error(collection: Records[Risk], field: dict[str, str], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        collection._select(field)
    assert str(caught.value) == message


ACTORS = [actor for actor in map(record, river_pact.records()) if isinstance(actor, Actor)]


@given(st.lists(st.sampled_from(ACTORS), unique=True), st.sampled_from(sorted(Actor.model_fields)), st.data())
def test_a_selection_holds_just_the_records_that_have_the_value(
    actors: list[Actor], field: str, data: st.DataObject
) -> None:
    values = [getattr(actor, field) for actor in ACTORS]
    items = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    wanted = data.draw(st.sampled_from(items or ["Arda"]))
    had = [actor.id for actor in actors if wanted in (found if _listed(found := getattr(actor, field)) else [found])]
    assert Actors(actors)._select({field: wanted}).ids() == tuple(had)


def _listed(value: object) -> bool:
    return isinstance(value, tuple)


def test_a_collection_cannot_be_changed() -> None:
    risks = dataset().risks
    with pytest.raises(AttributeError, match="Risks cannot be changed"):
        risks.anything = ("actor",)
    with pytest.raises(AttributeError, match="Risks cannot be changed"):
        del risks._by_id


def test_a_pickle_of_a_collection_has_its_records_and_no_others() -> None:
    some = dataset().actors.where(type="polity")
    pickled = pickle.dumps(some)
    assert b"statement" not in pickled
    loaded = pickle.loads(pickled)  # noqa: S301
    assert loaded == some
    with pytest.raises(ValueError, match="did you mean place/lorn"):
        loaded.where(headquarters="place/lorm")
