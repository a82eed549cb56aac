r"""Write and read tables as CSV (RFC 4180): UTF-8, lines that end in CR LF, and quotes around a cell that needs them.

- In a nullable column, null is the cell `null`. A text `null` there is written as `\null`, `\null` as `\\null`, and so
  on: one backslash is put before it.
- A field that is left out is an empty cell. No text is empty.
- A boolean is `true` or `false`.

For spreadsheets, a file can begin with a byte-order mark, and get an apostrophe before each text that a spreadsheet
would run as a formula (OWASP, CSV Injection), or that begins with an apostrophe.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nsatu_data.tables.description import Column, Table
from nsatu_data.tables.rows import Cell, Row
from nsatu_data.text.formula_cells import inert

NULL: Final = "null"
MARK: Final = "\ufeff"
_NULL_TEXT: Final = re.compile(r"\\*null")


def write(table: Table, rows: Iterable[Row], *, spreadsheet: bool = False) -> str:
    """The text of a table, with the names of its columns in the first line."""
    first = head(table, spreadsheet=spreadsheet)
    return first + lines(table, rows, spreadsheet=spreadsheet)


def head(table: Table, *, spreadsheet: bool = False) -> str:
    """The first line of a table, with the names of its columns."""
    names = ",".join(column.name for column in table.columns)
    return f"{MARK if spreadsheet else ''}{names}\r\n"


def lines(table: Table, rows: Iterable[Row], *, spreadsheet: bool = False) -> str:
    """The lines of rows of a table."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in rows:
        cells = [_text(column, cell) for column, cell in zip(table.columns, row, strict=True)]
        writer.writerow([inert(cell) for cell in cells] if spreadsheet else cells)
    return written.getvalue()


def _text(column: Column, cell: Cell) -> str:
    if cell is None:
        return NULL if column.empty == "null" else ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    return f"\\{text}" if column.empty == "null" and _NULL_TEXT.fullmatch(text) else text


def read(table: Table, text: str) -> Iterator[Row]:
    """The rows of a table that `write` wrote, also of one for spreadsheets. Raises ValueError if the columns differ."""
    is_for_spreadsheets = text.startswith(MARK)
    lines = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True)
    names = [column.name for column in table.columns]
    if next(lines, None) != names:
        raise ValueError(f"the columns of {table.name} must be {', '.join(names)}")
    for line in lines:
        cells = [cell.removeprefix("'") for cell in line] if is_for_spreadsheets else line
        yield _row(table.columns, cells)


def _row(columns: Sequence[Column], cells: Sequence[str]) -> Row:
    return tuple(_cell(column, cell) for column, cell in zip(columns, cells, strict=True))


def _cell(column: Column, cell: str) -> Cell:
    if column.datatype == "boolean":
        return cell == "true"
    if column.empty == "null":
        if cell == NULL:
            return None
        cell = cell[1:] if cell.startswith("\\") and _NULL_TEXT.fullmatch(cell) else cell
    elif not cell and column.empty == "absent":
        return None
    return int(cell) if column.datatype == "integer" else cell
