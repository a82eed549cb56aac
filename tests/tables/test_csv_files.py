"""CSV files hold what the rows hold, and other programs read them."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.tables.csv_files import MARK, read, write
from nsatu_data.tables.description import Column, Table

_TABLE = Table(
    "made_up",
    "A table with every sort of column.",
    (),
    None,
    (
        Column("always", "text", ""),
        Column("null", "text", "", empty="null"),
        Column("absent", "text", "", empty="absent"),
        Column("number", "integer", "", empty="absent"),
        Column("is_so", "boolean", ""),
    ),
    ("always",),
    (),
)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1) | st.sampled_from(
    ["null", r"\null", r"\\null", "'", "''", "=1+1", "+", "-1", "@a", "\t", "\r", "\n", '"', "a,b", MARK, "＝1"]  # noqa: RUF001
)
_ROWS = st.lists(st.tuples(_TEXTS, st.none() | _TEXTS, st.none() | _TEXTS, st.none() | st.integers(), st.booleans()))


@given(_ROWS)
def test_reading_gives_the_rows_that_were_written(rows: list[Any]) -> None:
    assert list(read(_TABLE, write(_TABLE, rows))) == rows
    assert list(read(_TABLE, write(_TABLE, rows, spreadsheet=True))) == rows


@given(_ROWS)
def test_the_file_is_as_rfc_4180_has_it(rows: list[Any]) -> None:
    text = write(_TABLE, rows)
    assert text.endswith("\r\n")
    assert len(list(csv.reader(io.StringIO(text, newline=""), strict=True))) == 1 + len(rows)


@given(_ROWS)
def test_no_cell_runs_in_a_spreadsheet(rows: list[Any]) -> None:
    text = write(_TABLE, rows, spreadsheet=True)
    assert text.startswith(MARK)
    for row in csv.reader(io.StringIO(text.removeprefix(MARK), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_null_absent_and_the_word_null_differ() -> None:
    rows = [("a", None, None, None, False), ("b", "null", "null", 0, True), ("c", r"\null", r"\null", -1, True)]
    assert write(_TABLE, rows) == (
        "always,null,absent,number,is_so\r\na,null,,,false\r\nb,\\null,null,0,true\r\nc,\\\\null,\\null,-1,true\r\n"
    )


def test_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="the columns of made_up must be always, null, absent, number, is_so"):
        list(read(_TABLE, "always\r\n"))
