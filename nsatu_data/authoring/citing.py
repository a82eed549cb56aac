"""Makes evidence from the words that it points at. Words that may be elsewhere as well are never guessed."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final, NamedTuple

from nsatu_data.model.record_models import Evidence, Source
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, digest
from nsatu_data.text.word_boundaries import is_whole

PASSAGES: Final = 3
"""So many passages are offered in place of words that stand nowhere."""
_NEAR: Final = 0.5
"""A passage shares at least this much with the words, from 0 to 1, to be offered."""
_MISSPELT: Final = 0.75
"""Two words share at least this much to be taken for one."""
_ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟«»″', "-‐‑‒–—−")  # noqa: RUF001
_ELLIPSIS: Final = ("…", "...")
_DASHES: Final = _ALIKE[2]
_SIGN: Final = re.compile(r"\.{3}|-{2,3}|.", re.DOTALL)
"""One character, or several that are typed for one: an ellipsis, a dash."""
_ESCAPE: Final = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\u(?!d[89a-f])[0-9a-f]{4}")
"""A character that does not print, as the command shows it: escaped as in JSON."""
_UNSEEN: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Soft hyphens, joiners, marks of direction and other characters without width: a text may have them anywhere."""
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
    """The evidence for words.

    `is_alike` where the text writes them otherwise, in signs or in the case of the first letter; `is_cut` where they
    begin or end within a word or a number.
    """

    evidence: Evidence
    is_alike: bool = False
    is_cut: bool = False


class Uncertain(NamedTuple):
    """Words that there is no evidence for: they stand in all these `places`, or nowhere; `nearest` are like them."""

    places: tuple[Found, ...] = ()
    nearest: tuple[Found, ...] = ()


def cite(source: Source, text: Canonical, wanted: Wanted) -> Citation | Uncertain:
    """The evidence for words of the text, whole within one sentence; spaces around them are none of theirs.

    Places where they cut no word or number come first.
    """
    last = None if wanted.last is None else wanted.last.strip(" ")
    wanted = wanted._replace(words=wanted.words.strip(" "), last=last)
    cut: dict[bool, list[Found]] = {}
    for is_alike in (False, True):
        places = find(source, text, wanted, is_alike=is_alike)
        whole = [place for place in places if is_whole(text.text, place.slice)]
        if whole:
            return _settled(source, text, whole, is_alike=is_alike)
        cut[is_alike] = places
    for is_alike, places in cut.items():
        if places:
            return _settled(source, text, places, is_alike=is_alike, is_cut=True)
    return Uncertain(nearest=tuple(nearest(source, text, wanted.words)))


def _settled(
    source: Source, text: Canonical, places: list[Found], *, is_alike: bool, is_cut: bool = False
) -> Citation | Uncertain:
    if len(places) > 1:
        return Uncertain(places=tuple(places))
    return Citation(evidence(source, text, places[0]), is_alike=is_alike, is_cut=is_cut)


def evidence(source: Source, text: Canonical, place: Found) -> Evidence:
    """The pointer to a place."""
    start, end = place.slice
    return Evidence(
        source=source.id, sentence=place.sentence, start=start, end=end, sha256=digest(text.text[start:end])
    )


def find(source: Source, text: Canonical, wanted: Wanted, *, is_alike: bool = False) -> list[Found]:
    """Every place where words stand, whole within one sentence.

    Where `is_alike`, quotation marks, dashes, ellipses and spaces need not be written as the text has them, nor need
    characters without width be there, nor the first letter be of the text's case; and what does not print may be
    written as the command shows it.
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
        return re.compile(f"(?=({''.join(_literally(words))}))") if words else None
    shown = _ESCAPE.sub(lambda escape: _unescaped(escape.group()), words)
    told = _UNSEEN.sub("", canonicalise(shown).text.replace("\n", " "))
    if not told:
        return None
    first, *others = _SIGN.findall(told)
    cases = [case for case in dict.fromkeys((first, first.lower(), first.upper(), first.title())) if len(case) == 1]
    signs = [f"(?:{'|'.join(map(_alike, cases or [first]))})", *map(_alike, others)]
    return re.compile(f"(?=({f'{_UNSEEN.pattern}*'.join(signs)}))")


def _literally(words: str) -> Iterator[str]:
    """The parts of a pattern for words as they are; what is written as an escape may be that, or its character."""
    end = 0
    for escape in _ESCAPE.finditer(words):
        yield re.escape(words[end : escape.start()])
        yield f"(?:{re.escape(escape.group())}|{re.escape(_unescaped(escape.group()))})"
        end = escape.end()
    yield re.escape(words[end:])


def _unescaped(escape: str) -> str:
    character: str = json.loads(f'"{escape}"')
    return character


def _alike(sign: str) -> str:
    if sign == " ":
        return r"\s"
    if sign in _ELLIPSIS:
        return "|".join(map(re.escape, _ELLIPSIS)).join(("(?:", ")"))
    if sign[0] in _DASHES:
        return f"(?:-{{2,3}}|[{re.escape(_DASHES)}])"
    group = next((group for group in _ALIKE if sign in group), sign)
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
