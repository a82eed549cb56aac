"""Finds again, in a text that has changed, the words that pointers were made for.

Of the text that was encoded nothing is at hand but digests: words are found again where a stretch of the same length
has the same digest (SHA-256), and so never taken for other words. Sentences are found first; one that stands several
times, between the same others as before. A pointer goes with its sentence. Where that has changed, its words are looked
for in what is new of the text, and taken only where they stand once, and cut no word or number there: `20 boats` are
not found in `120 boats`.
"""

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

from nsatu_data import words
from nsatu_data.text import Canonical, Slice

_IDEOGRAPHS: Final = "\u2e80"
"""From here on stand the characters of writing without spaces."""
_WITHOUT_SPACES: Final = f"{_IDEOGRAPHS}-\U0010ffff"
_BEGINS: Final = re.compile(rf"(?:^|(?<=[ \n{_WITHOUT_SPACES}]))(?=[^ \n])|(?=[{_WITHOUT_SPACES}])")
"""Where a sentence may begin."""
_USUAL_END: Final = re.compile(r"(?<=[.!?…:])[\"'”’»)\]]*(?= )|(?<=[。！？])[”’」』）]*")  # noqa: RUF001
"""Where most sentences end within a line."""
_HEAD: Final = 8
"""How many characters sentences are looked up by: few others begin with the same."""
PLACES_LIMIT: Final = 100
"""The most places that are listed for the same words."""
_EFFORT: Final = 10**9
"""How many characters are hashed at most to find sentences that end in unusual places."""
_EFFORT_PER_DIGEST: Final = 500
"""One more digest costs as much as so many more characters."""

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

    `is_altered` where their sentence was not found again, so that they may say something else now. `has_more` where
    they stand in more places than are listed.
    """

    fate: Fate
    places: tuple[Slice, ...]
    is_altered: bool = False
    has_more: bool = False


class Realigned:
    """The sentences of a text that was encoded, found again in another; `sentences` holds those, by number.

    Looking for the words of all `pointers` takes a time that grows with the length of what is new of the text, for each
    length that words have. The words of other pointers are looked for one by one.
    """

    def __init__(self, rows: Iterable[Row], text: Canonical, pointers: Iterable[Span] = ()) -> None:
        self._text = text
        self._rows = sorted(rows, key=lambda row: row.start)
        self._foreseen: dict[int, set[str]] = defaultdict(set)
        for pointer in pointers:
            self._foreseen[pointer.end - pointer.start].add(pointer.sha256)
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
        listed = places[:PLACES_LIMIT]
        return Trace(Fate.AMBIGUOUS if places else Fate.LOST, listed, has_more=len(places) > len(listed))

    def _row_of(self, pointer: Span) -> Row | None:
        """The sentence that the pointer lay in, whatever number it gives."""
        index = bisect_right(self._rows, pointer.start, key=lambda row: row.start)
        row = self._rows[index - 1] if index else None
        return row if row and pointer.end <= row.end else None

    def _places(self, pointer: Span) -> list[Slice]:
        """Where the words of a pointer stand, whole, in what is new of the text: one place more than is listed."""
        length = pointer.end - pointer.start
        known = self._stretches.setdefault(length, {})
        if pointer.sha256 not in known:
            wanted = {pointer.sha256, *self._foreseen.pop(length, ())}
            known |= {digest: [] for digest in wanted}
            for start, said in _of_length(length, *self._starts_and_ends, self._text.text):
                found = _digest(said)
                if found in wanted and len(known[found]) <= PLACES_LIMIT:
                    known[found].append(Slice(start, start + length))
        return known[pointer.sha256]

    @cached_property
    def _starts_and_ends(self) -> tuple[int, int]:
        """Where words may begin, and where they may end.

        What stands in a sentence that was there before is not where words of another one went.
        """
        text = self._text.text
        seams = array("L", words.boundaries(text))
        starts = (seam for seam in seams if text[seam : seam + 1] not in ("", " ", "\n"))
        ends = (seam for seam in seams if text[seam - 1 : seam] not in ("", " ", "\n"))
        return _marked(_outside(starts, sorted(self.sentences.values())), text), _marked(ends, text)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _marked(offsets: Iterable[int], text: str) -> int:
    """Offsets in a text as a number, in which each of them is a byte: two such sets are compared at once."""
    marks = bytearray(len(text) + 1)
    for offset in offsets:
        marks[offset] = 1
    return int.from_bytes(marks, "little")


def _of_length(length: int, starts: int, ends: int, text: str) -> Iterator[tuple[int, str]]:
    """The stretches of a length from one of the starts to one of the ends, within a line: where, and the words."""
    both = starts & ends >> 8 * length
    marks = both.to_bytes((both.bit_length() + 7) // 8, "little")
    start = marks.find(1)
    while start >= 0:
        said = text[start : start + length]
        if "\n" not in said:
            yield start, said
        start = marks.find(1, start + 1)


def _outside(offsets: Iterable[int], places: list[Slice], *, inner: int = 0) -> Iterator[int]:
    """Those of the offsets, in order, that do not stand in one of the places, from its `inner` character on."""
    index = 0
    for offset in offsets:
        while index < len(places) and places[index].end <= offset:
            index += 1
        if index == len(places) or offset < places[index].start + inner:
            yield offset


def _sentences(rows: list[Row], text: Canonical) -> Iterator[tuple[int, Slice]]:
    """The number of each sentence that was found again, and where."""
    if all(_digest(text.text[row.start : row.end]) == row.sha256 for row in rows):
        # No sentence has changed: how they were cut, and what stands twice, is no matter.
        yield from ((row.number, Slice(row.start, row.end)) for row in rows)
        return
    begins = array("L", (match.start() for match in _BEGINS.finditer(text.text)))
    places = _occurrences(_known(rows, text), text, begins)
    found = sorted(place for _, place in _apart(_placed(rows, places)))
    unknown = {_key(row) for row in rows} - places.keys()
    if unknown:
        # One that is found now may begin where another does that was found, and be longer, but not within it.
        _look_everywhere(unknown, places, text, _marked(_outside(begins, found, inner=1), text.text))
    yield from _placed(rows, places)


def _look_everywhere(wanted: set[Key], places: dict[Key, "array[int]"], text: Canonical, starts: int) -> None:
    """Adds the places of sentences whose words are not known, the shortest first."""
    ends = _marked((end for end in range(1, len(text.text) + 1) if _ends_well(text.text, end)), text.text)
    effort = 0
    for length in sorted({length for _, length in wanted}):
        for start, said in _of_length(length, starts, ends, text.text):
            key = (_digest(said), length)
            if key in wanted:
                places.setdefault(key, array("L")).append(start)
            effort += length + _EFFORT_PER_DIGEST
            if effort > _EFFORT:
                # A sentence that is not found counts as altered: its pointers are found by their own words, and told.
                return


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
    lengths = {length for _, length in wanted}
    for start, end in _usual_sentences(text):
        key = (_digest(text.text[start:end]), end - start) if end - start in lengths else ("", 0)
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


def _occurrences(known: Mapping[Key, str], text: Canonical, begins: Iterable[int]) -> dict[Key, "array[int]"]:
    """Where words that are known begin: every place where they stand as a sentence may."""
    places = {key: array("L") for key in known}
    # By how they begin, then by their length: many sentences may begin alike.
    wanted: dict[str, dict[int, dict[str, array[int]]]] = defaultdict(lambda: defaultdict(dict))
    for key, said in known.items():
        wanted[said[:_HEAD]][len(said)][said] = places[key]
    lengths = {len(head) for head in wanted}
    for begin in begins:
        for head in {text.text[begin : begin + length] for length in lengths}:
            for length, alike in wanted[head].items() if head in wanted else ():
                found = alike.get(text.text[begin : begin + length])
                if found is not None and _ends_well(text.text, begin + length):
                    found.append(begin)
    return places


def _placed(rows: list[Row], places: Mapping[Key, Sequence[int]]) -> Iterator[tuple[int, Slice]]:
    """The place of each sentence; of one that stands several times, between the same others as before."""
    keys = [_key(row) for row in rows]
    times = Counter(keys)
    anchors = {
        index: Slice(places[key][0], places[key][0] + key[1])
        for index, key in enumerate(keys)
        if times[key] == len(places.get(key, ())) == 1
    }
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
        starts = places.get(key, ())
        first, behind = bisect_left(starts, after), bisect_right(starts, before - key[1])
        if behind - first == len(several):
            yield from (
                (row.number, Slice(start, start + key[1]))
                for row, start in zip(several, starts[first:behind], strict=True)
            )


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
