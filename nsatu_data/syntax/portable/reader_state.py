"""The state of the reader: the lines, the JSON built so far, the value that is awaited, and the faults."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from nsatu_data.diagnostics import Fault, Place, Span
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT
from nsatu_data.syntax.portable.indentation import Level
from nsatu_data.syntax.portable.json_builder import Collection, JsonBuilder
from nsatu_data.syntax.portable.refusals import in_words, refuse
from nsatu_data.syntax.portable.refused_scalar import Problem

_PLACED = re.compile(r"""(?P<indent> *)(?:(?P<dash>-)(?: |$)|(?:"[^"]*"|'[^']*'|[^ :#"'-][^:#]*):(?: |$))""")
_LOOK_AHEAD = 32
"""How many lines are searched, up or down, for the next line with content."""


class Awaited(NamedTuple):
    """A value that must begin on the next line with content: the value below a key such as `name:`, or the root.

    `indent` is its indent, `pointer` its JSON pointer, and `key` the place of its key, if it has one. If the key is
    indented wrongly, the value may also be at the indent `moved`, two more than the key's actual indent. `meant` is the
    indent that the value would have if all lines above were indented correctly.
    """

    indent: int
    pointer: str
    key: Span | None
    moved: int
    meant: int


class ReaderState:
    """The state, and the basic steps of reading. Line numbers start at 1, offsets in a line at 0."""

    def __init__(self, text: str, places: dict[str, Place] | None = None) -> None:
        self.lines = text.split("\n")
        self.built = JsonBuilder(places)
        self.faults: list[Fault] = []
        self.awaited: Awaited | None = Awaited(0, "", None, 0, 0)

    def _add_fault(self, code: str, message: str, span: Span, help: str, *spans: tuple[Span, str]) -> None:
        """Adds a fault at a place, with related places and their labels."""
        self.faults.append(Fault(code, message, help=help, span=span, spans=spans))

    def _add_problem(self, problem: Problem, number: int) -> None:
        """Adds the fault of a part of a line."""
        code, message, help = in_words(problem.code, self.lines[number - 1][problem.start : problem.end])
        self._add_fault(code, message, Span(number, problem.start + 1, number, problem.end + 1), help)

    def _rest(self, number: int, start: int = 0) -> Span:
        """The span of a line from an offset to its end."""
        return Span(number, start + 1, number, len(self.lines[number - 1]) + 1)

    def _keep(self, pointer: str, number: int, start: int, end: int, key: tuple[int, int] | None = None) -> None:
        """Records the place of a value, and of its key if the key is on the same line."""
        places = self.built.places
        if places is not None:
            by = Span(number, key[0] + 1, number, key[1] + 1) if key else None
            places[pointer] = Place(Span(number, start + 1, number, end + 1), by)

    def _open(self, collection: Collection, start: int, key: Span | None = None) -> bool:
        """Opens a collection that begins at an offset of its line. If it is too deep, writes null and gives False."""
        if len(self.built.stack) >= DEPTH_LIMIT:
            self.faults.append(refuse("too-deep", self._rest(collection.line)))
            self.built.refuse(collection.pointer)
        else:
            self.built.open(collection)
        if self.built.places is not None:
            self.built.keep(collection.pointer, Place(self._rest(collection.line, start), key))
        return self.built.stack[-1] is collection

    def _add_missing_value(self, awaited: Awaited) -> None:
        """Reports that the awaited value is missing."""
        assert awaited.key is not None
        self.faults.append(refuse("missing-value", awaited.key, awaited.pointer))
        self._give_up(awaited)

    def _give_up(self, awaited: Awaited) -> None:
        """Writes null in place of the awaited value."""
        self.awaited = None
        self.built.refuse(awaited.pointer)
        if awaited.key:
            self.built.keep(awaited.pointer, Place(awaited.key, awaited.key))

    def _collection_at(self, level: Level) -> Collection | None:
        """The open collection at this level; None if there is none."""
        return next((one for one in reversed(self.built.stack) if (one.indent, one.keys is None) == level), None)

    def _may_lack_members(self, indent: int) -> None:
        """Marks each open collection that a skipped line with this indent may belong to as possibly incomplete."""
        floor = max((one.indent for one in self.built.stack if one.indent <= indent), default=0)
        self.built.refused.update(f"{one.pointer}/-" for one in self.built.stack if one.indent >= floor)

    def _next_levels(self, number: int) -> Sequence[Level]:
        """The levels of the next lines that have a key or a dash."""
        return [level for line in self.lines[number : number + _LOOK_AHEAD] if (level := level_of(line))]

    def _next_level(self, number: int) -> Level | None:
        """The level of the next line that has a key or a dash."""
        return next((level for line in self.lines[number : number + _LOOK_AHEAD] if (level := level_of(line))), None)

    def _line_above(self, number: int) -> Span | None:
        """The span of the nearest line above that has content."""
        above = range(number - 1, max(0, number - _LOOK_AHEAD), -1)
        other = next((one for one in above if has_content(self.lines[one - 1])), None)
        return None if other is None else self._rest(other, indent_of(self.lines[other - 1]))

    def _end_of_deeper(self, number: int, indent: int) -> int:
        """The index of the first line, from `number` on, that is not indented more than `indent`."""
        deeper = " " * (indent + 1)
        while number < len(self.lines) and (self.lines[number].startswith(deeper) or self._is_gap(number, deeper)):
            number += 1
        # A closing bracket may be at the indent of its key.
        closes = number < len(self.lines) and self.lines[number].strip(" ") in ("]", "}")
        return number + 1 if closes else number

    def _is_gap(self, number: int, deeper: str) -> bool:
        """Whether a line is empty, and the next line is indented deeper."""
        return not self.lines[number] and number + 1 < len(self.lines) and self.lines[number + 1].startswith(deeper)


def indent_of(line: str) -> int:
    """The number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def has_content(line: str) -> bool:
    """Whether a line is neither blank nor only a comment."""
    return line.lstrip(" ")[:1] not in ("", "#")


def level_of(line: str) -> Level | None:
    """The level of a line; None if it has neither a key nor a dash."""
    found = _PLACED.match(line)
    return None if found is None else Level(found.end("indent"), found["dash"] is not None)
