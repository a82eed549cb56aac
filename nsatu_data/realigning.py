"""Finds again, in a text that has changed, the words that pointers were made for.

Of the text that was encoded nothing is at hand but digests: words are found again where a stretch of the same length
has the same digest (SHA-256), and so never taken for other words. Sentences are found first; one that stands several
times, between the same others as before. A pointer goes with its sentence. Where that has changed, its words are looked
for in what is new of the text, and taken only where they stand once.
"""

import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple, Protocol

from nsatu_data.text import Canonical, Slice, digest

_IDEOGRAPHS: Final = "\u2e80"
"""From here on stand the characters of writing without spaces."""
_WITHOUT_SPACES: Final = f"{_IDEOGRAPHS}-\U0010ffff"
_BEGINS: Final = re.compile(rf"(?:^|(?<=[ \n{_WITHOUT_SPACES}]))(?=[^ \n])|(?=[{_WITHOUT_SPACES}])")
"""Where a sentence may begin."""


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

    Where `thorough`, words are looked for at every character, else only where words begin and end: in a long text the
    one takes twenty times as long as the other.
    """

    def __init__(self, rows: Iterable[Row], text: Canonical, *, thorough: bool = True) -> None:
        self._text = text
        self._rows = sorted(rows, key=lambda row: row.start)
        self._thorough = thorough
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
            if is_within and digest(self._text.text[slice(*moved)]) == pointer.sha256:
                return Trace(Fate.MOVED if shift else Fate.KEPT, (moved,))
        # What stands in a sentence that was there before is not where these words went.
        places = tuple(place for place in self._places(pointer) if not self._was_there(place))
        if len(places) == 1:
            stands_still = places[0] == (pointer.start, pointer.end)
            return Trace(Fate.KEPT if stands_still else Fate.MOVED, places, is_altered=True)
        return Trace(Fate.AMBIGUOUS if places else Fate.LOST, places)

    def _row_of(self, pointer: Span) -> Row | None:
        """The sentence that the pointer lay in, whatever number it gives."""
        index = bisect_right(self._rows, pointer.start, key=lambda row: row.start)
        row = self._rows[index - 1] if index else None
        return row if row and pointer.end <= row.end else None

    def _was_there(self, place: Slice) -> bool:
        index = bisect_right(self._found, place.start, key=lambda found: found.start)
        return index > 0 and place.start < self._found[index - 1].end

    @cached_property
    def _found(self) -> list[Slice]:
        return sorted(self.sentences.values())

    def _places(self, pointer: Span) -> list[Slice]:
        length = pointer.end - pointer.start
        if length not in self._stretches:
            found: dict[str, list[Slice]] = defaultdict(list)
            for start in self._starts:
                end = start + length
                if end in self._ends and self._line[start] == self._line[end - 1]:
                    found[digest(self._text.text[start:end])].append(Slice(start, end))
            self._stretches[length] = found
        return self._stretches[length].get(pointer.sha256, [])

    @cached_property
    def _line(self) -> list[int]:
        """The number of the line that each character stands in; a line feed stands in none."""
        numbers = []
        for number, line in enumerate(self._text.text.split("\n")):
            numbers += [number] * len(line) + [-1]
        return numbers

    @cached_property
    def _starts(self) -> Collection[int]:
        """Where words may begin that are looked for."""
        return range(len(self._text.text)) if self._thorough else _seams(self._text.text)

    @cached_property
    def _ends(self) -> Container[int]:
        """Where they may end."""
        length = len(self._text.text)
        return range(length + 1) if self._thorough else {*_seams(self._text.text), length}


def _seams(text: str) -> list[int]:
    """The offsets where the characters on both sides do not belong to one word; each ideograph is a word."""
    return [
        offset
        for offset, (before, after) in enumerate(zip(f" {text}", text, strict=False))
        if not (before.isalnum() and after.isalnum() and before < _IDEOGRAPHS and after < _IDEOGRAPHS)
    ]


def _sentences(rows: list[Row], text: Canonical) -> Iterator[tuple[int, Slice]]:
    """The number of each sentence that was found again, and where."""
    if all(digest(text.text[row.start : row.end]) == row.sha256 for row in rows):
        # No sentence has changed: how they were cut, and what stands twice, is no matter.
        yield from ((row.number, Slice(row.start, row.end)) for row in rows)
        return
    times = Counter((row.sha256, row.end - row.start) for row in rows)
    begins = [match.start() for match in _BEGINS.finditer(text.text)]
    places: dict[tuple[str, int], list[Slice]] = defaultdict(list)
    for length in {length for _, length in times}:
        for start in begins:
            if _ends_well(text.text, start, start + length):
                key = (digest(text.text[start : start + length]), length)
                if key in times:
                    places[key].append(Slice(start, start + length))
    yield from _placed(rows, places)


def _placed(rows: list[Row], places: Mapping[tuple[str, int], list[Slice]]) -> Iterator[tuple[int, Slice]]:
    """The place of each sentence; of one that stands several times, between the same others as before."""
    keys = [(row.sha256, row.end - row.start) for row in rows]
    times = Counter(keys)
    anchors = {index: places[key][0] for index, key in enumerate(keys) if times[key] == len(places[key]) == 1}
    between: dict[tuple[tuple[str, int], int], list[Row]] = defaultdict(list)
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
        candidates = [place for place in places[key] if after <= place.start and place.end <= before]
        if len(candidates) == len(several):
            yield from ((row.number, place) for row, place in zip(several, candidates, strict=True))


def _apart(found: Iterable[tuple[int, Slice]]) -> Iterator[tuple[int, Slice]]:
    """The sentences without those that begin within another: what was a sentence is a part of one now."""
    end = 0
    for number, place in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        if place.start >= end:
            yield number, place
            end = place.end


def _ends_well(text: str, start: int, end: int) -> bool:
    """Whether a sentence may end there: within its line, and before a space or the line's end."""
    if end > len(text) or "\n" in text[start:end]:
        return False
    return text[end : end + 1] in ("", " ", "\n") or text[end - 1] >= _IDEOGRAPHS or text[end] >= _IDEOGRAPHS
