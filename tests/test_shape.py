import json
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import example
from nsatu_data.diagnostics import Fault
from nsatu_data.models import RECORDS, Evidence, Place
from nsatu_data.shape import judge
from tests.strategies import Values, records

EVENT = next(record for record in example.records() if record["id"] == "event/arda-asks-to-join")
POINTER = EVENT["evidence"][0]
IS_ID = "an id is `kind/slug`; a slug is at most 64 lower-case letters, digits and single hyphens, and no device name"

# One mistake a field: what stands in it, and the one fault that is told of it.
MISTAKES: dict[str, tuple[Any, Fault]] = {
    "id": ("event/Foo", Fault("malformed-id", '"event/Foo" is not the id of an event', "/id", IS_ID)),
    "kind": (
        "risk",
        Fault(
            "wrong-kind",
            '"risk" stands where event belongs',
            "/kind",
            "write event, or move the file to the folder of its kind",
        ),
    ),
    "label": (
        "a" * 81,
        Fault("too-long", "81 characters, where at most 80 are allowed", "/label", "say it more briefly"),
    ),
    "statement": (
        "",
        Fault("empty-value", "the text is empty", "/statement", "write the text, or leave the field out"),
    ),
    "voice": (
        "place/lorn",
        Fault(
            "wrong-kind",
            '"place/lorn" is the id of a place, not the id of whoever can speak: a source or an actor',
            "/voice",
            "write the id of whoever can speak: a source or an actor",
        ),
    ),
    "basis": ("staded", Fault("unknown-term", '"staded" is not a term of `basis`', "/basis", "did you mean stated?")),
    "certainty": (
        "xyz",
        Fault(
            "unknown-term",
            '"xyz" is not a term of `certainty`',
            "/certainty",
            "write one of certain, probable, possible, open",
        ),
    ),
    "polarity": (None, Fault("wrong-type", "expected a string, found null", "/polarity", "write a string")),
    "themes": ([], Fault("empty-value", "the list is empty", "/themes", "give it an item, or leave the field out")),
    "mentions": (
        ["actor/a", "place/b", "actor/a"],
        Fault("repeated-item", "actor/a is listed twice", "/mentions/2", "list it once"),
    ),
    "agents": ("actor/a", Fault("wrong-type", "expected a list, found a string", "/agents", "write a list")),
    "recipients": (
        None,
        Fault("wrong-type", "expected a list, found null", "/recipients", "write a list, or leave the field out"),
    ),
    "place": (7, Fault("wrong-type", "expected a string, found a number", "/place", "write a string")),
    "when": (
        "2023-02-29",
        Fault("no-such-day", "the calendar has no day 2023-02-29", "/when", "write a day that there is"),
    ),
    "evidence": ({}, Fault("wrong-type", "expected a list, found a mapping", "/evidence", "write a list")),
    "cameo": (
        "3",
        Fault(
            "malformed-value",
            '"3" is not a CAMEO code of two to four digits, 01 to 20 first',
            "/cameo",
            "write a CAMEO code of two to four digits, 01 to 20 first",
        ),
    ),
    "labell": (1, Fault("unknown-field", "unknown field `labell`", "/labell", "did you mean `label`?", at_key=True)),
}


def told(model: Any, values: Any, refused: frozenset[str] = frozenset()) -> list[Fault]:
    record, faults = judge(model, json.dumps(values), refused)
    assert (record is None) == bool(faults) or refused
    return faults


def ordered(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.pointer, fault.code))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_as_one_fault(name: str) -> None:
    value, fault = MISTAKES[name]
    assert told(RECORDS["event"], {**EVENT, name: value}) == [fault]


@settings(max_examples=100)
@given(st.sets(st.sampled_from(sorted(MISTAKES)), min_size=2))
def test_a_mistake_hides_no_other_and_none_is_told_twice(names: set[str]) -> None:
    values = {**EVENT, **{name: MISTAKES[name][0] for name in names}}
    assert ordered(told(RECORDS["event"], values)) == ordered([MISTAKES[name][1] for name in names])


def test_a_field_that_is_missing_is_told_at_its_record_with_its_meaning() -> None:
    values = {name: value for name, value in EVENT.items() if name not in ("when", "label")}
    assert ordered(told(RECORDS["event"], values)) == [
        Fault("missing-field", "`label` is missing", "", "a name for lists and graphs"),
        Fault("missing-field", "`when` is missing", "", "when the act takes place; null where the source does not say"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"start": -1}, [("out-of-range", "/evidence/0/start", "write a number of at least 0")]),
        ({"sentence": 0}, [("out-of-range", "/evidence/0/sentence", "write a number of at least 1")]),
        ({"end": 10**8 + 1}, [("out-of-range", "/evidence/0/end", "write a number of at most 100000000")]),
        ({"end": 10**30}, [("out-of-range", "/evidence/0/end", "write a number of at most 100000000")]),
        ({"end": 1.5}, [("wrong-type", "/evidence/0/end", "write a whole number")]),
        ({"start": 5, "end": 5}, [("empty-span", "/evidence/0/end", None)]),
        (
            {"start": 5, "end": 5, "surplus/~": 1},
            [
                ("empty-span", "/evidence/0/end", None),
                ("unknown-field", "/evidence/0/surplus~1~0", "the fields are source, sentence, start, end, sha256"),
            ],
        ),
        (
            {"start": "a", "end": 0},
            [
                ("out-of-range", "/evidence/0/end", "write a number of at least 1"),
                ("wrong-type", "/evidence/0/start", "write a whole number"),
            ],
        ),
    ],
)
def test_a_fault_of_a_part_is_told_at_the_smallest_place(
    changes: Values, expected: list[tuple[str, str, str | None]]
) -> None:
    faults = told(RECORDS["event"], {**EVENT, "evidence": [{**POINTER, **changes}]})
    assert sorted((fault.code, fault.pointer, fault.help) for fault in faults) == expected


def test_conditions_are_told_beside_other_faults_save_where_what_they_read_is_wrong() -> None:
    values = {**EVENT, "occurrence": "hypothetical", "cameo": "04", "label": 1}
    codes = [(fault.code, fault.pointer) for fault in told(RECORDS["event"], values)]
    assert codes == [
        ("wrong-type", "/label"),
        ("hypothetical-main-event", "/occurrence"),
        ("cameo-against-type", "/cameo"),
    ]
    codes = [(fault.code, fault.pointer) for fault in told(RECORDS["event"], {**values, "type": "NONE"})]
    assert ("cameo-against-type", "/cameo") not in codes
    assert len(codes) == 3


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=8)
@given(data=st.data())
def test_a_good_record_is_made_and_nothing_told(kind: str, data: st.DataObject) -> None:
    values = data.draw(records(kind))
    record, faults = judge(RECORDS[kind], json.dumps(values))
    assert faults == []
    assert record is not None
    assert record.model_dump(mode="json", exclude_unset=True) == values


@pytest.mark.parametrize("value", [None, True, 1, "a", [], [1]])
def test_what_is_no_mapping_is_told_once(value: Any) -> None:
    assert [(fault.code, fault.pointer) for fault in told(Place, value)] == [("wrong-type", "")]
    assert [(fault.code, fault.pointer) for fault in told(RECORDS["event"], {**EVENT, "evidence": [value]})] == [
        ("wrong-type", "/evidence/0")
    ]


@pytest.mark.parametrize(("first", "second"), list(combinations(("id", "label", "themes", "evidence"), 2)))
def test_of_a_value_that_was_refused_before_nothing_is_said(first: str, second: str) -> None:
    values = {**EVENT, first: None, second: None}
    assert told(RECORDS["event"], values, frozenset({f"/{first}", f"/{second}"})) == []
    assert [fault.pointer for fault in told(RECORDS["event"], values, frozenset({f"/{first}"}))] == [f"/{second}"]
    assert judge(RECORDS["event"], json.dumps(EVENT), frozenset({"/when"})) == (None, [])


def test_null_is_named_as_null_whatever_belongs_there() -> None:
    assert [fault.message for fault in told(RECORDS["event"], {**EVENT, "kind": None})] == [
        "expected a string, found null"
    ]


def _with_digits(values: Values, number: str) -> str:
    text = json.dumps(values)
    assert text.count("12345") == 1
    return text.replace("12345", number)


@pytest.mark.parametrize("digits", [61, 3999, 4000, 4300])
def test_a_number_of_very_many_digits_is_told_like_any_other(digits: int) -> None:
    out_of_range = f"{'9' * 57}... is out of range"
    assert judge(Evidence, _with_digits({**POINTER, "end": 12345}, "9" * digits)) == (
        None,
        [Fault("out-of-range", out_of_range, "/end", "write a number of at most 100000000")],
    )
    values = {**EVENT, "evidence": [{**POINTER, "end": 12345}], "basis": "staded"}
    assert ordered(judge(RECORDS["event"], _with_digits(values, "9" * digits))[1]) == [
        MISTAKES["basis"][1],
        Fault("out-of-range", out_of_range, "/evidence/0/end", "write a number of at most 100000000"),
    ]
    assert judge(RECORDS["event"], _with_digits({**EVENT, "label": 12345}, f"-{'9' * digits}"))[1] == [
        Fault("wrong-type", "expected a string, found a number", "/label", "write a string")
    ]


@pytest.mark.parametrize("digits", [4301, 5000, 100_000])
def test_a_number_that_no_json_is_read_with_is_told_as_one_fault_of_the_whole(digits: int) -> None:
    for name in ("label", "when"):
        record, faults = judge(RECORDS["event"], _with_digits({**EVENT, name: 12345, "basis": "staded"}, "9" * digits))
        assert record is None
        assert [(fault.code, fault.pointer) for fault in faults] == [("json-invalid", "")]
