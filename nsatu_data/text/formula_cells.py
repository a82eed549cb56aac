"""Keeps the cells of a table from running as formulas in a spreadsheet (OWASP, CSV Injection)."""

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")  # noqa: RUF001
"""The beginnings of cells that spreadsheets run, in full width too; and the apostrophe."""


def inert(cell: str) -> str:
    """The cell, with an apostrophe in front if a spreadsheet would run it, or if it begins with an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
