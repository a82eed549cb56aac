"""Finds, among very many words, the one that another was meant for, by looking only at a few of them.

A misspelt word begins or ends as the right one does, so that it stands near it where the words are sorted, or where
they are sorted by their ends.
"""

from bisect import bisect
from collections.abc import Iterable

from nsatu_data.identifiers import nearest

_REACH = 8
"""So many words on either side are looked at."""


class Neighbours:
    """Words, sorted both ways."""

    def __init__(self, words: Iterable[str]) -> None:
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in self._forwards)

    def nearest(self, word: str) -> str | None:
        """The word that `word`, which is none of them, may have been meant for, or None."""
        by_end = (found[::-1] for found in _around(self._backwards, word[::-1]))
        return nearest(word, list(dict.fromkeys([*_around(self._forwards, word), *by_end])))


def _around(ordered: list[str], word: str) -> list[str]:
    place = bisect(ordered, word)
    return ordered[max(0, place - _REACH) : place + _REACH]
