from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given

from nsatu_data import manuals
from nsatu_data.diagnostics import Diagnostic, Span
from nsatu_data.printable import visible
from nsatu_data.report import as_github
from nsatu_data.report.as_text import closing, place
from tests.support.finding_samples import COUNTED, EVERY_FORM, findings

SUMMARY = closing(COUNTED)
FINDING = EVERY_FORM[0]


class Command(NamedTuple):
    """What the runner of GitHub Actions makes of a line."""

    name: str
    properties: dict[str, str]
    data: str


def command(line: str) -> Command:
    """A line read as the runner reads it: `TryParseV2` in `ActionCommand.cs` of actions/runner."""
    line = line.lstrip()
    assert line.startswith("::")
    head, data = line[2:].split("::", 1)
    name, _, properties = head.partition(" ")
    pairs = [pair.split("=", 1) for pair in properties.strip().split(",") if pair]
    assert all(len(pair) == 2 and pair[1] for pair in pairs)
    return Command(name, {key: unescaped(value, ":,") for key, value in pairs}, unescaped(data))


def unescaped(text: str, others: str = "") -> str:
    for character in f"\r\n{others}%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def test_a_run_without_findings_is_counted() -> None:
    assert as_github.write((), COUNTED) == f"{SUMMARY}\n"


@given(findings(manuals.codes()))
def test_the_runner_reads_back_what_a_finding_says(finding: Diagnostic) -> None:
    *lines, last, end = as_github.write((finding,), COUNTED).split("\n")
    assert (last, end) == (SUMMARY, "")
    told = command(*lines)
    assert told.name == finding.severity
    assert told.properties["file"] == visible(finding.file)
    assert told.properties["title"] == finding.code
    head, *notes = told.data.split("\n")
    assert head == visible(f"{place(finding.file, finding.span)}: {finding.message} [{finding.code}]")
    helps = [visible(f"  help: {finding.help}")] if finding.help else []
    related = [visible(f"  {place(one.file, one.span)}: note: {one.message}") for one in finding.related]
    assert notes == related + helps


@pytest.mark.parametrize(
    ("span", "properties"),
    [
        (None, {}),
        (Span(4, 12, 4, 17), {"line": "4", "endLine": "4", "col": "12", "endColumn": "17"}),
        (Span(4, 12, 4, 12), {"line": "4", "endLine": "4", "col": "12", "endColumn": "12"}),
        (Span(4, 12, 6, 3), {"line": "4", "endLine": "6"}),
        (Span(4, 12, 6, 1), {"line": "4", "endLine": "5"}),
        (Span(4, 12, 5, 1), {"line": "4", "endLine": "4"}),
    ],
)
def test_a_span_has_columns_only_on_one_line(span: Span | None, properties: dict[str, str]) -> None:
    told = command(as_github.write((FINDING._replace(span=span),), COUNTED).splitlines()[0])
    assert told.properties == {"file": ".", **properties, "title": "missing-manifest"}


@pytest.mark.parametrize(
    ("workspace", "file", "told"),
    [
        (".", "risk/cost.yaml", "risk/cost.yaml"),
        ("..", "risk/cost.yaml", "records/risk/cost.yaml"),
        ("../..", "risk/cost.yaml", "data/records/risk/cost.yaml"),
        ("../link/..", "risk/cost.yaml", "records/risk/cost.yaml"),
        ("../other", "risk/cost.yaml", "risk/cost.yaml"),
        ("", "risk/cost.yaml", "risk/cost.yaml"),
        ("..", "/texts/article.txt", "/texts/article.txt"),
    ],
)
def test_a_file_is_named_from_the_root_of_the_repository(
    workspace: str, file: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "data" / "records"
    here.mkdir(parents=True)
    (tmp_path / "data" / "link").symlink_to(here)
    monkeypatch.chdir(here)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here / workspace) if workspace else "")
    line = as_github.write((FINDING._replace(file=file),), COUNTED).splitlines()[0]
    assert command(line).properties["file"] == told
    assert command(line).data.startswith(f"{file}: ")
