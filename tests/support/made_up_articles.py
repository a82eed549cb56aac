"""Hypothesis strategies for articles: canonical texts of any characters, their sentences, and edits to them."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from nsatu_data.authoring.sources import Sentence, measures, rows
from nsatu_data.model.record_models import Source
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise
from tests.support.example_datasets import record

SOURCE = "source/made-up"
KNOWN = {"label": "Made up", "language": "en", "genre": "news", "rights": "Free."}

_SAME = st.sampled_from(
    (
        "a",
        "b",
        "ab",
        "A.",
        "B?",
        "“A.”",
        "it's",
        "-",
        "…",
        "語語。",
        "文。文",
        "😀",
        "e\u0301\u0323",
        "\u0301",
        "x\u200d",
        "\ufeff",
    )
)
_WORDS = _SAME | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=6)
_LINES = st.lists(_WORDS, min_size=1, max_size=7).map(" ".join)
texts = (
    st.lists(_LINES, min_size=1, max_size=4)
    .map("\n".join)
    .map(canonicalise)
    .filter(lambda canonical: canonical.text != "")
)
"""Canonical texts in which some words recur among arbitrary characters."""


def source_of(text: Canonical, sentences: Iterable[Slice], language: str = "en") -> Source:
    """The record of a source with this text and these sentences."""
    cut = rows(text, map(Sentence, sentences))
    nulls = dict.fromkeys(("title", "author", "publisher", "published", "url"))
    known = {**nulls, **KNOWN, "language": language}
    made = record({"id": SOURCE, "kind": "source", **known, "text": measures(text), "sentences": cut})
    assert isinstance(made, Source)
    return made


@st.composite
def cuts(draw: DrawFn, text: Canonical) -> list[Slice]:
    """The sentences of a text: each line cut at some spaces, and sometimes within a word."""
    found = []
    for line in text.lines():
        inner = range(line.start + 1, line.end)
        spaces = [offset for offset in inner if text.text[offset] == " "]
        at = draw(st.sets(st.sampled_from(spaces), max_size=4)) if spaces else set()
        if inner and draw(st.integers(0, 9)) == 0:
            at.add(draw(st.sampled_from(inner)))
        ends = [*sorted(at), line.end]
        for start, end in zip([line.start, *sorted(at)], ends, strict=True):
            words = text.text[start:end]
            trimmed = Slice(start + len(words) - len(words.lstrip(" ")), start + len(words.rstrip(" ")))
            if trimmed.start < trimmed.end:
                found.append(trimmed)
    return found


@st.composite
def slices(draw: DrawFn, sentences: list[Slice]) -> Slice:
    """A span within one of these sentences."""
    sentence = draw(st.sampled_from(sentences))
    start = draw(st.integers(sentence.start, sentence.end - 1))
    return Slice(start, draw(st.integers(start + 1, sentence.end)))


@st.composite
def edits(draw: DrawFn, text: Canonical, sentences: list[Slice]) -> Canonical:
    """The text after edits of characters, sentences or paragraphs, or unchanged."""
    lines = [
        [text.text[start:end] for start, end in sentences if line.start <= start < line.end] for line in text.lines()
    ]
    edited = text.text
    for _ in range(draw(st.integers(0, 2))):
        _edit_sentences(draw, lines)
        edited = "\n".join(" ".join(line) for line in lines)
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(edited)))
        edited = edited[:start] + draw(st.just("") | _LINES) + edited[start + draw(st.integers(0, 6)) :]
    return canonicalise(edited)


def _edit_sentences(draw: DrawFn, lines: list[list[str]]) -> None:
    one, other = (draw(st.sampled_from(lines)) for _ in range(2))
    at: Any = st.integers(0, 6)
    match draw(st.integers(0, 5)):
        case 0 if one:
            other.insert(draw(at), one.pop(draw(at) % len(one)))
        case 1 if one:
            other.insert(draw(at), one[draw(at) % len(one)])
        case 2 if one:
            one.pop(draw(at) % len(one))
        case 3:
            one.insert(draw(at), draw(_LINES))
        case 4:
            lines.append(lines.pop(0))
        case _:
            # Join two paragraphs.
            if one is not other:
                one.extend(other)
                other.clear()
