"""Lays out rows as blocks of lines, for a screen that is too narrow for a table.

A block has no head above it, because its values have their names beside them:

    Strain on Arda's budget
      risk/strain-on-the-budget
      certainty possible  voice source/river-pact  bearers actor/arda

The title is first, then text, the id, and the values with their names. The id is on the line of the values if that
leaves room for all values of every row. Values are aligned in all blocks where they fit on one line.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from nsatu_data.report.colour import Style
from nsatu_data.report.screen import Screen
from nsatu_data.report.table_cells import Cell, Column, Part, Row
from nsatu_data.report.wrapping import columns, wrapped

_GAP: Final = "  "
"""The space between two values, and the indent of all lines below the first one."""


class _Item(NamedTuple):
    """The number of a column whose cells are on the line of values, and the name before each cell."""

    at: int
    name: str

    def width(self, row: Row) -> int:
        """The columns that the cell takes with its name."""
        return len(self.name) + columns(row[self.at].text)


def blocks(head: Sequence[Column], rows: Sequence[Row], screen: Screen) -> Iterator[str]:
    """The lines of all rows."""
    return _Blocks(head, rows, screen).lines()


class _Blocks(NamedTuple):
    head: Sequence[Column]
    rows: Sequence[Row]
    screen: Screen

    def lines(self) -> Iterator[str]:
        """The lines of all rows."""
        # Without a title, the id is the first line of a block.
        first = next((self._of(part) for part in (Part.TITLE, Part.ID) if self._of(part)), [])[:1]
        texts = [at for at in (*self._of(Part.TITLE), *self._of(Part.TEXT)) if at not in first]
        ids = [_Item(at, "") for at in self._of(Part.ID) if at not in first]
        named = [_Item(at, f"{self.head[at].name} ") for at in (*self._of(Part.VALUE), *self._of(Part.PROSE))]
        values = [*named, *(_Item(at, "") for at in self._of(Part.NAMED_VALUES))]
        indent = _GAP if first else ""
        groups = self._groups(ids, values, indent)
        for row in self.rows:
            for at in first:
                yield from self._first(row[at], self.head[at].part)
            for at in texts:
                if row[at].text:
                    for line in wrapped(row[at].text, self.screen.paragraph, indent, indent):
                        yield indent + row[at].painted(line.removeprefix(indent), self.screen)
            for items, widths in groups:
                yield from self._aligned(row, items, widths, indent) if widths else self._filled(row, items, indent)

    def _of(self, part: Part) -> list[int]:
        return [at for at, column in enumerate(self.head) if column.part is part]

    def _groups(
        self, ids: Sequence[_Item], values: Sequence[_Item], indent: str
    ) -> list[tuple[Sequence[_Item], list[int]]]:
        """The items that are on a line of their own, with their widths. Items that do not fit on a line have none."""
        together = [*ids, *values]
        if widths := self._widths(together, indent):
            return [(together, widths)]
        groups = [(ids, self._widths(ids, indent)), (values, self._widths(values, indent))]
        return [group for group in groups if group[0]]

    def _widths(self, items: Sequence[_Item], indent: str) -> list[int]:
        """The widths in which the items of every row are aligned on one line. An empty list if they do not fit."""
        widths = [max(item.width(row) for row in self.rows) for item in items]
        room = (self.screen.width or 0) - len(indent)
        return widths if sum(widths) + len(_GAP) * (len(widths) - 1) <= room else []

    def _first(self, cell: Cell, part: Part) -> Iterator[str]:
        if part is Part.ID:
            yield cell.painted(cell.text, self.screen)
            return
        title = cell._replace(style=Style.HEADING)
        yield from (title.painted(line, self.screen) for line in wrapped(cell.text, self.screen.paragraph))

    def _aligned(self, row: Row, items: Sequence[_Item], widths: Sequence[int], indent: str) -> Iterator[str]:
        """The items of a row on one line, each in its width. An empty cell leaves a gap."""
        line, used, start = "", 0, len(indent)
        for item, width in zip(items, widths, strict=True):
            if row[item.at].text:
                line += " " * (start - used) + self._item(row, item, item.name + row[item.at].text)
                used = start + item.width(row)
            start += width + len(_GAP)
        if line:
            yield line

    def _filled(self, row: Row, items: Sequence[_Item], indent: str) -> Iterator[str]:
        """The items of a row on as many lines as they need. An item that is longer than a line is wrapped."""
        room = (self.screen.width or 0) - len(indent)
        line, used = "", 0
        for item in items:
            if not row[item.at].text:
                continue
            width = item.width(row)
            if line and used + len(_GAP) + width > room:
                yield indent + line
                line, used = "", 0
            whole = item.name + row[item.at].text
            if width > room:
                keeps = not self.head[item.at].part.is_prose
                first, *others = wrapped(whole, room, rest=_GAP, keeps_words=keeps)
                yield indent + self._item(row, item, first)
                yield from (indent + _GAP + row[item.at].painted(one[len(_GAP) :], self.screen) for one in others)
                continue
            line += (_GAP if line else "") + self._item(row, item, whole)
            used += (len(_GAP) if used else 0) + width
        if line:
            yield indent + line

    def _item(self, row: Row, item: _Item, text: str) -> str:
        """The first line of an item, with its name."""
        name = item.name.rstrip(" ")
        value = text[len(item.name) :]
        gap = " " if name and value else ""
        return self.screen.paint(name, Style.FAINT) + gap + row[item.at].painted(value, self.screen)
