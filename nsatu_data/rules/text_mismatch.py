"""A text given for verification is the source's text, sentence by sentence and character by character.

Where it is not, the first sentence that differs is told. Evidence in sentences that do differ is not verified.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.models import SentenceSpan, Source
from nsatu_data.reading import Reading
from nsatu_data.text import Canonical, digest

CODE: Final = "text-mismatch"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, text in reading.texts.items():
        source = reading.records.get(identifier)
        if isinstance(source, Source):
            yield from _compare(identifier, source, text)


def holds(sentence: SentenceSpan, text: Canonical) -> bool:
    """Whether the text has this sentence at this place."""
    return sentence.end <= len(text.text) and digest(text.text[sentence.start : sentence.end]) == sentence.sha256


def _compare(identifier: str, source: Source, text: Canonical) -> Iterator[Fault]:
    measures = {"sha256": digest(text.text), "code_points": len(text.text), "utf8_bytes": len(text.text.encode())}
    wrong = [index for index, sentence in enumerate(source.sentences) if not holds(sentence, text)]
    if source.text.sha256 == measures["sha256"]:
        for index in wrong:
            message = f"sentence {index + 1} is not what the text holds there: an offset or the digest is wrong"
            help = "let the source record be made again from the text"
            yield Fault(CODE, message, f"/sentences/{index}/sha256", help, record=identifier)
        for field, found in measures.items():
            if getattr(source.text, field) != found:
                yield Fault(CODE, f"the text has {found}", f"/text/{field}", f"write {found}", record=identifier)
        return
    help = "give the text that was encoded; where the article has changed, encode the change"
    if len(wrong) == len(source.sentences):
        yield Fault(
            CODE, "the text is another one: it has none of the sentences", "/text/sha256", help, record=identifier
        )
    elif wrong:
        message = f"the text differs from sentence {wrong[0] + 1} on: {len(wrong)} of {len(source.sentences)} sentences"
        yield Fault(CODE, message, f"/sentences/{wrong[0]}/sha256", help, record=identifier)
    else:
        message = "the text differs outside its sentences, or its digest is wrong"
        yield Fault(CODE, message, "/text/sha256", help, record=identifier)
