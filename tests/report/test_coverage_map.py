import re

import pytest

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.report.coverage import FORMATS
from nsatu_data.report.coverage_map import View
from nsatu_data.report.screen import Screen
from nsatu_data.report.wrapping import columns
from nsatu_data.text.canonical_text import canonicalise
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, dataset, with_fields

TEXTS = {river_pact.SOURCE: canonicalise(river_pact.TEXT)}
BUDGET = "risk/strain-on-the-budget"
SHARE = "Records cite {} of the characters of the sentences; each line has the share of its own sentence."
HINT = "--records shows which records cite each sentence, and --sentence N which cite one."


def shown(
    whole: Dataset, width: int | None = None, *, ids: bool = False, sentences: set[int] | None = None
) -> list[str]:
    view = View(Screen(width), ids, None if sentences is None else frozenset(sentences))
    return FORMATS["table"]([*whole], {}, view).splitlines()


def many(number: int) -> list[Values]:
    """The example with this number of risks in all."""
    others = [{**by_id()[BUDGET], "id": f"risk/other-{at:04}"} for at in range(1, number)]
    return [*by_id().values(), *others]


def test_a_sentence_is_a_line_with_its_number_share_and_kinds_of_records() -> None:
    assert shown(dataset()) == [
        "Made-up article on the River Pact  source/river-pact",
        "    1 ########..  82%  5 records  2 actors, 1 place, 2 events",
        "    2 ########..  89%  2 records  1 context, 1 motive",
        "    3 #########.  96%  2 records  1 actor, 1 reaction",
        "    4 ########..  90%  2 records  1 risk, 1 implication",
        "4 sentences: 4 cited, 0 skipped, 0 neither",
        SHARE.format("88%"),
        HINT,
    ]


def test_kinds_are_cut_where_the_line_has_no_room() -> None:
    for width, line in {
        100: "    1 ########..  82%  5 records  2 actors, 1 place, 2 events",
        99: "    1  82%  5 records  2 actors, 1 place, 2 events",
        46: "    1  82%  5 records  2 actors, 1 place, …",
        39: "    1  82%  5 records  2 actors, …",
        32: "    1  82%  5 records",
    }.items():
        assert next(one for one in shown(dataset(), width) if "82%" in one) == line


def test_an_id_is_below_a_label_that_leaves_no_room_for_it() -> None:
    assert shown(dataset(), 40)[:2] == ["Made-up article on the River Pact", "  source/river-pact"]


def test_thousands_have_a_comma_and_numbers_of_records_are_aligned() -> None:
    lines = shown(dataset(many(1200)))
    assert lines[3:5] == [
        "    3 #########.  96%  2 records      1 actor, 1 reaction",
        "    4 ########..  90%  1,201 records  1,200 risks, 1 implication",
    ]


def test_a_skipped_sentence_has_its_reason_and_one_without_records_says_so() -> None:
    rows = [dict(row) for row in river_pact.records()[0]["sentences"]]
    rows[2]["skip"] = "A link's label."
    without = [one for one in with_fields(river_pact.SOURCE, sentences=rows) if one["kind"] == "source"]
    assert shown(dataset(without)) == [
        "Made-up article on the River Pact  source/river-pact",
        "    1 ..........   0%  no record",
        "    2 ..........   0%  no record",
        "    3 skipped: A link's label.",
        "    4 ..........   0%  no record",
        "4 sentences: 0 cited, 1 skipped, 3 neither",
        SHARE.format("0%"),
        HINT,
    ]


def test_ids_are_shown_if_they_are_wanted() -> None:
    lines = shown(dataset(), ids=True)
    assert lines[1:5] == [
        "    1 ########..  82%  5 records  2 actors, 1 place, 2 events",
        "      actor/arda, actor/river-pact",
        "      place/lorn",
        "      event/arda-asks-to-join, event/arda-joins",
    ]
    assert lines[-2:] == ["4 sentences: 4 cited, 0 skipped, 0 neither", SHARE.format("88%")]


def test_chosen_sentences_have_their_ids_and_no_total() -> None:
    assert shown(dataset(), sentences={4, 2}) == [
        "Made-up article on the River Pact  source/river-pact",
        "    2 ########..  89%  2 records  1 context, 1 motive",
        "      context/river-trade-grows",
        "      motive/say-in-the-rules",
        "    4 ########..  90%  2 records  1 risk, 1 implication",
        "      risk/strain-on-the-budget",
        "      implication/end-of-absence",
    ]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
@pytest.mark.parametrize("ids", [False, True])
def test_lines_fit_and_colours_change_no_character(width: int, ids: bool) -> None:  # noqa: FBT001
    whole = [*dataset(many(40))]
    plain = FORMATS["table"](whole, TEXTS, View(Screen(width), ids))
    coloured = FORMATS["table"](whole, TEXTS, View(Screen(width, coloured=True), ids))
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain
    # Ids are not broken, so that they can be copied.
    kept = re.compile(r"\S+-\S+,?$")
    assert [line for line in plain.splitlines() if columns(line) > width and not kept.search(line)] == []
