import pickle

import pytest

import nsatu_data
from nsatu_data.export.bundle import values as values_of
from nsatu_data.facts import Facts, Measures, Pointer, Row, facts
from nsatu_data.models import Claim, Event, Record, Source
from nsatu_data.references import references
from nsatu_data.vocabulary import Prominence
from tests.datasets import ROOT, by_id, with_fields

RECORDS = list(nsatu_data.load(ROOT / "records"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_facts_are_what_the_record_says(record: Record) -> None:
    found = facts(values_of(record))
    named = [(field, target) for field, targets in found.references.items() for target in targets]
    named += [("evidence", pointer.source) for pointer in found.evidence]
    assert named == [(reference.field, reference.target) for reference in references(record)]
    evidence = getattr(record, "evidence", ())
    assert [tuple(pointer) for pointer in found.evidence] == [tuple(dict(each).values()) for each in evidence]
    assert found.is_main == (isinstance(record, Event) and record.prominence is Prominence.MAIN)
    assert (found.text is not None) == isinstance(record, Source)
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
        assert all(isinstance(row, Row) for row in again.sentences)


def test_an_id_that_is_named_again_is_held_once() -> None:
    one, other = facts(by_id()["risk/strain-on-the-budget"]), facts(by_id()["event/arda-joins"])
    assert one.evidence[0].source is other.references["voice"][0]
