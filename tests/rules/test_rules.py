import pkgutil
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import pytest

from nsatu_data import rules
from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.rules import RULES, copied_words
from nsatu_data.text import canonical_text, cues
from nsatu_data.text.canonical_text import canonicalise, digest
from nsatu_data.validation import collect_records
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support import case_files, river_pact
from tests.support.case_files import Case
from tests.support.example_datasets import Values, by_id, reading, with_fields

CODES: Final = [rule.CODE for rule in RULES]
CASES: Final = [case for case in case_files.invalid() if case.code in CODES]
TEXTS: Final = {river_pact.SOURCE: canonicalise(river_pact.TEXT)}
BUDGET, JOINS, ASKS = "risk/strain-on-the-budget", "event/arda-joins", "event/arda-asks-to-join"


def _evidence(identifier: str, **given: object) -> list[Values]:
    return [{**by_id()[identifier]["evidence"][0], **given}]


def _source_with(index: int, **given: object) -> list[Values]:
    rows = deepcopy(by_id()[river_pact.SOURCE]["sentences"])
    rows[index].update(given)
    return with_fields(river_pact.SOURCE, sentences=rows)


def _without(*identifiers: str) -> list[Values]:
    return [values for values in river_pact.records() if values["id"] not in identifiers]


class Breach(NamedTuple):
    """A violation of a rule: the dataset's facts, and the record and pointer of each finding."""

    rule: str
    reading: DatasetFacts
    places: list[tuple[str, str]]


BREACHES: Final = [
    Breach(
        "copied_words",
        reading(with_fields(ASKS, statement="\u201cARDA\u2019s council; asked to join the River Pact\u201d"), TEXTS),
        [(ASKS, "/statement")],
    ),
    Breach(
        "copied_words",
        reading(with_fields(JOINS, label="It is growing and Arda wants a say in its rules"), TEXTS),
        [(JOINS, "/label")],
    ),
    Breach(
        "copied_words",
        reading(_source_with(2, skip="Arda's council asked to join the River Pact, it says."), TEXTS),
        [(river_pact.SOURCE, "/sentences/2/skip")],
    ),
    Breach(
        "agent_reacts",
        reading(with_fields("reaction/some-welcome", actor="actor/arda")),
        [("reaction/some-welcome", "/actor")],
    ),
    Breach(
        "conflicting_digest",
        reading(with_fields(BUDGET, evidence=_evidence(BUDGET, start=0, end=72, sentence=1))),
        [(BUDGET, "/evidence/0/sha256")],
    ),
    Breach(
        "certainty_against_words",
        reading(with_fields(BUDGET, certainty="certain"), TEXTS),
        [(BUDGET, "/certainty")],
    ),
    Breach(
        "certainty_against_words",
        reading(with_fields(ASKS, certainty="possible"), TEXTS),
        [(ASKS, "/certainty")],
    ),
    Breach("cyclic_reference", reading(with_fields(JOINS, about=[JOINS])), [(JOINS, "/about/0")]),
    Breach("cyclic_reference", reading(with_fields("actor/arda", part_of="actor/arda")), [("actor/arda", "/part_of")]),
    Breach("cyclic_reference", reading(with_fields("place/lorn", within="place/lorn")), [("place/lorn", "/within")]),
    Breach(
        "digest_mismatch",
        reading(with_fields(BUDGET, evidence=_evidence(BUDGET, sha256="0" * 64)), TEXTS),
        [(BUDGET, "/evidence/0/sha256")],
    ),
    Breach(
        "evidence_cuts_word",
        reading(
            with_fields(
                BUDGET, evidence=_evidence(BUDGET, start=167, sha256=digest("ining might strain Arda's budget"))
            ),
            TEXTS,
        ),
        [(BUDGET, "/evidence/0/start")],
    ),
    Breach(
        "evidence_outside_sentence",
        reading(with_fields(BUDGET, evidence=_evidence(BUDGET, sentence=5))),
        [(BUDGET, "/evidence/0/sentence")],
    ),
    Breach(
        "evidence_outside_sentence",
        reading(with_fields(BUDGET, evidence=_evidence(BUDGET, start=164))),
        [(BUDGET, "/evidence/0/start")],
    ),
    Breach(
        "evidence_outside_sentence",
        reading(with_fields(BUDGET, evidence=_evidence(BUDGET, end=234))),
        [(BUDGET, "/evidence/0/end")],
    ),
    Breach("main_event", reading(with_fields(ASKS, prominence="other")), [(river_pact.SOURCE, "")]),
    Breach("main_event", reading(with_fields(JOINS, prominence="main")), [(JOINS, "/prominence")]),
    Breach(
        "motive_of_bystander",
        reading(with_fields("motive/say-in-the-rules", actor="actor/welcomers")),
        [("motive/say-in-the-rules", "/about/0")],
    ),
    Breach(
        "motive_of_bystander",
        reading(with_fields("motive/say-in-the-rules", about=["context/river-trade-grows"])),
        [("motive/say-in-the-rules", "/about/0")],
    ),
    Breach(
        "needless_exception",
        reading(with_fields(BUDGET, against_words={"voice": "A reason.", "certainty": "Another."}), TEXTS),
        [(BUDGET, "/against_words/certainty"), (BUDGET, "/against_words/voice")],
    ),
    Breach(
        "offsets_mismatch",
        reading(
            with_fields(BUDGET, evidence=_evidence(BUDGET, utf16={"start": 1, "end": 2})),
            texts={river_pact.SOURCE: canonicalise(river_pact.TEXT)},
        ),
        [(BUDGET, "/evidence/0/utf16")],
    ),
    Breach("polarity_against_words", reading(with_fields(BUDGET, polarity="denied"), TEXTS), [(BUDGET, "/polarity")]),
    Breach(
        "redundant_mention",
        reading(with_fields(BUDGET, mentions=["place/lorn", "actor/arda"])),
        [(BUDGET, "/mentions/1")],
    ),
    Breach(
        "repeated_evidence", reading(with_fields(BUDGET, evidence=_evidence(BUDGET) * 2)), [(BUDGET, "/evidence/1")]
    ),
    Breach("retired_id", reading(retired=[JOINS, "event/gone"]), [(JOINS, "/id")]),
    Breach(
        "stale_evidence",
        reading(texts={river_pact.SOURCE: canonicalise(river_pact.TEXT.replace("budget", "wallet"))}),
        [("implication/end-of-absence", "/evidence/0"), (BUDGET, "/evidence/0")],
    ),
    Breach(
        "text_mismatch",
        reading(texts={river_pact.SOURCE: canonicalise(river_pact.TEXT[:-1])}),
        [(river_pact.SOURCE, "/sentences/3/sha256")],
    ),
    Breach(
        "text_mismatch",
        reading(texts={river_pact.SOURCE: canonicalise("Another.")}),
        [(river_pact.SOURCE, "/text/sha256")],
    ),
    Breach(
        "text_mismatch",
        reading(texts={river_pact.SOURCE: canonicalise(river_pact.TEXT + " More.")}),
        [(river_pact.SOURCE, "/text/sha256")],
    ),
    Breach(
        "uncited_sentence",
        reading(_without("actor/welcomers", "reaction/some-welcome")),
        [(river_pact.SOURCE, "/sentences/2")],
    ),
    Breach("uncited_sentence", reading(_source_with(2, skip="A link.")), [(river_pact.SOURCE, "/sentences/2/skip")]),
    Breach(
        "unresolved_reference",
        reading(_without("actor/arda")),
        [(ASKS, "/agents/0"), (JOINS, "/agents/0"), ("motive/say-in-the-rules", "/actor"), (BUDGET, "/bearers/0")],
    ),
    Breach("unused_entity", reading(with_fields("actor/river-pact", headquarters=...)), [("place/lorn", "")]),
    Breach("voice_against_words", reading(with_fields(BUDGET, voice="actor/arda"), TEXTS), [(BUDGET, "/voice")]),
    Breach("voice_against_words", reading(with_fields(BUDGET, voice=None), TEXTS), [(BUDGET, "/voice")]),
    Breach("voice_not_cited", reading(with_fields(BUDGET, voice="source/other")), [(BUDGET, "/voice")]),
]
WARNINGS: Final = {
    "certainty-against-words",
    "copied-words",
    "evidence-cuts-word",
    "polarity-against-words",
    "redundant-mention",
    "stale-evidence",
    "unused-entity",
    "voice-against-words",
}


def _rule(name: str) -> ModuleType:
    found = getattr(rules, name)
    assert isinstance(found, ModuleType)
    return found


def _name(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2]


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.rule)
def test_a_breach_is_reported_at_its_place_and_by_its_rule_alone(breach: Breach) -> None:
    found = list(_rule(breach.rule).check(breach.reading))
    assert [(fault.record, fault.pointer) for fault in found] == breach.places
    assert {fault.code for fault in found} == {_rule(breach.rule).CODE}
    assert {fault.severity for fault in found} == {
        Severity.WARNING if _rule(breach.rule).CODE in WARNINGS else Severity.ERROR
    }


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_nothing_is_reported_for_a_dataset_without_fault(rule: ModuleType) -> None:
    assert list(rule.check(reading())) == []
    assert list(rule.check(reading(texts=TEXTS))) == []


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_nothing_is_reported_for_a_dataset_without_records(rule: ModuleType) -> None:
    assert list(rule.check(DatasetFacts({}))) == []


def test_every_module_is_a_rule_and_has_a_case() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert {_name(rule) for rule in RULES} == modules
    assert len(RULES) == len(modules)
    # A rule that needs no more than its cases needs no entry here.
    assert {case.code.replace("-", "_") for case in CASES} == modules
    assert {breach.rule for breach in BREACHES} <= modules


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_a_rules_code_is_the_name_of_its_module(rule: ModuleType) -> None:
    assert _name(rule).replace("_", "-") == rule.CODE


def _circle_of_actors() -> list[Values]:
    records = by_id(with_fields("actor/arda", part_of="actor/river-pact"))
    records["actor/river-pact"]["part_of"] = "actor/welcomers"
    records["actor/welcomers"]["part_of"] = "actor/arda"
    return list(records.values())


@pytest.mark.parametrize(
    "whole",
    [
        *(breach.reading for breach in BREACHES),
        reading(_circle_of_actors()),
        reading(with_fields("implication/end-of-absence", evidence=_evidence(BUDGET, sha256="0" * 64))),
    ],
    ids=[*(breach.rule for breach in BREACHES), "circle-of-three", "two-digests"],
)
def test_what_is_reported_does_not_depend_on_the_order_of_records(whole: DatasetFacts) -> None:
    _tell_the_same_backwards(whole)


def _tell_the_same_backwards(whole: DatasetFacts) -> None:
    backwards = DatasetFacts(
        dict(reversed([*whole.records.items()])), whole.refused, whole.retired, whole.texts, whole.values
    )
    reported, again = ([fault for rule in RULES for fault in rule.check(one)] for one in (whole, backwards))
    assert reported == again


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_breaches_its_rule_in_records_that_were_read_and_in_any_order(case: Case, tmp_path: Path) -> None:
    case.compose(tmp_path)
    root = tmp_path / case.path
    taken = (
        collect_records.bundle(root, IntakeOptions())
        if root.suffix == ".json"
        else collect_records.folder(tmp_path, IntakeOptions())
    )
    read = {source: canonical_text.read(file.read_bytes()) for source, file in case.text_files().items()}
    texts = {source: one for source, one in read.items() if not isinstance(one, Fault)}
    whole = DatasetFacts(taken.records, taken.refused, taken.retired, texts, taken.values)
    faults = list(_rule(case.code.replace("-", "_")).check(whole))
    assert {fault.code for fault in faults} == {case.code}
    for fault in faults:
        for record, pointer in [(fault.record, fault.pointer), *(target[:2] for target in fault.related)]:
            assert record == "" or record in whole.records
            assert pointer == "" or pointer.startswith("/")
    _tell_the_same_backwards(whole)


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_a_finding_names_a_record_that_was_read_and_points_into_it(rule: ModuleType) -> None:
    for breach in BREACHES:
        for fault in rule.check(breach.reading):
            assert isinstance(fault, Fault)
            for record, pointer in [(fault.record, fault.pointer), *(target[:2] for target in fault.related)]:
                assert record == "" or record in breach.reading.records
                assert pointer == "" or pointer.startswith("/")


@pytest.mark.parametrize("name", ["uncited_sentence", "main_event", "unused_entity"])
def test_what_is_missing_is_not_reported_while_a_record_is_refused(name: str) -> None:
    records = [values for values in river_pact.records() if values["kind"] in ("source", "place")]
    assert list(_rule(name).check(reading(records))) != []
    assert list(_rule(name).check(reading(records, refused=["event/whatever"]))) == []


def test_a_reference_to_a_refused_record_is_no_fault() -> None:
    assert list(_rule("unresolved_reference").check(reading(_without("actor/arda"), refused=["actor/arda"]))) == []


def test_a_circle_is_reported_with_all_its_links() -> None:
    (found,) = _rule("cyclic_reference").check(reading(_circle_of_actors()))
    assert found.message == ("`part_of` forms a cycle: actor/arda -> actor/river-pact -> actor/welcomers -> actor/arda")


def test_a_long_chain_is_followed_to_its_end() -> None:
    one = by_id()[JOINS]
    chain = [{**one, "id": f"event/e{number}", "about": [f"event/e{number + 1}"]} for number in range(3000)]
    assert list(_rule("cyclic_reference").check(reading(chain))) == []
    chain[-1]["about"] = ["event/e0"]
    assert len(list(_rule("cyclic_reference").check(reading(chain)))) == 1


AGAINST_WORDS: Final = ("certainty_against_words", "polarity_against_words", "voice_against_words")


def _against_words(records: list[Values], text: str = river_pact.TEXT) -> list[tuple[str | None, str]]:
    whole = reading(records, {river_pact.SOURCE: canonicalise(text)})
    return [(fault.record, fault.pointer) for name in AGAINST_WORDS for fault in _rule(name).check(whole)]


def test_an_exception_with_its_reason_silences_the_warning_about_its_field_alone() -> None:
    wrong = {"certainty": "certain", "polarity": "denied"}
    assert _against_words(with_fields(BUDGET, **wrong)) == [(BUDGET, "/certainty"), (BUDGET, "/polarity")]
    excepted = with_fields(BUDGET, **wrong, against_words={"certainty": "A reason."})
    assert _against_words(excepted) == [(BUDGET, "/polarity")]
    assert list(_rule("needless_exception").check(reading(excepted, TEXTS))) == []


@pytest.mark.parametrize("name", [*AGAINST_WORDS, "needless_exception"])
def test_without_the_text_nothing_is_reported_about_the_words(name: str) -> None:
    given = {"certainty": "certain", "polarity": "denied", "voice": None, "against_words": {"voice": "A reason."}}
    assert list(_rule(name).check(reading(with_fields(BUDGET, **given)))) == []


def test_words_in_a_language_without_a_lexicon_are_not_listened_to() -> None:
    records = by_id(with_fields(BUDGET, certainty="certain", against_words={"voice": "A reason."}))
    for language, found in (("en", 1), ("en-GB", 1), ("EN", 1), ("enm", 0), ("pt-BR", 0), ("x", 0)):
        records[river_pact.SOURCE]["language"] = language
        assert len(_against_words(list(records.values()))) == found
        assert len(list(_rule("needless_exception").check(reading(records.values(), TEXTS)))) == found


def test_a_claim_is_left_alone_unless_all_its_words_are_verified() -> None:
    evidence = [*_evidence(BUDGET), *_evidence(JOINS, sha256="0" * 64)]
    assert _against_words(with_fields(BUDGET, certainty="certain", evidence=evidence)) == []
    evidence = [*_evidence(BUDGET), *_evidence(JOINS)]
    assert _against_words(with_fields(BUDGET, certainty="certain", evidence=evidence)) == [(BUDGET, "/certainty")]
    changed = river_pact.TEXT.replace("might strain", "may strain")
    assert _against_words(with_fields(BUDGET, certainty="certain"), changed) == []


def test_the_warning_points_at_the_words_that_it_comes_from() -> None:
    evidence = [*_evidence(JOINS), *_evidence(BUDGET)]
    whole = reading(with_fields(BUDGET, certainty="certain", evidence=evidence), TEXTS)
    (found,) = _rule("certainty_against_words").check(whole)
    assert found.message == '"might" in the evidence suggests possible, but the record says certain'
    assert found.related == ((BUDGET, "/evidence/1", "the evidence"),)


def test_what_is_implied_may_say_more_than_the_words_and_only_their_hedged_nouns_count() -> None:
    for certainty in ("certain", "possible"):
        assert _against_words(with_fields(BUDGET, basis="implied", certainty=certainty, polarity="denied")) == []


def _about_sentence(identifier: str, sentence: str, *words: str, **given: object) -> list[str]:
    """The pointers of the findings for a text of one sentence, which is the evidence of a record."""
    records = by_id(with_fields(identifier, **given))
    row = {"number": 1, "paragraph": 1, "start": 0, "end": len(sentence), "sha256": digest(sentence)}
    records[river_pact.SOURCE]["sentences"] = [row]
    starts = [(sentence.index(one), one) for one in words]
    records[identifier]["evidence"] = [
        {"source": river_pact.SOURCE, "sentence": 1, "start": start, "end": start + len(one), "sha256": digest(one)}
        for start, one in starts
    ]
    return [pointer for record, pointer in _against_words(list(records.values()), sentence) if record == identifier]


def test_a_sentence_that_is_too_long_to_be_one_is_not_listened_to() -> None:
    words = "Joining might strain Arda's budget"
    assert _about_sentence(BUDGET, words, words, certainty="certain") == ["/certainty"]
    assert _about_sentence(BUDGET, f"{words} {'x' * cues.LIMIT}", words, certainty="certain") == []


@pytest.mark.parametrize("polarity", ["affirmed", "denied"])
def test_where_the_words_hold_both_polarities_either_is_borne_out(polarity: str) -> None:
    sentence = "Arda might join rather than wait."
    assert _about_sentence(BUDGET, sentence, sentence[:-1], polarity=polarity) == []


def test_what_is_said_in_an_act_is_not_the_act_and_what_is_said_of_a_state_is_not_the_sources() -> None:
    sentence = "The council said that Arda might join."
    assert _about_sentence(ASKS, sentence, sentence[:-1]) == []
    assert _about_sentence(BUDGET, sentence, sentence[:-1]) == ["/voice"]


def test_words_that_take_in_an_attitude_carry_the_attitude_or_its_object() -> None:
    hailed, worry = "Some hail it as a brave step", "Others worry about the cost"
    assert _about_sentence(BUDGET, hailed, hailed, voice="actor/welcomers", certainty="certain") == []
    assert _about_sentence(BUDGET, hailed, hailed, certainty="certain") == []
    assert _about_sentence(BUDGET, worry, worry, voice=None, certainty="possible") == []
    assert _about_sentence(BUDGET, worry, worry, certainty="certain") == []
    # Each set of facts is analysed as a whole.
    assert _about_sentence(BUDGET, worry, worry, certainty="possible") == ["/certainty"]
    assert _about_sentence(BUDGET, worry, worry, voice=None, certainty="certain") == ["/voice"]


def test_a_feeling_that_another_pointer_tells_of_is_what_the_claim_tells() -> None:
    sentence = "Fears about prices and wages are growing."
    context = "context/river-trade-grows"
    assert _about_sentence(context, sentence, "wages") == ["/certainty", "/voice"]
    assert _about_sentence(context, sentence, "Fears about prices", "wages") == []


def test_the_weakest_of_several_hedges_is_reported() -> None:
    evidence = [*_evidence("implication/end-of-absence"), *_evidence(BUDGET)]
    whole = reading(with_fields(BUDGET, certainty="probable", evidence=evidence), TEXTS)
    (found,) = _rule("certainty_against_words").check(whole)
    assert found.message == '"might" in the evidence suggests possible, but the record says probable'
    assert found.related == ((BUDGET, "/evidence/1", "the evidence"),)


@pytest.mark.parametrize(("units", "off"), [("utf16", "start"), ("utf16", "end"), ("utf8", "start"), ("utf8", "end")])
def test_each_offset_of_each_way_of_counting_is_looked_at(units: str, off: str) -> None:
    (right,) = _evidence(BUDGET)
    texts = {river_pact.SOURCE: canonicalise(river_pact.TEXT)}
    spans = [{"start": right["start"], "end": right["end"]}] * 2
    spans[1] = {**spans[0], off: spans[0][off] + 1}
    reported = [
        list(
            _rule("offsets_mismatch").check(
                reading(with_fields(BUDGET, evidence=[{**right, units: span}]), texts=texts)
            )
        )
        for span in spans
    ]
    assert [[fault.pointer for fault in found] for found in reported] == [[], [f"/evidence/0/{units}"]]


def test_words_with_a_wrong_digest_are_reported_for_that_alone() -> None:
    evidence = _evidence(BUDGET, sha256="0" * 64, utf8={"start": 1, "end": 2})
    wrong = reading(with_fields(BUDGET, evidence=evidence), texts={river_pact.SOURCE: canonicalise(river_pact.TEXT)})
    assert list(_rule("offsets_mismatch").check(wrong)) == []
    assert [fault.pointer for fault in _rule("digest_mismatch").check(wrong)] == ["/evidence/0/sha256"]


@pytest.mark.parametrize(
    ("statement", "reported"),
    [
        ("Arda's council asked to join the River.", None),
        ("Arda's council asked to join the River Pact.", "8 words in a row are copied from the text"),
        ("Arda's council has asked to join the River Pact.", None),
        ("So: trade on the river is growing, and Arda wants more.", "9 words in a row are copied from the text"),
    ],
)
def test_eight_words_in_a_row_are_a_copy(statement: str, reported: str | None) -> None:
    found = copied_words.check(reading(with_fields(ASKS, statement=statement), TEXTS))
    assert [fault.message for fault in found] == ([reported] if reported else [])
