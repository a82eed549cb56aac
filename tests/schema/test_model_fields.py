import ast

from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema import findings_page, json_schema, reference_page
from nsatu_data.schema.generated_modules import kinds_module, linked_data_files, schema_files
from tests.support import derived_files


def test_the_derived_files_are_what_the_models_and_records_give() -> None:
    for path, text in {**derived_files.modules(), **derived_files.documents()}.items():
        assert path.read_bytes() == text.encode("utf-8"), f"{path.name} is stale: run `make derived`"


def test_the_module_of_kinds_has_a_collection_and_its_keywords_for_each_kind() -> None:
    classes = [node.name for node in ast.walk(ast.parse(kinds_module())) if isinstance(node, ast.ClassDef)]
    names = [model.__name__ for model in RECORDS.values()]
    wanted = [f"{name}{suffix}" for name in names for suffix in ("Fields", "s")]
    mixed = ["ClaimFields", "Claims", "RecordFields", "MixedRecords"]
    assert sorted(classes) == sorted([*wanted, *mixed, "Collections"])


def test_a_schema_file_is_derived_for_each_name_and_the_reference_and_the_findings() -> None:
    files = schema_files()
    assert files.pop("README.md") == reference_page.text()
    assert files.pop("FINDINGS.md") == findings_page.text()
    assert {name for name in files if not name.endswith(".schema.json")} == set(linked_data_files())
    for name, text in linked_data_files().items():
        assert files.pop(name) == text
    assert files == {f"{name}.schema.json": json_schema.text(name) for name in json_schema.names()}
