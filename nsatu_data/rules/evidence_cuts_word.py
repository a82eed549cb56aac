"""Finds `evidence-cuts-word`; `nsatu_data/manuals/evidence-cuts-word.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.reading import Reading
from nsatu_data.rules.digest_mismatch import true_pointers
from nsatu_data.text import Slice

CODE: Final = "evidence-cuts-word"
_HELP: Final = "take in the whole of it, with `nsatu-data cite`"


def check(reading: Reading) -> Iterator[Fault]:
    if not reading.texts:
        return
    from nsatu_data.words import cut_words

    for identifier, index, pointer in true_pointers(reading):
        text = reading.texts[pointer.source].text
        for end, message in cut_words(text, Slice(pointer.start, pointer.end)).items():
            yield Fault(CODE, message, f"/evidence/{index}/{end}", _HELP, Severity.WARNING, record=identifier)
