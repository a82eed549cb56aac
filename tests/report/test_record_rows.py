import csv
import io
import json

import pytest

from nsatu_data.dataset.bundle import values
from nsatu_data.model.cells import NOBODY
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind
from nsatu_data.report.record_rows import FORMATS, Rows
from nsatu_data.report.screen import Screen
from tests.support.example_datasets import dataset, record, with_fields
from tests.support.folders import ROOT

KINDS = [str(kind) for kind in Kind]
BUDGET = "risk/strain-on-the-budget"


def rows(kind: str | None = None, columns: list[str] | None = None) -> Rows:
    kinds = [kind] if kind else KINDS
    return Rows([one for one in dataset() if one.kind in kinds], kinds, columns)


@pytest.mark.parametrize("kind", KINDS)
def test_the_usual_columns_of_a_kind_are_fields_that_begin_with_its_id_and_end_with_its_label(kind: str) -> None:
    head, *lines = FORMATS["table"](rows(kind)).splitlines()
    names = head.split()
    assert (names[0], names[-1]) == ("id", "label")
    assert len(names) > 2
    assert set(names) <= set(FIELDS[kind])
    assert [line.split()[0] for line in lines[:-1]] == [one.id for one in dataset() if one.kind == kind]


def test_records_of_several_kinds_have_two_columns() -> None:
    assert FORMATS["table"](rows()).splitlines()[0].split() == ["id", "label"]


def test_the_columns_that_one_asks_for_are_shown_in_their_order() -> None:
    assert FORMATS["table"](rows("risk", ["themes", "voice", "mentions", "id", "evidence"])) == (
        "themes    voice              mentions  id                         evidence\n"
        "economic  source/river-pact            risk/strain-on-the-budget  source/river-pact 4:165-199\n"
        "1 record\n"
    )


def test_null_is_written_and_an_absent_field_is_empty() -> None:
    given = with_fields(BUDGET, voice=None)
    whole = dataset([one for one in given if one["id"] in (BUDGET, "place/lorn")])
    several = Rows(list(whole), ["place", "risk"], ["id", "voice", "mentions"])
    assert FORMATS["table"](several) == (
        "id                         voice         mentions\n"
        "place/lorn\n"
        "risk/strain-on-the-budget  nobody named\n"
        "2 records\n"
    )
    assert FORMATS["csv"](several) == ("id,voice,mentions\r\nplace/lorn,,\r\nrisk/strain-on-the-budget,null,\r\n")
    assert json.loads(FORMATS["json"](several)) == [
        {"id": "place/lorn"},
        {"id": BUDGET, "voice": None},
    ]


def test_colours_repeat_what_the_words_say() -> None:
    table = FORMATS["table"](rows("risk", ["id", "certainty", "label"]), Screen(coloured=True))
    assert table.splitlines()[1] == (
        "\x1b[36mrisk/strain-on-the-budget\x1b[m  \x1b[33mpossible\x1b[m   Strain on Arda's budget"
    )


def test_no_records_are_a_list_too() -> None:
    nothing = Rows([], ["risk"], ["id", "label"])
    assert FORMATS["table"](nothing) == "0 records\n"
    assert FORMATS["json"](nothing) == "[]\n"
    assert FORMATS["csv"](nothing) == "id,label\r\n"


def test_json_has_whole_records_in_the_form_of_the_bundle() -> None:
    assert json.loads(FORMATS["json"](rows())) == [values(one) for one in dataset()]


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_every_field_of_a_kind_and_the_items_of_lists(kind: str) -> None:
    head, *lines = csv.reader(io.StringIO(FORMATS["csv"](rows(kind)), newline=""))
    assert head == list(FIELDS[kind])
    for one, line in zip(rows(kind).records, lines, strict=True):
        for name, cell in zip(head, line, strict=True):
            value = getattr(one, name)
            if FIELDS[kind][name].part is None:
                items = value if isinstance(value, tuple) else () if value is None else (value,)
                null = "null" if value is None and FIELDS[kind][name].nullable else ""
                assert cell == ("|".join(items) or null)


def test_parts_are_written_in_short() -> None:
    head, line = csv.reader(io.StringIO(FORMATS["csv"](rows("source", ["text", "sentences"])), newline=""))
    assert head == ["text", "sentences"]
    assert line[0].startswith("form canonical-1|code_points 233|utf8_bytes 233|sha256 ")
    assert line[1] == "4"


def test_a_name_with_a_bar_in_a_list_is_escaped() -> None:
    whole = dataset(with_fields("actor/arda", name="=A|B", aliases=["A|B", "C"]))
    given = Rows([whole["actor/arda"]], ["actor"], ["name", "aliases"])
    assert FORMATS["csv"](given) == "name,aliases\r\n'=A|B,A\\|B|C\r\n"


def test_no_text_is_a_command_to_a_runner() -> None:
    hostile = record({**values(dataset()[BUDGET]), "label": "##[error]x"})
    assert "##[" not in FORMATS["table"](Rows([hostile], ["risk"]))


def test_the_page_has_the_same_words_for_nobody() -> None:
    words = ROOT / "nsatu_data" / "export" / "page" / "src" / "data" / "wording.ts"
    assert f'if (voice === null) return "{NOBODY}";' in words.read_text(encoding="utf-8")
