import fcntl
import os
import pty
import re
import struct
import sys
import termios
import threading
from collections.abc import Callable, Iterator

import pytest

from nsatu_data.report import progress as module
from nsatu_data.report.progress import progress

Opened = Callable[[], "Terminal"]


class Terminal:
    """A terminal of 60 columns."""

    def __init__(self) -> None:
        self._near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        self.stream = os.fdopen(far, "w", encoding="utf-8")

    def shown(self) -> str:
        """What was written to it since it was last asked."""
        # A mark is written, so that reading never waits for more than there is.
        self.stream.write("\x00")
        self.stream.flush()
        told = b""
        while not told.endswith(b"\x00"):
            told += os.read(self._near, 65_536)
        return told.removesuffix(b"\x00").decode()

    def close(self) -> None:
        self.stream.close()
        os.close(self._near)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Makes standard error a terminal from when it is called on; pytest has its own before."""
    terminal = Terminal()

    def open_it() -> Terminal:
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(sys, "stderr", terminal.stream)
        return terminal

    yield open_it
    monkeypatch.undo()
    terminal.close()


def screen(told: str) -> str:
    """What stands in the line of a terminal after it was sent this, the length of the bar and the time left aside."""
    cells: list[str] = []
    for part in told.split("\r"):
        cells[: len(part)] = part
    return re.sub(r"\|[█▉▊▋▌▍▎▏ ]+\|(.*), ([0-9:]+|\?) left", r"|bar|\1, some time left", "".join(cells).rstrip())


def test_a_bar_tells_how_far_a_long_run_has_come_and_is_gone_at_the_end(opened: Opened) -> None:
    terminal = opened()
    with progress(4, delay=0, interval=0) as advance:
        assert terminal.shown() == ""
        advance(1)
        assert screen(terminal.shown()) == " 25% |bar| 1 of 4 files, some time left"
        advance(2)
        assert screen(terminal.shown()) == " 75% |bar| 3 of 4 files, some time left"
        advance(1)
        last = terminal.shown()
        assert screen(last) == "100% |bar| 4 of 4 files, some time left"
    assert screen(last + terminal.shown()) == ""


def test_a_short_run_shows_nothing(opened: Opened) -> None:
    terminal = opened()
    with progress(4, delay=3600) as advance:
        for _ in range(4):
            advance(1)
    assert terminal.shown() == ""


def test_the_bar_is_drawn_once_the_delay_is_over(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened()
    moments = iter([100.0, 101.9, 102.0])
    monkeypatch.setattr(module, "monotonic", lambda: next(moments))
    with progress(1000) as advance:
        advance(400)
        assert terminal.shown() == ""
        advance(100)
        told = terminal.shown()
        assert screen(told) == " 50% |bar| 500 of 1000 files, some time left"
    assert screen(told + terminal.shown()) == ""


def test_the_bar_is_gone_after_an_interruption_too(opened: Opened) -> None:
    terminal = opened()

    def run() -> None:
        with progress(4, delay=0) as advance:
            advance(1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    told = terminal.shown()
    assert "1 of 4 files" in told
    assert screen(told) == ""


def test_a_bar_starts_no_thread_since_workers_may_be_forked(opened: Opened) -> None:
    terminal = opened()
    before = threading.active_count()
    with progress(4, delay=0) as advance:
        advance(1)
        assert terminal.shown()
        assert threading.active_count() == before


def test_nothing_is_shown_on_a_terminal_that_cannot_go_back(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened()
    monkeypatch.setenv("TERM", "dumb")
    with progress(4, delay=0) as advance:
        advance(4)
    assert terminal.shown() == ""


def test_nothing_is_shown_or_imported_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with progress(4, delay=0) as advance:
        advance(4)
    assert capsys.readouterr() == ("", "")


def test_nothing_is_shown_where_there_is_no_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with progress(4, delay=0) as advance:
        advance(4)


def test_nothing_is_imported_for_a_short_run(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = opened()
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with progress(4, delay=3600) as advance:
        advance(4)
    assert terminal.shown() == ""
