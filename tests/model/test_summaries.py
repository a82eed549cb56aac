"""The `repr` of a record is one printable line that says what it is, whatever its values are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from nsatu_data.model import Bundle, Manifest, Risk, Source
from nsatu_data.model.record_models import RECORDS
from tests.support import river_pact
from tests.support.drawn_values import records
from tests.support.example_datasets import by_id, dataset, manifest, record, with_fields

BUDGET = "risk/strain-on-the-budget"


@pytest.mark.parametrize(
    ("identifier", "fields", "shown"),
    [
        ("source/river-pact", {}, "<Source source/river-pact (news): LABEL>"),
        ("actor/arda", {}, "<Actor actor/arda (polity): LABEL>"),
        ("place/lorn", {}, "<Place place/lorn (city): LABEL>"),
        (BUDGET, {}, f"<Risk {BUDGET} (possible, stated): LABEL>"),
        (BUDGET, {"certainty": "open", "basis": "implied"}, f"<Risk {BUDGET} (open, implied): LABEL>"),
        (BUDGET, {"voice": "actor/arda"}, f"<Risk {BUDGET} (possible, stated by actor/arda): LABEL>"),
        (BUDGET, {"voice": None}, f"<Risk {BUDGET} (possible, stated by nobody named): LABEL>"),
        (BUDGET, {"polarity": "denied"}, f"<Risk {BUDGET} (possible, stated, denied): LABEL>"),
    ],
)
def test_a_record_shows_its_id_its_label_and_how_far_its_voice_commits(
    identifier: str, fields: dict[str, Any], shown: str
) -> None:
    made = dataset(with_fields(identifier, label="A label: two", **fields))[identifier]
    assert repr(made) == str(made) == shown.replace("LABEL", "A label: two")


@given(st.sampled_from(sorted(RECORDS)), st.data())
def test_a_record_is_one_printable_line(kind: str, data: DataObject) -> None:
    made = record(data.draw(records(kind)))
    assert repr(made).isprintable()
    assert repr(made).startswith(f"<{type(made).__name__} {made.id} (")
    assert repr(made).endswith(">")
    assert len(repr(made)) < 400


def test_characters_that_do_not_print_are_escaped() -> None:
    made = Risk.model_construct(**{**vars(dataset()[BUDGET]), "label": "a\u202eb\x1b[31m\n"})
    assert repr(made) == f"<Risk {BUDGET} (possible, stated): a\\u202eb\\u001b[31m\\n>"


def test_parts_show_what_they_point_to() -> None:
    (pointer,) = dataset().risks[BUDGET].evidence
    assert repr(pointer) == f"<Evidence source/river-pact {pointer.sentence}:{pointer.start}-{pointer.end}>"
    source = record(by_id()[river_pact.SOURCE])
    assert isinstance(source, Source)
    assert repr(source.sentences[0]) == f"<SentenceSpan 1:0-{source.sentences[0].end}>"
    assert repr(source.text).startswith("Text(form=")


def test_a_manifest_and_a_bundle_show_the_title_and_the_version() -> None:
    assert repr(manifest()) == "<Manifest 'Arda and the River Pact' 1.0.0>"
    kinds: dict[str, Any] = {f"{kind}s": tuple(getattr(dataset(), f"{kind}s")) for kind in RECORDS}
    bundle = Bundle.model_construct(dataset=manifest(), **kinds)
    assert repr(bundle) == "<Bundle 'Arda and the River Pact' 1.0.0: 12 records>"


@pytest.mark.parametrize("given", [{}, {"id": "risk/x", "kind": "risk", "label": 3}, {"kind": "risk", "voice": 3}])
def test_a_record_that_was_made_without_validation_is_shown_too(given: dict[str, Any]) -> None:
    made: Any = {model: model.model_construct(**given) for model in (Risk, Manifest)}
    assert [repr(one).partition("(")[0] for one in made.values()] == ["Risk", "Manifest"]
