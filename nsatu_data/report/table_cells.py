"""The columns and cells of a table, whichever way it is laid out."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from nsatu_data.report.colour import Style
from nsatu_data.report.screen import Screen

Marks = Callable[[str], Iterable[tuple[int, int]]]
"""Returns the spans of a line that stand out: start and end of each, in order and apart from each other."""


class Part(Enum):
    """What a column is for its row.

    - `TITLE` is what people read first, such as a label.
    - `ID` is what they copy. It is never broken.
    - `TEXT` is prose that explains itself, such as a statement.
    - `PROSE` is prose that needs the name of its column, such as a role.
    - `VALUE` is a term, a number, a reference, or a list of these.
    - `NAMED_VALUES` are values that each have their name with them.
    """

    TITLE = "title"
    ID = "id"
    TEXT = "text"
    PROSE = "prose"
    VALUE = "value"
    NAMED_VALUES = "named values"

    @property
    def is_prose(self) -> bool:
        """Whether the cells are words that may be wrapped anywhere between two words."""
        return self in (Part.TITLE, Part.TEXT, Part.PROSE)


class Column(NamedTuple):
    """A column of a table."""

    name: str
    part: Part = Part.VALUE


class Cell(NamedTuple):
    """Printable text, with a style for all of it and marks for parts of it."""

    text: str
    style: Style | None = None
    marks: Marks | None = None

    def painted(self, line: str, screen: Screen) -> str:
        """One line of the text as the screen shows it."""
        if self.marks is None or not screen.coloured:
            return screen.paint(line, self.style)
        parts, here = [], 0
        for start, end in self.marks(line):
            parts += [screen.paint(line[here:start], self.style), screen.paint(line[start:end], Style.MATCH)]
            here = end
        return "".join([*parts, screen.paint(line[here:], self.style)])


Row = Sequence[Cell]
