"""The same stretch of the same text has one digest, wherever it is pointed at.

This finds a damaged digest even where the text is not at hand.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.models import Source
from nsatu_data.reading import Reading
from nsatu_data.rules.evidence import pointers

CODE: Final = "conflicting-digest"


def check(reading: Reading) -> Iterator[Fault]:
    known: dict[tuple[str, int, int], tuple[str, Target]] = {}
    for identifier, source in reading.of(Source):
        whole = (identifier, 0, source.text.code_points)
        known[whole] = (source.text.sha256, Target(identifier, "/text/sha256", "the text"))
        for index, sentence in enumerate(source.sentences):
            place = Target(identifier, f"/sentences/{index}/sha256", "the sentence")
            known[(identifier, sentence.start, sentence.end)] = (sentence.sha256, place)
    for identifier, index, evidence in pointers(reading):
        if evidence.source in reading.texts:
            continue
        place = Target(identifier, f"/evidence/{index}/sha256", "the same words")
        digest, first = known.setdefault((evidence.source, evidence.start, evidence.end), (evidence.sha256, place))
        if digest != evidence.sha256:
            yield Fault(
                CODE,
                f"another digest than elsewhere for the same words, {evidence.start} to {evidence.end}",
                place.pointer,
                "let the evidence be made again from the words; one of the two digests is wrong",
                related=(first,),
                record=identifier,
            )
