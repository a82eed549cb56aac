"""Decides which strings one pair of patterns accepts and another does not: a proof for all strings, not a sample.

A pair is a pattern that must match and one that must not. Each pair is treated as a deterministic automaton over the
characters of `pattern_automata`, built while it is walked.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from nsatu_data.comparison.pattern_automata import ALPHABET, END, START, Automaton

MARKS: Final = frozenset({START, END})
LONGEST: Final = 4000
"""No longer string is looked for. It is more than any text of a record may have."""


class _State(NamedTuple):
    """The positions that a search has reached, and whether it has found the expression."""

    positions: frozenset[int]
    is_found: bool


class _Search:
    """A search for an expression anywhere in a string, one character at a time."""

    def __init__(self, pattern: str) -> None:
        self.automaton = Automaton(pattern, has_anchors=True)
        self._steps: dict[tuple[_State, str], _State] = {}
        self.start = self.step(_State(frozenset(), is_found=False), START)

    def step(self, state: _State, character: str) -> _State:
        if state.is_found:
            return state
        known = self._steps.get((state, character))
        if known is None:
            known = self._steps[state, character] = self._step(state, character)
        return known

    def _step(self, state: _State, character: str) -> _State:
        following = self.automaton.first.union(*(self.automaton.follow[one] for one in state.positions))
        positions = frozenset(one for one in following if character in self.automaton.characters[one])
        if positions & self.automaton.last:
            return _State(frozenset(), is_found=True)
        return _State(positions, is_found=False)


_States = tuple[_State, ...]


class Language:
    """The strings of `least` to `most` characters with a match of `found` and no match of `forbidden`.

    A pattern that is None makes no difference.
    """

    def __init__(
        self, found: str | None, forbidden: str | None = None, least: int = 0, most: int | None = None
    ) -> None:
        self.least = least
        self.most = LONGEST if most is None else min(most, LONGEST)
        patterns = ((found, True), (forbidden, False))
        self._wanted = tuple(wanted for pattern, wanted in patterns if pattern is not None)
        self.searches = tuple(_Search(pattern) for pattern, _ in patterns if pattern is not None)
        self.start: _States = tuple(search.start for search in self.searches)

    @property
    def sets(self) -> Iterator[frozenset[str]]:
        """The sets of characters that the patterns distinguish."""
        for search in self.searches:
            yield from search.automaton.characters

    def step(self, state: _States, character: str) -> _States:
        """The state after one more character."""
        return tuple(search.step(one, character) for search, one in zip(self.searches, state, strict=True))

    def accepts(self, state: _States, length: int | None = None) -> bool:
        """Whether a string that leads to this state and ends there is in the language.

        `length` is the string's length; None if the limits of the length are not to be checked.
        """
        if length is not None and not self.least <= length <= self.most:
            return False
        return tuple(one.is_found for one in self.step(state, END)) == self._wanted


def difference(one: Language, other: Language) -> str | None:
    """A shortest string that is in only one of two languages; None if they are the same. Ignores limits of lengths."""
    characters = _representatives((*one.sets, *other.sets))
    ways = {(one.start, other.start): ""}
    pending = deque(ways)
    while pending:
        states = pending.popleft()
        if one.accepts(states[0]) != other.accepts(states[1]):
            return ways[states]
        for character in characters:
            following = one.step(states[0], character), other.step(states[1], character)
            if following not in ways:
                ways[following] = ways[states] + character
                pending.append(following)
    return None


def outside(one: Language, other: Language) -> str | None:
    """A shortest string that is in the first language and not in the second; None if there is none."""
    characters = _representatives((*one.sets, *other.sets))
    ways = {(one.start, other.start): ""}
    for length in range(one.most + 1):
        for (mine, others), way in ways.items():
            if one.accepts(mine, length) and not other.accepts(others, length):
                return way
        following: dict[tuple[_States, _States], str] = {}
        for (mine, others), way in ways.items():
            for character in characters:
                states = one.step(mine, character), other.step(others, character)
                following.setdefault(states, way + character)
        ways = following
    return None


def _representatives(sets: Iterable[frozenset[str]]) -> list[str]:
    """One character of each class whose members no pattern distinguishes."""
    wanted = [one for one in set(sets) if not one & MARKS]
    classes = {tuple(character in one for one in wanted): character for character in reversed(ALPHABET)}
    return sorted(classes.values())
