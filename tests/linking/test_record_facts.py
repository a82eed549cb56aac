import pickle

import pytest

import nsatu_data
from nsatu_data.dataset.bundle import values as values_of
from nsatu_data.linking.record_facts import Commitment, Facts, Measures, Pointer, SentenceFacts, SpanInUnits, facts
from nsatu_data.linking.references import references
from nsatu_data.model.record_models import Claim, Event, Record, Source
from nsatu_data.model.vocabulary import Prominence
from tests.support.example_datasets import by_id, with_fields
from tests.support.folders import ROOT

RECORDS = list(nsatu_data.load(ROOT / "records"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_facts_are_what_the_record_says(record: Record) -> None:
    found = facts(values_of(record))
    named = [(field, target) for field, targets in found.references.items() for target in targets]
    named += [("evidence", pointer.source) for pointer in found.evidence]
    assert named == [(reference.field, reference.target) for reference in references(record)]
    evidence = getattr(record, "evidence", ())
    assert [pointer._asdict() for pointer in found.evidence] == [
        each.model_dump(exclude_none=True) for each in evidence
    ]
    assert found.is_main == (isinstance(record, Event) and record.prominence is Prominence.MAIN)
    assert (found.text is not None) == isinstance(record, Source)
    assert found.language == getattr(record, "language", "")
    assert (found.commitment is not None) == isinstance(record, Claim)
    if isinstance(record, Claim):
        against_words = sorted(record.against_words.model_dump(exclude_none=True)) if record.against_words else ()
        expected = (record.certainty, record.polarity, record.basis, tuple(against_words))
        assert found.commitment == Commitment(*expected)
    assert not isinstance(record, Claim) or found.sentences == ()


def test_the_facts_of_a_source_are_its_measures_and_sentences() -> None:
    values = by_id(with_fields("source/river-pact"))["source/river-pact"]
    values["sentences"][2]["skip"] = "a reason"
    found = facts(values)
    assert found.text == Measures(**{key: value for key, value in values["text"].items() if key != "form"})
    assert [row._asdict() for row in found.sentences] == [
        {**{key: value for key, value in row.items() if key != "skip"}, "skipped": row["number"] == 3}
        for row in values["sentences"]
    ]
    assert (found.references, found.evidence) == ({}, ())


def test_what_is_counted_otherwise_is_kept_apart() -> None:
    values = by_id()
    values["event/arda-asks-to-join"]["evidence"][0] |= {
        "utf8": {"start": 1, "end": 4},
        "utf16": {"start": 2, "end": 3},
    }
    values["source/river-pact"]["sentences"][1]["utf8"] = {"start": 5, "end": 6}
    for one in ("event/arda-asks-to-join", "source/river-pact"):
        assert facts(values[one])._replace(counted=()) == facts(by_id()[one])
    assert facts(values["event/arda-asks-to-join"]).counted == (
        SpanInUnits(0, "utf16", 2, 3),
        SpanInUnits(0, "utf8", 1, 4),
    )
    assert facts(values["source/river-pact"]).counted == (SpanInUnits(1, "utf8", 5, 6),)


def test_the_order_of_fields_in_a_file_does_not_matter() -> None:
    values = by_id()["event/arda-asks-to-join"]
    backwards = {key: values[key] for key in reversed(values)}
    backwards["evidence"] = [{key: each[key] for key in reversed(each)} for each in values["evidence"]]
    assert facts(backwards) == facts(values)
    assert list(facts(backwards).references) == list(facts(values).references)


def test_facts_pass_between_processes() -> None:
    for values in by_id().values():
        again = pickle.loads(pickle.dumps(facts(values)))  # noqa: S301
        assert again == facts(values)
        assert isinstance(again, Facts)
        assert all(isinstance(pointer, Pointer) for pointer in again.evidence)
        assert all(isinstance(row, SentenceFacts) for row in again.sentences)


def test_an_id_named_twice_is_stored_once() -> None:
    one, other = facts(by_id()["risk/strain-on-the-budget"]), facts(by_id()["event/arda-joins"])
    assert one.evidence[0].source is other.references["voice"][0]


def test_claims_that_commit_themselves_alike_share_what_says_so_in_another_process_too() -> None:
    records = by_id()
    pair = [facts(records["event/arda-asks-to-join"]), facts(records["reaction/some-welcome"])]
    for one, other in (pair, pickle.loads(pickle.dumps(pair))):  # noqa: S301
        assert one.commitment is other.commitment is not None


def test_the_order_of_exceptions_does_not_matter() -> None:
    reasons = {"voice": "A reason.", "certainty": "Another."}
    for given in (reasons, dict(reversed(reasons.items()))):
        commitment = facts({**by_id()["event/arda-joins"], "against_words": given}).commitment
        assert commitment == Commitment("possible", "affirmed", "implied", ("certainty", "voice"))
