"""Editors that open the checkout use the schemas, through the mapping in `.vscode/settings.json`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from nsatu_data.model.record_models import RECORDS
from nsatu_data.model.vocabulary import Certainty
from nsatu_data.schema import json_schema
from tests.support import case_files, npm_packages
from tests.support.folders import ROOT
from tests.support.language_server import Editor

SETTINGS: Final = ROOT / ".vscode" / "settings.json"
OFFLINE: Final = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
"""Settings that keep the server from downloading schemas for other files."""
BEGUN: Final = "id: {kind}/begun\nkind: {kind}\n"

each_kind = pytest.mark.parametrize("kind", RECORDS)


def _settings(**changed: Any) -> dict[str, Any]:
    """The checkout's settings by section, in the form in which an editor sends them to the server."""
    written = json.loads(SETTINGS.read_text(encoding="utf-8")) | changed
    section: dict[str, Any] = dict(OFFLINE)
    for name, value in written.items():
        holder = section
        *path, last = name.removeprefix("yaml.").split(".")
        for step in path:
            holder = holder.setdefault(step, {})
        holder[last] = value
    return {"yaml": section}


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    with Editor(ROOT, _settings()) as editor:
        yield editor


def test_the_settings_map_each_schema_to_its_files() -> None:
    mapped = {"./schema/dataset.schema.json": "records/dataset.yaml"}
    mapped |= {f"./schema/{kind}.schema.json": f"records/{kind}/*.yaml" for kind in RECORDS}
    wanted = {"yaml.schemas": mapped, "yaml.format.enable": False}
    assert SETTINGS.read_bytes() == (json.dumps(wanted, indent=2) + "\n").encode()
    assert [path for path in mapped if not (ROOT / path).is_file()] == []


def test_the_checkout_recommends_the_extension_that_reads_the_settings() -> None:
    recommended = (ROOT / ".vscode" / "extensions.json").read_bytes()
    assert json.loads(recommended) == {"recommendations": ["redhat.vscode-yaml"]}


@pytest.mark.exhaustive
def test_no_record_of_the_checkout_is_marked(editor: Editor) -> None:
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(Path(ROOT, "records").rglob("*.yaml"))
    }
    assert "records/dataset.yaml" in texts
    for path, text in texts.items():
        editor.open(path, text)
    assert {path: found for path in texts if (found := editor.diagnostics(path))} == {}


def _described(whole: dict[str, Any], name: str) -> str:
    """The description of a field in the schema of a kind."""
    field = whole["properties"][name]
    said: str = (whole["$defs"][field["$ref"].rpartition("/")[2]] | field if "$ref" in field else field)["description"]
    return said


@pytest.mark.exhaustive
@each_kind
def test_the_names_of_fields_are_completed_with_what_they_mean(editor: Editor, kind: str) -> None:
    path, text, whole = f"records/{kind}/begun.yaml", BEGUN.format(kind=kind), json_schema.schema(kind)
    editor.open(path, text)
    offered = {item["label"]: item["documentation"] for item in editor.completions(path, 2, 0)}
    # Besides the fields, it offers all required fields at once, under the title of the schema.
    assert offered.pop(whole["title"])["kind"] == "markdown"
    assert offered == {name: _described(whole, name) for name in whole["properties"] if name not in ("id", "kind")}


def _terms(whole: dict[str, Any], name: str) -> list[str] | None:
    field = whole["properties"][name]
    field = field.get("items", field)
    terms: list[str] | None = whole["$defs"][field["$ref"].rpartition("/")[2]].get("enum") if "$ref" in field else None
    return terms


@pytest.mark.exhaustive
@each_kind
def test_the_terms_of_every_vocabulary_are_completed(editor: Editor, kind: str) -> None:
    whole = json_schema.schema(kind)
    wanted, offered = {}, {}
    for name in whole["properties"]:
        if (terms := _terms(whole, name)) is None:
            continue
        path, listed = f"records/{kind}/{name.replace('_', '-')}.yaml", "items" in whole["properties"][name]
        editor.open(path, f"{BEGUN.format(kind=kind)}{name}: {'[]' if listed else ''}\n")
        wanted[name] = terms
        offered[name] = [item["label"] for item in editor.completions(path, 2, len(name) + (3 if listed else 2))]
    assert offered == wanted
    assert wanted or kind == "source"


@pytest.mark.exhaustive
def test_a_term_is_completed_with_what_its_field_means(editor: Editor) -> None:
    editor.open("records/risk/certainty.yaml", f"{BEGUN.format(kind='risk')}certainty: p\n")
    offered = editor.completions("records/risk/certainty.yaml", 2, 12)
    assert [(item["label"], item["documentation"]) for item in offered] == [
        (str(term), "How sure the voice is of the statement.") for term in Certainty
    ]


@pytest.mark.exhaustive
def test_what_a_field_means_is_shown_over_it(editor: Editor) -> None:
    editor.open("records/risk/hover.yaml", f"{BEGUN.format(kind='risk')}certainty: certain\n")
    file = (ROOT / "schema" / "risk.schema.json").as_uri()
    wanted = (
        "#### Risk\n\nHow sure the voice is of the statement.\n\n"
        "Allowed Values:\n\n* `certain`\n* `probable`\n* `possible`\n* `open`\n\n"
        f"Source: [risk.schema.json]({file})"
    )
    assert editor.hover("records/risk/hover.yaml", 2, 3) == wanted
    assert editor.hover("records/risk/hover.yaml", 2, 14) == wanted


def _marks(found: list[dict[str, Any]]) -> list[tuple[int, int, int, str]]:
    """Each diagnostic's line, its first character, the character after its last, and its message."""
    spans = [(one["range"]["start"], one["range"]["end"], one["message"]) for one in found]
    assert all(start["line"] == end["line"] for start, end, _ in spans)
    return sorted((start["line"], start["character"], end["character"], message) for start, end, message in spans)


@pytest.mark.exhaustive
def test_a_fault_of_shape_is_marked_at_its_place(editor: Editor) -> None:
    record = (ROOT / "records" / "risk" / "significant-costs.yaml").read_text(encoding="utf-8")
    lines = record.splitlines()
    certainty = lines.index("certainty: certain")
    lines[certainty] = "certainty: sure"
    statement = next(number for number, line in enumerate(lines) if line.startswith("statement: "))
    lines[statement] = lines[statement].replace("statement", "statment")
    editor.open("records/risk/faulty.yaml", "\n".join(lines))
    assert _marks(editor.diagnostics("records/risk/faulty.yaml")) == [
        (0, 0, 1, 'Missing property "statement".'),
        (statement, 0, 8, "Property statment is not allowed."),
        (certainty, 11, 15, 'Value is not accepted. Valid values: "certain", "probable", "possible", "open".'),
    ]


@pytest.mark.exhaustive
def test_what_is_marked_is_what_the_schemas_refuse(editor: Editor) -> None:
    wanted = {}
    for number, case in enumerate(case_files.invalid()):
        if case.judged is None or (kind := case_files.schema_of(case.judged)) == "bundle":
            continue
        name = "dataset.yaml" if kind == "dataset" else f"{kind}/case.yaml"
        path = f"cases/{number}/records/{name}"
        wanted[path] = case.schema.verdict == "refuses"
        editor.open(path, json.dumps(case_files.judged(case), indent=2))
    assert {path: editor.diagnostics(path) != [] for path in wanted} == wanted
    assert set(wanted.values()) == {True, False}


@pytest.mark.exhaustive
def test_what_is_no_record_is_left_alone(editor: Editor) -> None:
    editor.open("tests/notes.yaml", "kind: risk\ncertainty: sure\n")
    assert editor.diagnostics("tests/notes.yaml") == []
    assert editor.completions("tests/notes.yaml", 1, 11) == []


LONG: Final = (
    "about: [context/one-of-two-long-names-that-fill-a-line, context/another-of-two-long-names-that-fill-it]\n"
)


@pytest.mark.exhaustive
def test_an_editor_does_not_break_up_what_portable_yaml_has_on_one_line(editor: Editor) -> None:
    editor.open("records/risk/long.yaml", LONG)
    assert editor.formatting("records/risk/long.yaml") == []


@pytest.mark.exhaustive
def test_an_editor_would_if_the_settings_let_it() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    with Editor(ROOT, _settings(**{"yaml.format.enable": True})) as editor:
        editor.open("records/risk/long.yaml", LONG)
        (edit,) = editor.formatting("records/risk/long.yaml")
        assert edit["newText"].startswith("about:\n  [\n")
