"""The page copies records as YAML in the bytes of their files."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import load
from nsatu_data.dataset import bundle
from nsatu_data.syntax import yaml_writer
from tests.support import case_files, drawn_values
from tests.support.folders import ROOT
from tests.support.page_units import run_program


def test_records_are_copied_in_the_bytes_of_their_files() -> None:
    folders = [ROOT / "records", *case_files.valid()]
    records = [bundle.values(record) for folder in folders for record in load(folder)]
    assert len(records) > 200
    assert run_program("yaml", records) == [yaml_writer.write(values) for values in records]


@given(st.lists(drawn_values.portable, min_size=20, max_size=40))
def test_any_values_are_copied_in_the_bytes_that_format_writes(rows: list[dict[str, Any]]) -> None:
    assert run_program("yaml", rows) == [yaml_writer.write(row) for row in rows]


def test_words_that_a_parser_may_misread_are_quoted() -> None:
    cased = [form(word) for word in sorted(drawn_values.WORDS_OF_YAML) for form in (str, str.upper, str.title)]
    words = [
        *cased,
        *(f"{word}s" for word in cased),
        "e5",
        "E-5",
        "e",
        "e5a",
        "1e3",
        "0",
        "a0",
        "f00",
        "a b",
        "a-",
        "-",
    ]
    rows = [{"one": word, "many": [word, word]} for word in words]
    assert run_program("yaml", rows) == [yaml_writer.write(row) for row in rows]
