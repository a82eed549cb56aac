"""Decides whether two pairs of patterns accept the same strings: a proof for all strings, not a sample.

A pair is a pattern that must match and one that must not. Each pair is treated as a deterministic automaton over the
characters of `tests.support.pattern_automata`, built while it is walked. Two pairs accept the same strings if no string
leads to a state that accepts in only one of them.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tests.support.pattern_automata import ALPHABET, END, START, Automaton

MARKS: Final = frozenset({START, END})


class _State(NamedTuple):
    """The positions that a search has reached, and whether it has found the expression."""

    positions: frozenset[int]
    is_found: bool


class _Search:
    """A search for an expression anywhere in a string, one character at a time."""

    def __init__(self, pattern: str) -> None:
        self.automaton = Automaton(pattern, has_anchors=True)
        self.start = self.step(_State(frozenset(), is_found=False), START)

    def step(self, state: _State, character: str) -> _State:
        if state.is_found:
            return state
        following = self.automaton.first.union(*(self.automaton.follow[one] for one in state.positions))
        positions = frozenset(one for one in following if character in self.automaton.characters[one])
        if positions & self.automaton.last:
            return _State(frozenset(), is_found=True)
        return _State(positions, is_found=False)


class Language:
    """The strings that contain a match of `found` and no match of `forbidden`."""

    def __init__(self, found: str, forbidden: str) -> None:
        self.searches = (_Search(found), _Search(forbidden))
        self.start = tuple(search.start for search in self.searches)

    @property
    def sets(self) -> Iterator[frozenset[str]]:
        """The sets of characters that the patterns distinguish."""
        for search in self.searches:
            yield from search.automaton.characters

    def step(self, state: tuple[_State, ...], character: str) -> tuple[_State, ...]:
        return tuple(search.step(one, character) for search, one in zip(self.searches, state, strict=True))

    def accepts(self, state: tuple[_State, ...]) -> bool:
        """Whether a string that leads to this state and ends there is in the language."""
        found, forbidden = self.step(state, END)
        return found.is_found and not forbidden.is_found


def difference(one: Language, other: Language) -> str | None:
    """A shortest string that is in only one of the two languages; None if they are the same."""
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


def _representatives(sets: Iterable[frozenset[str]]) -> list[str]:
    """One character of each class whose members no pattern distinguishes."""
    wanted = [one for one in set(sets) if not one & MARKS]
    classes = {tuple(character in one for one in wanted): character for character in reversed(ALPHABET)}
    return sorted(classes.values())
