import importlib.metadata
import inspect
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

import nsatu_data
from nsatu_data.authoring import format_files
from nsatu_data.cli import main
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.diagnostics import Span
from nsatu_data.export import to_json
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import RECORDS, Manifest, Model
from nsatu_data.report import FORMATS, Context, as_text, excerpt
from nsatu_data.schema.model_fields import fields, model_of
from nsatu_data.storage import dataset_folder
from nsatu_data.syntax import yaml_writer
from tests.support import case_files, expected_outputs, river_pact
from tests.support.case_files import Case, Outcome
from tests.support.finding_codes import codes

ALL = case_files.invalid()
IN_EVERY_FORMAT = [case for case in ALL if set(case.forms) == set(FORMATS)]
WITHOUT_OPTIONS = [case for case in ALL if not case.options]
PACKAGE = Path(nsatu_data.__file__).parent

each_case = pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
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
def test_the_library_finds_what_is_expected_and_quotes_the_lines_of_files(
    case: Case, composed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = case.outcome()
    for form in case.forms:
        assert _written(form, outcome, has_texts=bool(case.texts)) == case.expected(form)
    assert (outcome.dataset is None) == (outcome.summary.errors > 0 or outcome.datasets > 0)
    assert case.code in {diagnostic.code for diagnostic in outcome.diagnostics}
    # From here on the files can be read that the case keeps from being read.
    monkeypatch.undo()
    for finding in outcome.diagnostics:
        assert finding.excerpt == _line(composed / finding.file, finding.span)
        for place in finding.related:
            assert place.excerpt == _line(composed / place.file, place.span)


def _line(file: Path, span: Span | None) -> str | None:
    """The line that a span begins in.

    A text is not quoted, because its words are the author's; a line of a corpus is not, because it is a dataset.
    """
    if span is None or file.suffix in (".txt", ".jsonl"):
        return None
    lines = file.read_bytes().decode("utf-8", errors="replace").split("\n")
    return lines[span.line - 1]


def _written(form: str, outcome: Outcome, *, has_texts: bool) -> str:
    """What the command writes of the outcome of a check."""
    found, summary = outcome.diagnostics, outcome.summary
    return FORMATS[form](found, summary, Context(has_texts, mendable=format_files.mendable, datasets=outcome.datasets))


@each_case
@pytest.mark.usefixtures("composed")
def test_the_command_tells_what_is_expected(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    errors = json.loads(case.expected("json"))["summary"]["errors"]
    for form in case.forms:
        status = main(case.arguments(form))
        assert capsys.readouterr() == (case.expected(form), "")
        assert status == (1 if errors else 0)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", ["cyclic-reference/places", "certainty-against-words/hedge-passed-over"])
def test_the_process_tells_what_the_function_does(name: str, form: str, tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == name)
    case.compose(tmp_path)
    command = [sys.executable, "-m", "nsatu_data", *case.arguments(form)]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    status = 1 if json.loads(case.expected("json"))["summary"]["errors"] else 0
    assert (run.returncode, run.stdout.decode("utf-8"), run.stderr) == (status, case.expected(form), b"")


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


def test_every_code_has_at_least_two_cases() -> None:
    counted = Counter(case.code for case in ALL)
    assert {code: counted[code] for code in codes() if counted[code] < 2} == {}


def test_every_case_has_json_and_a_few_have_every_format() -> None:
    assert [case.name for case in ALL if "json" not in case.forms] == []
    assert [case.name for case in ALL if case.forms != ["json"] and case not in IN_EVERY_FORMAT] == []


def test_the_cases_in_every_format_show_everything_that_the_formats_write() -> None:
    shown = [
        {feature for feature, has in FEATURES.items() if has(_findings(case))}
        | {
            feature
            for feature, pattern in TEXT_FEATURES.items()
            if re.search(pattern, case.expected("text"), re.MULTILINE)
        }
        for case in IN_EVERY_FORMAT
    ]
    assert {*FEATURES, *TEXT_FEATURES} - set().union(*shown) == set()
    counted = Counter(feature for features in shown for feature in features)
    needless = [
        case.name
        for case, features in zip(IN_EVERY_FORMAT, shown, strict=True)
        if all(counted[feature] > 1 for feature in features)
    ]
    assert needless == [], "other cases show everything that these show"


def test_the_cases_in_every_format_run_every_line_of_the_text_report(tmp_path: Path) -> None:
    """A branch that is new in the text report asks for a case, and `make expected` for its output."""
    modules = (as_text, excerpt)
    run: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        if frame.f_code.co_filename not in {module.__file__ for module in modules}:
            return None
        if event == "line":
            run.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    before = sys.gettrace()
    try:
        for number, case in enumerate(IN_EVERY_FORMAT):
            folder = tmp_path / str(number)
            folder.mkdir()
            sys.settrace(trace)
            list(expected_outputs.outputs_of(case, folder))
            sys.settrace(before)
    finally:
        sys.settrace(before)
    for module in modules:
        assert module.__file__ is not None
        source = Path(module.__file__).read_text(encoding="utf-8")
        missed = sorted(
            line
            for line in _lines_of_functions(compile(source, module.__file__, "exec"))
            if (module.__file__, line) not in run
        )
        assert [source.splitlines()[line - 1] for line in missed] == []


def _lines_of_functions(code: CodeType) -> Iterator[int]:
    """The numbers of the lines with code in the functions of a module."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & inspect.CO_OPTIMIZED:
                yield from (line for *_, line in constant.co_lines() if line and line != constant.co_firstlineno)
            yield from _lines_of_functions(constant)


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
    "the dataset as a whole": lambda found: any(one["file"] == "." for one in found),
    "a related place in a bundle": lambda found: any(
        other["file"].endswith(".json") for one in found for other in one["related"]
    ),
    "a bundle": lambda found: any(one["file"].endswith(".json") for one in found),
    "a text": lambda found: any(one["file"].endswith(".txt") for one in found),
    "what does not print": lambda found: any("\\u00" in one["message"] for one in found),
    "a character beyond ASCII": lambda found: any(one["code"] == "not-nfc" for one in found),
}
"""What the formats write in different ways. `tests/support/finding_samples.py` has what no case can give."""
TEXT_FEATURES: dict[str, str] = {
    "a finding without help": r"\^\n\n",
    "a line without a quotation": r"^\S+: error: .*\n  help: ",
    "a caret under an empty line": r"^   1 \|\n     \| \^$",
    "several carets": r"\| +\^\^+$",
    "a margin that a related place widens": r"^    \d \|.*\n.*\n  \S+: note: .*\n   \d\d \|",
    "an escape that carets span": r"\\u202e.*\n +\| +\^{6}$",
    "a mark that combines": r"[\u0300-\u036f]",
    "wide characters": r"^ +\d+ \|.*[\u3040-\u9fff]",
    "a line cut at its end": r"^ +\d+ \| [^…].*…$",
    "a line cut at both ends": r"^ +\d+ \| ….*…$",
    "one error": r"^1 error, 0 warnings in ",
    "one warning": r"^0 errors, 1 warning in ",
    "several errors": r"^[2-9] errors, ",
    "no record and one file": r" in 0 records of 1 file$",
    "evidence verified": r"; 11 of 11 evidence pointers verified against a text$",
    "a text that nothing is verified against": r"; 0 of 11 evidence pointers verified against a text$",
    "the record of a finding in a line of JSON": r"^  in: ",
    "no text given": r" not checked, as no text was given \(--text\)$",
    "findings that --fix would fix": r"validate --fix` \w+ \w+ \d+ findings in 1 file$",
}
"""What the text report writes in different ways, each as a pattern that finds it in expected output."""


def _findings(case: Case) -> Findings:
    found: Findings = json.loads(case.expected("json"))["diagnostics"]
    return found


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
