import importlib.metadata
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import nsatu_data
from nsatu_data.authoring import format_files
from nsatu_data.cli import main
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import RECORDS, Manifest, Model
from nsatu_data.report import FORMATS, Context
from nsatu_data.schema.model_fields import fields, model_of
from nsatu_data.storage import dataset_folder
from nsatu_data.syntax import yaml_writer
from nsatu_data.validation import check_dataset, fast_accept
from tests.support import case_files, river_pact
from tests.support.case_files import Case
from tests.support.finding_codes import codes

ALL = case_files.invalid()
WITHOUT_OPTIONS = [case for case in ALL if not case.options]
PACKAGE = Path(nsatu_data.__file__).parent

each_case = pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
each_form = pytest.mark.parametrize("form", ["text", "json"])
each_valid = pytest.mark.parametrize("dataset", case_files.valid(), ids=lambda dataset: dataset.name)


@pytest.fixture
def composed(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "dataset"
    root.mkdir()
    case.compose(root)
    monkeypatch.chdir(root)
    case_files.bar(monkeypatch, case)
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "1.0.0")
    return root


@pytest.mark.parametrize("case", WITHOUT_OPTIONS, ids=[case.name for case in WITHOUT_OPTIONS])
@pytest.mark.usefixtures("composed")
def test_the_library_finds_what_is_expected(case: Case) -> None:
    texts = {source: Path(".texts") / path.name for source, path in case.text_files().items()}
    outcome = nsatu_data.check(case.path, texts=texts)
    for form in case.forms:
        assert _written(form, outcome, has_texts=bool(texts)) == case.expected(form)
    assert (outcome.dataset is None) == (outcome.summary.errors > 0)
    assert case.code in {diagnostic.code for diagnostic in outcome.diagnostics}


def _written(form: str, outcome: check_dataset.Check, *, has_texts: bool) -> str:
    """What the command writes of the outcome of a check."""
    found, summary = outcome.diagnostics, outcome.summary
    return FORMATS[form](found, summary, Context(has_texts=has_texts, mendable=format_files.mendable))


@each_case
@pytest.mark.usefixtures("composed")
def test_the_command_tells_what_is_expected(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    errors = json.loads(case.expected("json"))["summary"]["errors"]
    for form in case.forms:
        status = main(case.arguments(form))
        assert capsys.readouterr() == (case.expected(form), "")
        assert status == (1 if errors else 0)


@each_case
@pytest.mark.usefixtures("composed")
def test_the_tables_alone_find_what_is_expected(
    case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fast_accept, "accepts", fast_accept._by_tables)
    main(case.arguments("json"))
    assert capsys.readouterr().out == case.expected("json")


@each_form
@pytest.mark.parametrize("name", ["unknown-field/several-files", "text-mismatch/one-character"])
def test_the_process_tells_what_the_function_does(name: str, form: str, tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == name)
    case.compose(tmp_path)
    command = [sys.executable, "-m", "nsatu_data", *case.arguments(form)]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stdout.decode("utf-8"), run.stderr) == (1, case.expected(form), b"")


@each_valid
def test_a_valid_dataset_gives_no_finding(dataset: Path) -> None:
    outcome = nsatu_data.check(dataset, texts=case_files.texts_of(dataset))
    assert outcome.diagnostics == ()
    assert outcome.summary.evidence_unverified == 0
    assert outcome.summary.records == len(list(dataset.glob("*/*.yaml")))


def test_the_valid_bundle_is_the_base_dataset() -> None:
    outcome = nsatu_data.check(case_files.BUNDLE, texts={river_pact.SOURCE: case_files.VALID / "river-pact.txt"})
    assert outcome.diagnostics == ()
    assert outcome.summary.evidence_unverified == 0
    base = nsatu_data.load(case_files.VALID / "river-pact")
    assert outcome.dataset == base
    assert case_files.BUNDLE.read_text(encoding="utf-8") == to_json.write(base)


def test_a_layout_of_its_own_changes_no_value() -> None:
    assert nsatu_data.load(case_files.VALID / "free-layout") == nsatu_data.load(case_files.VALID / "river-pact")


def test_the_base_dataset_is_written_as_the_package_writes() -> None:
    root = case_files.VALID / "river-pact"
    found = {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
    wanted = {f"{values['id']}.yaml": yaml_writer.write(values).encode() for values in river_pact.records()}
    assert found == {dataset_folder.MANIFEST: yaml_writer.write(river_pact.manifest()).encode(), **wanted}


def test_the_valid_datasets_use_every_field_and_every_term() -> None:
    written: set[tuple[str, str]] = set()
    absent: set[tuple[str, str]] = set()
    null: set[tuple[str, str]] = set()
    terms: set[str] = set()
    parts = [part for dataset in map(nsatu_data.load, case_files.valid()) for part in _parts_of(dataset)]
    for part, name, field in parts:
        place, value = (type(part).__name__, name), getattr(part, name)
        (written if name in part.model_fields_set else absent).add(place)
        if field.nullable and value is None:
            null.add(place)
        if field.vocabulary:
            items = value if field.many else (value,)
            terms.update(f"{field.vocabulary.__name__} {item}" for item in items if item is not None)
    models = {type(part) for part, _, _ in parts} | {Manifest, *RECORDS.values()}
    every = [(model.__name__, field) for model in models for field in fields(model).values()]
    vocabularies = {field.vocabulary for _, field in every if field.vocabulary}
    missing = {
        "fields": {(model, field.name) for model, field in every} - written,
        "fields left out": {(model, field.name) for model, field in every if not field.required} - absent,
        "fields that are null": {(model, field.name) for model, field in every if field.nullable} - null,
        "terms": {f"{vocabulary.__name__} {term}" for vocabulary in vocabularies for term in vocabulary} - terms,
    }
    assert not any(missing.values()), f"no record in tests/cases/valid has these: {missing}"


def test_every_code_has_at_least_two_cases_and_every_case_a_code() -> None:
    counted = Counter(case.code for case in ALL)
    assert {code: counted[code] for code in codes() if counted[code] < 2} == {}
    assert set(counted) - codes() == set()


def test_every_case_is_laid_down_in_two_formats_and_some_in_all() -> None:
    assert [case.name for case in ALL if not {"text", "json"} <= set(case.forms)] == []
    in_all = [case for case in ALL if set(case.forms) > {"text", "json"}]
    assert [case.name for case in in_all if set(case.forms) != set(FORMATS)] == []
    assert {feature: 0 for feature, has in FEATURES.items() if not any(map(has, map(_findings, in_all)))} == {}
    assert [case.name for case in in_all if not any(has(_findings(case)) for has in FEATURES.values())] == []


Findings = list[dict[str, Any]]
FEATURES: dict[str, Callable[[Findings], bool]] = {
    "several findings": lambda found: len(found) > 1,
    "an error": lambda found: any(one["severity"] == "error" for one in found),
    "a warning": lambda found: any(one["severity"] == "warning" for one in found),
    "no help": lambda found: any(one["help"] is None for one in found),
    "a whole file": lambda found: any(one["line"] is None for one in found),
    "no record": lambda found: any(one["record"] is None and one["pointer"] is None for one in found),
    "several related places": lambda found: any(len(one["related"]) > 1 for one in found),
    "a related place in the same file": lambda found: any(
        other["file"] == one["file"] for one in found for other in one["related"]
    ),
    "a related place in another file": lambda found: any(
        other["file"] != one["file"] for one in found for other in one["related"]
    ),
    "a bundle": lambda found: any(one["file"].endswith(".json") for one in found),
    "a text": lambda found: any(one["file"].endswith(".txt") for one in found),
    "what does not print": lambda found: any("\\u00" in one["message"] for one in found),
    "what is beyond ASCII": lambda found: any(one["code"] == "not-nfc" for one in found),
}
"""What the formats write in a way of their own; forms that no case takes are in `tests/support/finding_samples.py`."""


def _findings(case: Case) -> Findings:
    found: Findings = json.loads(case.expected("json"))["diagnostics"]
    return found


def test_every_folder_of_a_code_holds_cases() -> None:
    assert {folder.name for folder in case_files.INVALID.iterdir()} == {case.code for case in ALL}


def _parts_of(dataset: Dataset) -> Iterator[tuple[Model, str, FieldShape]]:
    """Every field of the manifest, of every record, and of what they are made of."""
    pending: list[Model] = [dataset.manifest, *dataset]
    while pending:
        part = pending.pop()
        for name, field in fields(type(part)).items():
            yield part, name, field
            if model_of(field):
                value = getattr(part, name)
                pending += value if field.many else [value] if value is not None else []
