import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.model.record_models import RECORDS, Evidence, Manifest, Model, Place
from nsatu_data.schema.model_fields import fields, model_of
from tests.support import river_pact
from tests.support.drawn_values import Values, records
from tests.support.shape_verdicts import judge

EVENT = next(record for record in river_pact.records() if record["id"] == "event/arda-asks-to-join")
POINTER = EVENT["evidence"][0]
IS_ID = (
    "write an id as `kind/slug`; a slug has at most 64 lower-case letters, digits and single hyphens, "
    "and is not a Windows device name"
)

# One mistake per case: the value of the field, and the one fault reported for it.
MISTAKES: dict[str, tuple[Any, Fault]] = {
    "id": (
        "event/Foo",
        Fault("malformed-id", '"event/Foo" is not the id of an event', "/id", "did you mean event/foo?"),
    ),
    "kind": (
        "risk",
        Fault(
            "wrong-kind",
            'expected the kind event, found "risk"',
            "/kind",
            "write event, or move the file to the folder of its kind",
        ),
    ),
    "label": (
        "a" * 81,
        Fault("too-long", "81 characters, but at most 80 are allowed", "/label", "shorten the text"),
    ),
    "statement": (
        "",
        Fault("empty-value", "the text is empty", "/statement", "write the text, or leave the field out"),
    ),
    "voice": (
        "place/lorn",
        Fault(
            "wrong-kind",
            '"place/lorn" is the id of a place, not the id of a speaker: a source or an actor',
            "/voice",
            "write the id of a speaker: a source or an actor",
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
    "themes": ([], Fault("empty-value", "the list is empty", "/themes", "add an item, or leave the field out")),
    "mentions": (
        ["actor/a", "place/b", "actor/a"],
        Fault(
            "repeated-item",
            "actor/a is listed twice",
            "/mentions/2",
            "list it once",
            related=(Target(None, "/mentions/0", "the first"),),
        ),
    ),
    "agents": ("actor/a", Fault("wrong-type", "expected a list, found a string", "/agents", "write a list")),
    "recipients": (
        None,
        Fault("wrong-type", "expected a list, found null", "/recipients", "write a list, or leave the field out"),
    ),
    "place": (7, Fault("wrong-type", "expected a string, found a number", "/place", "write a string")),
    "when": (
        "2023-02-29",
        Fault("no-such-day", "the calendar has no day 2023-02-29", "/when", "write a day that exists"),
    ),
    "evidence": ({}, Fault("wrong-type", "expected a list, found a mapping", "/evidence", "write a list")),
    "cameo": (
        "3",
        Fault(
            "malformed-value",
            '"3" is not a CAMEO code of two to four digits that begins with 01 to 20',
            "/cameo",
            'write a CAMEO code of two to four digits that begins with 01 to 20: "0312"',
        ),
    ),
    "labell": (1, Fault("unknown-field", "unknown field `labell`", "/labell", "did you mean `label`?", at_key=True)),
}


def reported(model: Any, values: Any, refused: frozenset[str] = frozenset()) -> list[Fault]:
    record, faults = judge(model, json.dumps(values), refused)
    assert (record is None) == bool(faults) or refused
    return faults


def ordered(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.pointer, fault.code))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_as_one_fault(name: str) -> None:
    value, fault = MISTAKES[name]
    assert reported(RECORDS["event"], {**EVENT, name: value}) == [fault]


@settings(max_examples=100)
@given(st.sets(st.sampled_from(sorted(MISTAKES)), min_size=2))
def test_a_mistake_hides_no_other_and_none_is_reported_twice(names: set[str]) -> None:
    values = {**EVENT, **{name: MISTAKES[name][0] for name in names}}
    assert ordered(reported(RECORDS["event"], values)) == ordered([MISTAKES[name][1] for name in names])


def test_a_field_that_is_missing_is_reported_at_its_record_with_its_meaning() -> None:
    values = {name: value for name, value in EVENT.items() if name not in ("when", "label")}
    assert ordered(reported(RECORDS["event"], values)) == [
        Fault("missing-field", "`label` is missing", "", "add `label`: a name for lists and graphs"),
        Fault(
            "missing-field",
            "`when` is missing",
            "",
            "add `when`: when the act takes place; null if the source does not say",
        ),
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
                (
                    "unknown-field",
                    "/evidence/0/surplus~1~0",
                    "the fields are source, sentence, start, end, sha256, utf16, utf8",
                ),
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
def test_a_fault_of_a_part_is_reported_at_the_smallest_place(
    changes: Values, expected: list[tuple[str, str, str | None]]
) -> None:
    faults = reported(RECORDS["event"], {**EVENT, "evidence": [{**POINTER, **changes}]})
    assert sorted((fault.code, fault.pointer, fault.help) for fault in faults) == expected


def test_conditions_are_reported_with_other_faults_unless_the_fields_they_read_are_wrong() -> None:
    values = {**EVENT, "occurrence": "hypothetical", "cameo": "04", "label": 1}
    codes = [(fault.code, fault.pointer) for fault in reported(RECORDS["event"], values)]
    assert codes == [
        ("wrong-type", "/label"),
        ("hypothetical-main-event", "/occurrence"),
        ("cameo-against-type", "/cameo"),
    ]
    codes = [(fault.code, fault.pointer) for fault in reported(RECORDS["event"], {**values, "type": "NONE"})]
    assert ("cameo-against-type", "/cameo") not in codes
    assert len(codes) == 3


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=8)
@given(data=st.data())
def test_a_good_record_is_made_and_nothing_reported(kind: str, data: st.DataObject) -> None:
    values = data.draw(records(kind))
    record, faults = judge(RECORDS[kind], json.dumps(values))
    assert faults == []
    assert record is not None
    assert record.model_dump(mode="json", exclude_unset=True) == values


@pytest.mark.parametrize("value", [None, True, 1, "a", [], [1]])
def test_what_is_no_mapping_is_reported_once(value: Any) -> None:
    assert [(fault.code, fault.pointer) for fault in reported(Place, value)] == [("wrong-type", "")]
    assert [(fault.code, fault.pointer) for fault in reported(RECORDS["event"], {**EVENT, "evidence": [value]})] == [
        ("wrong-type", "/evidence/0")
    ]


@pytest.mark.parametrize(("first", "second"), list(combinations(("id", "label", "themes", "evidence"), 2)))
def test_nothing_is_reported_for_a_value_that_was_refused_before(first: str, second: str) -> None:
    values = {**EVENT, first: None, second: None}
    assert reported(RECORDS["event"], values, frozenset({f"/{first}", f"/{second}"})) == []
    assert [fault.pointer for fault in reported(RECORDS["event"], values, frozenset({f"/{first}"}))] == [f"/{second}"]
    assert judge(RECORDS["event"], json.dumps(EVENT), frozenset({"/when"})) == (None, [])


def test_null_is_named_as_null_whatever_belongs_there() -> None:
    assert [fault.message for fault in reported(RECORDS["event"], {**EVENT, "kind": None})] == [
        "expected a string, found null"
    ]


def _with_digits(values: Values, number: str) -> str:
    text = json.dumps(values)
    assert text.count("12345") == 1
    return text.replace("12345", number)


# Both readers refuse a number with more than 4300 digits: see test_hostile_input.py.
@pytest.mark.parametrize("digits", [61, 400, 401, 4300])
def test_a_number_of_very_many_digits_is_reported_like_any_other(digits: int) -> None:
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


def helps(kind: str, changes: Values, without: str = "") -> list[tuple[str, str, str | None]]:
    base = next(record for record in river_pact.records() if record["kind"] == kind)
    values = {name: value for name, value in {**base, **changes}.items() if name != without}
    return [(fault.code, fault.pointer, fault.help) for fault in reported(RECORDS[kind], values)]


@pytest.mark.parametrize(
    ("kind", "changes", "without", "expected"),
    [
        ("event", {"lable": "A"}, "label", ("unknown-field", "/lable", "did you mean `label`?")),
        ("event", {"Label": "A"}, "label", ("unknown-field", "/Label", "did you mean `label`?")),
        ("event", {"part-of": "x"}, "", ("unknown-field", "/part-of", None)),
        # `type` and `when` are both similar. Missing fields are preferred, and so are fields not yet present.
        ("event", {"whe": None}, "when", ("unknown-field", "/whe", "did you mean `when`?")),
        ("risk", {"bearer": "x"}, "", ("unknown-field", "/bearer", "did you mean `bearers`?")),
        ("source", {"sha256": "x"}, "", ("unknown-field", "/sha256", None)),
        ("event", {"kind": "evnt"}, "", ("wrong-kind", "/kind", "did you mean event?")),
        ("event", {"kind": "Event"}, "", ("wrong-kind", "/kind", "did you mean event?")),
        (
            "event",
            {"kind": "rsk"},
            "",
            ("wrong-kind", "/kind", "write event, or move the file to the folder of its kind"),
        ),
        ("event", {"basis": "STATED."}, "", ("unknown-term", "/basis", "did you mean stated?")),
        ("event", {"themes": ["armed conflict"]}, "", ("unknown-term", "/themes/0", "did you mean armed_conflict?")),
        ("event", {"type": "agree"}, "", ("unknown-term", "/type", "did you mean AGREE?")),
        ("event", {"agents": ["actors/arda"]}, "", ("malformed-id", "/agents/0", "did you mean actor/arda?")),
        ("event", {"agents": ["Actor/Arda Town"]}, "", ("malformed-id", "/agents/0", "did you mean actor/arda-town?")),
        ("event", {"agents": ["arda"]}, "", ("malformed-id", "/agents/0", "did you mean actor/arda?")),
        # It is unknown which of several kinds was intended, and an id that the field does not accept is not proposed.
        ("event", {"voice": "arda"}, "", ("malformed-id", "/voice", IS_ID)),
        ("event", {"agents": ["places/arda"]}, "", ("malformed-id", "/agents/0", IS_ID)),
        ("event", {"agents": ["actor/???"]}, "", ("malformed-id", "/agents/0", IS_ID)),
    ],
)
def test_the_intended_value_is_proposed(
    kind: str, changes: Values, without: str, expected: tuple[str, str, str | None]
) -> None:
    code, pointer, help = expected
    if help is None:
        help = f"the fields are {', '.join(RECORDS[kind].model_fields)}"
    assert helps(kind, changes, without) == [(code, pointer, help)]


@pytest.mark.parametrize(
    ("given", "named"),
    [("actor/a", "an actor"), ("event/a", "an event"), ("risk/a", "a risk"), ("source/a", "a source")],
)
def test_the_kind_of_an_id_that_stands_in_the_wrong_place_is_named(given: str, named: str) -> None:
    (fault,) = reported(RECORDS["event"], {**EVENT, "place": given})
    assert fault == Fault(
        "wrong-kind",
        f'"{given}" is the id of {named}, not the id of a place',
        "/place",
        "write the id of a place",
    )


def test_a_field_that_is_missing_in_one_part_and_stands_in_another_is_reported_once() -> None:
    source = next(record for record in river_pact.records() if record["kind"] == "source")
    text = {name: value for name, value in source["text"].items() if name != "form"}
    assert reported(RECORDS["source"], {**source, "form": "canonical-1", "text": text}) == [
        Fault("unknown-field", "unknown field `form`", "/form", "move it to `text`, where it is missing", at_key=True)
    ]
    values = {name: value for name, value in source.items() if name != "genre"}
    assert reported(RECORDS["source"], {**values, "text": {**source["text"], "genre": "news"}}) == [
        Fault(
            "unknown-field",
            "unknown field `genre`",
            "/text/genre",
            "move it to the record, where it is missing",
            at_key=True,
        )
    ]


def test_a_field_that_is_not_there_yet_is_proposed_before_one_that_is() -> None:
    pointer = {**POINTER, "utf8": {"start": 1, "end": 2}, "utf": 1}
    assert [(fault.pointer, fault.help) for fault in reported(RECORDS["event"], {**EVENT, "evidence": [pointer]})] == [
        ("/evidence/0/utf", "did you mean `utf16`?")
    ]


def test_a_missing_field_that_stands_in_what_was_refused_is_not_reported() -> None:
    values = {name: value for name, value in EVENT.items() if name != "evidence"}
    against_words = {"voice": "A reason.", "evidence": EVENT["evidence"]}
    assert reported(RECORDS["event"], {**values, "against_words": against_words}, frozenset({"/against_words"})) == []
    assert [
        (fault.code, fault.pointer, fault.help)
        for fault in reported(RECORDS["event"], {**values, "against_words": against_words})
    ] == [("unknown-field", "/against_words/evidence", "move it to the record, where it is missing")]


def test_an_unknown_field_takes_the_place_of_one_missing_field_alone() -> None:
    values = {name: value for name, value in EVENT.items() if name not in ("label", "voice", "basis")}
    faults = reported(RECORDS["event"], {**values, "lable": 1, "labell": 1, "Basis": 1, "wrong": 1})
    assert ordered(faults) == [
        Fault("missing-field", "`voice` is missing", "", faults[-1].help),
        Fault("unknown-field", "unknown field `Basis`", "/Basis", "did you mean `basis`?", at_key=True),
        Fault("unknown-field", "unknown field `labell`", "/labell", "did you mean `label`?", at_key=True),
        Fault("unknown-field", "unknown field `lable`", "/lable", "did you mean `label`?", at_key=True),
        Fault("unknown-field", "unknown field `wrong`", "/wrong", faults[-2].help, at_key=True),
    ]


def test_every_repeated_item_is_reported_with_other_faults() -> None:
    values = {**EVENT, "agents": ["actor/a", "actor/b", "actor/a", "Actor", "Actor", "actor/b", "actor/a"]}
    found = [(fault.code, fault.pointer, fault.related) for fault in reported(RECORDS["event"], values)]
    first = {name: (Target(None, f"/agents/{index}", "the first"),) for index, name in enumerate("ab")}
    assert sorted(found) == [
        ("malformed-id", "/agents/3", ()),
        ("malformed-id", "/agents/4", ()),
        ("repeated-item", "/agents/2", first["a"]),
        ("repeated-item", "/agents/5", first["b"]),
        ("repeated-item", "/agents/6", first["a"]),
    ]


@pytest.mark.parametrize("model", [*RECORDS.values(), Manifest])
def test_items_of_every_list_of_scalars_are_distinct(model: type[Model]) -> None:
    for name, field in fields(model).items():
        if field.many and not model_of(field):
            item = str(next(iter(field.vocabulary))) if field.vocabulary else "event/a"
            try:
                model.model_validate_json(json.dumps({name: [item, item]}))
            except ValidationError as error:
                found = {one["loc"]: one["type"] for one in error.errors()}
            assert found.get((name,)) == "repeated-item" or (name, 0) in found, name


def test_a_fault_that_another_one_explains_is_not_reported() -> None:
    source = next(record for record in river_pact.records() if record["kind"] == "source")

    def changed(index: int, **changes: int) -> list[tuple[str, str, list[str]]]:
        rows = [{**row, **changes} if index == number else row for number, row in enumerate(source["sentences"])]
        faults = reported(RECORDS["source"], {**source, "sentences": rows})
        return [(fault.code, fault.pointer, [one.pointer for one in fault.related]) for fault in faults]

    before, here = "/sentences/0", "/sentences/1"
    assert changed(1, number=9) == [("disordered-sentences", f"{here}/number", [f"{before}/number"])]
    assert changed(1, paragraph=9) == [("disordered-sentences", f"{here}/paragraph", [f"{before}/paragraph"])]
    assert changed(1, end=10_000) == [("sentence-outside-text", f"{here}/end", ["/text/code_points"])]
    assert changed(0, end=80) == [("disordered-sentences", f"{here}/start", [f"{before}/end"])]
    assert changed(1, start=139) == [("empty-span", f"{here}/end", [f"{here}/start"])]


def test_a_field_that_a_refused_key_may_stand_for_is_not_missing() -> None:
    values = {name: value for name, value in EVENT.items() if name not in ("label", "cameo", "type")}
    assert [fault.code for fault in reported(RECORDS["event"], values)] == ["missing-field"]
    assert reported(RECORDS["event"], values, frozenset({"/-"})) == []
    assert [fault.code for fault in reported(RECORDS["event"], {**values, "basis": "no"}, frozenset({"/-"}))] == [
        "unknown-term"
    ]
    row = {"source": "source/a"}
    assert reported(RECORDS["event"], {**EVENT, "evidence": [row]}, frozenset({"/evidence/0/-"})) == []
    assert len(reported(RECORDS["event"], {**EVENT, "evidence": [row, row]}, frozenset({"/evidence/0/-"}))) == 4


def test_a_condition_is_not_judged_that_reads_what_may_be_there() -> None:
    actor = next(record for record in river_pact.records() if record["kind"] == "actor" and record["naming"] == "named")
    values = {name: value for name, value in actor.items() if name != "name"}
    assert reported(RECORDS["actor"], {**values, "naming": "unnamed", "name": "A"}, frozenset({"/-"})) != []
    assert reported(RECORDS["actor"], values, frozenset({"/-"})) == []
    event = {name: value for name, value in EVENT.items() if name != "type"}
    assert reported(RECORDS["event"], {**event, "cameo": "04"}, frozenset({"/-"})) == []


def test_a_key_that_was_reported_is_not_reported_again_but_its_value_is() -> None:
    assert reported(RECORDS["event"], {**EVENT, "extra": 1}, frozenset({"/extra#"})) == []
    assert [fault.pointer for fault in reported(RECORDS["event"], {**EVENT, "label": 1}, frozenset({"/label#"}))] == [
        "/label"
    ]
    values = {name: value for name, value in EVENT.items() if name not in ("label", "basis")}
    # The key resembles a missing field, or may be meant for any.
    assert [fault.message for fault in reported(RECORDS["event"], {**values, "labl": "A"}, frozenset({"/labl#"}))] == [
        "`basis` is missing"
    ]
    assert reported(RECORDS["event"], {**values, "name_of_it": "A"}, frozenset({"/name_of_it#"})) == []


def test_an_unknown_field_is_reported_even_if_its_value_was_refused() -> None:
    faults = reported(RECORDS["event"], {**EVENT, "extra": None}, frozenset({"/extra"}))
    assert [(fault.code, fault.pointer) for fault in faults] == [("unknown-field", "/extra")]
    nested = {**EVENT, "evidence": [{**POINTER, "extra": 1}]}
    assert reported(RECORDS["event"], nested, frozenset({"/evidence"})) == []


def test_an_unknown_field_that_is_given_twice_is_reported_once() -> None:
    text = json.dumps(EVENT).replace('"label":', '"extra": 1, "extra": 2, "label":')
    faults = judge(RECORDS["event"], text, frozenset({"/extra"}))[1]
    assert [(fault.code, fault.pointer) for fault in faults] == [("unknown-field", "/extra")]


@pytest.mark.parametrize("model", [*RECORDS.values(), Manifest])
def test_the_models_have_no_sort_of_constraint_that_field_faults_does_not_know(model: type[Model]) -> None:
    model.model_rebuild()
    found = set(_errors(model.__pydantic_core_schema__))
    assert found >= {"missing", "extra_forbidden", "string_type", "string_too_long", "too_short", "tuple_type"}
    assert "unknown" not in found


_SIMPLE = {
    "str": ("string_type",),
    "int": ("int_type", "int_from_float", "int_parsing_size", "finite_number"),
    "enum": ("enum",),
    "literal": ("literal_error",),
    "tuple": ("tuple_type",),
    "model": ("model_type", "model_attributes_type"),
    "model-fields": ("missing", "extra_forbidden"),
    "nullable": (),
    "definitions": (),
    "definition-ref": (),
    "function-after": (),
    "function-before": (),
    "model-field": (),
    "default": (),
}
_LIMITS = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("tuple", "min_length"): "too_short",
    ("tuple", "max_length"): "too_long",
    ("int", "ge"): "greater_than_equal",
    ("int", "le"): "less_than_equal",
}


def _errors(core: Any) -> Iterator[str]:
    """The types of error that a schema of pydantic's core and its parts can give; `unknown` for an unknown part."""
    if isinstance(core, dict):
        if isinstance(core.get("type"), str):
            sort = core["type"]
            yield from _SIMPLE.get(sort, ("unknown",))
            yield from (error for (of, limit), error in _LIMITS.items() if of == sort and limit in core)
            unknown = {"pattern", "gt", "lt", "multiple_of"} & core.keys()
            yield from ("unknown" for _ in unknown)
        for name, inner in core.items():
            if name not in ("metadata", "config", "serialization", "function"):
                yield from _errors(inner)
    elif isinstance(core, list | tuple):
        for inner in core:
            yield from _errors(inner)
