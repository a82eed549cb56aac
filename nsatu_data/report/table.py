"""Lays out a table for a screen of any width.

The first of these layouts that fits is used:

1. Each row is one line. A file or a pipe always gets this layout, so that programs that read lines see whole rows.
2. Prose, such as a label, is wrapped in its column.
3. Prose is below its row. Lists are wrapped in their columns. The first cell that is no prose, usually an id, is not
   broken, so that it can be copied: if it is too long, it has its own line, and the row goes on below it.
4. If that would be so in many rows, it is so in all rows.
5. Each row is a block of lines with the names of the columns.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from nsatu_data.report.colour import Style
from nsatu_data.report.screen import Screen
from nsatu_data.report.wrapping import columns, longest_piece, wrapped

_GAP: Final = 2
"""The columns between two cells."""
_LEAST_PROSE: Final = 24
"""Prose in a narrower column has too few words on each line."""
_LEAST_ID: Final = 20
"""Few ids fit in a narrower column."""
_MOST_LONG: Final = 0.25
"""The greatest fraction of rows in which an id may have its own line, if the other rows have theirs beside it."""
_BELOW: Final = " " * 4

Marks = Callable[[str], Iterable[tuple[int, int]]]
"""Returns the spans of a line that stand out: start and end of each, in order and apart from each other."""


class Column(NamedTuple):
    """A column. `is_prose` says whether its cells are sentences. Other cells are ids, terms, numbers or lists."""

    name: str
    is_prose: bool = False


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
Widths = Mapping[int, int]
"""The widths of some columns, by their numbers."""


def table(head: Sequence[Column], rows: Sequence[Row], screen: Screen) -> Iterator[str]:
    """The lines of a table."""
    drawing = _Drawing(head, rows, screen)
    natural = {at: max(map(columns, drawing.texts(at))) for at in range(len(head))}
    if screen.width is None:
        return drawing.aligned(natural)
    least = {at: min(width, _LEAST_PROSE) if head[at].is_prose else width for at, width in natural.items()}
    if widths := _shrunk(natural, least, screen.width):
        return drawing.aligned(widths)
    least = {at: min(width, drawing.least(at)) for at, width in natural.items()}
    short = [at for at in natural if not head[at].is_prose]
    if short:
        first, *others = short
        least[first] = min(natural[first], _LEAST_ID)
        widths = _shrunk({at: natural[at] for at in short}, least, screen.width)
        if widths and drawing.count_longer(first, widths[first]) <= len(rows) * _MOST_LONG:
            return drawing.aligned(widths)
        widths = _shrunk({at: natural[at] for at in others}, least, screen.width - len(_BELOW))
        if widths:
            return drawing.stacked(first, widths)
    return drawing.blocks(screen.width)


def _shrunk(natural: Widths, least: Widths, room: int) -> dict[int, int] | None:
    """The widths, with the widest columns made narrower until all fit. None if the least widths do not fit."""
    found = dict(natural)
    over = sum(found.values()) + _GAP * (len(found) - 1) - room
    while over > 0:
        can_shrink = [at for at in found if found[at] > least[at]]
        if not can_shrink:
            return None
        found[max(can_shrink, key=found.__getitem__)] -= 1
        over -= 1
    return found


class _Drawing(NamedTuple):
    """A table that is drawn in one of the layouts."""

    head: Sequence[Column]
    rows: Sequence[Row]
    screen: Screen

    def texts(self, at: int) -> list[str]:
        """The texts of a column, with its name."""
        return [self.head[at].name, *(row[at].text for row in self.rows)]

    def least(self, at: int) -> int:
        """The least width of a column in which no piece of a text is broken."""
        return max(longest_piece(text, at_hyphens=True) for text in self.texts(at))

    def count_longer(self, at: int, width: int) -> int:
        """The number of texts of a column that are longer than a width."""
        return sum(columns(row[at].text) > width for row in self.rows)

    def aligned(self, widths: Widths) -> Iterator[str]:
        """The layouts with aligned columns. Prose that has no width is below its row."""
        # Above a single column of ids, a name would say nothing.
        if len(widths) > 1:
            yield from self._names(widths)
        first = next(iter(widths))
        for row in self.rows:
            cells = list(row)
            if not self.head[first].is_prose and columns(row[first].text) > widths[first]:
                yield from self._unbroken(row[first])
                cells[first] = Cell("")
            yield from self._cells(cells, widths)
            yield from self._prose(row, widths)

    def stacked(self, first: int, widths: Widths) -> Iterator[str]:
        """The layout with the first cell on its own line, and the cells with `widths` aligned below it."""
        yield self.screen.paint(self.head[first].name, Style.HEADING)
        yield from (_BELOW + line for line in self._names(widths))
        for row in self.rows:
            yield from self._unbroken(row[first])
            yield from (_BELOW + line for line in self._cells(row, widths))
            yield from self._prose(row, widths)

    def blocks(self, width: int) -> Iterator[str]:
        """The layout with blocks: the first cell, then the prose, then the other cells with the names of columns."""
        for row in self.rows:
            yield from self._unbroken(row[0])
            yield from self._prose(row, {0: width})
            for column, cell in list(zip(self.head, row, strict=True))[1:]:
                if column.is_prose or not cell.text:
                    continue
                named = f"{column.name} {cell.text}"
                head, *others = wrapped(named, width, _BELOW, f"{_BELOW}  ", at_hyphens=True)
                start = len(_BELOW) + len(column.name)
                name = self.screen.paint(head[len(_BELOW) : start], Style.FAINT)
                yield _BELOW + name + cell.painted(head[start:], self.screen)
                yield from (cell.painted(line, self.screen) for line in others)

    def _names(self, widths: Widths) -> Iterator[str]:
        cells = [Cell(column.name, Style.HEADING) for column in self.head]
        return self._joined(cells, {at: [cells[at].text] for at in widths}, widths)

    def _cells(self, row: Row, widths: Widths) -> Iterator[str]:
        """The lines of the cells of a row that have `widths`."""
        if self.screen.width is None:
            return self._joined(row, {at: [row[at].text] for at in widths}, widths)
        wraps = {}
        for at, width in widths.items():
            is_prose = self.head[at].is_prose
            wraps[at] = wrapped(row[at].text, width, rest="" if is_prose else "  ", at_hyphens=not is_prose)
        return self._joined(row, wraps, widths)

    def _joined(self, row: Row, wraps: Mapping[int, Sequence[str]], widths: Widths) -> Iterator[str]:
        """The lines of the cells of a row, side by side. `wraps` has the lines of each cell."""
        for number in range(max(map(len, wraps.values()))):
            line, used, start = "", 0, 0
            for at, width in widths.items():
                if number < len(wraps[at]) and (text := wraps[at][number]):
                    line += " " * (start - used) + row[at].painted(text, self.screen)
                    used = start + columns(text)
                start += width + _GAP
            if line:
                yield line

    def _unbroken(self, cell: Cell) -> Iterator[str]:
        """The lines of a cell that is broken only if it is longer than the screen is wide."""
        if self.screen.width is None:
            yield cell.painted(cell.text, self.screen)
            return
        is_long = columns(cell.text) > self.screen.width
        for line in wrapped(cell.text, self.screen.width, rest="  ", at_hyphens=is_long):
            yield cell.painted(line, self.screen)

    def _prose(self, row: Row, drawn: Widths) -> Iterator[str]:
        """The prose of a row that is not drawn yet, as paragraphs."""
        for at, column in enumerate(self.head):
            if column.is_prose and at not in drawn and row[at].text:
                for line in wrapped(row[at].text, self.screen.paragraph - len(_BELOW)):
                    yield _BELOW + row[at].painted(line, self.screen)
