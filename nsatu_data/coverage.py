"""Which records cite which sentence, and how much of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from nsatu_data.dataset import Dataset
from nsatu_data.models import SentenceSpan


@dataclass(frozen=True, slots=True)
class Covered:
    """One sentence of a source: the ids of the records that cite it, in order, and the stretches that they cover.

    `stretches` are joined and in order; they are offsets into the canonical text, in code points, the end excluded.
    """

    source: str
    sentence: SentenceSpan
    records: tuple[str, ...]
    stretches: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """The part of the sentence's characters that evidence covers, from 0 to 1."""
        covered = sum(end - start for start, end in self.stretches)
        return covered / (self.sentence.end - self.sentence.start)


def coverage(dataset: Dataset) -> Iterator[Covered]:
    """Every sentence of every source, in order."""
    citing: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for record in dataset:
        for evidence in getattr(record, "evidence", ()):
            key = (evidence.source, evidence.sentence)
            citing[key][record.id] = None
            spans[key].append((evidence.start, evidence.end))
    for source in dataset.sources:
        for sentence in source.sentences:
            key = (source.id, sentence.number)
            yield Covered(source.id, sentence, tuple(citing[key]), tuple(_joined(spans[key])))


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    here: tuple[int, int] | None = None
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
