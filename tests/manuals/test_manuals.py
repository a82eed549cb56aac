import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nsatu_data import cli, manuals, rules
from nsatu_data.manuals import Manual
from nsatu_data.report import glossary_page
from nsatu_data.schema import findings_page
from tests.support import case_files, manual_examples
from tests.support.finding_codes import codes
from tests.support.folders import ROOT
from tests.support.manual_examples import Side

MANUALS = [manuals.manual(code) for code in manuals.codes()]
ALSO = {
    # A changed text moves what follows, and evidence becomes stale only if the text has changed.
    "text-mismatch": {"stale-evidence"},
    "stale-evidence": {"text-mismatch"},
    # The example has many findings with another code.
    "too-many-faults": {"unknown-field"},
    # The other source's record would be long, so the example only names it.
    "voice-not-cited": {"unresolved-reference"},
}
"""Other codes that a code's bad example also gives."""
UNTRIED = {
    # The file must change between two reads, which the tests/cases folder forces.
    "changed-file",
    # The superuser can read every file; tests/cases forces this fault too.
    "unreadable-file",
}
"""Codes whose examples are not run."""

each_manual = pytest.mark.parametrize("manual", MANUALS, ids=[manual.code for manual in MANUALS])


def test_every_code_has_a_manual_and_every_manual_a_code() -> None:
    assert list(manuals.codes()) == sorted(codes())


def test_every_code_has_a_folder_of_cases_and_every_folder_a_code() -> None:
    assert list(manuals.codes()) == sorted(folder.name for folder in case_files.INVALID.iterdir())


def test_the_folder_of_manuals_holds_a_page_a_code_and_what_reads_them() -> None:
    names = {file.name for file in (ROOT / "nsatu_data" / "manuals").iterdir() if file.is_file()}
    assert names == {"__init__.py", *(f"{code}.md" for code in manuals.codes())}


@each_manual
def test_a_page_is_front_matter_that_names_the_stage_and_the_text(manual: Manual) -> None:
    page = (ROOT / "nsatu_data" / "manuals" / f"{manual.code}.md").read_bytes().decode("utf-8")
    assert page == f"---\nstage: {manual.stage}\n---\n\n{manual.text}\n"
    assert manual.stage in manuals.STAGES


def test_the_manuals_of_rules_are_those_of_the_last_stage() -> None:
    assert [manual.code for manual in manuals.stages()["Across records"]] == sorted(rule.CODE for rule in rules.RULES)


@pytest.mark.parametrize("optimization", ["", "2"])
def test_the_manuals_are_read_from_a_zip_file_too(tmp_path: Path, optimization: str) -> None:
    # Without what npm installs for the page, which is ten times the package.
    without = shutil.ignore_patterns("node_modules", "__pycache__")
    shutil.copytree(ROOT / "nsatu_data", tmp_path / "copy" / "nsatu_data", ignore=without)
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "copy")
    program = (
        "from nsatu_data.schema import findings_page; "
        "print(findings_page.__file__, findings_page.text(), sep='\\n', end='')"
    )
    environment = {**os.environ, "PYTHONPATH": packed, "PYTHONOPTIMIZE": optimization, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    origin, _, page = run.stdout.partition("\n")
    assert Path(origin).is_relative_to(packed)
    assert page == findings_page.text()


def test_the_stages_hold_every_manual_once() -> None:
    assert sorted(manual for stage in manuals.stages().values() for manual in stage) == sorted(MANUALS)
    assert all(stage for stage in manuals.stages().values())


def test_an_unknown_code_has_no_manual() -> None:
    with pytest.raises(KeyError):
        manuals.manual("single-quote")


@pytest.mark.parametrize("code", ["../manuals/bom", "single-quotes.md", "__init__.py", "", "SINGLE-QUOTES", "a\0b"])
def test_only_a_code_leads_to_a_page(code: str) -> None:
    with pytest.raises(KeyError):
        manuals.manual(code)


@each_manual
def test_a_manual_has_a_summary_a_reason_and_examples_of_both_sorts(manual: Manual) -> None:
    paragraphs = manual.text.split("\n\n")
    assert manual.summary == " ".join(paragraphs[0].splitlines())
    assert re.fullmatch(r"[A-Z`](?:[^.]|\.(?! ))*\.", manual.summary), "one sentence"
    assert len(manual.summary) <= 100
    first_example = next(index for index, paragraph in enumerate(paragraphs) if paragraph.startswith("Bad"))
    assert first_example > 1, "why it exists"
    examples = manual_examples.sides(manual.text)
    assert all(examples.values())
    pieces = [piece for of in examples.values() for side in of for piece in side.pieces]
    assert len(pieces) == len(re.findall(r"\n\n {4}", manual.text)), "every example is introduced"
    assert 5 <= len(manual.text.splitlines()) <= 45


@each_manual
def test_a_manual_is_text_that_markdown_and_a_terminal_show_alike(manual: Manual) -> None:
    assert not re.search(r"[ \t]+$|\t|\n\n\n", manual.text, re.MULTILINE)
    assert max(map(len, manual.text.splitlines())) <= 120
    assert manual.text.replace("\n", "").isprintable()


Found = Callable[..., set[str]]


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Found:
    """Validate the example with sides of a manual's examples applied; the result holds the codes found."""

    def found(*sides: Side) -> set[str]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        monkeypatch.chdir(folder)
        manual_examples.lay_out(folder)
        arguments = [manual_examples.apply(side, folder) for side in sides][-1]
        assert cli.main([*arguments, "--format", "json"]) in (0, 1)
        return {finding["code"] for finding in json.loads(capsys.readouterr().out)["diagnostics"]}

    return found


@pytest.mark.parametrize("code", [code for code in manuals.codes() if code not in UNTRIED])
def test_the_examples_of_a_manual_give_its_code_and_nothing(code: str, found: Found) -> None:
    examples = manual_examples.sides(manuals.manual(code).text)
    for bad in examples["Bad"]:
        assert found(bad) == {code, *ALSO.get(code, ())}
    for good in examples["Good"]:
        # A fault made by a command is fixed by a command.
        before = [] if good.pieces[0].file else examples["Bad"]
        assert found(*before, good) == set()


EXPLAINED = """\
# single-quotes

A string is written in single quotes.

All parsers agree on single quotes, but these have rules of their own: an apostrophe is doubled, and
a backslash is an ordinary character. Portable YAML allows only double quotes, as JSON does. So
equal texts look equal, and a search finds all of them.

Bad, in `actor/arda.yaml`:

    name: 'Arda'

Good:

    name: "Arda"
"""


def test_the_command_prints_a_manual_under_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "single-quotes"]) == 0
    assert capsys.readouterr() == (EXPLAINED, "")


def test_the_command_lists_every_code_with_its_summary_and_then_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0
    whole, error = capsys.readouterr()
    printed, between, words = whole.partition("\n\n")
    assert (between, words) == ("\n\n", glossary_page.overview())
    rows = [re.split(" {2,}", line, maxsplit=1) for line in printed.splitlines()]
    assert rows == [["code", "summary"], *([manual.code, manual.summary] for manual in MANUALS)]
    assert len({line.index(summary) for line, (_, summary) in zip(printed.splitlines(), rows, strict=True)}) == 1
    assert error == ""


def test_the_page_lists_every_code_and_then_shows_every_manual_under_it() -> None:
    index, *sections = re.split("^## ", findings_page.text(), flags=re.MULTILINE)
    listed = re.findall(r"^- \[`(.*)`\]\(#(.*)\): (.*)$", index, re.MULTILINE)
    in_stages = [manual for of in manuals.stages().values() for manual in of]
    assert listed == [(manual.code, manual.code, manual.summary) for manual in in_stages]
    for section, (stage, of) in zip(sections, manuals.stages().items(), strict=True):
        assert section.rstrip("\n") == "\n\n".join([stage, *(f"### {one.code}\n\n{one.text}" for one in of)])


def test_validating_a_dataset_imports_no_manual() -> None:
    program = "import sys; from nsatu_data import cli; cli.main(['validate', 'records']); print(*sys.modules)"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert [name for name in run.stdout.split() if name.startswith("nsatu_data.manuals")] == []
    assert "nsatu_data.rules" in run.stdout.split()
