"""Cuts a text into sentences, by libraries that were chosen on news prose; the author corrects where they err."""

from collections.abc import Iterator
from itertools import pairwise

from nsatu_data.diagnostics import CannotRun
from nsatu_data.text.canonical_text import Canonical, Slice


def segment(text: Canonical, language: str) -> list[Slice]:
    """The sentences of a text, in order; none goes past the end of its line.

    English is segmented by nupunkt, any other language by sentencex, both after the Punkt tradition. `language` is a
    BCP 47 tag. Raises CannotRun where the extra `authoring` is not installed.
    """
    return [found for line in text.lines() for found in segment_within(text, line, language)]


def segment_within(text: Canonical, stretch: Slice, language: str) -> Iterator[Slice]:
    """The sentences of a stretch of one line, in order; nothing but spaces stands between them."""
    line = text.text[stretch.start : stretch.end]
    try:
        starts = list(_starts(line, language))
    except ModuleNotFoundError as error:
        message = f"cutting a text into sentences takes {error.name}: install nsatu-data[authoring]"
        raise CannotRun(message) from None
    # What a library leaves out belongs to the sentence before, and before the first to the first.
    for start, end in pairwise([0, *starts[1:], len(line)]):
        words = line[start:end]
        begun = stretch.start + start + len(words) - len(words.lstrip(" "))
        if words.strip(" "):
            yield Slice(begun, begun + len(words.strip(" ")))


def _starts(line: str, language: str) -> Iterator[int]:
    """Where the libraries let sentences begin."""
    if language.partition("-")[0] == "en":
        import nupunkt

        yield from (start for start, _ in nupunkt.sentence_spans(line))
        return
    import sentencex

    for found in sentencex.get_sentence_boundaries(language.partition("-")[0], line):
        yield found["start_index"]
