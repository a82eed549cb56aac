"""Laws of comparing: nothing is missed, the changes make the new dataset from the old one, and levels only grow."""

import json
from collections.abc import Iterable
from copy import deepcopy
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nsatu_data import load
from nsatu_data.comparison.compare import compare
from nsatu_data.comparison.reasons import Level, Reason
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS, Manifest
from nsatu_data.report import changes_json
from nsatu_data.report.changed_values import Names
from tests.support import case_files, drawn_values, river_pact
from tests.support.applied_changes import applied
from tests.support.example_datasets import by_id, dataset, manifest, record, with_fields
from tests.support.value_mutations import of_values

Values = dict[str, Any]
NAMES: Final = Names("old", "new")
BUDGET: Final = "risk/strain-on-the-budget"
OFFSETS: Final = {"start": 1, "end": 2}
OTHER: Final = "0" * 64


def _bundle(whole: Dataset) -> Any:
    return json.loads(to_json.write(whole, {}))


def _written(old: Dataset, new: Dataset) -> Any:
    return json.loads(changes_json.write(compare(old, new), NAMES))


_OTHERS: Final = [values(one) for one in load()]
"""Records whose values may stand in for those of others."""


def _with_other_value(kind: str, before: Values, random: Random) -> Values:
    """The values with one field changed: reworded, left out, or with the value of another record."""
    after = deepcopy(before)
    name = random.choice([name for name in FIELDS[kind] if name not in ("id", "kind")])
    shape, value = FIELDS[kind][name], before.get(name)
    others = [one[name] for one in _OTHERS if one["kind"] == kind and name in one]
    if not shape.required and random.random() < 0.3:
        after.pop(name, None)
    elif isinstance(value, str) and shape.alias is None and shape.vocabulary is None:
        after[name] = value + random.choice((" again", "!", " \N{SPOUTING WHALE}"))
    elif shape.vocabulary is not None and not shape.many:
        after[name] = str(random.choice(list(shape.vocabulary)))
    elif isinstance(value, dict):
        inner = random.choice(list(value))
        after[name] = {**value, inner: random.choice(("Other.", "Q7", OTHER, "CC0-1.0", 90_000))}
    elif others:
        after[name] = random.choice(others)
    return after


def _mutated(kind: str, before: Values, random: Random) -> Values:
    """The values after a mutation that the model accepts, or unchanged."""
    model = Manifest if kind == "dataset" else RECORDS[kind]
    for _ in range(8):
        change = of_values(kind, before, random)
        faulty = change.value if change else before
        after: Values = random.choice((faulty, _with_other_value(kind, before, random)))
        try:
            model.model_validate_json(json.dumps(after))
        except (ValidationError, ValueError):
            continue
        if after.get("id") == before.get("id"):
            return after
    return before


def _reordered(values: Values, random: Random) -> Values:
    """The values with lists in another order, and with pointers that have the words of another one."""
    made = deepcopy(values)
    if random.random() < 0.5 and "evidence" in made:
        made["evidence"] += [{**random.choice(made["evidence"]), "start": random.choice((0, 1))} for _ in range(2)]
    for name in ("evidence", "themes", "mentions", "about", "aliases", "creators", "retired"):
        if random.random() < 0.2 and name in made:
            random.shuffle(made[name])
    return made


def _changed(kind: str, values: Values, random: Random) -> Values:
    how = random.random()
    return values if how < 0.2 else _reordered(values, random) if how < 0.3 else _mutated(kind, values, random)


EVERY_FIELD: Final = load(case_files.VALID / "every-field")
"""A dataset in which every kind has a record with every field."""
_RECORDS: Final = {**by_id(), **{one.id: values(one) for one in EVERY_FIELD}}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Dataset, Dataset]:
    """A dataset, and a second one that was made from it by mutations, removals and additions."""
    random = draw(st.randoms(use_true_random=False))
    old = {one: _RECORDS[one] for one in random.sample(sorted(_RECORDS), 8)}
    kept = {one: _changed(values["kind"], values, random) for one, values in old.items() if random.random() < 0.8}
    new = {**{one: _RECORDS[one] for one in random.sample(sorted(_RECORDS), 2)}, **kept}
    before = draw(drawn_values.parts(Manifest))
    after = _changed("dataset", before, random) if random.random() < 0.7 else draw(drawn_values.parts(Manifest))
    return _dataset(old.values(), before, random), _dataset(new.values(), after, random)


def _dataset(records: Iterable[Values], about: Values, random: Random) -> Dataset:
    """A dataset of these records, made from them in any order."""
    made = [record(values) for values in records]
    random.shuffle(made)
    return Dataset(manifest(**about), made)


@given(pairs())
def test_a_dataset_does_not_differ_from_itself(pair: tuple[Dataset, Dataset]) -> None:
    for one in pair:
        assert not compare(one, one)
        assert compare(one, one).level is Level.NONE


@given(pairs())
def test_the_changes_make_the_new_dataset_from_the_old_one_and_every_difference_is_found(
    pair: tuple[Dataset, Dataset],
) -> None:
    old, new = pair
    assert applied(_written(old, new), _bundle(old)) == _bundle(new)
    assert bool(compare(old, new)) == (_bundle(old) != _bundle(new))


@given(pairs(), st.randoms(use_true_random=False))
def test_the_order_of_records_makes_no_difference(pair: tuple[Dataset, Dataset], random: Random) -> None:
    old, new = pair
    again = [Dataset(one.manifest, random.sample(list(one), len(one))) for one in pair]
    assert compare(*again) == compare(old, new)


@given(pairs())
def test_what_one_direction_adds_the_other_removes(pair: tuple[Dataset, Dataset]) -> None:
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    assert there.added == tuple(one.record for one in back.removed)
    assert [one.before["id"] for one in there.changed] == [one.before["id"] for one in back.changed]
    assert there.unchanged == back.unchanged == len([one for one in old if one.id in new]) - len(there.changed)


@given(st.sampled_from(list(RECORDS)).flatmap(drawn_values.records), st.randoms(use_true_random=False))
def test_the_changes_of_a_record_with_hard_text_make_the_new_record(drawn: Values, random: Random) -> None:
    old, new = dataset([drawn]), dataset([_changed(drawn["kind"], drawn, random)])
    assert applied(_written(old, new), _bundle(old)) == _bundle(new)


@pytest.mark.exhaustive
def test_a_change_of_any_field_is_found_and_named() -> None:
    random = Random(7)  # noqa: S311
    found = set()
    for _ in range(6000):
        old = random.choice(list(EVERY_FIELD))
        before = values(old)
        after = _mutated(old.kind, before, random)
        changes = compare(Dataset(EVERY_FIELD.manifest, [old]), Dataset(EVERY_FIELD.manifest, [record(after)]))
        differing = {name for name in {**before, **after} if before.get(name, ...) != after.get(name, ...)}
        assert {field.path[0] for one in changes.changed for field in one.fields} == differing
        found |= {(old.kind, name) for name in differing}
    wanted = {(kind, name) for kind in RECORDS for name in FIELDS[kind] if name not in ("id", "kind")}
    assert wanted - found == set()


@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_level_of_several_changes_is_that_of_the_greatest(random: Random, number: int) -> None:
    old = dataset()
    chosen = random.sample(list(by_id()), number)
    each = {one: _mutated(by_id()[one]["kind"], by_id()[one], random) for one in chosen}
    removed = random.choice([None, *(one for one in by_id() if one not in chosen)])

    def level(changed: Values, gone: str | None) -> Level:
        known = {**by_id(), **changed}
        return compare(old, dataset([values for one, values in known.items() if one != gone])).level

    levels = [level({one: values}, None) for one, values in each.items()] + [level({}, removed)]
    assert level(each, removed) == max(levels)
    assert level(dict(list(each.items())[1:]), removed) <= level(each, removed)


def _reasons(records: Iterable[Values] | None = None, before: Values | None = None, **about: Any) -> dict[Reason, int]:
    """The reasons for the differences from the example."""
    old = Dataset(manifest(**(before or {})), dataset())
    return dict(compare(old, Dataset(manifest(**{**(before or {}), **about}), dataset(records))).reasons)


def _without(identifier: str) -> list[Values]:
    return [values for values in river_pact.records() if values["id"] != identifier]


def _pointer(**fields: Any) -> list[Values]:
    """The example with a pointer of one record changed."""
    (old,) = by_id()[BUDGET]["evidence"]
    return with_fields(BUDGET, evidence=[{**old, **fields}])


def _sentences(number: int, **fields: Any) -> list[Values]:
    """The example with a sentence of its source changed; `...` as a value removes the field."""
    rows = deepcopy(by_id()[river_pact.SOURCE]["sentences"])
    rows[number - 1].update(fields)
    rows[number - 1] = {name: value for name, value in rows[number - 1].items() if value is not ...}
    return with_fields(river_pact.SOURCE, sentences=rows)


CASES: Final[dict[str, tuple[dict[Reason, int], dict[Reason, int]]]] = {
    "nothing": (_reasons(), {}),
    "a record vanishes": (_reasons(_without(BUDGET)), {Reason.VANISHED: 1}),
    "a record is retired": (_reasons(_without(BUDGET), retired=[BUDGET]), {Reason.RETIRED: 1}),
    "an unknown id is retired": (_reasons(retired=["risk/never"]), {Reason.RESERVED: 1}),
    "an id is retired no more": (
        _reasons(before={"retired": ["risk/x", "risk/y"]}, retired=["risk/y"]),
        {Reason.UNRETIRED: 1},
    ),
    "a retired id is used again": (
        _reasons(before={"retired": ["risk/x", BUDGET]}, retired=["risk/x"]),
        {Reason.REUSED: 1},
    ),
    "a statement is reworded": (_reasons(with_fields(BUDGET, statement="Other.")), {Reason.WORDING: 1}),
    "a term is another": (_reasons(with_fields(BUDGET, certainty="certain")), {Reason.VALUE: 1}),
    "a link is gone": (_reasons(with_fields(BUDGET, bearers=...)), {Reason.VALUE: 1}),
    "two themes for one": (_reasons(with_fields(BUDGET, themes=["military", "legal"])), {Reason.VALUE: 3}),
    "null becomes a text": (_reasons(with_fields(river_pact.SOURCE, author="Ann")), {Reason.VALUE: 1}),
    "a pointer moves": (_reasons(_pointer(**OFFSETS)), {Reason.MOVED: 1}),
    "a pointer covers other words": (_reasons(_pointer(end=200, sha256=OTHER)), {Reason.EVIDENCE: 1}),
    "a pointer is elsewhere": (_reasons(_pointer(sentence=1, sha256=OTHER)), {Reason.EVIDENCE: 2}),
    "a pointer gets counts": (_reasons(_pointer(utf8=OFFSETS)), {Reason.UNITS: 1}),
    "a sentence gets counts": (_reasons(_sentences(1, utf8=OFFSETS)), {Reason.UNITS: 1}),
    "a sentence is skipped": (_reasons(_sentences(2, skip="A label.")), {Reason.SENTENCES: 1}),
    "a sentence has other words": (_reasons(_sentences(2, sha256=OTHER)), {Reason.SENTENCES: 2}),
    "the text is another": (
        _reasons(with_fields(river_pact.SOURCE, text={**by_id()[river_pact.SOURCE]["text"], "sha256": OTHER})),
        {Reason.TEXT: 1},
    ),
    "a licence is another": (_reasons(licences={"data": "CC0-1.0"}), {Reason.LICENCE: 1}),
    "the dataset gets an id": (_reasons(id="river-pact"), {Reason.VALUE: 1}),
    "the dataset has another id": (_reasons(before={"id": "river-pact"}, id="pact"), {Reason.DATASET_ID: 1}),
    "the dataset loses its id": (
        dict(compare(Dataset(manifest(id="river-pact"), dataset()), Dataset(manifest(), dataset())).reasons),
        {Reason.DATASET_ID: 1},
    ),
    "the schema's minor version": (
        _reasons(before={"schema_version": "1.0"}, schema_version="1.1"),
        {Reason.SCHEMA_MINOR: 1},
    ),
    "the schema's major version": (
        _reasons(before={"schema_version": "1.0"}, schema_version="2.0"),
        {Reason.SCHEMA_MAJOR: 1},
    ),
    "only the version": (_reasons(version="7.0.0"), {Reason.VERSION: 1}),
    "the release is on another day": (
        _reasons(before={"released": "2024-02-29"}, released="2024-03-01"),
        {Reason.RELEASED: 1},
    ),
    "the version is released": (_reasons(released="2024-02-29"), {Reason.RELEASED: 1}),
    "a description appears": (_reasons(method="By hand."), {Reason.VALUE: 1}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_has_its_reason(case: str) -> None:
    found, expected = CASES[case]
    assert found == expected


def test_every_reason_has_a_case() -> None:
    more = {Reason.ADDED, Reason.ORDER}
    assert {reason for _, reasons in CASES.values() for reason in reasons} | more == set(Reason)


def test_a_record_is_added_and_a_list_is_in_another_order() -> None:
    themes = dataset(with_fields(BUDGET, themes=["legal", "economic"]))
    again = dataset(with_fields(BUDGET, themes=["economic", "legal"]))
    assert dict(compare(themes, again).reasons) == {Reason.ORDER: 1}
    assert dict(compare(dataset(_without(BUDGET)), dataset()).reasons) == {Reason.ADDED: 1}


def test_a_moved_pointer_is_not_mistaken_for_another_that_is_new() -> None:
    (pointer,) = by_id()[BUDGET]["evidence"]
    more = {**pointer, "start": 150, "end": 160, "sha256": OTHER}
    changes = compare(dataset(), dataset(with_fields(BUDGET, evidence=[more, {**pointer, "start": 166}])))
    assert dict(changes.reasons) == {Reason.EVIDENCE: 1, Reason.MOVED: 1}
