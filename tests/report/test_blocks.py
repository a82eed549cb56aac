from nsatu_data.report.blocks import blocks
from nsatu_data.report.colour import Style
from nsatu_data.report.screen import Screen
from nsatu_data.report.table_cells import Cell, Column, Part, Row

HEAD = (Column("id", Part.ID), Column("certainty"), Column("bearers"), Column("label", Part.TITLE))
ROWS: list[Row] = [
    (
        Cell("risk/strain-on-the-budget-of-the-town", Style.ID),
        Cell("possible", Style.YELLOW),
        Cell("actor/arda, actor/river-pact", Style.ID),
        Cell("The budget of the town might be strained for years"),
    ),
    (Cell("risk/flood", Style.ID), Cell("certain"), Cell("actor/arda", Style.ID), Cell("A flood")),
]


def shown(width: int, head: tuple[Column, ...] = HEAD, rows: list[Row] | None = None) -> str:
    return "\n".join(blocks(head, ROWS if rows is None else rows, Screen(width)))


def test_the_id_is_before_the_values_if_all_fit_on_one_line() -> None:
    # The indent, the id, both values with their names, and the gaps between them.
    assert shown(2 + 37 + 2 + 18 + 2 + 36) == (
        "The budget of the town might be strained for years\n"
        "  risk/strain-on-the-budget-of-the-town  certainty possible  bearers actor/arda, actor/river-pact\n"
        "A flood\n"
        "  risk/flood                             certainty certain   bearers actor/arda"
    )


def test_the_id_has_its_own_line_otherwise_and_the_values_stay_aligned() -> None:
    assert shown(96) == (
        "The budget of the town might be strained for years\n"
        "  risk/strain-on-the-budget-of-the-town\n"
        "  certainty possible  bearers actor/arda, actor/river-pact\n"
        "A flood\n"
        "  risk/flood\n"
        "  certainty certain   bearers actor/arda"
    )


def test_values_that_do_not_fit_on_a_line_take_several() -> None:
    assert shown(57) == (
        "The budget of the town might be strained for years\n"
        "  risk/strain-on-the-budget-of-the-town\n"
        "  certainty possible\n"
        "  bearers actor/arda, actor/river-pact\n"
        "A flood\n"
        "  risk/flood\n"
        "  certainty certain  bearers actor/arda"
    )


def test_a_long_list_is_wrapped_between_its_items_and_an_id_is_never_broken() -> None:
    assert shown(24) == (
        "The budget of the town\n"
        "might be strained for\n"
        "years\n"
        "  risk/strain-on-the-budget-of-the-town\n"
        "  certainty possible\n"
        "  bearers actor/arda,\n"
        "    actor/river-pact\n"
        "A flood\n"
        "  risk/flood\n"
        "  certainty certain\n"
        "  bearers actor/arda"
    )


def test_a_value_that_is_missing_leaves_a_gap_where_values_are_aligned() -> None:
    rows = [(*ROWS[0][:1], Cell(""), *ROWS[0][2:]), ROWS[1]]
    assert shown(80, rows=rows).splitlines()[1:3] == [
        "  risk/strain-on-the-budget-of-the-town",
        "                     bearers actor/arda, actor/river-pact",
    ]
    assert shown(50, rows=rows).splitlines()[1:3] == [
        "  risk/strain-on-the-budget-of-the-town",
        "  bearers actor/arda, actor/river-pact",
    ]


def test_text_is_below_the_title_and_other_prose_has_its_name() -> None:
    head = (Column("role", Part.PROSE), Column("statement", Part.TEXT), Column("label", Part.TITLE))
    row = (Cell("Minister for rivers"), Cell("She speaks for Arda."), Cell("A minister"))
    assert shown(40, head, [row]) == "A minister\n  She speaks for Arda.\n  role Minister for rivers"


def test_without_a_title_the_id_is_first_and_without_both_nothing_is_indented() -> None:
    assert shown(60, HEAD[:2], [row[:2] for row in ROWS]) == (
        "risk/strain-on-the-budget-of-the-town\n  certainty possible\nrisk/flood\n  certainty certain"
    )
    assert shown(60, HEAD[1:3], [row[1:3] for row in ROWS]) == (
        "certainty possible  bearers actor/arda, actor/river-pact\ncertainty certain   bearers actor/arda"
    )


def test_the_title_is_bold_and_the_names_are_dim() -> None:
    assert list(blocks(HEAD, ROWS[1:], Screen(60, coloured=True))) == [
        "\x1b[1mA flood\x1b[m",
        "  \x1b[36mrisk/flood\x1b[m  \x1b[2mcertainty\x1b[m certain  \x1b[2mbearers\x1b[m \x1b[36mactor/arda\x1b[m",
    ]
