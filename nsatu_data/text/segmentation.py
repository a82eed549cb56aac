"""Splits a text into sentences with libraries that do well on news. The author corrects their mistakes."""

from collections.abc import Iterator
from itertools import pairwise

from nsatu_data.diagnostics import CannotRun
from nsatu_data.text.canonical_text import Canonical, Slice


def segment(text: Canonical, language: str) -> list[Slice]:
    """The sentences of a text, in order. No sentence spans several lines.

    nupunkt splits English and sentencex other languages; both descend from Punkt. `language` is a BCP 47 tag. Raises
    CannotRun if the extra `authoring` is not installed.
    """
    return [sentence for line in text.lines() for sentence in segment_within(text, line, language)]


def segment_within(text: Canonical, span: Slice, language: str) -> Iterator[Slice]:
    """The sentences of a span of one line, in order, with only spaces between them."""
    line = text.text[span.start : span.end]
    try:
        starts = list(_starts(line, language))
    except ModuleNotFoundError as error:
        message = f"splitting a text into sentences needs {error.name}: install nsatu-data[authoring]"
        raise CannotRun(message) from None
    # Text that a library skips belongs to the sentence before it, or to the first sentence.
    for start, end in pairwise([0, *starts[1:], len(line)]):
        words = line[start:end]
        begin = span.start + start + len(words) - len(words.lstrip(" "))
        if words.strip(" "):
            yield Slice(begin, begin + len(words.strip(" ")))


def _starts(line: str, language: str) -> Iterator[int]:
    """The offsets at which the library for this language begins a sentence."""
    if language.partition("-")[0] == "en":
        import nupunkt

        yield from (start for start, _ in nupunkt.sentence_spans(line))
        return
    import sentencex

    for sentence in sentencex.get_sentence_boundaries(language.partition("-")[0], line):
        yield sentence["start_index"]
