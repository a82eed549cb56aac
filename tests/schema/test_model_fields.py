import ast
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema import findings_page, json_schema, reference_page
from nsatu_data.schema.generated_modules import kinds_module, schema_files
from tests.support import derived_files
from tests.support.example_datasets import dataset

WHOLE = dataset()
COUNTED = Counter[str](record.kind for record in WHOLE)
TABLE = (
    "| kind | records |\n|---|---:|\n"
    + "".join(f"| {kind} | {COUNTED[kind]} |\n" for kind in RECORDS)
    + "| all | 12 |\n"
)


def test_the_derived_files_are_what_the_models_and_records_give() -> None:
    for path, text in {**derived_files.modules(), **derived_files.documents()}.items():
        assert path.read_bytes() == text.encode("utf-8"), f"{path.name} is stale: run `make derived`"


def test_the_module_of_kinds_has_a_collection_and_its_keywords_for_each_kind() -> None:
    classes = [node.name for node in ast.walk(ast.parse(kinds_module())) if isinstance(node, ast.ClassDef)]
    names = [model.__name__ for model in RECORDS.values()]
    wanted = [f"{name}{suffix}" for name in names for suffix in ("Fields", "s")]
    assert sorted(classes) == sorted([*wanted, "Collections"])


def test_a_schema_file_is_derived_for_each_name_and_the_reference_and_the_findings() -> None:
    files = schema_files()
    assert files.pop("README.md") == reference_page.text()
    assert files.pop("FINDINGS.md") == findings_page.text()
    assert files == {f"{name}.schema.json": json_schema.text(name) for name in json_schema.names()}


def test_counts_are_a_table_of_kinds() -> None:
    assert derived_files.counts(WHOLE) == TABLE


def test_counts_stand_between_their_marks_and_nothing_else_changes() -> None:
    text = "# Title\n\n<!-- counts -->\nstale\n\nvery\n<!-- /counts -->\n\nmore <!-- prose -->\n"
    filled = f"# Title\n\n<!-- counts -->\n{TABLE}<!-- /counts -->\n\nmore <!-- prose -->\n"
    assert derived_files.with_counts(text, WHOLE) == filled


@given(st.text(), st.text(), st.text())
def test_filling_in_counts_again_changes_nothing(before: str, between: str, after: str) -> None:
    text = f"{before}<!-- counts -->\n{between}<!-- /counts -->{after}"
    if text.count("<!-- counts -->") == text.count("<!-- /counts -->") == 1:
        once = derived_files.with_counts(text, WHOLE)
        assert once == f"{before}<!-- counts -->\n{TABLE}<!-- /counts -->{after}"
        assert derived_files.with_counts(once, WHOLE) == once


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", 0),
        ("<!-- counts -->\n", 0),
        ("<!-- /counts -->\n<!-- counts -->\n", 0),
        ("<!-- counts -->\n<!-- /counts -->\n" * 2, 2),
    ],
)
def test_marks_that_do_not_occur_exactly_once_are_reported(text: str, times: int) -> None:
    with pytest.raises(ValueError) as caught:
        derived_files.with_counts(text, WHOLE)
    assert str(caught.value) == f"the marks <!-- counts --> and <!-- /counts --> stand there {times} times, not once"
