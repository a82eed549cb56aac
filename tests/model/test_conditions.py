import inspect
import json
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.model import conditions, record_models
from nsatu_data.model.conditions import reader
from nsatu_data.model.record_models import RECORDS, Evidence, Model, SentenceSpan
from nsatu_data.model.vocabulary import ActorType, Certainty, EventType, Naming, Occurrence, Prominence
from nsatu_data.schema import json_schema
from tests.support import river_pact
from tests.support.drawn_values import CAMEO, Values

EXAMPLES = {record["kind"]: record for record in river_pact.records()}
HOLDERS = [
    part
    for _, part in inspect.getmembers(record_models, inspect.isclass)
    if issubclass(part, Model) and part.conditions
]
CODES = ("03", "0311", "04", "05", "06", "07", "08", "080", "081", "0811", "0812", "0813", "0814", "082", "083", "0834")
MORE_CODES = ("084", "0841", "0842", "085", "086", "0863", "087", "0874", "09", "10", "11", "12", "13", "14", "15")
LAST_CODES = ("16", "17", "18", "19", "190", "20", "204", "01", "02", "0831", "0835", "0843", "0864", "0875", "0815")

CASES: list[tuple[str, Values]] = [
    *(
        ("actor", {"naming": str(naming), "name": name, "type": "person"})
        for naming, name in product(Naming, (None, "Arda"))
    ),
    *(("actor", {"type": str(kind), "headquarters": "place/lorn"}) for kind in ActorType),
    *(("reaction", {"certainty": str(certainty)}) for certainty in Certainty),
    *(("event", {"prominence": str(a), "occurrence": str(b)}) for a, b in product(Prominence, Occurrence)),
    *(("event", {"type": str(a), "cameo": b}) for a, b in product(EventType, CODES + MORE_CODES + LAST_CODES)),
]


def broken(model: type[Model], values: Any) -> list[Fault]:
    return [fault for condition in model.conditions for fault in condition.faults(reader(values))]


def refused(model: type[Model], values: Any) -> set[str]:
    """The types of error for which a model refuses values."""
    try:
        model.model_validate_json(json.dumps(values))
    except ValidationError as error:
        return {found["type"] for found in error.errors()}
    return set()


def test_the_model_refuses_just_what_the_conditions_tell_and_the_schema_says_the_same() -> None:
    for kind, changes in CASES:
        values = {**EXAMPLES[kind], **changes}
        faults = broken(RECORDS[kind], values)
        assert refused(RECORDS[kind], values) == ({"condition"} if faults else set()), changes
        assert json_schema.validator(kind).is_valid(values) == (faults == []), changes


@pytest.mark.parametrize("term", EventType)
def test_a_type_takes_the_codes_of_its_family(term: EventType) -> None:
    taken = {
        code for code in CODES + MORE_CODES + LAST_CODES if not broken(RECORDS["event"], {"type": term, "cameo": code})
    }
    if term == EventType.CONCEDE:
        assert taken == {"08", "080", "081", "0811", "0812", "082", "083", "0831", "0834"}
    elif term == EventType.RETREAT:
        retreat = {"0813", "0814", "084", "0841", "0842", "085", "086", "0863", "087", "0874"}
        assert taken == retreat
    else:
        families = (term.standard or "").partition("CAMEO ")[2].replace(" to 20", " and 19 and 20").split(" and ")
        assert taken == {code for code in CODES + MORE_CODES + LAST_CODES if code[:2] in families}
    assert CAMEO[term] in taken or CAMEO[term][:2] in {code[:2] for code in taken}


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        ("actor", {"naming": "unnamed", "name": "A"}, ("name-against-naming", "/name", "write null", False)),
        ("actor", {"name": None}, ("name-against-naming", "/name", "write the words that the source uses", False)),
        (
            "actor",
            {"type": "group", "headquarters": "place/x"},
            ("seat-of-no-body", "/headquarters", "leave headquarters out", True),
        ),
        (
            "event",
            {"occurrence": "hypothetical"},
            ("hypothetical-main-event", "/occurrence", "write actual or prospective", False),
        ),
        (
            "reaction",
            {"certainty": "open"},
            ("open-reaction", "/certainty", "write certain or probable or possible", False),
        ),
        (
            "event",
            {"cameo": "04"},
            (
                "cameo-against-type",
                "/cameo",
                "write a code of AGREE (PLOVER AGREE, CAMEO 03), or leave the code out",
                False,
            ),
        ),
    ],
)
def test_a_breach_is_reported_once(kind: str, changes: Values, expected: tuple[object, ...]) -> None:
    base = next(record for record in river_pact.records() if record["kind"] == kind)
    faults = broken(RECORDS[kind], {**base, **changes})
    assert [(fault.code, fault.pointer, fault.help, fault.at_key) for fault in faults] == [expected]


@pytest.mark.parametrize("model", [Evidence, SentenceSpan])
@pytest.mark.parametrize(("start", "end"), [(4, 5), (4, 4), (4, 3)])
def test_a_span_ends_after_its_start(model: type[Model], start: int, end: int) -> None:
    faults = broken(model, {"start": start, "end": end})
    message = f"the span ends at {end}, which is not after its start at {start}"
    here = (Target(None, "/start", "it starts here"),)
    assert faults == ([] if end > start else [Fault("empty-span", message, "/end", related=here)])


def rows(*spans: tuple[int, int, int, int]) -> list[dict[str, int]]:
    return [dict(zip(("number", "paragraph", "start", "end"), span, strict=True)) for span in spans]


@pytest.mark.parametrize(
    ("sentences", "pointers"),
    [
        (rows((1, 1, 0, 5), (2, 1, 5, 7), (3, 2, 8, 9)), []),
        (rows((1, 2, 0, 5)), ["/sentences/0/paragraph"]),
        (rows((2, 1, 0, 5)), ["/sentences/0/number"]),
        (rows((1, 1, 0, 5), (2, 1, 4, 7)), ["/sentences/1/start"]),
        (rows((1, 1, 0, 5), (2, 3, 5, 7)), ["/sentences/1/paragraph"]),
        (rows((1, 1, 0, 5), (1, 0, 0, 7)), [f"/sentences/1/{name}" for name in ("number", "start", "paragraph")]),
        # Rows continue from the row before: where rows are missing, only the first row after the gap is reported.
        (rows((1, 1, 0, 5), (4, 2, 6, 7), (5, 2, 8, 9), (6, 3, 10, 11)), ["/sentences/1/number"]),
        (rows((1, 1, 0, 5), (2, 4, 6, 7), (3, 4, 8, 9), (4, 5, 10, 11)), ["/sentences/1/paragraph"]),
        (rows((1, 1, 0, 9), (2, 1, 6, 7), (3, 1, 8, 9)), ["/sentences/1/start"]),
    ],
)
def test_sentences_stand_in_the_order_of_the_text(sentences: list[dict[str, int]], pointers: list[str]) -> None:
    faults = list(conditions.SENTENCES_IN_ORDER.faults(reader({"sentences": sentences})))
    assert [(fault.code, fault.pointer) for fault in faults] == [("disordered-sentences", at) for at in pointers]


@pytest.mark.parametrize(
    ("length", "pointers"), [(9, []), (8, ["/sentences/1/end"]), (5, ["/sentences/1/end"]), (4, ["/sentences/0/end"])]
)
def test_the_first_sentence_that_ends_past_the_text_is_reported(length: int, pointers: list[str]) -> None:
    values = {"text": {"code_points": length}, "sentences": rows((1, 1, 0, 5), (2, 1, 6, 9))}
    faults = list(conditions.SENTENCES_WITHIN_TEXT.faults(reader(values)))
    assert [(fault.code, fault.pointer) for fault in faults] == [("sentence-outside-text", at) for at in pointers]
    assert all(fault.related == (Target(None, "/text/code_points", "the length of the text"),) for fault in faults)


def test_a_breach_points_at_the_field_for_whose_sake_the_law_holds() -> None:
    for kind, changes, related in (
        ("actor", {"naming": "unnamed", "name": "A"}, ("/naming", "`naming` is unnamed")),
        ("actor", {"name": None}, ("/naming", "`naming` is named")),
        ("actor", {"type": "group", "headquarters": "place/x"}, ("/type", "`type` is group")),
        ("event", {"occurrence": "hypothetical"}, ("/prominence", "`prominence` is main")),
        ("event", {"cameo": "04"}, ("/type", "`type` is AGREE")),
    ):
        base = {"naming": "named", "name": "A", "type": "AGREE" if kind == "event" else "person", "prominence": "main"}
        (fault,) = broken(RECORDS[kind], {**EXAMPLES[kind], **base, **changes})
        assert fault.related == (Target(None, *related),)
    (fault,) = broken(RECORDS["reaction"], {**EXAMPLES["reaction"], "certainty": "open"})
    assert fault.related == ()
    sentences = rows((1, 1, 0, 5), (3, 3, 4, 7))
    faults = conditions.SENTENCES_IN_ORDER.faults(reader({"sentences": sentences}))
    before = [(target.record, target.pointer, target.message) for fault in faults for target in fault.related]
    places = [f"/sentences/0/{name}" for name in ("number", "end", "paragraph")]
    assert before == [(None, place, "the previous sentence") for place in places]


@pytest.mark.parametrize("model", HOLDERS)
def test_a_condition_has_words_for_the_schema_or_says_why_not(model: type[Model]) -> None:
    for condition in model.conditions:
        assert (condition.schema() is None) == (condition.not_in_schema is not None)
        assert set(condition.fields) <= set(model.model_fields)
        assert condition.requirement
