import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.report import comma_separated

TEXT = st.text(st.sampled_from([*"ab=+-@'\"|\\,;\n\t é\uff1d"]), max_size=8)
CELL = TEXT | st.lists(TEXT.filter(bool), max_size=4).map(tuple)
"""A text, or the items of a list; no item in a record is empty."""
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=4))


def items_of(cell: str) -> tuple[str, ...]:
    """The items of a list in a cell, as docs/command-line.md says to read them."""
    items = [""]
    characters = iter(cell)
    for character in characters:
        if character == "|":
            items.append("")
        else:
            items[-1] += next(characters) if character == "\\" else character
    return tuple(items) if cell else ()


@given(ROWS)
@example([["=1+1", ("a|b", "c\\")]])
@example([["'quoted'", ("@x", "y")]])
def test_what_is_written_reads_back(rows: list[list[str | tuple[str, ...]]]) -> None:
    head = [f"column{at}" for at in range(len(rows[0]) if rows else 1)]
    written = comma_separated.write(head, rows)
    first, *others = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert first == head
    assert len(others) == len(rows)
    for row, cells in zip(rows, others, strict=True):
        for value, cell in zip(row, cells, strict=True):
            given = cell.removeprefix("'")
            assert (given if isinstance(value, str) else items_of(given)) == value


@given(ROWS)
def test_no_cell_is_a_formula(rows: list[list[str | tuple[str, ...]]]) -> None:
    written = comma_separated.write(["id"], rows)
    for row in csv.reader(io.StringIO(written, newline="")):
        assert [cell for cell in row if cell[:1] in {*"=+-@\t\r"}] == []


def test_the_form_is_that_of_rfc_4180() -> None:
    rows: list[list[comma_separated.Cell]] = [
        ["a", ("x", "y|z")],
        ['say "no", now', ()],
        ["two\nlines", ("=1",)],
        [-1, -1.5],
    ]
    assert comma_separated.write(["name", "list"], rows) == (
        'name,list\r\na,x|y\\|z\r\n"say ""no"", now",\r\n"two\nlines",\'=1\r\n-1,-1.5\r\n'
    )
