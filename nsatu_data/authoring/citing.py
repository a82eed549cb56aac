"""Find words in a source's text and make evidence for them.

If words match in several places, no place is chosen: the caller receives all of them.
"""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final, NamedTuple

from nsatu_data.model.record_models import Evidence, Source
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, digest
from nsatu_data.text.word_boundaries import is_whole

PASSAGES: Final = 3
"""The most passages that are suggested for words without a match."""
_NEAR: Final = 0.5
"""The lowest similarity, from 0 to 1, of a passage that is suggested."""
_MISSPELT: Final = 0.75
"""The lowest similarity, from 0 to 1, at which two words count as the same word."""
_ALIKE: Final = ("'‘’‚‛′`´", '"“”„‟«»″', "-‐‑‒–—−")  # noqa: RUF001
"""Groups of characters that match each other: single quotes, double quotes, dashes."""
_ELLIPSIS: Final = ("…", "...")
_DASHES: Final = _ALIKE[2]
_SIGN: Final = re.compile(r"\.{3}|-{2,3}|.", re.DOTALL)
"""One character, or several that are typed for one: `...` for an ellipsis, `--` for a dash."""
_ESCAPE: Final = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\u(?!d[89a-f])[0-9a-f]{4}")
"""A JSON escape, such as `\\u00ad`. The command prints unprintable characters as such escapes."""
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""A character without width, such as a soft hyphen, a joiner or a direction mark. It may occur anywhere in a text."""
_WORD: Final = re.compile(r"\w+")


class Passage(NamedTuple):
    """A span of the text, and the number of the sentence that contains it."""

    sentence: int
    slice: Slice


class Wanted(NamedTuple):
    """The words to find.

    With `last`, the wanted span begins with `words` and ends with `last`, within one sentence. With `sentence`, only
    the sentence of that number is searched.
    """

    words: str
    last: str | None = None
    sentence: int | None = None


class Citation(NamedTuple):
    """The evidence for words.

    `is_alike` is true if the text differs from the words, for example in quotation marks or in the case of the first
    letter. `is_cut` is true if the words begin or end inside a word or number.
    """

    evidence: Evidence
    is_alike: bool = False
    is_cut: bool = False


class Uncertain(NamedTuple):
    """The result for words without a unique match: every match in `places`, or similar passages in `nearest`."""

    places: tuple[Passage, ...] = ()
    nearest: tuple[Passage, ...] = ()


def cite(source: Source, text: Canonical, wanted: Wanted) -> Citation | Uncertain:
    """Find words within one sentence and make evidence for them.

    Spaces around the words are ignored. Matches of whole words and numbers are preferred to matches that begin or end
    inside a word. Among the matches of either sort, exact matches are preferred.
    """
    last = None if wanted.last is None else wanted.last.strip(" ")
    wanted = wanted._replace(words=wanted.words.strip(" "), last=last)
    cut: dict[bool, list[Passage]] = {}
    for is_alike in (False, True):
        places = find(source, text, wanted, is_alike=is_alike)
        whole = [place for place in places if is_whole(text.text, place.slice)]
        if whole:
            return _outcome(source, text, whole, is_alike=is_alike)
        cut[is_alike] = places
    for is_alike, places in cut.items():
        if places:
            return _outcome(source, text, places, is_alike=is_alike, is_cut=True)
    return Uncertain(nearest=tuple(nearest(source, text, wanted.words)))


def _outcome(
    source: Source, text: Canonical, places: list[Passage], *, is_alike: bool, is_cut: bool = False
) -> Citation | Uncertain:
    if len(places) > 1:
        return Uncertain(places=tuple(places))
    return Citation(evidence(source, text, places[0]), is_alike=is_alike, is_cut=is_cut)


def evidence(source: Source, text: Canonical, place: Passage) -> Evidence:
    """Make the evidence that points to a passage."""
    start, end = place.slice
    return Evidence(
        source=source.id, sentence=place.sentence, start=start, end=end, sha256=digest(text.text[start:end])
    )


def find(source: Source, text: Canonical, wanted: Wanted, *, is_alike: bool = False) -> list[Passage]:
    """Return every match of the words within one sentence.

    With `is_alike`, the words may differ from the text in quotation marks, dashes, ellipses, white space, characters
    without width, and the case of the first letter. In either mode, the words may contain the escapes that the command
    prints for unprintable characters.
    """
    first, last = (_pattern(words, is_alike=is_alike) for words in (wanted.words, wanted.last or ""))
    found = []
    for row in source.sentences:
        if wanted.sentence in (None, row.number):
            starts = _matches(first, text.text, Slice(row.start, row.end))
            for start in starts:
                ends = [start] if wanted.last is None else _matches(last, text.text, Slice(start.end, row.end))
                found += [Passage(row.number, Slice(start.start, end.end)) for end in ends]
    return found


def _pattern(words: str, *, is_alike: bool) -> "re.Pattern[str] | None":
    """Compile a pattern that matches the words in a lookahead, so that overlapping matches are found.

    Returns None if there are no words.
    """
    if not is_alike:
        return re.compile(f"(?=({''.join(_literally(words))}))") if words else None
    shown = _ESCAPE.sub(lambda escape: _unescaped(escape.group()), words)
    visible = _INVISIBLE.sub("", canonicalise(shown).text.replace("\n", " "))
    if not visible:
        return None
    first, *others = _SIGN.findall(visible)
    cases = [case for case in dict.fromkeys((first, first.lower(), first.upper(), first.title())) if len(case) == 1]
    signs = [f"(?:{'|'.join(map(_alike, cases or [first]))})", *map(_alike, others)]
    return re.compile(f"(?=({f'{_INVISIBLE.pattern}*'.join(signs)}))")


def _literally(words: str) -> Iterator[str]:
    """Yield the parts of a pattern for the exact words. An escape matches itself or the character it stands for."""
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


def _matches(pattern: "re.Pattern[str] | None", text: str, span: Slice) -> list[Slice]:
    if pattern is None:
        return []
    return [Slice(*match.span(1)) for match in pattern.finditer(text, *span)]


def nearest(source: Source, text: Canonical, words: str) -> list[Passage]:
    """Return the passages that are most similar to words without a match, the most similar first."""
    wanted = [word.casefold() for word in _WORD.findall(words)]
    scored = sorted(_passages(source, text, wanted), key=lambda passage: (-passage[0], passage[1]))
    return [place for score, place in scored[:PASSAGES] if score >= _NEAR]


def _passages(source: Source, text: Canonical, wanted: list[str]) -> Iterator[tuple[float, Passage]]:
    """For each sentence that shares words with `wanted`, yield a similarity from 0 to 1 and a passage.

    The passage reaches from the first shared word to the last.
    """
    for row in source.sentences:
        spans = [match.span() for match in _WORD.finditer(text.text, row.start, row.end)]
        actual = [text.text[start:end].casefold() for start, end in spans]
        corrected = [next(iter(get_close_matches(word, actual, 1, _MISSPELT)), word) for word in wanted]
        matcher = SequenceMatcher(None, actual, corrected, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if blocks:
            first, last = blocks[0].a, blocks[-1].a + blocks[-1].size - 1
            shared = sum(block.size for block in blocks)
            similarity = 2 * shared / (last - first + 1 + len(wanted))
            yield similarity, Passage(row.number, Slice(spans[first][0], spans[last][1]))
