from typing import TYPE_CHECKING

import pytest

from nsatu_data import check
from nsatu_data.authoring.citing import Citation, Wanted, cite
from nsatu_data.model.record_models import RECORDS, Event, Source
from nsatu_data.text import canonical_text
from tests import example
from tests.datasets import Values, by_id, record, write_folder

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL = canonical_text.canonicalise(example.TEXT)


def test_the_text_is_in_canonical_form() -> None:
    assert CANONICAL.text == example.TEXT


def test_records_stand_in_the_order_of_kinds_and_ids() -> None:
    kinds = list(RECORDS)
    ids = [values["id"] for values in example.records()]
    assert ids == sorted(ids, key=lambda one: (kinds.index(one.partition("/")[0]), one))


def test_every_call_gives_values_of_its_own() -> None:
    changed = example.records()
    changed[0]["sentences"].clear()
    changed.clear()
    assert len(example.records()[0]["sentences"]) == 4
    example.manifest()["creators"].clear()
    assert example.manifest()["creators"]


def test_nothing_is_wrong_with_it_and_every_pointer_is_verified(tmp_path: "Path") -> None:
    file = tmp_path / "river-pact.txt"
    file.write_bytes(example.TEXT.encode())
    outcome = check(write_folder(tmp_path / "records"), texts={example.SOURCE: file})
    assert outcome.diagnostics == ()
    assert outcome.summary.evidence_unverified == 0
    assert outcome.summary.evidence_verified == sum(len(values.get("evidence", ())) for values in example.records())


@pytest.mark.parametrize(
    "values", [each for each in example.records() if "evidence" in each], ids=lambda each: each["id"]
)
def test_the_words_pointed_at_give_back_their_pointer(values: Values) -> None:
    source = record(by_id()[example.SOURCE])
    assert isinstance(source, Source)
    for pointer in record(values).model_dump()["evidence"]:
        words = example.TEXT[pointer["start"] : pointer["end"]]
        found = cite(source, CANONICAL, Wanted(words, sentence=pointer["sentence"]))
        assert isinstance(found, Citation)
        assert found.evidence.model_dump() == pointer


def test_one_event_is_the_main_one() -> None:
    events = [one for one in map(record, example.records()) if isinstance(one, Event)]
    assert [event.id for event in events if event.prominence == "main"] == ["event/arda-asks-to-join"]
