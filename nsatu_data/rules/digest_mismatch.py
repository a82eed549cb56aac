"""The words that evidence points at are those whose digest it carries.

Only where the text is at hand and holds the sentence; elsewhere the evidence counts as not verified.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.models import Evidence, Source
from nsatu_data.reading import Reading
from nsatu_data.rules.evidence import pointers
from nsatu_data.rules.text_mismatch import holds
from nsatu_data.text import digest

CODE: Final = "digest-mismatch"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, index, evidence in pointers(reading):
        if _verdict(reading, evidence) is False:
            yield Fault(
                CODE,
                f"the words at {evidence.start} to {evidence.end} have another digest",
                f"/evidence/{index}/sha256",
                "let the evidence be made again from the words; an offset or the digest is wrong",
                record=identifier,
            )


def verified(reading: Reading) -> int:
    """How many pointers were found to lead to the words whose digest they carry."""
    return sum(_verdict(reading, evidence) is True for _, _, evidence in pointers(reading))


def _verdict(reading: Reading, evidence: Evidence) -> bool | None:
    """Whether the digest is that of the words; None where there is nothing to hold it against."""
    text = reading.texts.get(evidence.source)
    source = reading.records.get(evidence.source)
    if text is None or not isinstance(source, Source) or evidence.sentence > len(source.sentences):
        return None
    sentence = source.sentences[evidence.sentence - 1]
    if not holds(sentence, text) or not sentence.start <= evidence.start < evidence.end <= sentence.end:
        return None
    return digest(text.text[evidence.start : evidence.end]) == evidence.sha256
