"""Finds again, in a text that has changed, the words that pointers were made for.

Of the text that was encoded nothing is at hand but digests: words are found again where a stretch of the same length
has the same digest (SHA-256), and so never taken for other words. Sentences are found first; one that stands several
times, between the same others as before. A pointer goes with its sentence. Where that has changed, its words are looked
for in what is new of the text, and taken only where they stand once, and cut no word or number there: `20 boats` are
not found in `120 boats`.
"""

import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

from nsatu_data.text import word_boundaries
from nsatu_data.text.canonical_text import Canonical, Slice

_IDEOGRAPHS: Final = "\u2e80"
"""From here on stand the characters of writing without spaces."""
_WITHOUT_SPACES: Final = f"{_IDEOGRAPHS}-\U0010ffff"
_BEGINS: Final = re.compile(rf"(?:^|(?<=[ \n{_WITHOUT_SPACES}]))(?=[^ \n])|(?=[{_WITHOUT_SPACES}])")
"""Where a sentence may begin."""
_USUAL_END: Final = re.compile(r"(?<=[.!?…:])[\"'”’»)\]]*(?= )|(?<=[。！？])[”’」』）]*")  # noqa: RUF001
"""Where most sentences end within a line."""
_HEAD: Final = 8
"""How many characters sentences are looked up by: few others begin with the same."""

Key = tuple[str, int]
"""The digest of a sentence's words, and their length."""


class Span(Protocol):
    """A stretch of the text that was encoded, and the digest of its words."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class Row(Span, Protocol):
    """A sentence of the text that was encoded."""

    @property
    def number(self) -> int: ...


class Fate(StrEnum):
    """What became of words."""

    KEPT = "kept"
    """They stand where they stood."""
    MOVED = "moved"
    """They stand elsewhere, and only there."""
    AMBIGUOUS = "ambiguous"
    """They stand in several places."""
    LOST = "lost"
    """They stand nowhere."""


class Trace(NamedTuple):
    """What became of words, and the places where they stand now: one where they were kept or moved.

    `is_altered` where their sentence was not found again, so that they may say something else now.
    """

    fate: Fate
    places: tuple[Slice, ...]
    is_altered: bool = False


class Realigned:
    """The sentences of a text that was encoded, found again in another; `sentences` holds those, by number.

    Looking for the words of all pointers takes a time that grows with the length of what is new of the text, for each
    length that words have.
    """

    def __init__(self, rows: Iterable[Row], text: Canonical) -> None:
        self._text = text
        self._rows = sorted(rows, key=lambda row: row.start)
        self._stretches: dict[int, dict[str, list[Slice]]] = {}
        self.sentences: Mapping[int, Slice] = dict(_apart(_sentences(self._rows, text)))

    def trace(self, pointer: Span) -> Trace:
        """What became of the words of a pointer."""
        row = self._row_of(pointer)
        sentence = self.sentences.get(row.number) if row else None
        if row and sentence:
            shift = sentence.start - row.start
            moved = Slice(pointer.start + shift, pointer.end + shift)
            is_within = sentence.start <= moved.start < moved.end <= sentence.end
            if is_within and _digest(self._text.text[slice(*moved)]) == pointer.sha256:
                return Trace(Fate.MOVED if shift else Fate.KEPT, (moved,))
        places = tuple(self._places(pointer))
        if len(places) == 1:
            stands_still = places[0] == (pointer.start, pointer.end)
            return Trace(Fate.KEPT if stands_still else Fate.MOVED, places, is_altered=True)
        return Trace(Fate.AMBIGUOUS if places else Fate.LOST, places)

    def _row_of(self, pointer: Span) -> Row | None:
        """The sentence that the pointer lay in, whatever number it gives."""
        index = bisect_right(self._rows, pointer.start, key=lambda row: row.start)
        row = self._rows[index - 1] if index else None
        return row if row and pointer.end <= row.end else None

    def _places(self, pointer: Span) -> list[Slice]:
        """Where the words of a pointer stand, whole, in what is new of the text."""
        length = pointer.end - pointer.start
        if length not in self._stretches:
            found: dict[str, list[Slice]] = defaultdict(list)
            for place in _of_length(length, self._starts, self._ends):
                found[_digest(self._text.text[slice(*place)])].append(place)
            self._stretches[length] = found
        return self._stretches[length].get(pointer.sha256, [])

    @cached_property
    def _seams(self) -> list[int]:
        """The offsets that part words."""
        return list(word_boundaries.boundaries(self._text.text))

    @cached_property
    def _starts(self) -> list[Slice]:
        """From where to where words may stand: from each of their beginnings to the end of its line.

        What stands in a sentence that was there before is not where words of another one went.
        """
        text = self._text.text
        starts = [seam for seam in self._seams if text[seam : seam + 1] not in ("", " ", "\n")]
        return list(_to_line_ends(self._text, _outside(starts, sorted(self.sentences.values()))))

    @cached_property
    def _ends(self) -> frozenset[int]:
        """Where words may end."""
        return frozenset(seam for seam in self._seams if self._text.text[seam - 1 : seam] not in ("", " ", "\n"))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _of_length(length: int, starts: Iterable[Slice], ends: Collection[int]) -> Iterator[Slice]:
    """The stretches of a length from one of the starts to one of the ends, each within its line."""
    for start, limit in starts:
        end = start + length
        if end <= limit and end in ends:
            yield Slice(start, end)


def _outside(offsets: Iterable[int], places: list[Slice], *, inner: int = 0) -> Iterator[int]:
    """Those of the offsets, in order, that do not stand in one of the places, from its `inner` character on."""
    index = 0
    for offset in offsets:
        while index < len(places) and places[index].end <= offset:
            index += 1
        if index == len(places) or offset < places[index].start + inner:
            yield offset


def _to_line_ends(text: Canonical, offsets: Iterable[int]) -> Iterator[Slice]:
    """From each of the offsets, in order, to the end of its line."""
    lines = iter(text.lines())
    line = Slice(0, -1)
    for offset in offsets:
        while line.end < offset:
            line = next(lines)
        yield Slice(offset, line.end)


def _sentences(rows: list[Row], text: Canonical) -> Iterator[tuple[int, Slice]]:
    """The number of each sentence that was found again, and where."""
    if all(_digest(text.text[row.start : row.end]) == row.sha256 for row in rows):
        # No sentence has changed: how they were cut, and what stands twice, is no matter.
        yield from ((row.number, Slice(row.start, row.end)) for row in rows)
        return
    begins = [match.start() for match in _BEGINS.finditer(text.text)]
    places = _occurrences(_known(rows, text), text, begins)
    found = sorted(place for _, place in _apart(_placed(rows, places)))
    unknown = {_key(row) for row in rows} - places.keys()
    # One that is found now may begin where another does that was found, and be longer, but not within it.
    starts = list(_to_line_ends(text, _outside(begins, found, inner=1)))
    ends = _sentence_ends(text.text) if unknown else frozenset[int]()
    for length in {length for _, length in unknown}:
        for place in _of_length(length, starts, ends):
            key = (_digest(text.text[slice(*place)]), length)
            if key in unknown:
                places[key].append(place)
    yield from _placed(rows, places)


def _key(row: Row) -> Key:
    return row.sha256, row.end - row.start


def _known(rows: list[Row], text: Canonical) -> dict[Key, str]:
    """The words of sentences, as far as they can be found without looking everywhere.

    That is where most sentences end, and beside those that were found so: before and behind them the same sentences
    follow as before.
    """
    wanted = {_key(row) for row in rows}
    known: dict[Key, str] = {}
    at: dict[Key, int] = {}
    for start, end in _usual_sentences(text):
        key = (_digest(text.text[start:end]), end - start)
        if key in wanted:
            known[key] = text.text[start:end]
            at[key] = start
    for several in (rows, rows[::-1]):
        for before, row in pairwise(several):
            key, beside = _key(row), at.get(_key(before))
            if key not in known and beside is not None:
                start = beside + row.start - before.start
                words = text.text[start : start + key[1]] if start >= 0 else ""
                if _digest(words) == key[0]:
                    known[key], at[key] = words, start
    return known


def _usual_sentences(text: Canonical) -> Iterator[Slice]:
    """The sentences of a text, cut where most sentences end."""
    for start, end in text.lines():
        seams = [match.end() for match in _USUAL_END.finditer(text.text, start, end)]
        for begun, ended in pairwise([start, *seams, end]):
            first = begun + (text.text[begun : begun + 1] == " ")
            if first < ended:
                yield Slice(first, ended)


def _occurrences(known: Mapping[Key, str], text: Canonical, begins: list[int]) -> dict[Key, list[Slice]]:
    """Every place where words that are known stand as a sentence may."""
    heads = defaultdict[int, dict[str, list[int]]](lambda: defaultdict(list))
    for length in {min(length, _HEAD) for _, length in known}:
        for begin in begins:
            heads[length][text.text[begin : begin + length]].append(begin)
    places: dict[Key, list[Slice]] = defaultdict(list)
    for key, said in known.items():
        length = len(said)
        places[key] = [
            Slice(begin, begin + length)
            for begin in heads[min(length, _HEAD)].get(said[:_HEAD], ())
            if text.text.startswith(said, begin) and _ends_well(text.text, begin + length)
        ]
    return places


def _placed(rows: list[Row], places: Mapping[Key, list[Slice]]) -> Iterator[tuple[int, Slice]]:
    """The place of each sentence; of one that stands several times, between the same others as before."""
    keys = [_key(row) for row in rows]
    times = Counter(keys)
    anchors = {index: places[key][0] for index, key in enumerate(keys) if times[key] == len(places.get(key, ())) == 1}
    between: dict[tuple[Key, int], list[Row]] = defaultdict(list)
    bounds = [0]
    for index, (row, key) in enumerate(zip(rows, keys, strict=True)):
        if index in anchors:
            yield row.number, anchors[index]
            bounds += anchors[index]
        else:
            between[key, len(bounds) - 1].append(row)
    bounds.append(sys.maxsize)
    for (key, index), several in between.items():
        after, before = bounds[index : index + 2]
        candidates = [place for place in places.get(key, ()) if after <= place.start and place.end <= before]
        if len(candidates) == len(several):
            yield from ((row.number, place) for row, place in zip(several, candidates, strict=True))


def _apart(found: Iterable[tuple[int, Slice]]) -> Iterator[tuple[int, Slice]]:
    """The sentences without those that begin within another: what was a sentence is a part of one now."""
    end = 0
    for number, place in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        if place.start >= end:
            yield number, place
            end = place.end


def _ends_well(text: str, end: int) -> bool:
    """Whether a sentence may end there: before a space or the line's end."""
    behind = text[end : end + 1]
    return behind in ("", " ", "\n") or text[end - 1] >= _IDEOGRAPHS or behind >= _IDEOGRAPHS


def _sentence_ends(text: str) -> frozenset[int]:
    return frozenset(end for end in range(1, len(text) + 1) if _ends_well(text, end))
