import pytest

from nsatu_data.diagnostics import Severity
from nsatu_data.rules import stale_evidence
from nsatu_data.text.canonical_text import canonicalise
from tests.support import river_pact
from tests.support.example_datasets import by_id, reading

MOVED = f"run nsatu-data cite {river_pact.SOURCE} --text FILE --realign --write"
ALTERED = f"read the sentence again, then {MOVED}"


def _reported(text: str, records: list[str] | None = None) -> dict[str, tuple[str, str | None]]:
    """The finding's message and help for each record whose evidence is stale."""
    values = None if records is None else [by_id()[one] for one in records]
    found = list(stale_evidence.check(reading(values, {river_pact.SOURCE: canonicalise(text)})))
    assert all(fault.code == "stale-evidence" and fault.pointer == "/evidence/0" for fault in found)
    assert all(fault.severity is Severity.WARNING for fault in found)
    assert len({fault.record for fault in found}) == len(found)
    return {fault.record or "": (fault.message, fault.help) for fault in found}


def test_moved_words_are_reported_with_their_new_place() -> None:
    assert _reported(river_pact.TEXT.replace(" Joining", " It rains. Joining")) == {
        "implication/end-of-absence": ("the words have moved to 215 to 242", MOVED),
        "risk/strain-on-the-budget": ("the words have moved to 175 to 209", MOVED),
    }


def test_words_that_occur_in_several_places_are_reported() -> None:
    assert _reported(river_pact.TEXT.replace("absence.", "absence; it would end a long absence.")) == {
        "implication/end-of-absence": (
            "the words now occur in 2 places",
            "cite them again with more words",
        ),
        "risk/strain-on-the-budget": (
            "the words are still at 165 to 199, but their sentence has changed",
            ALTERED,
        ),
    }


def test_words_that_occur_nowhere_are_reported() -> None:
    assert _reported(river_pact.TEXT.replace("Arda's budget", "Arda's treasury")) == {
        "risk/strain-on-the-budget": (
            "the words no longer occur in the text",
            "encode what the text says now, or remove the evidence",
        ),
        "implication/end-of-absence": (
            "the words have moved to 207 to 234, but their sentence has changed",
            ALTERED,
        ),
    }


@pytest.mark.parametrize(
    "text",
    [
        river_pact.TEXT,
        f"\ufeff{river_pact.TEXT}\r\n",
        # Text added after the evidence moves nothing.
        f"{river_pact.TEXT} More.",
        # A different article is one fault, reported for the text.
        "Another article. It has Lorn in it.",
    ],
)
def test_nothing_is_reported_if_nothing_is_stale_or_everything_is(text: str) -> None:
    assert _reported(text) == {}


def test_nothing_is_reported_if_the_source_is_unknown() -> None:
    assert _reported("Another.", ["place/lorn"]) == {}


def test_nothing_is_reported_for_evidence_in_another_source() -> None:
    values = by_id()["place/lorn"]
    values["evidence"][0]["source"] = "source/other"
    text = canonicalise(river_pact.TEXT.replace("Lorn", "Lorm"))
    assert list(stale_evidence.check(reading([by_id()[river_pact.SOURCE], values], {river_pact.SOURCE: text}))) == []


def test_nothing_is_reported_for_evidence_that_is_wrong_where_the_text_is_the_right_one() -> None:
    values = by_id()["place/lorn"]
    values["evidence"][0]["start"] += 1
    text = canonicalise(river_pact.TEXT)
    assert list(stale_evidence.check(reading([by_id()[river_pact.SOURCE], values], {river_pact.SOURCE: text}))) == []
