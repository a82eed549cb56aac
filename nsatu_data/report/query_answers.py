"""Writes the answer to an SQL query as a table, as JSON or as CSV."""

from collections import Counter
from collections.abc import Sequence
from math import isinf
from typing import Final

from nsatu_data.diagnostics import CannotRun
from nsatu_data.printable import inert, visible
from nsatu_data.report import comma_separated
from nsatu_data.report.as_json import dumps
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.table import table
from nsatu_data.report.table_cells import Cell, Column, Part
from nsatu_data.tables.read_only_query import Answer
from nsatu_data.tables.read_only_query import Cell as Value

_PROSE: Final = 40
"""A column with a longer text holds sentences, which may be wrapped."""


def as_table(answer: Answer, screen: Screen = PLAIN) -> str:
    """A table for people, and the number of rows in the last line. NULL is written as `NULL`."""
    texts = [[visible("NULL" if value is None else str(_plain(value))) for value in row] for row in answer.rows]
    head = [Column(visible(name), _part([row[place] for row in texts])) for place, name in enumerate(answer.names)]
    lines = list(table(head, [[Cell(text) for text in row] for row in texts], screen)) if texts else []
    number = f"{len(texts):,} row{'' if len(texts) == 1 else 's'}"
    return "".join(f"{inert(line)}\n" for line in [*lines, number])


def _part(texts: Sequence[str]) -> Part:
    return Part.PROSE if any(len(text) > _PROSE and " " in text for text in texts) else Part.VALUE


def as_json(answer: Answer, _: Screen = PLAIN) -> str:
    """A list with an object for each row. Raises CannotRun if two columns have one name, or for an infinite number."""
    twice = [name for name, number in Counter(answer.names).items() if number > 1]
    if twice:
        raise CannotRun(f"two columns have the name {visible(twice[0])}; name one of them with AS")
    for row in answer.rows:
        for name, value in zip(answer.names, row, strict=True):
            if isinstance(value, float) and isinf(value):
                raise CannotRun(f"the column {visible(name)} has an infinite number, which JSON lacks; leave it out")
    return dumps([dict(zip(answer.names, map(_plain, row), strict=True)) for row in answer.rows])


def as_csv(answer: Answer, _: Screen = PLAIN) -> str:
    """One line a row. NULL is written as `null`, as in the rows of records."""
    return comma_separated.write(answer.names, ([_csv_cell(value) for value in row] for row in answer.rows))


def _csv_cell(value: Value) -> str | int | float:
    plain = _plain(value)
    return "null" if plain is None else plain


def _plain(value: Value) -> str | int | float | None:
    """The value; bytes as hexadecimal digits."""
    return value.hex() if isinstance(value, bytes) else value


FORMATS: Final = {"table": as_table, "json": as_json, "csv": as_csv}
"""The writers of answers, by format name."""
