"""Position automata (Glushkov) of portable regular expressions, with which `string_languages` compares patterns.

Counted repetitions are written out, so an automaton has a limit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

OTHER: Final = "é"
ALPHABET: Final = [*map(chr, range(128)), OTHER]
"""The automata distinguish these characters: each of ASCII, and "é", which represents all others."""
START: Final = "start"
END: Final = "end"
"""The mark before and after a string, matched by `^` and `$`."""
LARGEST: Final = 500
"""The most parts of a pattern with its repetitions written out. The greatest in our schemas has 138."""
_LINKS: Final = 20_000
"""The most pairs of positions that follow each other."""
_DEPTH: Final = 30
"""The most groups within groups."""
_ATOM: Final = re.compile(r"\[\^?(?:\\.|[^\]\\])+\]|\\.|[^|()\[\]?*+{}\\]")
_COUNT: Final = re.compile(r"\{([0-9]+)(,?)([0-9]*)\}|[?*+]")


class TooLargeError(ValueError):
    """Raised for a pattern, or a pair of patterns, that would take too long to compare."""


class _Part(NamedTuple):
    """A part of an expression: the positions that it can begin and end with, and whether it can be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


@dataclass
class Automaton:
    """The positions of an expression, the characters that match each one, and the positions that may follow it.

    If a position can follow in two ways, as in `(a+)+`, it is listed twice. `first` and `last` are the positions that a
    match can begin and end with. `empty` is true if the expression matches the empty string. `^` and `$` are positions
    too. Raises ValueError for a pattern that is not portable, and TooLargeError for one that is too large.
    """

    pattern: str
    characters: list[frozenset[str]] = field(default_factory=list)
    follow: list[list[int]] = field(default_factory=list)
    first: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    empty: bool = False
    _parts: int = 0
    _links: int = 0
    _depth: int = 0

    def __post_init__(self) -> None:
        part, at = self._alternatives(0)
        self.first, self.last, self.empty = set(part.first), set(part.last), part.empty
        if at < len(self.pattern) or any(map(self._is_anchor_twice, range(len(self.follow)))):
            raise self._fault()

    def _fault(self) -> ValueError:
        return ValueError(f"not a portable pattern: {self.pattern}")

    def _is_anchor_twice(self, position: int) -> bool:
        """Whether an anchor may follow this one at the same place, as in `^^`: a string has one mark at each end."""
        mark = self.characters[position] & {START, END}
        following = frozenset[str]().union(*(self.characters[one] for one in self.follow[position]))
        return bool(mark and following & {*mark, START})

    # Each method takes the index in the pattern at which its part begins, and returns the part and the index after it.

    def _alternatives(self, at: int) -> tuple[_Part, int]:
        part, at = self._sequence(at)
        while self.pattern[at : at + 1] == "|":
            other, at = self._sequence(at + 1)
            part = _Part(part.first | other.first, part.last | other.last, part.empty or other.empty)
        return part, at

    def _sequence(self, at: int) -> tuple[_Part, int]:
        part = _Part()
        while at < len(self.pattern) and self.pattern[at] not in "|)":
            following, at = self._repeated(at)
            part = self._joined(part, following)
        return part, at

    def _repeated(self, at: int) -> tuple[_Part, int]:
        part, end = self._one(at)
        count = _COUNT.match(self.pattern, end)
        if count is None:
            return part, end
        least = {"?": 0, "*": 0, "+": 1}.get(count[0])
        least = int(count[1]) if least is None else least
        most = {"?": 1, "*": None, "+": None}.get(count[0], -1)
        if most == -1:
            most = int(count[3]) if count[3] else None if count[2] else least
        if most is not None and most < least:
            raise self._fault()
        if most == 0:
            return _Part(), count.end()
        # One copy exists already. If the part is optional or unbounded, that applies to the last copy.
        parts = [part, *(self._one(at)[0] for _ in range(1, most if most is not None else max(least, 1)))]
        if most is None:
            self._link(parts[-1], parts[-1])
        whole = _Part()
        for index, each in enumerate(parts):
            whole = self._joined(whole, each._replace(empty=each.empty or index >= least))
        return whole, count.end()

    def _one(self, at: int) -> tuple[_Part, int]:
        self._parts += 1
        if self._parts > LARGEST:
            raise TooLargeError
        if self.pattern[at] in "^$":
            return self._position({START if self.pattern[at] == "^" else END}), at + 1
        if self.pattern.startswith("(?:", at):
            return self._group(at + 3)
        atom = _ATOM.match(self.pattern, at)
        if atom is None:
            raise self._fault()
        return self._position(_matching(atom[0])), atom.end()

    def _group(self, at: int) -> tuple[_Part, int]:
        self._depth += 1
        if self._depth > _DEPTH:
            raise TooLargeError
        part, end = self._alternatives(at)
        self._depth -= 1
        if not self.pattern.startswith(")", end):
            raise self._fault()
        return part, end + 1

    def _position(self, characters: Iterable[str]) -> _Part:
        self.characters.append(frozenset(characters))
        self.follow.append([])
        position = frozenset({len(self.follow) - 1})
        return _Part(position, position, empty=False)

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._link(one, other)
        return _Part(
            one.first | other.first if one.empty else one.first,
            one.last | other.last if other.empty else other.last,
            one.empty and other.empty,
        )

    def _link(self, one: _Part, other: _Part) -> None:
        self._links += len(one.last) * len(other.first)
        if self._links > _LINKS:
            raise TooLargeError
        for position in one.last:
            self.follow[position] += sorted(other.first)


@cache
def _matching(atom: str) -> frozenset[str]:
    """The characters that an atom of an expression matches."""
    return frozenset(one for one in ALPHABET if re.fullmatch(atom, one, re.DOTALL))
