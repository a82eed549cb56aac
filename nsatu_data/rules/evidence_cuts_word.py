"""Finds `evidence-cuts-word`; `nsatu_data/manuals/evidence-cuts-word.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.verified_evidence import true_pointers
from nsatu_data.text.canonical_text import Slice

CODE: Final = "evidence-cuts-word"
_HELP: Final = "take in the whole of it, with `nsatu-data cite`"


def check(reading: Reading) -> Iterator[Fault]:
    if not reading.texts:
        return
    from nsatu_data.text.word_boundaries import cut_words

    for identifier, index, pointer in true_pointers(reading):
        text = reading.texts[pointer.source].text
        for end, message in cut_words(text, Slice(pointer.start, pointer.end)).items():
            yield Fault(CODE, message, f"/evidence/{index}/{end}", _HELP, Severity.WARNING, record=identifier)
