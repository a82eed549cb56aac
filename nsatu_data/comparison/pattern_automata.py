"""Position automata (Glushkov) of portable regular expressions.

`string_languages` compares patterns with them. The tests also find patterns that make an engine backtrack. Such an
engine takes more than linear time only if one character can continue in two ways within an unbounded repetition: it
then tries both ways at every turn. Counted repetitions are written out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

ALPHABET: Final = [*map(chr, range(128)), "é"]
"""The automata distinguish these characters: each of ASCII, and "é", which represents all others."""
START: Final = "start"
END: Final = "end"
"""The mark before and after a string, matched by `^` and `$` if anchors are positions."""
_ATOM: Final = re.compile(r"\[\^?(?:\\.|[^\]\\])+\]|\\.|[^|()\[\]?*+{}\\]")
_COUNT: Final = re.compile(r"\{([0-9]+)(,?)([0-9]*)\}|[?*+]")


class _Part(NamedTuple):
    """A part of an expression: the positions that it can begin and end with, and whether it can be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


@dataclass
class Automaton:
    """The positions of an expression, the characters that match each one, and the positions that may follow it.

    If a position can follow in two ways, as in `(a+)+`, it is listed twice. `first` and `last` are the positions that a
    match can begin and end with. `is_anchored` is true if a match can begin only at the start of a string. With
    `has_anchors`, `^` and `$` are positions too. Raises ValueError for a pattern that is not portable.
    """

    pattern: str
    has_anchors: bool = False
    characters: list[frozenset[str]] = field(default_factory=list)
    follow: list[list[int]] = field(default_factory=list)
    first: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    is_anchored: bool = True

    def __post_init__(self) -> None:
        at = -1
        while at < len(self.pattern):
            self.is_anchored &= self.pattern.startswith("^", at + 1)
            part, at = self._sequence(at + 1)
            self.first |= part.first
            self.last |= part.last
            if self.pattern[at : at + 1] not in ("", "|"):
                raise ValueError(f"not a portable pattern: {self.pattern}")

    @cached_property
    def cycles(self) -> set[int]:
        """The positions from which the same position can be reached again."""
        return {position for position, following in enumerate(self.follow) if self.way(following, position)}

    def choices(self) -> Iterator[tuple[str, int, int]]:
        """Ambiguities within unbounded repetitions: a character, and the two positions that it can lead to."""
        for position in self.cycles:
            ways = sorted(self.follow[position])
            for index, one in enumerate(ways):
                for other in ways[index + 1 :]:
                    for character in sorted(self.characters[one] & self.characters[other])[:1]:
                        yield character, one, other

    def way(self, start: Iterable[int], to: int) -> str | None:
        """A shortest string that leads from a position in `start` to `to`, both included; None if there is none."""
        ways = {position: min(self.characters[position]) for position in start}
        pending = list(ways)
        for position in pending:
            if position == to:
                return ways[position]
            for following in self.follow[position]:
                if following not in ways:
                    ways[following] = ways[position] + min(self.characters[following])
                    pending.append(following)
        return None

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
        # One copy exists already. If the part is optional or unbounded, that applies to the last copy.
        parts = [part, *(self._one(at)[0] for _ in range(1, most if most is not None else max(least, 1)))]
        if most is None:
            self._link(parts[-1], parts[-1])
        whole = _Part()
        for index, each in enumerate(parts):
            whole = self._joined(whole, each._replace(empty=each.empty or index >= least))
        return whole, count.end()

    def _one(self, at: int) -> tuple[_Part, int]:
        if self.pattern[at] in "^$":
            mark = START if self.pattern[at] == "^" else END
            return (self._position({mark}) if self.has_anchors else _Part()), at + 1
        if self.pattern.startswith("(?:", at):
            part, end = self._alternatives(at + 3)
            return part, end + 1
        atom = _ATOM.match(self.pattern, at)
        if atom is None:
            raise ValueError(f"not a portable pattern: {self.pattern}")
        return self._position(one for one in ALPHABET if re.fullmatch(atom[0], one, re.DOTALL)), atom.end()

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
        for position in one.last:
            self.follow[position] += sorted(other.first)
