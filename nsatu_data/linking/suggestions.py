"""Suggests the right word for a misspelt one, from a very long list, by comparing only a few words.

A misspelt word usually begins or ends like the right one. So the right word is near it in the sorted list, or in the
list sorted by reversed words. Only the near words that share the most characters with the misspelt word,
at both ends, are compared in full.
"""

from bisect import bisect
from collections.abc import Iterable
from functools import partial
from heapq import nlargest
from typing import Final

from nsatu_data.model.identifiers import nearest

_REACH: Final = 4
"""The number of near words taken from each side of the misspelt word's position in a sorted list."""
_COMPARED: Final = 2
"""The number of near words that are compared in full, which is much slower."""


class Neighbours:
    """Known words, sorted forwards and backwards."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in self._forwards)

    def nearest(self, word: str) -> str | None:
        """The known word most similar to an unknown `word`, or None if none is similar enough."""
        by_end = (backwards[::-1] for backwards in _around(self._backwards, word[::-1]))
        near = dict.fromkeys([*_around(self._forwards, word), *by_end])
        return nearest(word, nlargest(_COMPARED, near, key=partial(_shared, word)))


def _around(ordered: list[str], word: str) -> list[str]:
    index = bisect(ordered, word)
    return ordered[max(0, index - _REACH) : index + _REACH]


def _shared(one: str, other: str) -> int:
    """The number of characters that two words share at the beginning and at the end."""
    return min(_common(one, other) + _common(one[::-1], other[::-1]), len(one), len(other))


def _common(one: str, other: str) -> int:
    """The length of the common prefix."""
    differing = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))
