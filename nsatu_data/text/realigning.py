"""Finds the cited words again in a text that has changed (realigning).

A pointer here is an evidence pointer: the offsets and the SHA-256 digest of words in the encoded text. The encoded
text is the version of the text that the records were made from. That version is not available. So a span of the new
text matches if it has the same length and the same digest, which rules out wrong matches.

Sentences are found first. If the same sentence occurs several times, the order of the sentences around it decides.
A pointer moves with its sentence. If its sentence has changed, its words are searched for in the changed parts of the
text. They are accepted only if they occur once and cut no word or number: `20 boats` is not found in `120 boats`.
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

from nsatu_data.text import word_boundaries
from nsatu_data.text.canonical_text import Canonical, Slice

_IDEOGRAPHS: Final = "\u2e80"
"""The first character of scripts without spaces between words, roughly."""
_WITHOUT_SPACES: Final = f"{_IDEOGRAPHS}-\U0010ffff"
_BEGINS: Final = re.compile(rf"(?:^|(?<=[ \n{_WITHOUT_SPACES}]))(?=[^ \n])|(?=[{_WITHOUT_SPACES}])")
"""Where a sentence may begin: after a space or line feed, and at any character of a script without spaces."""
_USUAL_END: Final = re.compile(r"(?<=[.!?…:])[\"'”’»)\]]*(?= )|(?<=[。！？])[”’」』）]*")  # noqa: RUF001
"""Where most sentences end within a line: after `.` or `?"` before a space, or after `。`."""
_LOOKUP_LENGTH: Final = 8
"""Sentences are looked up by this many of their first characters, which few sentences share."""
PLACES_LIMIT: Final = 100
"""The most places listed for the same words."""
_EFFORT: Final = 10**9
"""The limit on characters hashed to find sentences with unusual ends."""
_EFFORT_PER_DIGEST: Final = 500
"""The fixed cost of one digest, in characters."""

Key = tuple[str, int]
"""The digest and the length of a sentence."""


class EncodedSpan(Protocol):
    """A span of the encoded text, with the digest of its words."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class EncodedSentence(EncodedSpan, Protocol):
    """A sentence of the encoded text."""

    @property
    def number(self) -> int: ...


class Fate(StrEnum):
    """What happened to cited words."""

    KEPT = "kept"
    """They are at the same offsets."""
    MOVED = "moved"
    """They are at other offsets, in one place."""
    AMBIGUOUS = "ambiguous"
    """They occur in several places."""
    LOST = "lost"
    """They no longer occur."""


class Trace(NamedTuple):
    """What happened to cited words, and their places in the new text.

    Words that were kept or moved have exactly one place. `is_altered` means that their sentence was not found again, so
    that the words may mean something else now. `has_more` means that not all places are listed.
    """

    fate: Fate
    places: tuple[Slice, ...]
    is_altered: bool = False
    has_more: bool = False


class Realigned:
    """The encoded sentences that were found again in a new text.

    `sentences` maps the number of each sentence that was found to its place in the new text.

    `pointers` are the pointers that will be passed to `trace`. Pointers of the same length share one
    search of the changed parts of the text. Other pointers can be traced too, but each may need a search of its own.
    """

    def __init__(self, rows: Iterable[EncodedSentence], text: Canonical, pointers: Iterable[EncodedSpan] = ()) -> None:
        self._text = text
        self._rows = sorted(rows, key=lambda row: row.start)
        self._announced: dict[int, set[str]] = defaultdict(set)
        for pointer in pointers:
            self._announced[pointer.end - pointer.start].add(pointer.sha256)
        self._found_by_length: dict[int, dict[str, list[Slice]]] = {}
        self.sentences: Mapping[int, Slice] = dict(_apart(_sentences(self._rows, text)))

    def trace(self, pointer: EncodedSpan) -> Trace:
        """Find the words of a pointer."""
        row = self._row_of(pointer)
        sentence = self.sentences.get(row.number) if row else None
        if row and sentence:
            shift = sentence.start - row.start
            moved = Slice(pointer.start + shift, pointer.end + shift)
            is_inside = sentence.start <= moved.start < moved.end <= sentence.end
            if is_inside and _digest(self._text.text[slice(*moved)]) == pointer.sha256:
                return Trace(Fate.MOVED if shift else Fate.KEPT, (moved,))
        places = tuple(self._places(pointer))
        if len(places) == 1:
            is_kept = places[0] == (pointer.start, pointer.end)
            return Trace(Fate.KEPT if is_kept else Fate.MOVED, places, is_altered=True)
        listed = places[:PLACES_LIMIT]
        return Trace(Fate.AMBIGUOUS if places else Fate.LOST, listed, has_more=len(places) > len(listed))

    def _row_of(self, pointer: EncodedSpan) -> EncodedSentence | None:
        """The encoded sentence around the pointer, found by offset; the pointer's sentence number is ignored."""
        index = bisect_right(self._rows, pointer.start, key=lambda row: row.start)
        row = self._rows[index - 1] if index else None
        return row if row and pointer.end <= row.end else None

    def _places(self, pointer: EncodedSpan) -> list[Slice]:
        """The places of a pointer's words in the changed parts of the text.

        At most `PLACES_LIMIT` + 1 places are returned. The extra place tells `trace` that there are too many to list.
        """
        length = pointer.end - pointer.start
        known = self._found_by_length.setdefault(length, {})
        if pointer.sha256 not in known:
            wanted = {pointer.sha256, *self._announced.pop(length, ())}
            known |= {digest: [] for digest in wanted}
            for start, words in _spans_of_length(length, *self._starts_and_ends, self._text.text):
                digest = _digest(words)
                if digest in wanted and len(known[digest]) <= PLACES_LIMIT:
                    known[digest].append(Slice(start, start + length))
        return known[pointer.sha256]

    @cached_property
    def _starts_and_ends(self) -> tuple[int, int]:
        """The offsets where words may begin and where they may end, as `_byte_set` encodes them.

        Words may not begin in a sentence that was found again, because that sentence has not changed.
        """
        text = self._text.text
        boundaries = array("L", word_boundaries.boundaries(text))
        starts = (offset for offset in boundaries if text[offset : offset + 1] not in ("", " ", "\n"))
        ends = (offset for offset in boundaries if text[offset - 1 : offset] not in ("", " ", "\n"))
        return _byte_set(_outside(starts, sorted(self.sentences.values())), text), _byte_set(ends, text)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _byte_set(offsets: Iterable[int], text: str) -> int:
    """A set of offsets as one integer: byte n is 1 if offset n is in the set. `&` intersects two sets quickly."""
    marks = bytearray(len(text) + 1)
    for offset in offsets:
        marks[offset] = 1
    return int.from_bytes(marks, "little")


def _spans_of_length(length: int, starts: int, ends: int, text: str) -> Iterator[tuple[int, str]]:
    """The offset and words of each span of this length within one line.

    `starts` and `ends` are byte sets of the offsets where a span may begin and end.
    """
    both = starts & ends >> 8 * length
    marks = both.to_bytes((both.bit_length() + 7) // 8, "little")
    start = marks.find(1)
    while start >= 0:
        words = text[start : start + length]
        if "\n" not in words:
            yield start, words
        start = marks.find(1, start + 1)


def _outside(offsets: Iterable[int], places: list[Slice], *, inner: int = 0) -> Iterator[int]:
    """The offsets that are outside all places.

    The first `inner` characters of a place count as outside. If `inner` is 1, the start of a place is outside.
    Both `offsets` and `places` are in order.
    """
    index = 0
    for offset in offsets:
        while index < len(places) and places[index].end <= offset:
            index += 1
        if index == len(places) or offset < places[index].start + inner:
            yield offset


def _sentences(rows: list[EncodedSentence], text: Canonical) -> Iterator[tuple[int, Slice]]:
    """The number and place of each sentence that was found again."""
    if all(_digest(text.text[row.start : row.end]) == row.sha256 for row in rows):
        # No sentence has changed, so no search is needed.
        yield from ((row.number, Slice(row.start, row.end)) for row in rows)
        return
    begins = array("L", (match.start() for match in _BEGINS.finditer(text.text)))
    places = _occurrences(_known(rows, text), text, begins)
    found = sorted(place for _, place in _apart(_placed(rows, places)))
    unknown = {_key(row) for row in rows} - places.keys()
    if unknown:
        # A longer sentence may begin where a found sentence begins. No sentence may begin further inside.
        _look_everywhere(unknown, places, text, _byte_set(_outside(begins, found, inner=1), text.text))
    yield from _placed(rows, places)


def _look_everywhere(wanted: set[Key], places: dict[Key, "array[int]"], text: Canonical, starts: int) -> None:
    """Add to `places` the sentences that were not found at usual places, the shortest first."""
    ends = _byte_set((end for end in range(1, len(text.text) + 1) if _ends_well(text.text, end)), text.text)
    effort = 0
    for length in sorted({length for _, length in wanted}):
        for start, words in _spans_of_length(length, starts, ends, text.text):
            key = (_digest(words), length)
            if key in wanted:
                places.setdefault(key, array("L")).append(start)
            effort += length + _EFFORT_PER_DIGEST
            if effort > _EFFORT:
                # Give up. Sentences not found count as altered, and their pointers are searched for by their words.
                return


def _key(row: EncodedSentence) -> Key:
    return row.sha256, row.end - row.start


def _known(rows: list[EncodedSentence], text: Canonical) -> dict[Key, str]:
    """The words of the sentences that can be found without searching the whole text.

    A sentence is found here if it ends at a usual place. It is also found if its distance from a found neighbour is the
    same as before.
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
            key, neighbour = _key(row), at.get(_key(before))
            if key not in known and neighbour is not None:
                start = neighbour + row.start - before.start
                words = text.text[start : start + key[1]] if start >= 0 else ""
                if _digest(words) == key[0]:
                    known[key], at[key] = words, start
    return known


def _usual_sentences(text: Canonical) -> Iterator[Slice]:
    """The sentences of a text, split at usual ends."""
    for start, end in text.lines():
        ends = [match.end() for match in _USUAL_END.finditer(text.text, start, end)]
        for left, right in pairwise([start, *ends, end]):
            first = left + (text.text[left : left + 1] == " ")
            if first < right:
                yield Slice(first, right)


def _occurrences(known: Mapping[Key, str], text: Canonical, begins: Iterable[int]) -> dict[Key, "array[int]"]:
    """All offsets at which the known sentences occur where a sentence may begin and end."""
    places = {key: array("L") for key in known}
    # Grouped by their first characters and then by length, as many sentences may begin alike.
    wanted: dict[str, dict[int, dict[str, array[int]]]] = defaultdict(lambda: defaultdict(dict))
    for key, words in known.items():
        wanted[words[:_LOOKUP_LENGTH]][len(words)][words] = places[key]
    lengths = {len(head) for head in wanted}
    for begin in begins:
        for head in {text.text[begin : begin + length] for length in lengths}:
            for length, alike in wanted[head].items() if head in wanted else ():
                found = alike.get(text.text[begin : begin + length])
                if found is not None and _ends_well(text.text, begin + length):
                    found.append(begin)
    return places


def _placed(rows: list[EncodedSentence], places: Mapping[Key, Sequence[int]]) -> Iterator[tuple[int, Slice]]:
    """The place of each sentence.

    A sentence that occurs once in both texts is an anchor. Any other sentence is placed only if both texts have
    the same number of its copies between the same two anchors. The start and end of a text count as anchors here.
    """
    keys = [_key(row) for row in rows]
    times = Counter(keys)
    anchors = {
        index: Slice(places[key][0], places[key][0] + key[1])
        for index, key in enumerate(keys)
        if times[key] == len(places.get(key, ())) == 1
    }
    between: dict[tuple[Key, int], list[EncodedSentence]] = defaultdict(list)
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
        first, stop = bisect_left(starts, after), bisect_right(starts, before - key[1])
        if stop - first == len(several):
            yield from (
                (row.number, Slice(start, start + key[1]))
                for row, start in zip(several, starts[first:stop], strict=True)
            )


def _apart(found: Iterable[tuple[int, Slice]]) -> Iterator[tuple[int, Slice]]:
    """The found sentences, except any sentence that now begins inside another found sentence."""
    end = 0
    for number, place in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        if place.start >= end:
            yield number, place
            end = place.end


def _ends_well(text: str, end: int) -> bool:
    """Whether a sentence may end here: before a space, at the end of a line, or in a script without spaces."""
    after = text[end : end + 1]
    return after in ("", " ", "\n") or text[end - 1] >= _IDEOGRAPHS or after >= _IDEOGRAPHS
