"""The documents are correct: examples run, commands exist, and links lead somewhere."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import nsatu_data
from nsatu_data import cli
from tests.support import command_arguments, guide_walkthrough
from tests.support.folders import ROOT

README: Final = ROOT / "README.md"
CONTRIBUTING: Final = ROOT / "CONTRIBUTING.md"
COMMAND_LINE: Final = ROOT / "docs" / "command-line.md"
LANGUAGES: Final = ROOT / "docs" / "other-languages.md"
LINKING: Final = [
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("docs/*.md")),
    ROOT / "records" / "README.md",
    ROOT / "schema" / "README.md",
    ROOT / "schema" / "FINDINGS.md",
    ROOT / "tests" / "README.md",
    ROOT / "tests" / "cases" / "README.md",
]
DOCUMENTS: Final = [*LINKING, ROOT / "CITATION.cff"]

_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SPAN: Final = re.compile(r"`([^`\n]+)`")
_COMMAND: Final = re.compile(r"^(?:\$ |- run: )?(?:uv run )?nsatu-data (\S.*)$")
_MAKE: Final = re.compile(r"^(?:\$ )?make ([a-z-]+)")
_LINK: Final = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_MACHINE: Final = re.compile(
    r"(?<![\w.~:/-])/(?:home|Users|root|tmp|private|work|workspace|mnt|media|srv|opt|var|usr|etc)\b"
    r"|(?<!\w)~/|\b[A-Za-z]:\\|\bfile://"
)

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
each_linking = pytest.mark.parametrize("document", LINKING, ids=lambda path: path.relative_to(ROOT).as_posix())


def _text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def _blocks(document: Path, language: str) -> list[str]:
    """The fenced code blocks of a document in one language."""
    return [block for named, block in _FENCED.findall(_text(document)) if named == language]


def _lines_of_code() -> Iterator[str]:
    """Every line of code in the user documents, from fenced blocks and from text."""
    for document in (README, CONTRIBUTING, LANGUAGES):
        # Examples that are run as they are have their output compared elsewhere.
        text = _text(document).replace(guide_walkthrough.section(), "")
        for _, block in _FENCED.findall(text):
            yield from block.splitlines()
        yield from _SPAN.findall(_FENCED.sub("", text))
    for _, block in _FENCED.findall(_text(COMMAND_LINE)):
        yield from block.splitlines()


COMMANDS: Final = [found[1] for line in _lines_of_code() if (found := _COMMAND.match(line))]


def test_the_examples_in_python_give_what_the_readme_shows() -> None:
    blocks = _blocks(README, "python")
    parsed = doctest.DocTestParser().get_doctest("".join(blocks), {}, "README.md", "README.md", 0)
    reported: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(parsed, out=reported.append)
    assert "".join(reported) == ""
    assert results.attempted == sum(block.count("\n>>> ") + block.startswith(">>> ") for block in blocks) > 0


def test_the_example_in_javascript_prints_the_risks_that_python_selects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("node") is None and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip("node not found; with NSATU_REQUIRE_INTEROP=1 this is a failure")
    (program,) = _blocks(LANGUAGES, "javascript")
    (export,) = {command for command in COMMANDS if command.startswith("export json --output")}
    monkeypatch.chdir(tmp_path)
    assert cli.main(shlex.split(export)) == 0
    assert capsys.readouterr() == ("", "")
    Path("program.mjs").write_text(program, encoding="utf-8")
    run = subprocess.run(["node", "program.mjs"], capture_output=True, encoding="utf-8", check=False)
    dataset = nsatu_data.load()
    risks = dataset.risks.where(certainty="possible")
    assert len(risks) > 0
    wanted = [
        f"{risk.statement} ({', '.join(dataset.actors[bearer].label for bearer in risk.bearers)})\n" for risk in risks
    ]
    assert (run.returncode, run.stdout, run.stderr) == (0, "".join(wanted), "")


def test_the_documents_name_commands() -> None:
    assert {command.split()[0] for command in COMMANDS} == {
        "validate",
        "explain",
        "show",
        "list",
        "search",
        "coverage",
        "export",
        "sql",
        "diff",
        "schema",
        "new",
        "sentences",
        "cite",
        "format",
    }


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_a_command_in_the_documents_exists_with_its_options(command: str) -> None:
    options = cli._parser().parse_args(shlex.split(command, comments=True))
    dataset = nsatu_data.load()
    assert getattr(options, "id", None) in (None, *(record.id for record in dataset))
    texts = getattr(options, "text", None)
    # A text without a source id belongs to the only source.
    named = [source for source, _ in (texts if isinstance(texts, list) else ())]
    assert all(len(dataset.sources) == 1 if not source else source in dataset.sources for source in named)


def test_the_page_of_the_command_line_has_every_command_with_its_arguments() -> None:
    text = _text(COMMAND_LINE)
    assert re.findall(r"^### `nsatu-data (.*)`$", text, re.MULTILINE) == list(cli.COMMANDS)
    assert re.findall(r"^<!-- arguments (.*) -->$", text, re.MULTILINE) == list(cli.COMMANDS)
    for command in cli.COMMANDS:
        rows = list(command_arguments.rows_of(command))
        assert all(meaning for _, meaning in rows)
        options = set(re.findall(r"--[a-z-]+", command_arguments.parser_of(command).format_usage()))
        assert {argument.split()[0] for argument, _ in rows if argument.startswith("--")} == options


@pytest.mark.parametrize("command", re.findall(r"^\$ nsatu-data (.*)$", _text(COMMAND_LINE), re.MULTILINE))
def test_an_example_of_the_page_of_the_command_line_runs(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.main(shlex.split(command)) == 0
    printed, error = capsys.readouterr()
    assert (bool(printed), error) == (True, "")


@pytest.mark.parametrize("command", ["show actor/china --colour", "claims", "list claim", "coverage text"])
def test_an_unknown_command_would_be_found(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli._parser().parse_args(shlex.split(command, comments=True))
    assert capsys.readouterr().err.startswith("usage: nsatu-data")


def test_the_documents_name_targets_and_extras_that_there_are() -> None:
    made = {found[1] for line in _lines_of_code() if (found := _MAKE.match(line))}
    assert made >= {"validate", "test", "lint", "derived"}
    assert made <= set(re.findall(r"^([a-z-]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    extras = {found[1] for line in _lines_of_code() if (found := re.search(r"--extra ([a-z]+)", line))}
    assert extras <= set(tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]["optional-dependencies"])


@each_document
def test_no_document_holds_a_path_of_a_machine(document: Path) -> None:
    assert [line for line in _text(document).splitlines() if _MACHINE.search(line)] == []


@pytest.mark.parametrize("path", ["/" + "home/me/nsatu", "in /" + "tmp/x.", "C:\\nsatu", "~/" + "records"])
def test_a_path_of_a_machine_would_be_found(path: str) -> None:
    assert _MACHINE.search(path)


def _anchors(document: Path) -> set[str]:
    """The fragments of a document's headings, as the sites that show the documents make them."""
    anchors: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", _FENCED.sub("", _text(document)), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number = sum(re.fullmatch(rf"{re.escape(slug)}(-[0-9]+)?", anchor) is not None for anchor in anchors)
        anchors.add(f"{slug}-{number}" if number else slug)
    return anchors


def _links(document: Path) -> list[str]:
    """The targets of a document's links, without links in code and links to other sites."""
    text = _SPAN.sub("", _FENCED.sub("", _text(document)))
    return [link for link in _LINK.findall(text) if not re.match(r"[a-z]+:", link)]


@each_linking
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(document: Path) -> None:
    astray = []
    for link in _links(document):
        path, _, fragment = link.partition("#")
        target = document.parent / path if path else document
        if not target.is_file() or (fragment and fragment not in _anchors(target)):
            astray.append(link)
    assert astray == []


def test_the_readme_links_to_what_a_reader_needs() -> None:
    needed = {"schema/README.md", "records/README.md", "CONTRIBUTING.md", "CITATION.cff", "LICENSE", "LICENSE-DATA"}
    needed |= {document.relative_to(ROOT).as_posix() for document in ROOT.glob("docs/*.md")} - {"docs/reading-test.md"}
    assert needed <= {link.partition("#")[0] for link in _links(README)}
