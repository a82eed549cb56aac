r"""Writes rows as CSV, as RFC 4180 defines it: lines end in CR LF, and quotes surround a cell that needs them.

- The items of a list are joined by `|`. In an item, `|` is written as `\|`, and a backslash as two.
- A field that is null has the cell `null`. A field that is left out has an empty cell.
- A spreadsheet would run a cell that begins with `=`, `+`, `-` or `@` as a formula. Such a text gets an apostrophe at
  its beginning, and so does one that begins with an apostrophe. Remove one to get the value back.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from nsatu_data.text.formula_cells import inert

SEPARATOR: Final = "|"

Cell = str | int | float | tuple[str, ...]


def write(head: Sequence[str], rows: Iterable[Iterable[Cell]]) -> str:
    """The text of a table. A cell is a text, a number, or a tuple with the items of a list."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return written.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return str(cell)
    return inert(cell if isinstance(cell, str) else _joined(cell))


def _joined(items: Sequence[str]) -> str:
    return SEPARATOR.join(item.replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for item in items)
