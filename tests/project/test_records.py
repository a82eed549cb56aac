import re
from collections import Counter

import nsatu_data
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import Claim
from nsatu_data.model.vocabulary import Basis, Certainty, Kind, Occurrence, Polarity
from nsatu_data.text.coverage import coverage
from tests.support.folders import RECORDS


def _loaded() -> Dataset:
    outcome = nsatu_data.check(RECORDS)
    assert outcome.diagnostics == ()
    assert outcome.dataset is not None
    return outcome.dataset


def test_the_records_give_no_finding() -> None:
    dataset = _loaded()
    assert len(dataset) == len(list(RECORDS.glob("*/*.yaml")))


def test_the_records_stand_in_the_order_of_kinds_and_ids() -> None:
    kinds = [str(kind) for kind in Kind]
    ids = [record.id for record in _loaded()]
    assert ids == sorted(ids, key=lambda identifier: (kinds.index(identifier.partition("/")[0]), identifier))


def test_each_sentence_of_the_article_is_cited_or_skipped() -> None:
    rows = list(coverage(_loaded()))
    assert {row.source for row in rows} == {"source/japan-nsatu"}
    assert [row.sentence.number for row in rows] == list(range(1, 42))
    assert [row.sentence.number for row in rows if bool(row.records) == (row.sentence.skip is not None)] == []


def test_no_statement_and_no_label_stands_twice() -> None:
    dataset = _loaded()
    statements = Counter(record.statement for record in dataset if isinstance(record, Claim))
    labels = Counter(record.label for record in dataset)
    assert [statement for statement, count in statements.items() if count > 1] == []
    assert [label for label, count in labels.items() if count > 1] == []


def test_no_motive_is_a_stated_one_and_but_for_the_wish_all_are_readings_by_the_article() -> None:
    motives = _loaded().motives
    assert {motive.voice for motive in motives} == {"source/japan-nsatu"}
    implied = {motive.id for motive in motives if motive.basis == Basis.IMPLIED}
    assert implied == {"motive/join-nsatu", "motive/keen-interest-in-joining"}
    assert {motive.basis for motive in motives if motive.id not in implied} == {Basis.INFERRED}


def test_the_label_of_a_motive_claims_nothing() -> None:
    assert [
        motive.id for motive in _loaded().motives if re.search(r"\b(?:is|are|has|wishes|wants)\b", motive.label)
    ] == []


def test_what_onlookers_ask_themselves_is_about_what_has_come_about() -> None:
    dataset = _loaded()
    asked = [claim for claim in dataset.implications if claim.certainty == Certainty.OPEN]
    assert len(asked) == 6
    events = {root for claim in asked for root in _roots(dataset, claim.id)}
    assert events == {"event/japan-announces-wish-to-join-nsatu"}


def _roots(dataset: Dataset, identifier: str) -> set[str]:
    record = dataset[identifier]
    assert isinstance(record, Claim)
    about = getattr(record, "about", ())
    return {root for one in about for root in _roots(dataset, one)} or {identifier}


def test_the_statement_of_a_weaker_claim_keeps_the_hedge_or_the_question() -> None:
    cues = {
        Certainty.PROBABLE: r"\b(?:would|seems|appears?|is expected)\b",
        Certainty.POSSIBLE: r"\b(?:may|might|could|can be)\b",
        Certainty.OPEN: r"\bquestion\b",
    }
    claims = [record for record in _loaded() if isinstance(record, Claim) and record.certainty in cues]
    assert [claim.id for claim in claims if not re.search(cues[claim.certainty], claim.statement)] == []


def test_no_act_that_has_not_come_about_is_certain() -> None:
    events = [event for event in _loaded().events if event.occurrence != Occurrence.ACTUAL]
    assert [event.id for event in events if event.certainty == Certainty.CERTAIN] == []


def test_what_is_denied_has_no_trend() -> None:
    assert [context.id for context in _loaded().contexts if context.polarity == Polarity.DENIED and context.trend] == []


def test_no_retired_id_is_in_use() -> None:
    dataset = _loaded()
    assert len(dataset.manifest.retired) == 9
    assert [identifier for identifier in dataset.manifest.retired if identifier in dataset] == []
