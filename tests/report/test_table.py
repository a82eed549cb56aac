import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.report.colour import Style
from nsatu_data.report.screen import PLAIN, Screen
from nsatu_data.report.table import Cell, Column, Row, table
from nsatu_data.report.wrapping import columns

HEAD = (Column("id"), Column("certainty"), Column("bearers"), Column("label", is_prose=True))
ROWS = [
    (
        Cell("risk/strain-on-the-budget-of-the-town", Style.ID),
        Cell("possible", Style.YELLOW),
        Cell("actor/arda, actor/river-pact", Style.ID),
        Cell("The budget of the town might be strained for years"),
    ),
    (Cell("risk/flood", Style.ID), Cell("certain", Style.GREEN), Cell(""), Cell("漢字漢字漢字 floods")),
]

WORD = st.text(st.sampled_from([*"abz-/漢é"]), min_size=1, max_size=16)
TEXT = st.lists(WORD, max_size=6).map(" ".join)
STYLED = st.builds(
    Cell, TEXT, st.sampled_from([None, Style.ID]), st.sampled_from([None, lambda line: [(0, 1)][: len(line)]])
)
FULL = st.builds(Cell, WORD, st.just(Style.ID), st.none())
TABLES = st.lists(st.booleans(), min_size=1, max_size=5).flatmap(
    lambda prose: st.tuples(
        st.just([Column(f"column{at}", one) for at, one in enumerate(prose)]),
        st.lists(st.tuples(FULL, *(STYLED for _ in prose[1:])), min_size=1, max_size=4),
    )
)


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
    assert shown(107) == (
        "id                                     certainty  bearers                       label\n"
        "risk/strain-on-the-budget-of-the-town  possible   actor/arda, actor/river-pact  The budget of the town\n"
        "                                                                                might be strained for years\n"
        "risk/flood                             certain                                  漢字漢字漢字 floods"
    )


def test_prose_has_at_least_24_columns_beside_its_row() -> None:
    # The other cells and the gaps take 80 columns.
    assert shown(104).splitlines()[0].endswith("  label")
    assert not shown(103).splitlines()[0].endswith("  label")


def test_prose_then_goes_below_its_row_and_a_long_id_has_its_own_line() -> None:
    short = [(Cell(f"risk/flood-{at}"), *ROWS[1][1:]) for at in range(3)]
    assert "\n".join(table(HEAD, [*short, ROWS[0]], Screen(70))) == (
        "id                             certainty  bearers\n"
        "risk/flood-0                   certain\n"
        "    漢字漢字漢字 floods\n"
        "risk/flood-1                   certain\n"
        "    漢字漢字漢字 floods\n"
        "risk/flood-2                   certain\n"
        "    漢字漢字漢字 floods\n"
        "risk/strain-on-the-budget-of-the-town\n"
        "                               possible   actor/arda, actor/river-pact\n"
        "    The budget of the town might be strained for years"
    )


def test_every_id_has_its_own_line_if_many_are_long() -> None:
    assert shown(60) == (
        "id\n"
        "    certainty  bearers\n"
        "risk/strain-on-the-budget-of-the-town\n"
        "    possible   actor/arda, actor/river-pact\n"
        "    The budget of the town might be strained for years\n"
        "risk/flood\n"
        "    certain\n"
        "    漢字漢字漢字 floods"
    )


def test_a_row_is_a_block_where_nothing_else_fits() -> None:
    assert shown(22) == (
        "risk/strain-on-the-\n"
        "  budget-of-the-town\n"
        "    The budget of the\n"
        "    town might be\n"
        "    strained for years\n"
        "    certainty possible\n"
        "    bearers\n"
        "      actor/arda,\n"
        "      actor/river-pact\n"
        "risk/flood\n"
        "    漢字漢字漢字\n"
        "    floods\n"
        "    certainty certain"
    )


def test_a_table_of_prose_alone_fits_too() -> None:
    text = Cell("The budget of the town might be strained for years")
    assert list(table([Column("label", is_prose=True)], [[text]], Screen(30))) == [
        "The budget of the town might",
        "be strained for years",
    ]
    both = [Column("label", is_prose=True), Column("statement", is_prose=True)]
    assert list(table(both, [[text, text]], Screen(30))) == [
        "The budget of the town might",
        "  be strained for years",
        "    The budget of the town",
        "    might be strained for",
        "    years",
    ]


def test_a_line_shows_its_marks_and_its_style() -> None:
    cell = Cell("the budget", Style.HEADING, lambda line: [(4, len(line))])
    assert cell.painted("the budget", Screen(coloured=True)) == "\x1b[1mthe \x1b[m\x1b[1;4;33mbudget\x1b[m"
    assert cell.painted("the budget", PLAIN) == "the budget"


@given(TABLES, st.integers(20, 120))
def test_every_line_fits_and_colours_change_no_character(table_of: tuple[list[Column], list[Row]], width: int) -> None:
    head, rows = table_of
    lines = list(table(head, rows, Screen(width)))
    assert [line for line in lines if columns(line) > width] == []
    assert [stripped(line) for line in table(head, rows, Screen(width, coloured=True))] == lines


@given(TABLES, st.integers(20, 120))
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


@given(TABLES)
def test_a_wider_screen_needs_no_more_lines_in_the_same_layout(table_of: tuple[list[Column], list[Row]]) -> None:
    head, rows = table_of
    heights = [len(list(table(head, rows, Screen(width)))) for width in range(200, 260)]
    assert all(taller >= lower for taller, lower in pairwise(heights))
    assert len(list(table(head, rows, PLAIN))) == len(rows) + (len(head) > 1)
