"""Laws of `where`: it selects what a plain comprehension selects, and refuses what no record can have."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from nsatu_data.dataset.collection import Records
from nsatu_data.dataset.kind_collections import Claims, Events, MixedRecords, Reactions, Risks
from nsatu_data.model import Certainty, Evidence
from nsatu_data.model.record_models import RECORDS, AnyRecord
from tests.support.drawn_datasets import linked_records
from tests.support.drawn_values import CLAIMS
from tests.support.example_datasets import by_id, dataset, record

BUDGET = "risk/strain-on-the-budget"
FORMS: list[Callable[[list[Any]], Any]] = [list, tuple, frozenset, iter, dict.fromkeys]
"""The ways in which several values are given."""


def _has(one: AnyRecord, field: str, wanted: object) -> bool:
    """Whether a record has a value in a field, read off its dump."""
    if field not in type(one).model_fields:
        return False
    value = one.model_dump(mode="json")[field]
    if isinstance(value, list):
        if wanted is None:
            return value == []
        if isinstance(wanted, Evidence):
            return wanted.model_dump(mode="json") in value
        return wanted in value or wanted in [item["source"] for item in value if isinstance(item, dict)]
    return bool(value == wanted)


def _values(record: AnyRecord, field: str) -> list[Any]:
    value = getattr(record, field, None)
    if not isinstance(value, tuple):
        return [value]
    return [*value, *(item.source for item in value if isinstance(item, Evidence))] or [None]


def _known(records: Records[Any], field: str) -> list[Any]:
    """The values that some record has in a field."""
    return [value for record in records for value in _values(record, field)] or [None]


SOME: list[AnyRecord] = [
    record({**by_id()[given], "id": f"{given.partition('/')[0]}/{slug}"})
    for given in ("source/river-pact", "actor/arda", "place/lorn", "event/arda-joins", BUDGET)
    for slug in ("a", "b", "c")
]
"""Records that drawn records may refer to."""
_COLLECTIONS: list[tuple[type[Records[Any]], tuple[str, ...]]] = [
    (Claims, CLAIMS),
    (MixedRecords, tuple(RECORDS)),
    (Risks, ("risk",)),
    (Reactions, ("reaction",)),
]


@st.composite
def _collections(draw: st.DrawFn) -> Records[Any]:
    collection, kinds = draw(st.sampled_from(_COLLECTIONS))
    drawn: Records[Any] = collection(draw(linked_records(kinds, most=5)))
    return drawn


def _fields(records: Records[Any]) -> list[str]:
    of_parts = {"text", "sentences", "identifiers", "against_words"}
    return sorted({name for kind in records.kinds for name in RECORDS[kind].model_fields} - of_parts)


def _ids(records: Iterable[AnyRecord]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _one_value_selects_the_records_that_have_it(records: Records[Any], field: str, data: DataObject) -> None:
    wanted = data.draw(st.sampled_from(_known(records, field)))
    assert records._select({field: wanted}).ids() == _ids(one for one in records if _has(one, field, wanted))


def _several_values_select_the_records_that_have_one_of_them(
    records: Records[Any], field: str, data: DataObject
) -> None:
    wanted = data.draw(st.lists(st.sampled_from(_known(records, field))))
    form = data.draw(st.sampled_from(FORMS))
    expected = _ids(one for one in records if any(_has(one, field, value) for value in wanted))
    assert records._select({field: form(wanted)}).ids() == expected


def _records_select_what_their_ids_select(records: Records[Any], field: str, data: DataObject) -> None:
    targets = [other for other in SOME if other.id in _known(records, field)]
    if field not in ("id", "label") and targets:
        wanted = data.draw(st.lists(st.sampled_from(targets), min_size=1))
        ids = [other.id for other in wanted]
        expected = _ids(one for one in records if any(_has(one, field, value) for value in ids))
        assert records._select({field: wanted}).ids() == records._select({field: ids}).ids() == expected
        assert records._select({field: wanted[0]}) == records._select({field: ids[0]})


def _a_predicate_selects_the_records_whose_field_it_accepts(
    records: Records[Any], field: str, data: DataObject
) -> None:
    accepted = data.draw(st.sampled_from([bool, lambda value: value is None, lambda value: len(str(value)) % 2]))
    having = [one for one in records if field in type(one).model_fields]
    assert records._select({field: accepted}).ids() == _ids(one for one in having if accepted(getattr(one, field)))


def _conditions_together_select_what_they_select_one_after_the_other(
    records: Any, field: str, data: DataObject
) -> None:
    def is_odd(one: AnyRecord) -> int:
        return len(one.label) % 2

    wanted = data.draw(st.sampled_from(_known(records, field)))
    kinds = data.draw(st.sets(st.sampled_from(records.kinds)))
    together = records.where(is_odd, bool, **{field: wanted}, kind=kinds)
    assert together == records.where(kind=kinds).where(is_odd)._select({field: wanted})
    assert together.ids() == _ids(
        one for one in records if one.kind in kinds and is_odd(one) and _has(one, field, wanted)
    )
    assert type(together) is type(records)


LAWS = [
    _one_value_selects_the_records_that_have_it,
    _several_values_select_the_records_that_have_one_of_them,
    _records_select_what_their_ids_select,
    _a_predicate_selects_the_records_whose_field_it_accepts,
    _conditions_together_select_what_they_select_one_after_the_other,
]


@given(_collections(), st.data())
def test_where_selects_what_a_plain_comprehension_selects(records: Records[Any], data: DataObject) -> None:
    """Drawing records takes longest, so each set of records meets all laws."""
    for law in LAWS:
        law(records, data.draw(st.sampled_from([name for name in _fields(records) if name != "kind"])), data)


def test_a_collection_of_records_is_a_condition_on_a_reference() -> None:
    whole = dataset()
    main = whole.events.where(prominence="main")
    about_main = [claim.id for claim in whole.claims if set(claim.about) & set(main.ids())]
    assert whole.claims.where(about=main).ids() == tuple(about_main)
    assert about_main
    assert whole.risks.where(id=whole.risks.where(certainty="possible")).ids() == (BUDGET,)


def test_a_vocabulary_stands_for_its_terms() -> None:
    assert dataset().claims.where(certainty=Certainty) == dataset().claims


def test_claims_without_the_field_are_left_out() -> None:
    whole = dataset()
    assert whole.claims.where(stance={"supportive", "mixed"}).ids() == ("reaction/some-welcome",)
    assert whole.claims.where(bearers=None).ids() == ()
    assert _ids(whole.claims.where(trend=None)) == _ids(
        claim for claim in whole.claims if getattr(claim, "trend", "no such field") is None
    )


@pytest.mark.parametrize(
    ("collection", "wanted", "message"),
    [
        ("risks", {"certainty": {"certain", "posible"}}, "posible is not a term of certainty; did you mean possible?"),
        ("risks", {"certainty": iter(["certain", "posible"])}, "posible is not a term of certainty; did you mean"),
        ("risks", {"bearers": ["actor/arda", "actor/adra"]}, "there is no record actor/adra; did you mean actor/arda?"),
        ("claims", {"kind": {"risk", "risc"}}, "risc is not a term of kind; did you mean risk?"),
        ("claims", {"form": "gaol"}, "gaol is not a term of form; did you mean goal?"),
        ("claims", {"about": by_id()["actor/arda"]["id"]}, "actor/arda is not the id of an event"),
        ("claims", {"evidence": "source/river"}, "there is no record source/river"),
    ],
)
def test_one_wrong_value_is_refused_even_if_another_selects_something(
    collection: str, wanted: dict[str, Any], message: str
) -> None:
    records: Records[Any] = getattr(dataset(), collection)
    with pytest.raises(ValueError) as caught:
        records._select(wanted)
    assert str(caught.value).startswith(message)


def test_a_record_of_a_wrong_kind_is_refused() -> None:
    whole: Any = dataset()
    with pytest.raises(ValueError, match=r"^actor/arda is not the id of an event$"):
        whole.reactions.where(about=whole.actors["actor/arda"])
    with pytest.raises(ValueError, match=r"^actor/\S+ is not the id of an event$"):
        whole.reactions.where(about=whole.actors)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"certanty": "open"}, "Claim has no field certanty; did you mean certainty?"),
        ({"stance": "mixed", "bearers": "actor/arda"}, "no claim has all the fields bearers, stance"),
    ],
)
def test_a_field_of_no_claim_is_a_type_error(wanted: dict[str, str], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        dataset().claims._select(wanted)
    assert str(caught.value) == message


def test_no_values_select_nothing() -> None:
    assert dataset().risks.where(certainty=()).ids() == ()
    assert dataset().events.where(about=Events([])).ids() == ()


def test_a_value_without_a_field_is_a_type_error() -> None:
    risks: Any = dataset().risks
    with pytest.raises(TypeError) as caught:
        risks.where("possible")
    message = "'possible' is not a function; a value needs the name of a field, as in label='possible'"
    assert str(caught.value) == message
