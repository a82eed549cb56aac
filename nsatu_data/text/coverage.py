"""Which records cite which sentence, and how much of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nsatu_data.model.record_models import AnyRecord, SentenceSpan, Source

Stretch = tuple[int, int]
"""Offsets into the canonical text, in code points, the end excluded."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One sentence of a source: the ids of the records that cite it, in order, and the stretches that they cover.

    `stretches` lie within the sentence, are joined where they meet, and are in order. A pointer counts only as far as
    it lies within the sentence that it names.
    """

    source: str
    sentence: SentenceSpan
    records: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    @property
    def share(self) -> float:
        """The part of the sentence's characters that evidence covers, from 0 to 1."""
        covered = sum(end - start for start, end in self.stretches)
        return covered / (self.sentence.end - self.sentence.start)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """The stretches of the sentence that no evidence covers, in order; of one that is skipped there are none."""
        if self.sentence.skip is not None:
            return ()
        ends = (self.sentence.start, *(end for _, end in self.stretches))
        starts = (*(start for start, _ in self.stretches), self.sentence.end)
        return tuple((end, start) for end, start in zip(ends, starts, strict=True) if end < start)


def coverage(records: Iterable[AnyRecord]) -> Iterator[Covered]:
    """Every sentence of every source among the records, in order."""
    pointed: dict[tuple[str, int], list[tuple[str, Stretch]]] = defaultdict(list)
    sources = []
    for record in records:
        if isinstance(record, Source):
            sources.append(record)
            continue
        for evidence in record.evidence:
            pointed[evidence.source, evidence.sentence].append((record.id, (evidence.start, evidence.end)))
    for source in sources:
        for sentence in source.sentences:
            within = list(_within(sentence, pointed[source.id, sentence.number]))
            citing = dict.fromkeys(record for record, _ in within)
            yield Covered(source.id, sentence, tuple(citing), tuple(_joined([stretch for _, stretch in within])))


def _within(sentence: SentenceSpan, pointed: list[tuple[str, Stretch]]) -> Iterator[tuple[str, Stretch]]:
    """Each pointer's record and stretch, cut at the sentence's ends; without those that lie outside of it."""
    for record, (start, end) in pointed:
        first, last = max(start, sentence.start), min(end, sentence.end)
        if first < last:
            yield record, (first, last)


def _joined(spans: list[Stretch]) -> Iterator[Stretch]:
    here: Stretch | None = None
    for start, end in sorted(spans):
        if here is None:
            here = (start, end)
        elif start <= here[1]:
            here = (here[0], max(here[1], end))
        else:
            yield here
            here = (start, end)
    if here is not None:
        yield here
