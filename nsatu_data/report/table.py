"""Lays out a table for a screen of any width.

- A file or a pipe gets one line for each row, so that programs that read lines see whole rows.
- A terminal gets the same if it is wide enough. In a narrower one, prose is wrapped in its column, and if that is not
  enough, lists are wrapped between their items.
- If a column of prose would then have too little room, each row becomes a block of lines, without a head.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from nsatu_data.report.blocks import blocks
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import Screen
from nsatu_data.report.table_cells import Cell, Column, Part, Row
from nsatu_data.report.wrapping import columns, longest_piece, wrapped

_GAP: Final = 2
"""The columns between two cells."""
_LEAST: Final = {Part.TITLE: 40, Part.PROSE: 40, Part.TEXT: 48}
"""The least widths of columns of prose. A label of 80 characters then takes two lines."""

Widths = Mapping[int, int]
"""The widths of columns, by their numbers."""


def table(head: Sequence[Column], rows: Sequence[Row], screen: Screen) -> Iterator[str]:
    """The lines of a table."""
    drawing = _Drawing(head, rows, screen)
    natural = {at: max(map(columns, drawing.texts(at))) for at in range(len(head))}
    if screen.width is None:
        return drawing.lines(natural)
    parts = [column.part for column in head]
    with_prose = {at: min(width, _LEAST.get(parts[at], width)) for at, width in natural.items()}
    with_lists = {at: width if parts[at].is_prose else drawing.longest_item(at) for at, width in with_prose.items()}
    for least in (with_prose, with_lists):
        if widths := _shrunk(natural, least, screen.width):
            return drawing.lines(widths)
    return blocks(head, rows, screen)


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
    """A table with aligned columns."""

    head: Sequence[Column]
    rows: Sequence[Row]
    screen: Screen

    def texts(self, at: int) -> list[str]:
        """The texts of a column, with its name."""
        return [self.head[at].name, *(row[at].text for row in self.rows)]

    def longest_item(self, at: int) -> int:
        """The least width of a column in which no item of a list is broken. An id has one item."""
        return max(map(longest_piece, self.texts(at)))

    def lines(self, widths: Widths) -> Iterator[str]:
        """The lines of the head and of the rows."""
        # Above a single column, a name would say nothing.
        if len(self.head) > 1:
            yield from self._row([Cell(column.name, Style.HEADING) for column in self.head], widths)
        for row in self.rows:
            yield from self._row(row, widths)

    def _row(self, row: Row, widths: Widths) -> Iterator[str]:
        """The lines of the cells of a row, side by side."""
        cells = [self._cell(at, row[at], width) for at, width in widths.items()]
        for number in range(max(map(len, cells))):
            line, used, start = "", 0, 0
            for at, width in widths.items():
                if number < len(cells[at]) and (text := cells[at][number]):
                    line += " " * (start - used) + row[at].painted(text, self.screen)
                    used = start + columns(text)
                start += width + _GAP
            if line:
                yield line

    def _cell(self, at: int, cell: Cell, width: int) -> list[str]:
        if self.screen.width is None or self.head[at].part is Part.ID:
            return [cell.text]
        return wrapped(cell.text, width)
