import json

import pytest

from nsatu_data.dataset.search import search, words
from nsatu_data.model.record_models import RECORDS
from nsatu_data.report.found_records import FORMATS
from nsatu_data.report.record_rows import Rows
from nsatu_data.report.screen import Screen
from tests.support.example_datasets import dataset, with_fields

BUDGET = "risk/strain-on-the-budget"


def written(form: str, query: str, screen: Screen, columns: list[str] | None = None) -> str:
    whole = dataset(with_fields("actor/welcomers", aliases=["Friends of the budget"]))
    wanted = words([query])
    return FORMATS[form](Rows(search(whole, wanted), ["actor", "risk"], columns), wanted, screen)


def test_the_words_stand_out_on_a_coloured_screen_only() -> None:
    assert written("table", "budget member", Screen(60)) == (
        f"Strain on Arda's budget\n  Membership could put Arda's budget under strain.\n  {BUDGET}\n"
        "  certainty possible, voice source/river-pact\n1 record\n"
    )
    assert written("table", "budget member", Screen(60, coloured=True)) == (
        "\x1b[1mStrain on Arda's \x1b[m\x1b[1;4;33mbudget\x1b[m\n"
        "  \x1b[1;4;33mMember\x1b[mship could put Arda's \x1b[1;4;33mbudget\x1b[m under strain.\n"
        f"  \x1b[36m{BUDGET}\x1b[m\n"
        "  \x1b[2mcertainty possible, voice source/river-pact\x1b[m\n"
        "1 record\n"
    )


def test_an_actor_shows_its_names() -> None:
    assert written("table", "friends", Screen()) == (
        "id               label                                    statement or names     marks\n"
        "actor/welcomers  Those who welcome the request (unnamed)  Friends of the budget  type group\n"
        "1 record\n"
    )


def test_a_name_that_the_label_repeats_is_not_shown_twice() -> None:
    whole = dataset(with_fields("actor/arda", aliases=["Arda", "The Ardans"]))
    wanted = words(["arda"])
    found = Rows([whole["actor/arda"], whole["place/lorn"]], ["actor", "place"])
    assert FORMATS["table"](found, wanted, Screen()) == (
        "id          label  statement or names  marks\n"
        "actor/arda  Arda   The Ardans          type polity\n"
        "place/lorn  Lorn                       type city\n"
        "2 records\n"
    )


@pytest.mark.parametrize("kind", RECORDS)
def test_the_marks_of_a_kind_are_the_values_of_its_fields(kind: str) -> None:
    whole = dataset(with_fields(BUDGET, voice=None, polarity="denied"))
    (record, *_) = (one for one in whole if one.kind == kind)
    marks = FORMATS["table"](Rows([record], [kind]), words(["x"]), Screen()).splitlines()[1].rpartition("  ")[2]
    assert (
        marks
        == {
            "source": "genre news",
            "actor": "type polity",
            "place": "type city",
            "event": "occurrence actual, certainty certain, voice source/river-pact",
            "context": "certainty certain, voice source/river-pact",
            "motive": "certainty certain, voice source/river-pact",
            "risk": "polarity denied, certainty possible, voice nobody named",
            "reaction": "stance supportive, certainty certain, voice source/river-pact",
            "implication": "certainty probable, voice source/river-pact",
        }[kind]
    )


def test_columns_that_one_asks_for_are_marked_where_they_are_prose() -> None:
    assert written("table", "strain", Screen(coloured=True), ["id", "label"]).splitlines()[1] == (
        f"\x1b[36m{BUDGET}\x1b[m  \x1b[1;4;33mStrain\x1b[m on Arda's budget"
    )
    assert written("csv", "strain", Screen(coloured=True), ["id", "label"]) == (
        f"id,label\r\n{BUDGET},Strain on Arda's budget\r\n"
    )


def test_json_has_the_places() -> None:
    assert json.loads(written("json", "budget", Screen(), ["id"])) == [
        {"record": {"id": "actor/welcomers"}, "matches": [{"field": "aliases", "item": 0, "start": 15, "end": 21}]},
        {
            "record": {"id": BUDGET},
            "matches": [
                {"field": "label", "item": None, "start": 17, "end": 23},
                {"field": "statement", "item": None, "start": 28, "end": 34},
            ],
        },
    ]


def test_csv_has_the_searched_fields() -> None:
    assert written("csv", "friends", Screen()) == (
        "id,kind,label,name,aliases,statement\r\n"
        "actor/welcomers,actor,Those who welcome the request (unnamed),null,Friends of the budget,\r\n"
    )
