"""How much of each sentence the evidence of records covers, and which records cite it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nsatu_data.model.record_models import AnyRecord, SentenceSpan, Source

Stretch = tuple[int, int]
"""Start and end of a span of the canonical text, in code points; the end is exclusive."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The coverage of one sentence of a source.

    `records` are the ids of the records that cite the sentence, in order. `stretches` are the spans that their evidence
    covers, also in order. Spans that touch are joined. A part of the evidence that
    lies outside the cited sentence does not count.
    """

    source: str
    sentence: SentenceSpan
    records: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    @property
    def share(self) -> float:
        """The fraction of the sentence's characters that evidence covers, from 0 to 1."""
        covered = sum(end - start for start, end in self.stretches)
        return covered / (self.sentence.end - self.sentence.start)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """The spans of the sentence that no evidence covers, in order. A skipped sentence has no gaps."""
        if self.sentence.skip is not None:
            return ()
        ends = (self.sentence.start, *(end for _, end in self.stretches))
        starts = (*(start for start, _ in self.stretches), self.sentence.end)
        return tuple((end, start) for end, start in zip(ends, starts, strict=True) if end < start)


def coverage(records: Iterable[AnyRecord]) -> Iterator[Covered]:
    """The coverage of every sentence of every source among the records, in order."""
    cited: dict[tuple[str, int], list[tuple[str, Stretch]]] = defaultdict(list)
    sources = []
    for record in records:
        if isinstance(record, Source):
            sources.append(record)
            continue
        for evidence in record.evidence:
            cited[evidence.source, evidence.sentence].append((record.id, (evidence.start, evidence.end)))
    for source in sources:
        for sentence in source.sentences:
            inside = list(_clipped(sentence, cited[source.id, sentence.number]))
            citing = dict.fromkeys(record for record, _ in inside)
            yield Covered(source.id, sentence, tuple(citing), tuple(_joined([stretch for _, stretch in inside])))


def _clipped(sentence: SentenceSpan, cited: list[tuple[str, Stretch]]) -> Iterator[tuple[str, Stretch]]:
    """Clip each record's span to the sentence, and drop spans outside it."""
    for record, (start, end) in cited:
        first, last = max(start, sentence.start), min(end, sentence.end)
        if first < last:
            yield record, (first, last)


def _joined(spans: list[Stretch]) -> Iterator[Stretch]:
    """Join spans that overlap or touch."""
    current: Stretch | None = None
    for start, end in sorted(spans):
        if current is None:
            current = (start, end)
        elif start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current
