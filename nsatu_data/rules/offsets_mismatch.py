"""The rule `offsets-mismatch`: see `nsatu_data/manuals/offsets-mismatch.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import Pointer, SentenceFacts, SpanInUnits
from nsatu_data.text.canonical_text import digest, units

CODE: Final = "offsets-mismatch"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for source, canonical in dataset.texts.items():
        text = canonical.text
        # Skip words that do not match their digest: `digest-mismatch` or `text-mismatch` reports them.
        found = [one for one in _spans(dataset, source) if digest(text[one[2].start : one[2].end]) == one[2].sha256]
        counts = units(text, {offset for _, _, span, _ in found for offset in (span.start, span.end)})
        for identifier, part, span, counted in found:
            true = [getattr(counts[offset], counted.units) for offset in (span.start, span.end)]
            if [counted.start, counted.end] != true:
                yield Fault(
                    CODE,
                    f"the offsets in {counted.units} are wrong: the words are at {true[0]} to {true[1]}",
                    f"/{part}/{counted.item}/{counted.units}",
                    "remove the field; exports calculate it",
                    record=identifier,
                )


def _spans(dataset: DatasetFacts, source: str) -> Iterator[tuple[str, str, Pointer | SentenceFacts, SpanInUnits]]:
    """The spans in a source that also have offsets in bytes or UTF-16 code units.

    Yields the record's id, the name of the list, the span in code points, and the same span in other units.
    """
    for identifier, facts in dataset.records.items():
        for counted in facts.counted:
            if identifier == source:
                yield identifier, "sentences", facts.sentences[counted.item], counted
            elif not facts.sentences and facts.evidence[counted.item].source == source:
                yield identifier, "evidence", facts.evidence[counted.item], counted
