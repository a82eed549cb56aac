"""Join, split or skip sentences of a source, and update the evidence that points into the source."""

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
"""A function that returns the sentences of a text after a correction of the sentence at an index."""


def cut(root: Path, record: Source, file: Path) -> Cut:
    """Return a source with its text and its current sentences."""
    text = working_copy.text_of(root, record, file)
    return Cut(record, text, [Sentence(Slice(row.start, row.end), row.skip, row.number) for row in record.sentences])


def recut(root: Path, known: Cut, number: int, correct: Correction) -> tuple[int, list[str]]:
    """Correct a sentence; return the new number of sentences and the ids of the records that were written.

    Raises CannotRun if there is no sentence `number`, or if evidence would no longer lie within one sentence.
    """
    record, text, sentences = known
    if number > len(sentences):
        raise CannotRun(f"there is no sentence {number}: {record.id} has {len(sentences):,} sentences")
    changed = correct(sentences, number - 1, text)
    moved = moving.renumbered(moving.citing(root, record.id), changed)
    crossing = [f"{move.cited.record} evidence {move.cited.item + 1}" for move in moved if move.now is None]
    if crossing:
        raise CannotRun(f"evidence would cross the end of a sentence: {', '.join(crossing)}; change the evidence first")
    edits = moving.written(root, record, text, changed, moved)
    working_copy.save(root, edits)
    return len(changed), list(edits)


def skipped(sentences: list[Sentence], index: int, _text: Canonical, reason: str) -> list[Sentence]:
    """Return the sentences; the one at `index` gets the reason why it has nothing to encode."""
    return [*sentences[:index], sentences[index]._replace(skip=reason), *sentences[index + 1 :]]


def joined(sentences: list[Sentence], index: int, text: Canonical) -> list[Sentence]:
    """Return the sentences after joining the one at `index` with the next.

    Raises CannotRun if there is no next sentence, or if it begins a new paragraph.
    """
    if index + 1 == len(sentences):
        raise CannotRun(f"sentence {index + 1} is the last; name a sentence that has one after it")
    first, second = sentences[index : index + 2]
    if "\n" in text.text[first.slice.end : second.slice.start]:
        line = text.line_in_file(first.slice.end - 1)
        message = f"the two sentences are in different paragraphs: line {line} of the file ends between them"
        raise CannotRun(f"{message}; put each paragraph on one line, and make the source again")
    return [
        *sentences[:index],
        Sentence(Slice(first.slice.start, second.slice.end), origin=first.origin),
        *sentences[index + 2 :],
    ]


def split(sentences: list[Sentence], index: int, text: Canonical, words: str) -> list[Sentence]:
    """Return the sentences after splitting the one at `index` before the given words.

    Raises CannotRun unless the words occur exactly once in the sentence, after its first character.
    """
    start, end = sentences[index].slice
    sought = words.strip(" ")
    places = [at for at in range(start + 1, end) if text.text.startswith(sought, at, end)] if sought else []
    if len(places) != 1:
        problem = "contains these words several times" if places else "does not contain these words after its beginning"
        raise CannotRun(f"sentence {index + 1} {problem}: {words}; choose words that occur once")
    (boundary,) = places
    first = text.text[start:boundary].rstrip(" ")
    halves = [Sentence(Slice(start, start + len(first)), origin=index + 1), Sentence(Slice(boundary, end))]
    return [*sentences[:index], *halves, *sentences[index + 1 :]]
