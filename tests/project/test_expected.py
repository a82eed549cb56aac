from collections.abc import Callable
from pathlib import Path

import pytest

from nsatu_data.report import FORMATS
from tests.conftest import Run
from tests.support import case_files, expected_outputs
from tests.support.example_datasets import expected as laid_down
from tests.support.example_datasets import write_folder
from tests.support.folders import EXPECTED


@pytest.mark.parametrize("name", expected_outputs.COMMANDS)
def test_a_command_prints_what_is_expected(name: str, run: Run) -> None:
    assert run(*expected_outputs.COMMANDS[name]) == (0, laid_down(name), "")


@pytest.mark.parametrize("name", expected_outputs.FAULTY)
def test_a_command_that_fails_prints_what_is_expected(name: str, run: Run) -> None:
    write_folder(Path("records"), expected_outputs.faulty())
    assert run(*expected_outputs.FAULTY[name]) == (1, laid_down(name), "")


TRACEBACK = "Traceback (most recent call last):\n"


@pytest.mark.parametrize(("name", "call"), expected_outputs.CALLS.items(), ids=list(expected_outputs.CALLS))
def test_a_function_gives_what_is_expected(name: str, call: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert call() == laid_down(name)


def test_every_file_of_expected_output_is_written_by_the_command_or_listed_here() -> None:
    by_hand = {
        # Making a release takes as long as all other outputs together.
        "dist.txt",
    }
    commands = {*expected_outputs.COMMANDS, *expected_outputs.CHANGED, *expected_outputs.FAULTY}
    written = {*commands, *expected_outputs.CALLS, "yaml-suite.txt"}
    found = {file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*") if file.is_file()}
    # `tests/page/test_outlines.py` compares the outlines of the page, which need a browser.
    assert {name for name in found if not name.startswith("page/")} == written | by_hand


def test_the_readme_is_written_as_it_stands() -> None:
    assert expected_outputs.readme() == expected_outputs.README.read_text(encoding="utf-8")


def test_the_page_about_python_is_written_as_it_stands() -> None:
    """`test_walkthrough` runs the examples with words of a text."""
    assert expected_outputs.python_page() == expected_outputs.PYTHON_PAGE.read_text(encoding="utf-8")


def test_the_outputs_in_the_readme_are_written_anew() -> None:
    stale = ">>> 1 + 1\n3\n>>> value = 5\n>>> value\n5\n>>> print('a\\nb')\nstale\n>>> str(7)\n"
    assert expected_outputs.with_outputs(stale, {}) == (
        ">>> 1 + 1\n2\n>>> value = 5\n>>> value\n5\n>>> print('a\\nb')\na\nb\n>>> str(7)\n'7'\n"
    )


@pytest.mark.parametrize("stale", ["", "7\n", f"{TRACEBACK}KeyError: 8\n", f"{TRACEBACK}ValueError: x\ny\n"])
def test_an_error_in_an_example_is_written_as_a_traceback(stale: str) -> None:
    written = expected_outputs.with_outputs(f">>> {{}}[7]\n{stale}", {})
    assert written == f">>> {{}}[7]\n{TRACEBACK}KeyError: 7\n"
    assert expected_outputs.with_outputs(written, {}) == written


def test_a_case_is_written_as_json_or_in_every_format(tmp_path: Path) -> None:
    names = {case.name: case for case in case_files.invalid()}
    for number, (name, forms) in enumerate(
        {"unknown-term/control-characters": len(FORMATS), "unknown-field/several-files": 1}.items()
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        case = names[name]
        written = dict(expected_outputs.outputs_of(case, folder))
        assert len(written) == forms
        assert written == {case_files.expected_name(form): case.expected(form) for form in case.forms}
