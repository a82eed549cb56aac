"""Finds, among very many words, the one that another was meant for, by looking only at a few of them.

A misspelt word begins or ends as the right one does, so that it stands near it where the words are sorted, or where
they are sorted by their ends. Of those that stand near it, the ones that share most with it at both ends are compared.
"""

from bisect import bisect
from collections.abc import Iterable
from functools import partial
from heapq import nlargest
from typing import Final

from nsatu_data.model.identifiers import nearest

_REACH: Final = 4
"""So many words on either side are looked at."""
_COMPARED: Final = 2
"""So many words are compared: that takes much longer than looking at them."""


class Neighbours:
    """Words, sorted both ways."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in self._forwards)

    def nearest(self, word: str) -> str | None:
        """The word that `word`, which is none of them, may have been meant for, or None."""
        by_end = (found[::-1] for found in _around(self._backwards, word[::-1]))
        near = dict.fromkeys([*_around(self._forwards, word), *by_end])
        return nearest(word, nlargest(_COMPARED, near, key=partial(_shared, word)))


def _around(ordered: list[str], word: str) -> list[str]:
    place = bisect(ordered, word)
    return ordered[max(0, place - _REACH) : place + _REACH]


def _shared(one: str, other: str) -> int:
    """How many characters two words share at their beginnings and at their ends."""
    return min(_common(one, other) + _common(one[::-1], other[::-1]), len(one), len(other))


def _common(one: str, other: str) -> int:
    differing = (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))
