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

    def accepts(self, state: _States) -> bool:
        """Whether the patterns accept a string that leads to this state and ends there."""
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
    pairs, ways = _walked(one, other)
    # For each pair: whether a string of allowed length that leads to it is in each of the languages.
    mine, others = [one.accepts(pair[0]) for pair in pairs], [other.accepts(pair[1]) for pair in pairs]
    layers: list[dict[int, tuple[int, str]]] = [{0: (0, "")}]
    for length in range(one.least, one.most + 1):
        while len(layers) <= length:
            layers.append({to: (at, way) for at in layers[-1] for to, way in ways[at].items()})
        is_allowed = other.least <= length <= other.most
        for at in layers[length]:
            if mine[at] and not (is_allowed and others[at]):
                return _string(layers, length, at)
    return None


def _walked(one: Language, other: Language) -> tuple[list[tuple[_States, _States]], list[dict[int, str]]]:
    """The pairs of states that strings lead to, and for each pair the pairs after it, with a character that does it."""
    characters = _representatives((*one.sets, *other.sets))
    numbers = {(one.start, other.start): 0}
    pending, ways = deque(numbers), list[dict[int, str]]()
    while pending:
        mine, others = pending.popleft()
        following: dict[int, str] = {}
        for character in characters:
            pair = one.step(mine, character), other.step(others, character)
            if pair not in numbers:
                numbers[pair] = len(numbers)
                pending.append(pair)
            following.setdefault(numbers[pair], character)
        ways.append(following)
    return list(numbers), ways


def _string(layers: list[dict[int, tuple[int, str]]], length: int, at: int) -> str:
    """The string that leads to a pair. `layers` has, for each length, the pair before and the last character."""
    found = []
    for number in range(length, 0, -1):
        at, character = layers[number][at]
        found.append(character)
    return "".join(reversed(found))


def _representatives(sets: Iterable[frozenset[str]]) -> list[str]:
    """One character of each class whose members no pattern distinguishes."""
    wanted = [one for one in set(sets) if not one & MARKS]
    classes = {tuple(character in one for one in wanted): character for character in reversed(ALPHABET)}
    return sorted(classes.values())
