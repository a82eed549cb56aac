import re
import shlex
from pathlib import Path

import pytest

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS
from nsatu_data.report.one_record import FORMATS, View
from nsatu_data.report.screen import Screen
from nsatu_data.report.wrapping import columns
from tests.conftest import Run
from tests.support.example_datasets import Values, by_id, dataset, with_fields, write_folder

BUDGET = "risk/strain-on-the-budget"


def show(whole: Dataset, identifier: str, *, width: int | None = None, shows_all: bool = False) -> list[str]:
    return FORMATS["text"](whole, whole[identifier], View(Screen(width), shows_all)).splitlines()


def many(number: int) -> list[Values]:
    """The example with this number of risks in all."""
    others = [{**by_id()[BUDGET], "id": f"risk/other-{at:02}", "label": f"Risk {at}"} for at in range(1, number)]
    return [*by_id().values(), *others]


def test_the_statement_is_a_paragraph_before_everything_that_qualifies_it() -> None:
    statement = " ".join(["word"] * 40) + "."
    shown = show(dataset(with_fields(BUDGET, statement=statement, mentions=["place/lorn"])), BUDGET, width=60)
    assert shown[:15] == [
        "Strain on Arda's budget",
        BUDGET,
        "",
        "  " + " ".join(["word"] * 11),
        "  " + " ".join(["word"] * 11),
        "  " + " ".join(["word"] * 11),
        "  " + " ".join(["word"] * 7) + ".",
        "",
        "voice      Made-up article on the River Pact",
        "             source/river-pact",
        "basis      stated    said outright by the voice, so neither",
        "                     implied nor inferred",
        "certainty  possible  it may be so, or not: 'may', 'might',",
        "                     'could', 'potentially', 'can be seen",
        "                     as'",
    ]
    names = [line.split()[0] for line in shown[15:] if line[:1] != " "]
    assert names == ["polarity", "about", "bearers", "themes", "mentions", "evidence"]


def test_the_definitions_of_terms_are_aligned_and_left_out_where_they_have_no_room() -> None:
    whole = dataset(with_fields(BUDGET, themes=["economic", "collective_security"]))
    assert show(whole, BUDGET, width=80)[6:18] == [
        "basis      stated    said outright by the voice, so neither implied nor inferred",
        "certainty  possible  it may be so, or not: 'may', 'might', 'could',",
        "                     'potentially', 'can be seen as'",
        "polarity   affirmed  the clause is asserted, also by double negation ('not",
        "                     without') or by 'more than'",
        "about      Arda joins the River Pact  event/arda-joins",
        "bearers    Arda  actor/arda",
        "themes     economic             trade, finance, public budgets and costs,",
        "                                development",
        "           collective_security  states securing themselves together: alliances,",
        "                                partnerships, deterrence (an addition)",
        "evidence   source/river-pact sentence 4, characters 165 to 199",
    ]
    # The names take 11 columns, and the longest term 8.
    assert "certainty  possible" in show(whole, BUDGET, width=50)
    assert "certainty  possible  it may be so, or not: 'may'," in show(whole, BUDGET, width=51)


@pytest.mark.parametrize(("number", "shown"), [(1, 1), (4, 4), (5, 3), (12, 3)])
def test_a_long_group_is_cut_and_a_line_says_how_to_see_it_whole(number: int, shown: int) -> None:
    lines = show(dataset(many(number)), "event/arda-joins")
    start = next(at for at, line in enumerate(lines) if line.endswith(" it in `about`") and "risk" in line)
    name = "1 risk names" if number == 1 else f"{number} risks name"
    assert lines[start] == f"{name} it in `about`"
    group = lines[start + 1 : lines.index("", start)]
    ids = [line.split()[-1] for line in group if line.split()[-1].startswith("risk/")]
    assert ids == [*(f"risk/other-{at:02}" for at in range(1, number)), BUDGET][:shown]
    command = "nsatu-data list risk --where about=event/arda-joins"
    assert group[shown:] == ([f"  and {number - shown} more: {command}"] if shown < number else [])
    assert (lines[-1] == "Long groups are cut; --all shows them whole.") is (shown < number)


def test_all_shows_every_record_that_refers_to_it() -> None:
    whole = dataset(many(30))
    for one in whole:
        shown = show(whole, one.id, shows_all=True)
        referring = {other.id for records in whole.referring_to(one.id).values() for other in records}
        listed = {line.split()[-1] for line in shown if line.startswith("  ")} & set(by_id(many(30)))
        assert listed - set(by_id()) == referring - set(by_id())
        number = len(referring)
        heading = f"{number} record refers to it" if number == 1 else f"{number} records refer to it"
        assert (heading in shown) is bool(referring)


def test_the_command_of_a_cut_group_lists_the_group(run: Run) -> None:
    write_folder(Path("a folder"), many(9))
    _, printed, _ = run("show", "event/arda-joins", "--dataset", "a folder")
    (command,) = re.findall("  and 6 more: nsatu-data (.*)", printed)
    assert command == "list risk --where about=event/arda-joins --dataset 'a folder'"
    status, printed, error = run(*shlex.split(command))
    assert (status, error, printed.splitlines()[-1]) == (0, "", "9 records")


@pytest.mark.parametrize("width", [40, 60, 80, 160, None])
@pytest.mark.parametrize("identifier", by_id())
def test_lines_fit_and_colours_change_no_character(identifier: str, width: int | None) -> None:
    whole = dataset(many(9))
    plain = show(whole, identifier, width=width)
    coloured = FORMATS["text"](whole, whole[identifier], View(Screen(width, coloured=True))).splitlines()
    assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in coloured] == plain
    assert any("\x1b[" in line for line in coloured)
    # Ids, digests and commands are not broken, so that they can be copied.
    kept = re.compile(r"nsatu-data|sha256|\S+/\S+$|sentence \d+, ")
    long = [line for line in plain if width is not None and columns(line) > width and not kept.search(line)]
    assert long == []


@pytest.mark.parametrize("kind", RECORDS)
def test_null_is_explained_in_every_field_that_can_have_it(kind: str) -> None:
    nullable = [field for field in FIELDS[kind].values() if field.nullable]
    # Only an actor that is unnamed may have no name, and the last actor of the example is unnamed.
    (*_, last) = (values for values in by_id().values() if values["kind"] == kind)
    shown = show(dataset([{**last, **{field.name: None for field in nullable}}]), last["id"])
    for field in nullable:
        (line,) = [line for line in shown if line.startswith(f"{field.name} ")]
        meaning = re.split(" (?:null|nobody named): ", line)[1]
        assert re.search(rf"null (if|for) {re.escape(meaning)}\.$", field.description)


def test_what_null_means_is_shown() -> None:
    shown = show(dataset(with_fields(BUDGET, voice=None)), BUDGET)
    assert "voice      nobody named: a view that the source attributes to nobody" in shown
    assert "name      null: the actor is unnamed" in show(dataset(), "actor/welcomers")


def test_an_unknown_target_has_no_label() -> None:
    whole = dataset([{**by_id()[BUDGET], "bearers": ["actor/nobody"]}])
    assert "bearers    actor/nobody" in show(whole, BUDGET)


def test_mentions_come_last() -> None:
    values = many(1)
    values.append({**by_id()["context/river-trade-grows"], "id": "context/x", "mentions": ["actor/arda"]})
    shown = show(dataset(values), "actor/arda")
    fields = [line.split("`")[1] for line in shown if " it in `" in line]
    assert fields[-1] == "mentions"
    assert fields.count("mentions") == 1
