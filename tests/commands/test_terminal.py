"""On a terminal, the commands for people fit its width and use colour; in a pipe they do not depend on it."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nsatu_data.report.wrapping import columns
from tests.conftest import Run
from tests.report.test_screen import set_width
from tests.support import river_pact
from tests.support.example_datasets import write_folder
from tests.support.folders import ROOT

COMMANDS = (
    ("list",),
    ("list", "risk"),
    ("list", "--columns", "id,kind,themes,evidence"),
    ("search", "arda"),
    ("show", "event/arda-asks-to-join"),
    ("coverage", "--text", "text.txt"),
    ("explain", "single-quotes"),
    ("explain",),
)


def on_a_terminal(arguments: tuple[str, ...], width: int, folder: Path) -> str:
    """What the command writes on a terminal with this many columns."""
    controller, terminal = pty.openpty()
    set_width(terminal, width)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [sys.executable, "-m", "nsatu_data", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=terminal) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                part = os.read(controller, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(controller)
    assert process.returncode == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("width", [80, *(pytest.param(width, marks=pytest.mark.exhaustive) for width in (60, 160))])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_terminal_is_filled_and_coloured_and_forced_colour_gives_the_same(
    arguments: tuple[str, ...], width: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = on_a_terminal(arguments, width, tmp_path)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(*arguments) == (0, shown, "")
    assert "\x1b[" in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(*arguments) == (0, re.sub("\x1b\\[[0-9;]*m", "", shown), "")
    lines = re.sub("\x1b\\[[0-9;]*m", "", shown).splitlines()
    assert [line for line in lines if columns(line) > width] == []


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_gets_no_escape_sequence_and_whole_rows(
    arguments: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    status, printed, error = run(*arguments)
    assert (status, error) == (0, "")
    assert "\x1b" not in printed
    if arguments[0] in ("list", "search"):
        *rows, last = printed.splitlines()[1:]
        assert last == f"{len(rows)} record{'' if len(rows) == 1 else 's'}"


@pytest.mark.exhaustive
@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("arguments", [("list",), ("search", "arda"), ("coverage",)], ids=" ".join)
def test_formats_for_programs_do_not_depend_on_the_terminal(
    arguments: tuple[str, ...], form: str, run: Run, tmp_path: Path
) -> None:
    write_folder(tmp_path / "records")
    (tmp_path / "text.txt").write_bytes(river_pact.TEXT.encode())
    shown = on_a_terminal((*arguments, "--format", form), 60, tmp_path)
    # A terminal gets line feeds as they are, so that the ends of CSV's lines show as one.
    assert shown.replace("\r", "") == run(*arguments, "--format", form)[1].replace("\r", "")
