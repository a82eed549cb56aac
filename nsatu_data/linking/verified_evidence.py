"""Compares evidence with the texts at hand: which pointers lead to the words whose digest they carry."""

from collections.abc import Iterator

from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Pointer, Row
from nsatu_data.text.canonical_text import Canonical, digest


def has_sentence(text: Canonical, row: Row, shift: int = 0) -> bool:
    """Whether the text has a sentence at its place, or at a place shifted by this number of code points."""
    start, end = row.start + shift, row.end + shift
    return start >= 0 and end <= len(text.text) and digest(text.text[start:end]) == row.sha256


def true_pointers(reading: Reading) -> Iterator[tuple[str, int, Pointer]]:
    """The pointers that lead to the words whose digest they carry, each with the record's id and its index."""
    return (found for found in verifiable_pointers(reading) if is_true(reading, found[2]))


def verifiable_pointers(reading: Reading) -> Iterator[tuple[str, int, Pointer]]:
    """The pointers whose text is at hand, and has the sentence that they lie in."""
    for identifier, index, pointer in reading.pointers if reading.texts else ():
        text = reading.texts.get(pointer.source)
        source = reading.records.get(pointer.source)
        if text is None or source is None or pointer.sentence > len(source.sentences):
            continue
        row = source.sentences[pointer.sentence - 1]
        if has_sentence(text, row) and row.start <= pointer.start < pointer.end <= row.end:
            yield identifier, index, pointer


def is_true(reading: Reading, pointer: Pointer) -> bool:
    """Whether a pointer leads to the words whose digest it carries."""
    words = reading.texts[pointer.source].text[pointer.start : pointer.end]
    return digest(words) == pointer.sha256
