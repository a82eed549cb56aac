import pytest

from nsatu_data.dataset.selection import Order, eligible, in_order, require_fields, select
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import AnyRecord
from nsatu_data.model.vocabulary import Kind
from tests.support import river_pact
from tests.support.example_datasets import by_id, dataset, record

KINDS = [str(kind) for kind in Kind]
BUDGET = "risk/strain-on-the-budget"


def _risk(slug: str, **given: object) -> AnyRecord:
    return record({**by_id()[BUDGET], "id": f"risk/{slug}", **given})


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ([], KINDS),
        ([("stance", "mixed")], ["reaction"]),
        ([("certainty", "open"), ("actor", None)], ["motive", "reaction"]),
        ([("kind", "risk")], ["risk"]),
        ([("kind", "risk"), ("certainty", "open")], ["risk"]),
        ([("kind", "nothing")], KINDS),
    ],
)
def test_kinds_are_eligible_if_their_records_can_meet_the_conditions(
    wanted: list[tuple[str, str | None]], kinds: list[str]
) -> None:
    assert eligible(KINDS, wanted) == kinds


def test_a_field_of_no_kind_is_refused() -> None:
    require_fields(KINDS, ["id", "stance", "trend"])
    with pytest.raises(CannotRun, match=r"^no kind has the field trent; did you mean trend\?$"):
        require_fields(KINDS, ["id", "trent"])
    with pytest.raises(CannotRun, match=r"^no kind has the field stance; the fields are id, "):
        require_fields(["risk"], ["stance"])


def test_evidence_is_selected_by_its_source() -> None:
    assert [one.id for one in select(dataset(), ["risk"], [("evidence", river_pact.SOURCE)])] == [BUDGET]
    with pytest.raises(CannotRun, match=r"^there is no record source/other$"):
        select(dataset(), ["risk"], [("evidence", "source/other")])


def test_terms_are_ordered_as_in_their_vocabulary_and_equal_records_stay() -> None:
    given = [("a", "open"), ("b", "certain"), ("c", "possible"), ("d", "probable"), ("e", "certain")]
    risks = [_risk(slug, certainty=certainty) for slug, certainty in given]
    assert [one.id for one in in_order(risks, [Order("certainty")])] == [
        "risk/b",
        "risk/e",
        "risk/d",
        "risk/c",
        "risk/a",
    ]
    assert in_order(risks, []) == risks


def test_records_without_a_value_come_last() -> None:
    risks = [
        _risk("a", voice=None),
        _risk("b", voice="source/river-pact"),
        _risk("c", voice="actor/arda"),
    ]
    assert [one.id for one in in_order(risks, [Order("voice")])] == ["risk/c", "risk/b", "risk/a"]
    assert next(iter(in_order(dataset(), [Order("stance")]))).id == "reaction/some-welcome"


def test_descending_order_keeps_equal_records_and_those_without_a_value_last() -> None:
    given = [("a", "open"), ("b", "certain"), ("c", "possible"), ("d", "open")]
    risks = [_risk(slug, certainty=certainty) for slug, certainty in given]
    assert [one.id for one in in_order(risks, [Order("certainty", is_descending=True)])] == [
        "risk/a",
        "risk/d",
        "risk/c",
        "risk/b",
    ]
    voiced = [_risk("a", voice=None), _risk("b", voice="actor/arda"), _risk("c", voice="source/river-pact")]
    assert [one.id for one in in_order(voiced, [Order("voice", is_descending=True)])] == ["risk/c", "risk/b", "risk/a"]
    mixed = in_order(risks, [Order("certainty", is_descending=True), Order("id", is_descending=True)])
    assert [one.id for one in mixed] == ["risk/d", "risk/a", "risk/c", "risk/b"]


def test_evidence_is_ordered_as_in_the_text_and_later_fields_decide_between_equals() -> None:
    ordered = in_order([one for one in dataset() if one.kind != "source"], [Order("evidence"), Order("id")])
    starts = [(one.evidence[0].source, one.evidence[0].start) for one in ordered]  # type: ignore[union-attr]
    assert starts == sorted(starts)
    assert [one.id for one in ordered[:2]] == ["actor/arda", "event/arda-asks-to-join"]
