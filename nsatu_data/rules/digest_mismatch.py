"""Finds `digest-mismatch`; `nsatu_data/manuals/digest-mismatch.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Pointer
from nsatu_data.rules.text_mismatch import holds
from nsatu_data.text.canonical_text import digest

CODE: Final = "digest-mismatch"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, index, pointer in _verifiable(reading):
        if not _is_true(reading, pointer):
            yield Fault(
                CODE,
                f"the words at {pointer.start} to {pointer.end} have another digest",
                f"/evidence/{index}/sha256",
                "make the evidence again from its words, with `nsatu-data cite`, or remove it where they are gone",
                record=identifier,
            )


def verified(reading: Reading) -> int:
    """How many pointers were found to lead to the words whose digest they carry."""
    return sum(1 for _ in true_pointers(reading))


def true_pointers(reading: Reading) -> Iterator[tuple[str, int, Pointer]]:
    """The pointers that lead to the words whose digest they carry, each with the record's id and its index."""
    for identifier, index, pointer in _verifiable(reading):
        if _is_true(reading, pointer):
            yield identifier, index, pointer


def _verifiable(reading: Reading) -> Iterator[tuple[str, int, Pointer]]:
    """The pointers that there is something to hold against: a text that has the sentence that they lie in."""
    for identifier, index, pointer in reading.pointers if reading.texts else ():
        text = reading.texts.get(pointer.source)
        source = reading.records.get(pointer.source)
        if text is None or source is None or pointer.sentence > len(source.sentences):
            continue
        row = source.sentences[pointer.sentence - 1]
        if holds(row, text) and row.start <= pointer.start < pointer.end <= row.end:
            yield identifier, index, pointer


def _is_true(reading: Reading, pointer: Pointer) -> bool:
    words = reading.texts[pointer.source].text[pointer.start : pointer.end]
    return digest(words) == pointer.sha256
