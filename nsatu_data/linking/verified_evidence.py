"""Compares evidence with the available texts. A pointer is true if its digest matches the words that it points to."""

from collections.abc import Iterator

from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import Pointer, SentenceFacts
from nsatu_data.text.canonical_text import Canonical, digest


def has_sentence(text: Canonical, row: SentenceFacts, shift: int = 0) -> bool:
    """Whether the text at the offsets of a sentence, moved by `shift` code points, matches its digest."""
    start, end = row.start + shift, row.end + shift
    return start >= 0 and end <= len(text.text) and digest(text.text[start:end]) == row.sha256


def true_pointers(dataset: DatasetFacts) -> Iterator[tuple[str, int, Pointer]]:
    """The pointers whose digest matches the text, each with its record's id and its index in `evidence`."""
    return (item for item in verifiable_pointers(dataset) if is_true(dataset, item[2]))


def verifiable_pointers(dataset: DatasetFacts) -> Iterator[tuple[str, int, Pointer]]:
    """The pointers that can be compared with a text.

    The text must be available, the sentence unchanged, and the pointer inside that sentence.
    """
    for identifier, index, pointer in dataset.pointers if dataset.texts else ():
        text = dataset.texts.get(pointer.source)
        source = dataset.records.get(pointer.source)
        if text is None or source is None or pointer.sentence > len(source.sentences):
            continue
        row = source.sentences[pointer.sentence - 1]
        if has_sentence(text, row) and row.start <= pointer.start < pointer.end <= row.end:
            yield identifier, index, pointer


def is_true(dataset: DatasetFacts, pointer: Pointer) -> bool:
    """Whether the digest of a pointer matches the text."""
    words = dataset.texts[pointer.source].text[pointer.start : pointer.end]
    return digest(words) == pointer.sha256
