import os
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from nsatu_data import cli
from nsatu_data.report import colour
from nsatu_data.report.colour import Style, paint, wanted
from tests.support.example_datasets import write_folder

UNSET = None

# NO_COLOR, FORCE_COLOR, TERM, whether the output is a terminal; and whether to colour.
COMBINATIONS = {
    (UNSET, UNSET, UNSET, True): True,
    (UNSET, UNSET, UNSET, False): False,
    (UNSET, UNSET, "xterm", True): True,
    (UNSET, UNSET, "xterm", False): False,
    (UNSET, UNSET, "dumb", True): False,
    (UNSET, UNSET, "dumb", False): False,
    (UNSET, "", UNSET, True): True,
    (UNSET, "", UNSET, False): False,
    (UNSET, "", "xterm", True): True,
    (UNSET, "", "xterm", False): False,
    (UNSET, "", "dumb", True): False,
    (UNSET, "", "dumb", False): False,
    (UNSET, "0", UNSET, True): True,
    (UNSET, "0", UNSET, False): True,
    (UNSET, "0", "xterm", True): True,
    (UNSET, "0", "xterm", False): True,
    (UNSET, "0", "dumb", True): True,
    (UNSET, "0", "dumb", False): True,
    ("", UNSET, UNSET, True): True,
    ("", UNSET, UNSET, False): False,
    ("", UNSET, "xterm", True): True,
    ("", UNSET, "xterm", False): False,
    ("", UNSET, "dumb", True): False,
    ("", UNSET, "dumb", False): False,
    ("", "", UNSET, True): True,
    ("", "", UNSET, False): False,
    ("", "", "xterm", True): True,
    ("", "", "xterm", False): False,
    ("", "", "dumb", True): False,
    ("", "", "dumb", False): False,
    ("", "0", UNSET, True): True,
    ("", "0", UNSET, False): True,
    ("", "0", "xterm", True): True,
    ("", "0", "xterm", False): True,
    ("", "0", "dumb", True): True,
    ("", "0", "dumb", False): True,
    ("0", UNSET, UNSET, True): False,
    ("0", UNSET, UNSET, False): False,
    ("0", UNSET, "xterm", True): False,
    ("0", UNSET, "xterm", False): False,
    ("0", UNSET, "dumb", True): False,
    ("0", UNSET, "dumb", False): False,
    ("0", "", UNSET, True): False,
    ("0", "", UNSET, False): False,
    ("0", "", "xterm", True): False,
    ("0", "", "xterm", False): False,
    ("0", "", "dumb", True): False,
    ("0", "", "dumb", False): False,
    ("0", "0", UNSET, True): False,
    ("0", "0", UNSET, False): False,
    ("0", "0", "xterm", True): False,
    ("0", "0", "xterm", False): False,
    ("0", "0", "dumb", True): False,
    ("0", "0", "dumb", False): False,
}


def environment(no: str | None, force: str | None, term: str | None) -> Mapping[str, str]:
    named = {"NO_COLOR": no, "FORCE_COLOR": force, "TERM": term}
    return {name: value for name, value in named.items() if value is not None}


def test_the_table_has_every_combination() -> None:
    variables = [UNSET, "", "0"]
    assert list(COMBINATIONS) == list(product(variables, variables, [UNSET, "xterm", "dumb"], [True, False]))


@pytest.mark.parametrize("combination", COMBINATIONS)
def test_the_environment_and_the_terminal_decide_whether_to_colour(
    combination: tuple[str | None, str | None, str | None, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colour, "_MAY_NOT_UNDERSTAND", False)
    no, force, term, is_terminal = combination
    assert wanted(environment(no, force, term), is_terminal=is_terminal) is COMBINATIONS[combination]


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, False), ({"WT_SESSION": "7d2c"}, True), ({"FORCE_COLOR": "1"}, True), ({"TERM": "xterm"}, False)],
)
def test_the_old_console_of_windows_is_sent_no_escape_sequences(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch, *, coloured: bool
) -> None:
    monkeypatch.setattr(colour, "_MAY_NOT_UNDERSTAND", True)
    assert wanted(variables, is_terminal=True) is coloured


def test_what_is_painted_is_given_back_to_the_terminal() -> None:
    assert paint("error", Style.ERROR) == "\x1b[1;31merror\x1b[m"


def test_the_command_colours_text_where_it_is_wanted_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (write_folder(tmp_path / "records") / "dataset.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def told(form: str) -> str:
        assert cli.main(["validate", "--format", form]) == 1
        return capsys.readouterr().out

    forms = ("text", "json", "github", "sarif")
    plain = {form: told(form) for form in forms}
    assert not any("\x1b" in output for output in plain.values())
    monkeypatch.setitem(os.environ, "FORCE_COLOR", "1")
    coloured = {form: told(form) for form in forms}
    assert "\x1b[1;31merror\x1b[m: there is no dataset.yaml \x1b[1m[missing-manifest]\x1b[m\n" in coloured["text"]
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured["text"]) == plain["text"]
    assert {**coloured, "text": ""} == {**plain, "text": ""}
