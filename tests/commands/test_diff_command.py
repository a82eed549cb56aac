"""`nsatu-data diff`: what it writes, its exit statuses, and one clear line for what cannot be compared."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from nsatu_data.comparison import comparable_schemas
from nsatu_data.comparison.schema_changes import compare_schemas
from nsatu_data.diagnostics import CannotRun
from nsatu_data.export import to_json
from nsatu_data.report import changes_markdown, schema_changes_in
from nsatu_data.report.changed_values import Names
from nsatu_data.report.screen import PLAIN
from nsatu_data.schema import json_schema
from tests.conftest import Run
from tests.support import changed_example, river_pact
from tests.support.example_datasets import by_id, changed, dataset, expected, with_fields, write_folder

BUDGET = "risk/strain-on-the-budget"
SAME = "records and records have the same 12 records and the same manifest\n"


@pytest.fixture
def new(run: Run) -> str:
    """The folder of the second version."""
    assert run is not None
    write_folder(Path("new"), changed_example.records(), changed_example.manifest())
    return "new"


def test_a_dataset_and_itself(run: Run) -> None:
    assert run("diff", "records", "records") == (0, SAME, "")
    assert run("diff", "records", "records", "--check-version") == (0, SAME, "")
    assert "Nothing: both have the same 12 records" in run("diff", "records", "records", "--format", "markdown")[1]
    written = json.loads(run("diff", "records", "records", "--format", "json")[1])
    assert (written["level"], written["reasons"], written["says_enough"]) == ("none", [], True)


def test_a_folder_and_its_bundle(run: Run) -> None:
    Path("bundle.json").write_text(to_json.write(dataset()), encoding="utf-8")
    assert run("diff", "records", "bundle.json") == (0, SAME.replace("and records", "and bundle.json"), "")


def test_counts_in_other_units_are_one_line(run: Run) -> None:
    assert run("export", "json", "--text", "text.txt", "--output", "bundle.json")[0] == 0
    status, output, _ = run("diff", "records", "bundle.json")
    assert status == 0
    assert output.count("with other counts in UTF-16 or UTF-8") == 13
    assert "Patch change: " in output


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_every_format_shows_every_sort_of_change(form: str, new: str, run: Run) -> None:
    suffix = {"text": "txt", "markdown": "md", "json": "json"}[form]
    assert run("diff", "records", new, "--format", form) == (0, expected(f"diff.{suffix}"), "")


def test_a_version_that_says_too_little_has_status_1_if_that_is_asked_for(new: str, run: Run) -> None:
    plain = run("diff", "records", new)
    assert plain[0] == 0
    assert run("diff", "records", new, "--check-version") == (1, *plain[1:])
    write_folder(Path(new), changed_example.records(), {**changed_example.manifest(), "version": "2.0.0"})
    assert run("diff", "records", new, "--check-version")[0] == 0


def test_a_broken_dataset_on_either_side_is_one_line(run: Run) -> None:
    write_folder(Path("broken"), changed(BUDGET, "/certainty", "possibly"))
    message = (
        "nsatu-data: broken: cannot be compared: 1 error: broken/risk/strain-on-the-budget.yaml:7:12: error: "
        '"possibly" is not a term of `certainty` [unknown-term]\n'
    )
    assert run("diff", "records", "broken") == run("diff", "broken", "records") == (2, "", message)
    Path("broken", "dataset.yaml").unlink()
    status, output, error = run("diff", "records", "broken")
    assert (status, output, error.count("\n")) == (2, "", 1)
    assert error.startswith(
        "nsatu-data: broken: cannot be compared: 2 errors, the first: broken: error: there is no dataset.yaml"
    )


def test_what_is_not_there_is_one_line(run: Run) -> None:
    message = "there is no such file or folder; for a revision of git, add the path, as in HEAD~1:records"
    assert run("diff", "records", "nothing") == (2, "", f"nsatu-data: nothing: {message}\n")
    assert run("diff", "HEAD~1", "records") == (2, "", f"nsatu-data: HEAD~1: {message}\n")
    Path("file.txt").write_text("words", encoding="ascii")
    assert run("diff", "file.txt", "records")[0] == 2


def test_a_dataset_and_a_schema_are_not_compared(run: Run) -> None:
    Path("schema").mkdir()
    Path("schema", "bundle.schema.json").write_text(json_schema.text("bundle"), encoding="utf-8")
    message = "nsatu-data: one is a dataset and the other a schema; name two datasets or two schemas\n"
    assert run("diff", "records", "schema") == run("diff", "schema", "records") == (2, "", message)
    assert run("diff", "schema", "schema/bundle.schema.json")[0] == 0
    Path("broken.schema.json").write_text("{", encoding="ascii")
    status, output, error = run("diff", "schema", "broken.schema.json")
    assert (status, output) == (2, "")
    assert error == "nsatu-data: broken.schema.json: this is not JSON, although it is named like a schema\n"


HOSTILE: Final = {
    "[]": "# is not an object",
    '{"type": 7}': "#/type has a value that cannot be compared",
    '{"type": [["string"]]}': "#/type has a value that cannot be compared",
    '{"properties": {"a": true}}': "#/properties/a is not an object",
    '{"required": [1]}': "#/required has a value that cannot be compared",
    '{"maxLength": true}': "#/maxLength has a value that cannot be compared",
    '{"$ref": "#/$defs/a"}': "#/$ref leads to no definition of this schema",
    '{"$ref": "https://example.org/"}': "#/$ref leads to no definition of this schema",
    '{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}': (
        "#/$defs/a/$ref leads to no definition of this schema"
    ),
    '{"items": {"pattern": "(?=a)b"}}': "#/items/pattern is not a portable pattern",
    '{"not": {"pattern": "["}}': "#/not/pattern is not a portable pattern",
    '{"not": {"pattern": "a)"}}': "#/not/pattern is not a portable pattern",
    '{"anyOf": [{"type": "string"}]}': "#/anyOf cannot be compared",
    '{"type": "string", "pattern": "^a{1,3000}$"}': "#/pattern is too large to compare",
    '{"allOf": [{"properties": {"x": {"$ref": "#/$defs/nope"}}}]}': (
        "#/allOf/0/properties/x/$ref leads to no definition of this schema"
    ),
    '{"allOf": [{"if": {"properties": 1}}]}': "#/allOf/0/if/properties has a value that cannot be compared",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_schema_is_one_line(text: str, run: Run) -> None:
    Path("a.schema.json").write_text(text, encoding="utf-8")
    message = f"nsatu-data: a.schema.json: this schema cannot be compared: {HOSTILE[text]}\n"
    assert run("diff", "a.schema.json", "a.schema.json") == (2, "", message)


@pytest.mark.exhaustive
def test_patterns_that_are_too_large_together_are_one_line(run: Run) -> None:
    for name, count in (("old", 60), ("new", 61)):
        schema = {"title": "T", "type": "string", "pattern": f"(?:a|b)*a(?:a|b){{{count}}}c"}
        Path(f"{name}.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    message = "nsatu-data: the patterns of T are too large to compare\n"
    assert run("diff", "old.schema.json", "new.schema.json") == (2, "", message)


_ODD: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 7, -1, 0.5, 10**30, "", "words", "string", "number", "^(", "^a{9999}$", "é", "\ud800", []),
    *({}, ["a"], [1], [None], [[]], [{}], {"a": 1}, {"a": {}}, {"not": {}}, {"type": "null"}, {"properties": 5}),
    *({"$ref": "#/$defs/Basis"}, {"$ref": "#/$defs/nope"}, {"$ref": 5}, {"$ref": "#/$defs/Risk", "type": "object"}),
    *([{"properties": {"x": {"$ref": "#/$defs/nope"}}}], [{"properties": 5}], [{"if": {}, "then": 5}]),
    *([{"if": {"$ref": "#/$defs/Basis"}}], [{"then": {"$ref": "#/$defs/Basis"}}], {"pattern": "a"}, {"enum": ["x"]}),
)
_KEYWORDS: Final = (
    *("$ref", "$defs", "$id", "$schema", "type", "enum", "const", "pattern", "not", "properties", "required", "items"),
    *("additionalProperties", "allOf", "anyOf", "if", "then", "else", "minimum", "maximum", "minLength", "maxLength"),
    *("minItems", "maxItems", "uniqueItems", "description", "title", "default", "format", "$dynamicRef", "zzz"),
)


@settings(max_examples=100)
@given(st.randoms(use_true_random=False), st.sampled_from(["bundle", "risk", "actor", "record"]))
def test_no_mutated_schema_ends_in_a_traceback(random: Random, name: str) -> None:
    old, new = json_schema.schema(name), deepcopy(json_schema.schema(name))
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice(list(_places(new)))
        match random.randrange(3):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[random.choice(_KEYWORDS)] = deepcopy(random.choice(_ODD))
            case _:
                holder[key] = deepcopy(random.choice(_ODD))
    is_compared = comparable_schemas.fault(new) is None
    event(f"is compared: {is_compared}")
    if is_compared:
        for pair in ((old, new), (new, old), (new, new)):
            with suppress(CannotRun):
                changes = compare_schemas(*pair)
                for form in schema_changes_in.FORMATS.values():
                    form(changes, Names("old", "new"), PLAIN)


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield node, key
        yield from _places(value)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_schemas_are_compared_by_what_they_accept(form: str, run: Run) -> None:
    changed_example.write_schemas(Path())
    suffix = {"text": "txt", "markdown": "md", "json": "json"}[form]
    arguments = ("diff", "old.schema.json", "new.schema.json", "--format", form)
    assert run(*arguments) == (0, expected(f"diff-schema.{suffix}"), "")
    assert run(*arguments, "--check-version")[0] == 1


def test_a_revision_of_git_is_compared(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "first")):
        subprocess.run([*git, *command], check=True)
    assert run("diff", "HEAD:records", "records") == (0, SAME.replace("records and", "HEAD:records and", 1), "")
    write_folder(Path("records"), with_fields(BUDGET, certainty="certain"))
    status, output, error = run("diff", "HEAD:records", "records")
    assert (status, error) == (0, "")
    assert "    certainty  possible -> certain\n" in output
    write_folder(Path("records"), changed(BUDGET, "/certainty", "possibly"))
    subprocess.run([*git, "commit", "-q", "-a", "-m", "second"], check=True)
    message = (
        "nsatu-data: HEAD:records: cannot be compared: 1 error: risk/strain-on-the-budget.yaml:7:12: error: "
        '"possibly" is not a term of `certainty` [unknown-term]\n'
    )
    assert run("diff", "HEAD:records", "HEAD~1:records") == (2, "", message)


def test_no_output_runs_a_command_of_the_runner(run: Run) -> None:
    write_folder(Path("new"), with_fields(BUDGET, statement="::warning::a ##[error]b", label="##[error]c"))
    for form in ("text", "json"):
        output = run("diff", "records", "new", "--format", form)[1]
        assert "##[" not in output
        assert not [line for line in output.splitlines() if line.lstrip().startswith("::")]


def test_long_markdown_ends_before_the_limit_and_counts_the_rest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_markdown, "LIMIT", 700)
    many = [{**values, "label": f"{values['label']}!"} for values in by_id().values()]
    write_folder(Path("new"), many)
    output = run("diff", "records", "new", "--format", "markdown")[1]
    assert len(output.encode()) < 900
    shown = output.count("- `label`")
    assert 0 < shown < 12
    assert output.endswith(f"\n{12 - shown} more are not shown here; run `nsatu-data diff` to see all.\n")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_new_version_number_alone_is_no_change_that_asks_for_one(form: str, run: Run) -> None:
    write_folder(Path("new"), manifest={**river_pact.manifest(), "version": "1.0.1"})
    status, output, _ = run("diff", "records", "new", "--format", form, "--check-version")
    assert status == 0
    assert "No change that asks for a new version number" in output
    assert "goes from 1.0.0 to 1.0.1, which is enough" in " ".join(output.split())
    assert "\n\n\n" not in output
    status, output, _ = run("diff", "new", "records", "--check-version")
    assert status == 1
    assert "from 1.0.1 to 1.0.0, which is too low: it has to be at least 1.0.1" in " ".join(output.split())


@pytest.mark.parametrize("columns", ["1", "20", "33", "300"])
def test_any_width_of_a_screen_shows_every_change(
    columns: str, new: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    status, output, error = run("diff", "records", new)
    assert (status, error) == (0, "")
    assert "probable" in output
