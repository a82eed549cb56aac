from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import load
from nsatu_data.text.coverage import Covered, coverage
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, dataset, with_fields
from tests.support.folders import ROOT

SENTENCES = by_id()[river_pact.SOURCE]["sentences"]
CLAIM = "risk/strain-on-the-budget"


def _row(number: int, records: list[Values]) -> Covered:
    return list(coverage(dataset(records)))[number - 1]


def _evidence(start: int, end: int, sentence: int) -> Values:
    return {"source": river_pact.SOURCE, "sentence": sentence, "start": start, "end": end, "sha256": "0" * 64}


def test_every_sentence_has_the_records_that_cite_it_in_their_order() -> None:
    assert [(row.source, row.sentence.number, row.records) for row in coverage(dataset())] == [
        (
            "source/river-pact",
            1,
            ("actor/arda", "actor/river-pact", "place/lorn", "event/arda-asks-to-join", "event/arda-joins"),
        ),
        ("source/river-pact", 2, ("context/river-trade-grows", "motive/say-in-the-rules")),
        ("source/river-pact", 3, ("actor/welcomers", "reaction/some-welcome")),
        ("source/river-pact", 4, ("risk/strain-on-the-budget", "implication/end-of-absence")),
    ]


def test_stretches_are_joined_where_they_touch_and_kept_apart_where_they_do_not() -> None:
    assert [row.stretches for row in coverage(dataset())] == [
        ((0, 43), (55, 71)),
        ((73, 102), (108, 137)),
        ((139, 163),),
        ((165, 199), (205, 232)),
    ]


def test_the_share_is_that_of_the_covered_characters() -> None:
    assert [row.share for row in coverage(dataset())] == [59 / 72, 58 / 65, 24 / 25, 61 / 68]


def test_a_sentence_that_nothing_cites_is_there_with_nothing() -> None:
    (row, *_) = coverage(dataset(river_pact.records()[:1]))
    assert (row.sentence.number, row.records, row.stretches, row.share) == (1, (), (), 0)


def test_a_record_that_cites_a_sentence_twice_is_named_once() -> None:
    twice = [_evidence(165, 170, 4), _evidence(180, 190, 4)]
    row = _row(4, with_fields(CLAIM, evidence=twice))
    assert row.records == (CLAIM, "implication/end-of-absence")
    assert row.stretches == ((165, 170), (180, 190), (205, 232))


def test_stretches_that_only_touch_are_one() -> None:
    touching = [_evidence(165, 170, 4), _evidence(170, 180, 4), _evidence(181, 190, 4)]
    assert _row(4, with_fields(CLAIM, evidence=touching)).stretches == ((165, 180), (181, 190), (205, 232))


@given(st.lists(st.tuples(st.integers(73, 136), st.integers(1, 60)), min_size=1, max_size=8))
def test_stretches_hold_just_the_characters_that_evidence_holds(spans: list[tuple[int, int]]) -> None:
    pointers = [_evidence(start, min(start + length, 138), 2) for start, length in spans]
    claims = [values for values in with_fields(CLAIM, evidence=pointers) if values["kind"] in ("source", "risk")]
    row = _row(2, claims)
    pointed = {offset for pointer in pointers for offset in range(pointer["start"], pointer["end"])}
    assert {offset for start, end in row.stretches for offset in range(start, end)} == pointed
    assert all(end < start for (_, end), (start, _) in pairwise(row.stretches))
    assert row.share == len(pointed) / 65


@given(st.lists(st.tuples(st.integers(0, 240), st.integers(1, 240), st.integers(1, 4)), min_size=1, max_size=8))
def test_evidence_counts_only_within_the_sentence_that_it_names(spans: list[tuple[int, int, int]]) -> None:
    pointers = [_evidence(start, start + length, sentence) for start, length, sentence in spans]
    claims = [values for values in with_fields(CLAIM, evidence=pointers) if values["kind"] in ("source", "risk")]
    for row in coverage(dataset(claims)):
        sentence = range(row.sentence.start, row.sentence.end)
        pointed = {
            offset
            for start, length, number in spans
            if number == row.sentence.number
            for offset in range(start, start + length)
        }
        covered = pointed.intersection(sentence)
        assert {offset for start, end in row.stretches for offset in range(start, end)} == covered
        assert {offset for start, end in row.gaps for offset in range(start, end)} == set(sentence) - covered
        assert row.share == len(covered) / len(sentence)
        assert row.records == ((CLAIM,) if covered else ())


def test_every_pointer_of_the_real_records_is_counted_at_its_sentence() -> None:
    whole = load(ROOT / "records")
    rows = list(coverage(whole))
    cited = {
        (pointer.source, pointer.sentence, record.id) for record in whole for pointer in getattr(record, "evidence", ())
    }
    assert {(row.source, row.sentence.number, record) for row in rows for record in row.records} == cited
    assert all(0 <= row.share <= 1 for row in rows)
