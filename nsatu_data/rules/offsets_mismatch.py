"""Finds `offsets-mismatch`; `nsatu_data/manuals/offsets-mismatch.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Counted, Pointer, Row
from nsatu_data.text.canonical_text import digest, units

CODE: Final = "offsets-mismatch"


def check(reading: Reading) -> Iterator[Fault]:
    for source, canonical in reading.texts.items():
        text = canonical.text
        # Where the words are others, that is what is told.
        found = [one for one in _spans(reading, source) if digest(text[one[2].start : one[2].end]) == one[2].sha256]
        counts = units(text, {offset for _, _, span, _ in found for offset in (span.start, span.end)})
        for identifier, part, span, counted in found:
            true = [getattr(counts[offset], counted.units) for offset in (span.start, span.end)]
            if [counted.start, counted.end] != true:
                yield Fault(
                    CODE,
                    f"in {counted.units} the words stand at {true[0]} to {true[1]}",
                    f"/{part}/{counted.item}/{counted.units}",
                    "leave it out: exports write it",
                    record=identifier,
                )


def _spans(reading: Reading, source: str) -> Iterator[tuple[str, str, Pointer | Row, Counted]]:
    """What is counted of a source a second time: the record, the list in it, the span, and how it is counted."""
    for identifier, facts in reading.records.items():
        for counted in facts.counted:
            if identifier == source:
                yield identifier, "sentences", facts.sentences[counted.item], counted
            elif not facts.sentences and facts.evidence[counted.item].source == source:
                yield identifier, "evidence", facts.evidence[counted.item], counted
