import os
import pty
import sys
from collections.abc import Iterator
from io import StringIO
from typing import TextIO

import pytest

from nsatu_data.report import screen
from nsatu_data.report.screen import PLAIN, Screen, screen_of


def set_width(terminal: int, columns: int) -> None:
    """Set the width of a terminal, given by its file descriptor."""
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A terminal with 72 columns."""
    controller, controlled = pty.openpty()
    set_width(controlled, 72)
    with os.fdopen(controlled, "w") as stream:
        yield stream
    os.close(controller)


@pytest.mark.parametrize(
    ("environment", "width"),
    [
        ({}, 72),
        ({"COLUMNS": "133"}, 133),
        ({"COLUMNS": "5"}, 20),
        ({"COLUMNS": "0"}, 72),
        ({"COLUMNS": "wide"}, 72),
        ({"COLUMNS": "-80"}, 72),
        ({"COLUMNS": "²"}, 72),
        ({"COLUMNS": ""}, 72),
        ({"COLUMNS": "99999"}, 99999),
        ({"COLUMNS": "9" * 5000}, 72),
    ],
)
def test_a_terminal_has_its_own_width_unless_columns_gives_another(
    environment: dict[str, str], width: int, terminal: TextIO
) -> None:
    assert screen_of(terminal, {"TERM": "xterm", **environment}) == Screen(width, coloured=True)


def test_a_terminal_that_does_not_know_its_width_has_the_usual_one(terminal: TextIO) -> None:
    set_width(terminal.fileno(), 0)
    assert screen_of(terminal, {"TERM": "dumb"}) == Screen(80, coloured=False)


def test_a_very_narrow_terminal_is_written_to_as_a_narrow_one(terminal: TextIO) -> None:
    set_width(terminal.fileno(), 3)
    assert screen_of(terminal, {"NO_COLOR": "1"}) == Screen(20, coloured=False)


@pytest.mark.parametrize("stream", [StringIO(), None])
def test_a_pipe_has_no_width_and_no_colour_unless_they_are_asked_for(stream: TextIO | None) -> None:
    assert screen_of(stream, {"TERM": "xterm"}) == PLAIN == Screen(None, coloured=False)
    assert screen_of(stream, {"FORCE_COLOR": "1"}) == Screen(None, coloured=True)
    assert screen_of(stream, {"FORCE_COLOR": "1", "COLUMNS": "60"}) == Screen(60, coloured=True)
    assert screen_of(stream, {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "60"}) == Screen(60, coloured=False)
    assert screen_of(stream, {"FORCE_COLOR": "", "COLUMNS": "60"}) == PLAIN


def test_standard_output_is_looked_at_when_it_is_asked_for(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert screen.standard_output() == Screen(72, coloured=True)
    monkeypatch.setattr(sys, "stdout", None)
    assert screen.standard_output() == PLAIN


@pytest.mark.parametrize(("width", "paragraph"), [(None, 100), (60, 60), (100, 100), (160, 100)])
def test_a_paragraph_is_as_wide_as_the_screen_up_to_a_limit(width: int | None, paragraph: int) -> None:
    assert Screen(width).paragraph == paragraph
