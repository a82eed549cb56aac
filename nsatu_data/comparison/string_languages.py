"""Decides which strings one schema of strings accepts and another does not: a proof for all strings, not a sample.

A `Language` has a pattern that must match, one that must not, and limits of the length. `Terms` is a list of strings.
Each is treated as a deterministic automaton over the characters of `pattern_automata`, built while it is walked.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from nsatu_data.comparison.pattern_automata import ALPHABET, END, OTHER, START, Automaton, TooLargeError

MARKS: Final = frozenset({START, END})
LONGEST: Final = 100_000
"""The greatest limit of a length that is compared."""
_EFFORT: Final = 1_000_000
"""The most steps of a search, and of the walk through a pair of languages. Either takes about a second."""


class Strings(Protocol):
    """A set of strings: an automaton, and the least and the greatest length. `most` is None if there is no limit."""

    least: int
    most: int | None

    @property
    def start(self) -> Any:
        """The state before the first character."""

    @property
    def sets(self) -> Iterable[frozenset[str]]:
        """The sets of characters that the automaton distinguishes."""

    def step(self, state: Any, character: str) -> Any:
        """The state after one more character."""

    def accepts(self, state: Any) -> bool:
        """Whether the automaton accepts a string that leads to this state and ends there."""


class _State(NamedTuple):
    """The positions that a search has reached, and whether it has found the expression."""

    positions: frozenset[int]
    is_found: bool


class _Search:
    """A search for an expression anywhere in a string, one character at a time."""

    def __init__(self, pattern: str) -> None:
        self.automaton = Automaton(pattern)
        self._effort = 0
        self._steps: dict[tuple[_State, str], _State] = {}
        self.start = self.step(_State(frozenset(), is_found=self.automaton.empty), START)

    def step(self, state: _State, character: str) -> _State:
        if state.is_found:
            return state
        known = self._steps.get((state, character))
        if known is None:
            known = self._steps[state, character] = self._step(state, character)
        return known

    def _step(self, state: _State, character: str) -> _State:
        self._effort += 1 + sum(len(self.automaton.follow[one]) for one in state.positions)
        if self._effort > _EFFORT:
            raise TooLargeError
        following = self.automaton.first.union(*(self.automaton.follow[one] for one in state.positions))
        positions = frozenset(one for one in following if character in self.automaton.characters[one])
        if positions & self.automaton.last:
            return _State(frozenset(), is_found=True)
        return _State(positions, is_found=False)


class Language:
    """The strings of `least` to `most` characters with a match of `found` and no match of `forbidden`.

    A pattern that is None makes no difference.
    """

    def __init__(
        self, found: str | None, forbidden: str | None = None, least: int = 0, most: int | None = None
    ) -> None:
        self.least = least
        self.most = most
        patterns = ((found, True), (forbidden, False))
        self._wanted = tuple(wanted for pattern, wanted in patterns if pattern is not None)
        self.searches = tuple(_Search(pattern) for pattern, _ in patterns if pattern is not None)
        self.start: Any = tuple(search.start for search in self.searches)

    @property
    def sets(self) -> Iterator[frozenset[str]]:
        """The sets of characters that the patterns distinguish."""
        for search in self.searches:
            yield from search.automaton.characters

    def step(self, state: Any, character: str) -> Any:
        """The state after one more character."""
        known = character if character.isascii() else OTHER
        return tuple(search.step(one, known) for search, one in zip(self.searches, state, strict=True))

    def accepts(self, state: Any) -> bool:
        """Whether the patterns accept a string that leads to this state and ends there."""
        return tuple(one.is_found for one in self.step(state, END)) == self._wanted


class Terms:
    """A list of strings, as a tree of their characters. A state is a node of the tree, or -1 if no term goes on."""

    least = 0
    most: int | None = None
    start = 0

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = terms
        self._tree: list[dict[str, int]] = [{}]
        self._ends = set[int]()
        for term in terms:
            self._ends.add(self._added(term))

    def _added(self, term: str) -> int:
        node = 0
        for character in term:
            if character not in self._tree[node]:
                self._tree[node][character] = len(self._tree)
                self._tree.append({})
            node = self._tree[node][character]
        return node

    @property
    def sets(self) -> Iterator[frozenset[str]]:
        """Each character of a term, by itself."""
        yield from (frozenset({character}) for character in {one for node in self._tree for one in node})

    def step(self, state: int, character: str) -> int:
        """The node after one more character."""
        return self._tree[state].get(character, -1) if state >= 0 else -1

    def accepts(self, state: int) -> bool:
        """Whether a term ends here."""
        return state in self._ends


def has(strings: Strings, text: str) -> bool:
    """Whether a text is one of these strings."""
    state = strings.start
    for character in text:
        state = strings.step(state, character)
    return strings.least <= len(text) and (strings.most is None or len(text) <= strings.most) and strings.accepts(state)


def outside(one: Strings, other: Strings) -> str | None:
    """A shortest string that is in the first set and not in the second; None if there is none.

    Raises TooLargeError if this would take too long.
    """
    walk = _Walk(one, other)
    # Above this length, all lengths are alike.
    border = max(one.least, other.least, one.most or 0, other.most or 0) + 1
    last = border if one.most is None else one.most
    was_allowed = False
    for length in range(last + 1):
        is_allowed = other.least <= length and (other.most is None or length <= other.most)
        is_news = not walk.is_settled or is_allowed != was_allowed or length == one.least
        if is_news and length >= one.least and (end := walk.end(is_allowed=is_allowed)) is not None:
            return walk.string(length, end)
        was_allowed = is_allowed
        walk.go_on()
    return walk.string_above(border, is_allowed=other.most is None) if one.most is None else None


class _Walk:
    """The pairs of states of two sets of strings that strings lead to, by the length of the strings."""

    def __init__(self, one: Strings, other: Strings) -> None:
        self._ways: list[dict[int, str]] = []
        pairs = self._pairs(one, other)
        self._mine = [one.accepts(pair[0]) for pair in pairs]
        self._others = [other.accepts(pair[1]) for pair in pairs]
        # For each length, the pairs that strings lead to, each with the pair before it and the last character.
        self._layers: list[dict[int, tuple[int, str]]] = [{0: (0, "")}]
        self._effort = 0
        self.is_settled = False
        """Whether the last layer has the same pairs as the one before, so that all later ones have too."""

    def _pairs(self, one: Strings, other: Strings) -> list[tuple[Any, Any]]:
        """The pairs of states. `_ways` gets, for each, the pairs after it with a character that leads there."""
        characters = _representatives((*one.sets, *other.sets))
        numbers = {(one.start, other.start): 0}
        pending = deque(numbers)
        while pending:
            mine, others = pending.popleft()
            following: dict[int, str] = {}
            for character in characters:
                pair = one.step(mine, character), other.step(others, character)
                if pair not in numbers:
                    numbers[pair] = len(numbers)
                    pending.append(pair)
                following.setdefault(numbers[pair], character)
            self._ways.append(following)
            if len(numbers) * len(characters) > _EFFORT:
                raise TooLargeError
        return list(numbers)

    def go_on(self) -> None:
        """Add the layer for the next length."""
        if self.is_settled:
            self._layers.append(self._layers[-1])
            return
        layer = {to: (at, way) for at in self._layers[-1] for to, way in self._ways[at].items()}
        self.is_settled = layer.keys() == self._layers[-1].keys()
        self._layers.append(layer)
        self._effort += sum(len(self._ways[at]) for at in layer)
        if self._effort > _EFFORT:
            raise TooLargeError

    def end(self, *, is_allowed: bool) -> int | None:
        """A pair of the last layer that only the first set accepts. The second accepts none if it is not allowed."""
        found = (at for at in self._layers[-1] if self._mine[at] and not (is_allowed and self._others[at]))
        return next(found, None)

    def string(self, length: int, at: int) -> str:
        """A string of some length that leads to a pair."""
        found = []
        for number in range(length, 0, -1):
            at, character = self._layers[number][at]
            found.append(character)
        return "".join(reversed(found))

    def string_above(self, length: int, *, is_allowed: bool) -> str | None:
        """A shortest string of at least some length that only the first set accepts."""
        tails = dict.fromkeys(self._layers[length], (-1, ""))
        pending = list(tails)
        for at in pending:
            if self._mine[at] and not (is_allowed and self._others[at]):
                return self._string_with_tail(length, at, tails)
            for to, way in self._ways[at].items():
                if to not in tails:
                    tails[to] = (at, way)
                    pending.append(to)
        return None

    def _string_with_tail(self, length: int, at: int, tails: dict[int, tuple[int, str]]) -> str:
        tail = []
        while tails[at][0] >= 0:
            at, character = tails[at]
            tail.append(character)
        return self.string(length, at) + "".join(reversed(tail))


def _representatives(sets: Iterable[frozenset[str]]) -> list[str]:
    """One character of each class whose members no set distinguishes.

    Characters outside of ASCII are members of the class of "é", or classes by themselves if they occur in terms.
    """
    wanted = [one for one in set(sets) if not one & MARKS]
    named = {character for one in wanted for character in one if not character.isascii() and len(one) == 1}
    return sorted(_of_ascii(wanted) | named | {_unnamed(named)})


def _of_ascii(wanted: Sequence[frozenset[str]]) -> set[str]:
    ascii_only = reversed(ALPHABET[:-1])
    return set({tuple(character in one for one in wanted): character for character in ascii_only}.values())


def _unnamed(named: set[str]) -> str:
    """A character outside of ASCII that occurs in no term."""
    return next(character for character in map(chr, range(ord(OTHER), 0x10000)) if character not in named)
