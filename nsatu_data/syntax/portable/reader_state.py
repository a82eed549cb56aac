"""What a reader of lines knows while it reads: the lines, what is built of them, what is awaited, what is wrong."""

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
"""How many lines, up or down, the next line with content is looked for."""


class Awaited(NamedTuple):
    """A value that the lines to come must give: its indent, its pointer, and the key that leads to it.

    `moved` is another indent that it may have, where its key stands deeper or less deep than it should; `meant` the one
    that it would have if all above it stood where it should.
    """

    indent: int
    pointer: str
    key: Span | None
    moved: int
    meant: int


class ReaderState:
    """The state, and the steps that all of reading is made of. Lines are numbered from 1, offsets in them from 0."""

    def __init__(self, text: str, places: dict[str, Place] | None = None) -> None:
        self.lines = text.split("\n")
        self.built = JsonBuilder(places)
        self.faults: list[Fault] = []
        self.awaited: Awaited | None = Awaited(0, "", None, 0, 0)

    def _add_fault(self, code: str, message: str, span: Span, help: str, *spans: tuple[Span, str]) -> None:
        """Adds a fault at a place, with the other places that it points at."""
        self.faults.append(Fault(code, message, help=help, span=span, spans=spans))

    def _add_problem(self, problem: Problem, number: int) -> None:
        """Adds the fault of a stretch of a line."""
        code, message, help = in_words(problem.code, self.lines[number - 1][problem.start : problem.end])
        self._add_fault(code, message, Span(number, problem.start + 1, number, problem.end + 1), help)

    def _rest(self, number: int, start: int = 0) -> Span:
        """A line from an offset on."""
        return Span(number, start + 1, number, len(self.lines[number - 1]) + 1)

    def _keep(self, pointer: str, number: int, start: int, end: int, key: tuple[int, int] | None = None) -> None:
        """Keeps the place of a value, and of its key where that stands on the same line."""
        places = self.built.places
        if places is not None:
            by = Span(number, key[0] + 1, number, key[1] + 1) if key else None
            places[pointer] = Place(Span(number, start + 1, number, end + 1), by)

    def _open(self, collection: Collection, start: int, key: Span | None = None) -> bool:
        """Opens a collection that begins at an offset of its line; null stands for it where it would lie too deep."""
        if len(self.built.stack) >= DEPTH_LIMIT:
            self.faults.append(refuse("too-deep", self._rest(collection.line)))
            self.built.refuse(collection.pointer)
        else:
            self.built.open(collection)
        if self.built.places is not None:
            self.built.keep(collection.pointer, Place(self._rest(collection.line, start), key))
        return self.built.stack[-1] is collection

    def _add_missing_value(self, awaited: Awaited) -> None:
        """A value that was awaited did not come."""
        assert awaited.key is not None
        self.faults.append(refuse("missing-value", awaited.key, awaited.pointer))
        self._give_up(awaited)

    def _give_up(self, awaited: Awaited) -> None:
        """Lets null stand for a value that was awaited."""
        self.awaited = None
        self.built.refuse(awaited.pointer)
        if awaited.key:
            self.built.keep(awaited.pointer, Place(awaited.key, awaited.key))

    def _collection_at(self, level: Level) -> Collection | None:
        """The open collection that a line at this level is of."""
        return next((one for one in reversed(self.built.stack) if (one.indent, one.keys is None) == level), None)

    def _may_lack_members(self, indent: int) -> None:
        """A line that was left out may belong to any of the collections around its indent."""
        floor = max((one.indent for one in self.built.stack if one.indent <= indent), default=0)
        self.built.refused.update(f"{one.pointer}/-" for one in self.built.stack if one.indent >= floor)

    def _levels(self, number: int) -> Sequence[Level]:
        """What tells the places of the next lines that have a key or a dash."""
        return [level for line in self.lines[number : number + _LOOK_AHEAD] if (level := level_of(line))]

    def _level(self, number: int) -> Level | None:
        """What tells the place of the next line that has a key or a dash."""
        return next((level for line in self.lines[number : number + _LOOK_AHEAD] if (level := level_of(line))), None)

    def _above(self, number: int) -> Span | None:
        """The next line upwards that says something."""
        above = range(number - 1, max(0, number - _LOOK_AHEAD), -1)
        other = next((one for one in above if has_content(self.lines[one - 1])), None)
        return None if other is None else self._rest(other, indent_of(self.lines[other - 1]))

    def _below(self, number: int, indent: int) -> int:
        """The number of the first line from `number` on that is not indented by more than `indent`."""
        deeper = " " * (indent + 1)
        while number < len(self.lines) and (self.lines[number].startswith(deeper) or self._is_gap(number, deeper)):
            number += 1
        # A bracket that was opened above may be closed at the depth of its key.
        closes = number < len(self.lines) and self.lines[number].strip(" ") in ("]", "}")
        return number + 1 if closes else number

    def _is_gap(self, number: int, deeper: str) -> bool:
        """Whether a line is empty, and the next one is not, and deeper."""
        return not self.lines[number] and number + 1 < len(self.lines) and self.lines[number + 1].startswith(deeper)


def indent_of(line: str) -> int:
    """By how many spaces a line is indented."""
    return len(line) - len(line.lstrip(" "))


def has_content(line: str) -> bool:
    """Whether a line holds more than a comment."""
    return line.lstrip(" ")[:1] not in ("", "#")


def level_of(line: str) -> Level | None:
    """What tells the place of a line; None where it has neither a key nor a dash."""
    found = _PLACED.match(line)
    return None if found is None else Level(found.end("indent"), found["dash"] is not None)
