"""Corrects where the sentences of a source were cut, and lets the evidence in them follow."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from nsatu_data.authoring import moving, working_copy
from nsatu_data.authoring.sources import Sentence
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import Source
from nsatu_data.text.canonical_text import Canonical, Slice


class Cut(NamedTuple):
    """A source, its text, and the sentences that the text is cut into."""

    record: Source
    text: Canonical
    sentences: list[Sentence]


Correction = Callable[[list[Sentence], int, Canonical], list[Sentence]]
"""Returns the sentences of a text with a correction to the one at an index."""


def cut(root: Path, record: Source, file: Path) -> Cut:
    """The sentences of a source as they are."""
    text = working_copy.text_of(root, record, file)
    return Cut(record, text, [Sentence(Slice(row.start, row.end), row.skip, row.number) for row in record.sentences])


def recut(root: Path, known: Cut, number: int, correct: Correction) -> tuple[int, list[str]]:
    """Corrects a sentence; returns the number of sentences and the ids of the records that were written.

    Raises CannotRun where there is no such sentence, or evidence would go over the end of one.
    """
    record, text, sentences = known
    if number > len(sentences):
        raise CannotRun(f"{record.id} has {len(sentences)} sentences, none numbered {number}")
    changed = correct(sentences, number - 1, text)
    moved = moving.renumbered(moving.citing(root, record.id), changed)
    astray = [f"{move.cited.record} evidence {move.cited.item + 1}" for move in moved if move.now is None]
    if astray:
        raise CannotRun(f"these would go over the end of a sentence: {', '.join(astray)}")
    edits = moving.written(root, record, text, changed, moved)
    working_copy.save(root, edits)
    return len(changed), list(edits)


def skipped(sentences: list[Sentence], index: int, _text: Canonical, reason: str) -> list[Sentence]:
    """The sentences with a reason why the one at an index says nothing to encode."""
    return [*sentences[:index], sentences[index]._replace(skip=reason), *sentences[index + 1 :]]


def joined(sentences: list[Sentence], index: int, text: Canonical) -> list[Sentence]:
    """The sentences with one made of two: the one at an index and the next. Raises CannotRun where they are not one."""
    if index + 1 == len(sentences):
        raise CannotRun("there is no sentence behind the last")
    first, second = sentences[index : index + 2]
    if "\n" in text.text[first.slice.end : second.slice.start]:
        line = text.line_in_file(first.slice.end - 1)
        message = f"line {line} of the file ends there, and with it a paragraph"
        raise CannotRun(f"{message}; put each paragraph on one line, and make the source again")
    return [
        *sentences[:index],
        Sentence(Slice(first.slice.start, second.slice.end), origin=first.origin),
        *sentences[index + 2 :],
    ]


def split(sentences: list[Sentence], index: int, text: Canonical, words: str) -> list[Sentence]:
    """The sentences with one made two: the second begins with words. Raises CannotRun where they do not stand once."""
    start, end = sentences[index].slice
    sought = words.strip(" ")
    places = [at for at in range(start + 1, end) if text.text.startswith(sought, at, end)] if sought else []
    if len(places) != 1:
        told = "several times" if places else "nowhere behind its first words"
        raise CannotRun(f"in sentence {index + 1} these words stand {told}: {words}")
    (seam,) = places
    first = text.text[start:seam].rstrip(" ")
    halves = [Sentence(Slice(start, start + len(first)), origin=index + 1), Sentence(Slice(seam, end))]
    return [*sentences[:index], *halves, *sentences[index + 1 :]]
