from typing import TYPE_CHECKING

import pytest

from nsatu_data import check
from nsatu_data.authoring.citing import Citation, Wanted, cite
from nsatu_data.model.record_models import RECORDS, Event, Source
from nsatu_data.text import canonical_text
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, record, write_folder

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL = canonical_text.canonicalise(river_pact.TEXT)


def test_the_text_is_in_canonical_form() -> None:
    assert CANONICAL.text == river_pact.TEXT


def test_records_stand_in_the_order_of_kinds_and_ids() -> None:
    kinds = list(RECORDS)
    ids = [values["id"] for values in river_pact.records()]
    assert ids == sorted(ids, key=lambda one: (kinds.index(one.partition("/")[0]), one))


def test_every_call_gives_values_of_its_own() -> None:
    changed = river_pact.records()
    changed[0]["sentences"].clear()
    changed.clear()
    assert len(river_pact.records()[0]["sentences"]) == 4
    river_pact.manifest()["creators"].clear()
    assert river_pact.manifest()["creators"]


def test_nothing_is_wrong_with_it_and_every_pointer_is_verified(tmp_path: "Path") -> None:
    file = tmp_path / "river-pact.txt"
    file.write_bytes(river_pact.TEXT.encode())
    outcome = check(write_folder(tmp_path / "records"), texts={river_pact.SOURCE: file})
    assert outcome.diagnostics == ()
    assert outcome.summary.evidence_unverified == 0
    assert outcome.summary.evidence_verified == sum(len(values.get("evidence", ())) for values in river_pact.records())


@pytest.mark.parametrize(
    "values", [each for each in river_pact.records() if "evidence" in each], ids=lambda each: each["id"]
)
def test_the_words_pointed_at_give_back_their_pointer(values: Values) -> None:
    source = record(by_id()[river_pact.SOURCE])
    assert isinstance(source, Source)
    for pointer in record(values).model_dump()["evidence"]:
        words = river_pact.TEXT[pointer["start"] : pointer["end"]]
        found = cite(source, CANONICAL, Wanted(words, sentence=pointer["sentence"]))
        assert isinstance(found, Citation)
        assert found.evidence.model_dump() == pointer


def test_one_event_is_the_main_one() -> None:
    events = [one for one in map(record, river_pact.records()) if isinstance(one, Event)]
    assert [event.id for event in events if event.prominence == "main"] == ["event/arda-asks-to-join"]
