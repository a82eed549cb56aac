"""Lays out a table for a screen of any width.

The first of these layouts that fits is used:

1. Each row is one line. A file or a pipe always gets this layout, so that programs that read lines see whole rows.
2. Prose, such as a label, is wrapped in its column.
3. Prose is below its row. Lists are wrapped in their columns. An id that is too long for its column has its own line,
   and the rest of the row follows below it, so that the id can be copied.
4. Each row is a block of lines with the names of the columns.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from nsatu_data.report.colour import Style
from nsatu_data.report.screen import Screen
from nsatu_data.report.wrapping import columns, longest_piece, padded, wrapped

_GAP: Final = 2
"""The columns between two cells."""
_LEAST_PROSE: Final = 24
"""Prose in a narrower column has too few words on each line."""
_LEAST_ID: Final = 20
"""The first cell of a row is an id. Few ids fit in a narrower column."""
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


def table(head: Sequence[Column], rows: Sequence[Row], screen: Screen) -> Iterator[str]:
    """The lines of a table."""
    natural = [max(map(columns, (column.name, *(row[at].text for row in rows)))) for at, column in enumerate(head)]
    short = [at for at, column in enumerate(head) if not column.is_prose]
    prose = [at for at, column in enumerate(head) if column.is_prose]
    if screen.width is None:
        yield from _aligned(head, rows, dict(enumerate(natural)), screen)
        return
    least = [min(natural[at], _LEAST_PROSE) if column.is_prose else natural[at] for at, column in enumerate(head)]
    widths = _shrunk(dict(enumerate(natural)), least, screen.width)
    if widths is not None:
        yield from _aligned(head, rows, widths, screen)
        return
    least = [min(natural[at], _least(column, [row[at].text for row in rows], at)) for at, column in enumerate(head)]
    widths = _shrunk({at: natural[at] for at in short}, least, screen.width)
    if widths is not None:
        yield from _aligned(head, rows, widths, screen, prose)
        return
    for row in rows:
        yield from _block(head, row, screen, screen.width)


def _least(column: Column, texts: Iterable[str], at: int) -> int:
    """The least width of a column of ids, terms or lists: no piece of a text is broken."""
    if not at:
        return _LEAST_ID
    return max(columns(column.name), *(longest_piece(text, at_hyphens=True) for text in texts))


def _shrunk(widths: Mapping[int, int], least: Sequence[int], room: int) -> dict[int, int] | None:
    """The widths, with the widest columns made narrower until all fit. None if the least widths do not fit."""
    found = dict(widths)
    over = sum(found.values()) + _GAP * (len(found) - 1) - room
    while over > 0:
        can_shrink = [at for at in found if found[at] > least[at]]
        if not can_shrink:
            return None
        found[max(can_shrink, key=found.__getitem__)] -= 1
        over -= 1
    return found


def _aligned(
    head: Sequence[Column], rows: Iterable[Row], widths: Mapping[int, int], screen: Screen, below: Iterable[int] = ()
) -> Iterator[str]:
    """The layouts with aligned columns. The columns `below` are not among the `widths`."""
    # Above a single column of ids, a name would say nothing.
    if len(widths) > 1:
        names = [Cell(head[at].name, Style.HEADING) for at in widths]
        yield from _joined(names, [[cell.text] for cell in names], list(widths.values()), screen)
    for row in rows:
        cells = [row[at] for at in widths]
        wraps = [[cell.text] for cell in cells]
        if screen.width is not None:
            wraps = [
                wrapped(cell.text, width, rest="" if head[at].is_prose else "  ", at_hyphens=not head[at].is_prose)
                for cell, (at, width) in zip(cells, widths.items(), strict=True)
            ]
            if columns(cells[0].text) > widths[0]:
                yield from _long_id(cells[0], screen, screen.width)
                wraps[0] = [""]
        yield from _joined(cells, wraps, list(widths.values()), screen)
        for at in below:
            yield from _paragraph(row[at], screen)


def _long_id(cell: Cell, screen: Screen, width: int) -> Iterator[str]:
    """The lines of an id that is longer than its column. It is broken only if it is longer than the screen is wide."""
    for line in wrapped(cell.text, width, rest="  ", at_hyphens=columns(cell.text) > width):
        yield cell.painted(line, screen)


def _joined(cells: Row, wraps: Sequence[Sequence[str]], widths: Sequence[int], screen: Screen) -> Iterator[str]:
    """The lines of one row. `wraps` has the lines of each cell."""
    for number in range(max(map(len, wraps))):
        shown = [wrap[number] if number < len(wrap) else "" for wrap in wraps]
        last = max((at for at, text in enumerate(shown) if text), default=-1)
        parts = [
            cell.painted(text, screen) + (padded("", width + _GAP - columns(text)) if at < last else "")
            for at, (cell, text, width) in enumerate(zip(cells, shown, widths, strict=True))
            if at <= last
        ]
        if last >= 0:
            yield "".join(parts)


def _paragraph(cell: Cell, screen: Screen) -> Iterator[str]:
    if cell.text:
        for line in wrapped(cell.text, screen.paragraph - len(_BELOW)):
            yield _BELOW + cell.painted(line, screen)


def _block(head: Sequence[Column], row: Row, screen: Screen, width: int) -> Iterator[str]:
    """A row as a block: the first cell, then the prose, then the other cells with the names of their columns."""
    yield from _long_id(row[0], screen, width)
    cells = list(zip(head, row, strict=True))[1:]
    for _, cell in (one for one in cells if one[0].is_prose):
        yield from _paragraph(cell, screen)
    for column, cell in (one for one in cells if not one[0].is_prose and one[1].text):
        name = f"{_BELOW}{screen.paint(column.name, Style.FAINT)} "
        margin = len(_BELOW) + columns(column.name) + 1
        for line in wrapped(cell.text, width - margin, at_hyphens=True):
            yield name + cell.painted(line, screen)
            name = " " * margin
