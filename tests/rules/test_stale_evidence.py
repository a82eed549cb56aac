import pytest

from nsatu_data.diagnostics import Severity
from nsatu_data.rules import stale_evidence
from nsatu_data.text.canonical_text import canonicalise
from tests.support import river_pact
from tests.support.example_datasets import by_id, reading

MOVED = f"run nsatu-data cite {river_pact.SOURCE} --text FILE --realign --write"
ALTERED = f"read the sentence again, then {MOVED}"


def _told(text: str, records: list[str] | None = None) -> dict[str, tuple[str, str | None]]:
    """What is said of each record whose evidence is stale, and what to do."""
    values = None if records is None else [by_id()[one] for one in records]
    found = list(stale_evidence.check(reading(values, {river_pact.SOURCE: canonicalise(text)})))
    assert all(fault.code == "stale-evidence" and fault.pointer == "/evidence/0" for fault in found)
    assert all(fault.severity is Severity.WARNING for fault in found)
    assert len({fault.record for fault in found}) == len(found)
    return {fault.record or "": (fault.message, fault.help) for fault in found}


def test_what_has_moved_is_told_with_its_new_place() -> None:
    assert _told(river_pact.TEXT.replace(" Joining", " It rains. Joining")) == {
        "implication/end-of-absence": ("the words have moved to 215 to 242", MOVED),
        "risk/strain-on-the-budget": ("the words have moved to 175 to 209", MOVED),
    }


def test_what_stands_in_several_places_is_told() -> None:
    assert _told(river_pact.TEXT.replace("absence.", "absence; it would end a long absence.")) == {
        "implication/end-of-absence": (
            "the words now occur in 2 places",
            "cite them again with more words",
        ),
        "risk/strain-on-the-budget": (
            "the words are still at 165 to 199, but their sentence has changed",
            ALTERED,
        ),
    }


def test_what_stands_nowhere_is_told() -> None:
    assert _told(river_pact.TEXT.replace("Arda's budget", "Arda's treasury")) == {
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
        # What is added behind moves nothing.
        f"{river_pact.TEXT} More.",
        # Another article is one fault, and that of the text.
        "Another article. It has Lorn in it.",
    ],
)
def test_nothing_is_told_where_nothing_is_stale_or_everything_is(text: str) -> None:
    assert _told(text) == {}


def test_nothing_is_told_where_the_source_is_not_known() -> None:
    assert _told("Another.", ["place/lorn"]) == {}


def test_nothing_is_told_of_evidence_in_another_source() -> None:
    values = by_id()["place/lorn"]
    values["evidence"][0]["source"] = "source/other"
    text = canonicalise(river_pact.TEXT.replace("Lorn", "Lorm"))
    assert list(stale_evidence.check(reading([by_id()[river_pact.SOURCE], values], {river_pact.SOURCE: text}))) == []


def test_nothing_is_told_of_evidence_that_is_wrong_where_the_text_is_the_right_one() -> None:
    values = by_id()["place/lorn"]
    values["evidence"][0]["start"] += 1
    text = canonicalise(river_pact.TEXT)
    assert list(stale_evidence.check(reading([by_id()[river_pact.SOURCE], values], {river_pact.SOURCE: text}))) == []
