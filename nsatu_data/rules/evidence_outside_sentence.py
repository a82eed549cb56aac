"""Evidence lies within the sentence that it names, and the source has that sentence.

A pointer covers a clause; the number of its sentence lets a reader find it without counting characters.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.models import Source
from nsatu_data.reading import Reading
from nsatu_data.rules.evidence import pointers

CODE: Final = "evidence-outside-sentence"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, index, evidence in pointers(reading):
        source = reading.records.get(evidence.source)
        if not isinstance(source, Source):
            continue
        place = f"/evidence/{index}"
        if evidence.sentence > len(source.sentences):
            yield Fault(
                CODE,
                f"{evidence.source} has {len(source.sentences)} sentences, none numbered {evidence.sentence}",
                f"{place}/sentence",
                "let the evidence be made from the words by the library",
                record=identifier,
            )
            continue
        sentence = source.sentences[evidence.sentence - 1]
        if not sentence.start <= evidence.start < evidence.end <= sentence.end:
            field = "start" if not sentence.start <= evidence.start < sentence.end else "end"
            yield Fault(
                CODE,
                f"{evidence.start} to {evidence.end} is not within sentence {evidence.sentence}, "
                f"which is {sentence.start} to {sentence.end}",
                f"{place}/{field}",
                "let the evidence be made from the words by the library",
                related=(Target(evidence.source, f"/sentences/{evidence.sentence - 1}", "the sentence"),),
                record=identifier,
            )
