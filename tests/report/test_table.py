import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.table import table
from nsatu_data.report.table_cells import Cell, Column, Part, Row
from nsatu_data.report.wrapping import columns, longest_piece

HEAD = (Column("id", Part.ID), Column("certainty"), Column("bearers"), Column("label", Part.TITLE))
ROWS = [
    (
        Cell("risk/strain-on-the-budget-of-the-town", Style.ID),
        Cell("possible", Style.YELLOW),
        Cell("actor/arda, actor/river-pact", Style.ID),
        Cell("The budget of the town might be strained for years"),
    ),
    (Cell("risk/flood", Style.ID), Cell("certain"), Cell(""), Cell("漢字漢字漢字 floods")),
]

WORD = st.text(st.sampled_from([*"abz-/漢é"]), min_size=1, max_size=16)
TEXT = st.lists(WORD, max_size=6).map(" ".join)
STYLED = st.builds(
    Cell, TEXT, st.sampled_from([None, Style.ID]), st.sampled_from([None, lambda line: [(0, 1)][: len(line)]])
)
IDS = st.builds(Cell, WORD, st.just(Style.ID), st.none())


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], list[Row]]:
    """Tables with at most one title and one id, in any order of columns."""
    others = draw(st.lists(st.sampled_from([Part.TEXT, Part.PROSE, Part.VALUE]), max_size=3))
    only_once = draw(st.sampled_from([[Part.ID], [Part.TITLE], [Part.ID, Part.TITLE]]))
    parts = draw(st.permutations([*only_once, *others]))
    # A row without any text has no line.
    cells = [IDS if part is only_once[0] else STYLED for part in parts]
    head = [Column(f"column{at}", part) for at, part in enumerate(parts)]
    return head, draw(st.lists(st.tuples(*cells), min_size=1, max_size=4))


def stripped(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def shown(width: int | None) -> str:
    return "\n".join(table(HEAD, ROWS, Screen(width)))


def test_without_a_width_each_row_is_one_line() -> None:
    assert shown(None) == (
        "id                                     certainty  bearers                       label\n"
        "risk/strain-on-the-budget-of-the-town  possible   actor/arda, actor/river-pact  "
        "The budget of the town might be strained for years\n"
        "risk/flood                             certain                                  漢字漢字漢字 floods"
    )


def test_prose_is_wrapped_first() -> None:
    assert shown(125) == (
        "id                                     certainty  bearers                       label\n"
        "risk/strain-on-the-budget-of-the-town  possible   actor/arda, actor/river-pact  "
        "The budget of the town might be strained for\n"
        "                                                                                years\n"
        "risk/flood                             certain                                  漢字漢字漢字 floods"
    )


def test_lists_are_wrapped_when_prose_has_40_columns() -> None:
    # The other cells and the gaps take 80 columns, or 68 if an actor has a line.
    assert "actor/arda, actor/river-pact" in shown(120).splitlines()[1]
    assert shown(119).splitlines()[1:3] == [
        (
            "risk/strain-on-the-budget-of-the-town  possible   actor/arda,                  "
            "The budget of the town might be strained"
        ),
        "                                                  actor/river-pact             for years",
    ]
    assert shown(108).splitlines()[0].endswith("  label")
    assert not shown(107).splitlines()[0].endswith("  label")


def test_a_statement_has_at_least_48_columns() -> None:
    head = (Column("id", Part.ID), Column("statement", Part.TEXT))
    rows = [(Cell("risk/flood"), Cell("The budget of the town might be strained for years to come"))]
    assert list(table(head, rows, Screen(60))) == [
        "id          statement",
        "risk/flood  The budget of the town might be strained for",
        "            years to come",
    ]
    assert next(iter(table(head, rows, Screen(59)))) == "risk/flood"


def test_a_narrower_screen_has_blocks() -> None:
    assert shown(107) == (
        "The budget of the town might be strained for years\n"
        "  risk/strain-on-the-budget-of-the-town  certainty possible  bearers actor/arda, actor/river-pact\n"
        "漢字漢字漢字 floods\n"
        "  risk/flood                             certainty certain"
    )


def test_a_table_of_prose_alone_fits_too() -> None:
    text = Cell("The budget of the town might be strained for years")
    assert list(table([Column("label", Part.TITLE)], [[text]], Screen(30))) == [
        "The budget of the town might",
        "be strained for years",
    ]
    both = [Column("label", Part.TITLE), Column("statement", Part.TEXT)]
    assert list(table(both, [[text, text]], Screen(30))) == [
        "The budget of the town might",
        "be strained for years",
        "  The budget of the town might",
        "  be strained for years",
    ]


def test_a_line_shows_its_marks_and_its_style() -> None:
    cell = Cell("the budget", Style.HEADING, lambda line: [(4, len(line))])
    assert cell.painted("the budget", Screen(coloured=True)) == "\x1b[1mthe \x1b[m\x1b[1;4;33mbudget\x1b[m"
    assert cell.painted("the budget", PLAIN) == "the budget"


@given(tables(), st.integers(20, 120))
def test_every_line_fits_and_colours_change_no_character(table_of: tuple[list[Column], list[Row]], width: int) -> None:
    head, rows = table_of
    lines = list(table(head, rows, Screen(width)))
    # Ids and items of lists are not broken, so that they can be copied.
    kept = {line for line in lines if longest_piece(line) > width - len("    ")}
    assert [line for line in lines if columns(line) > width and line not in kept] == []
    assert [stripped(line) for line in table(head, rows, Screen(width, coloured=True))] == lines


@given(tables(), st.integers(20, 120))
def test_ids_and_items_of_lists_are_never_broken(table_of: tuple[list[Column], list[Row]], width: int) -> None:
    head, rows = table_of
    shown_words = [word for line in table(head, rows, Screen(width)) for word in line.split()]
    for row in rows:
        for column, cell in zip(head, row, strict=True):
            if not column.part.is_prose:
                assert set(cell.text.split()) <= set(shown_words)


@given(tables(), st.integers(20, 120))
def test_the_characters_of_every_row_are_shown_in_the_order_of_rows(
    table_of: tuple[list[Column], list[Row]], width: int
) -> None:
    head, rows = table_of
    one_by_one = [list(table(head, [row], Screen(width))) for row in rows]
    for row, lines in zip(rows, one_by_one, strict=True):
        letters = sorted("".join(cell.text for cell in row).replace(" ", ""))
        names = sorted("".join(column.name for column in head).replace(" ", ""))
        drawn = sorted("".join(lines).replace(" ", ""))
        assert _without(drawn, letters) is not None
        assert set(_without(drawn, letters) or ()) <= set(names)


def _without(letters: list[str], taken: list[str]) -> list[str] | None:
    rest = list(letters)
    for letter in taken:
        if letter not in rest:
            return None
        rest.remove(letter)
    return rest


@given(tables())
def test_a_wider_screen_needs_no_more_lines_in_the_same_layout(table_of: tuple[list[Column], list[Row]]) -> None:
    head, rows = table_of
    drawn = [list(table(head, rows, Screen(width))) for width in range(200, 260)]
    aligned = [len(lines) for lines in drawn if lines[0].split()[0] == head[0].name]
    assert all(taller >= lower for taller, lower in pairwise(aligned))
    assert len(list(table(head, rows, PLAIN))) == len(rows) + (len(head) > 1)
