"""Makes evidence from the words that it points at. Words that may be elsewhere as well are never guessed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final, NamedTuple

from nsatu_data.models import Evidence, Source
from nsatu_data.text import Canonical, Slice, canonicalise, digest

PASSAGES: Final = 3
"""So many passages are offered in place of words that stand nowhere."""
_NEAR: Final = 0.5
"""A passage shares at least this much with the words, from 0 to 1, to be offered."""
_MISSPELT: Final = 0.75
"""Two words share at least this much to be taken for one."""
_ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟«»″', "-‐‑‒–—−")  # noqa: RUF001
_ELLIPSIS: Final = ("…", "...")
_WORD: Final = re.compile(r"\w+")


class Found(NamedTuple):
    """A place where words stand: the number of the sentence, and the slice."""

    sentence: int
    slice: Slice


class Wanted(NamedTuple):
    """The words to be found; or all from `words` on to the end of `last`, within one sentence.

    `sentence` is the only one that they may stand in, None for any.
    """

    words: str
    last: str | None = None
    sentence: int | None = None


class Citation(NamedTuple):
    """The evidence for words. `is_alike` where the text has other quotation marks, dashes or spaces than they."""

    evidence: Evidence
    is_alike: bool = False


class Uncertain(NamedTuple):
    """Words that there is no evidence for: they stand in all these `places`, or nowhere; `nearest` are like them."""

    places: tuple[Found, ...] = ()
    nearest: tuple[Found, ...] = ()


def cite(source: Source, text: Canonical, wanted: Wanted) -> Citation | Uncertain:
    """The evidence for words of the text, whole within one sentence; spaces around them are none of theirs."""
    last = None if wanted.last is None else wanted.last.strip(" ")
    wanted = wanted._replace(words=wanted.words.strip(" "), last=last)
    for is_alike in (False, True):
        places = find(source, text, wanted, is_alike=is_alike)
        if len(places) == 1:
            return Citation(evidence(source, text, places[0]), is_alike=is_alike)
        if places:
            return Uncertain(places=tuple(places))
    return Uncertain(nearest=tuple(nearest(source, text, wanted.words)))


def evidence(source: Source, text: Canonical, place: Found) -> Evidence:
    """The pointer to a place."""
    start, end = place.slice
    return Evidence(
        source=source.id, sentence=place.sentence, start=start, end=end, sha256=digest(text.text[start:end])
    )


def find(source: Source, text: Canonical, wanted: Wanted, *, is_alike: bool = False) -> list[Found]:
    """Every place where words stand, whole within one sentence.

    Where `is_alike`, quotation marks, dashes, ellipses and spaces need not be written as the text has them.
    """
    first, last = (_pattern(words, is_alike=is_alike) for words in (wanted.words, wanted.last or ""))
    found = []
    for row in source.sentences:
        if wanted.sentence in (None, row.number):
            starts = _matches(first, text.text, Slice(row.start, row.end))
            for begun in starts:
                tails = [begun] if wanted.last is None else _matches(last, text.text, Slice(begun.end, row.end))
                found += [Found(row.number, Slice(begun.start, tail.end)) for tail in tails]
    return found


def _pattern(words: str, *, is_alike: bool) -> "re.Pattern[str] | None":
    """What matches words, ahead of where it is tried; None for none."""
    if not is_alike:
        return re.compile(f"(?=({re.escape(words)}))") if words else None
    told = canonicalise(words).text.replace("\n", " ").replace(_ELLIPSIS[1], _ELLIPSIS[0])
    return re.compile(f"(?=({''.join(map(_alike, told))}))") if told else None


def _alike(character: str) -> str:
    if character == " ":
        return r"\s"
    if character == _ELLIPSIS[0]:
        return "|".join(map(re.escape, _ELLIPSIS)).join(("(?:", ")"))
    group = next((group for group in _ALIKE if character in group), character)
    return f"[{re.escape(group)}]"


def _matches(pattern: "re.Pattern[str] | None", text: str, stretch: Slice) -> list[Slice]:
    if pattern is None:
        return []
    return [Slice(*match.span(1)) for match in pattern.finditer(text, *stretch)]


def nearest(source: Source, text: Canonical, words: str) -> list[Found]:
    """The passages that share most with words that stand nowhere, the nearest first."""
    told = [word.casefold() for word in _WORD.findall(words)]
    scored = sorted(_passages(source, text, told), key=lambda passage: (-passage[0], passage[1]))
    return [place for score, place in scored[:PASSAGES] if score >= _NEAR]


def _passages(source: Source, text: Canonical, told: list[str]) -> Iterator[tuple[float, Found]]:
    """Of each sentence the stretch from the first to the last word that it shares, and how alike that is."""
    for row in source.sentences:
        spans = [match.span() for match in _WORD.finditer(text.text, row.start, row.end)]
        said = [text.text[start:end].casefold() for start, end in spans]
        meant = [next(iter(get_close_matches(word, said, 1, _MISSPELT)), word) for word in told]
        blocks = [
            block for block in SequenceMatcher(None, said, meant, autojunk=False).get_matching_blocks() if block.size
        ]
        if blocks:
            first, last = blocks[0].a, blocks[-1].a + blocks[-1].size - 1
            shared = sum(block.size for block in blocks)
            yield 2 * shared / (last - first + 1 + len(told)), Found(row.number, Slice(spans[first][0], spans[last][1]))
