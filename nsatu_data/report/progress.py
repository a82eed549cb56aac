"""Shows a progress bar on the terminal during a long run."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tqdm import tqdm

Advance = Callable[[int], None]
"""Called with the number of files completed since the last call."""

DELAY: Final = 2.0
"""Seconds after which the bar appears."""
_INTERVAL: Final = 0.1
"""Seconds between two updates of the bar."""


@contextmanager
def progress(total: int, *, delay: float = DELAY, interval: float = _INTERVAL) -> Iterator[Advance]:
    """Shows a bar on standard error after `delay` seconds, and removes it at the end, even after an exception.

    `total` is the number of files. Nothing is written if standard error is not a terminal, or if the terminal cannot
    return to the beginning of a line.
    """
    # `sys.stderr` is None if standard error was closed before the process started.
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _ignore
        return
    bar = _Bar(total, delay, interval)
    try:
        yield bar.advance
    finally:
        bar.close()


def _ignore(_files: int) -> None:
    pass


class _Bar:
    """A bar that appears after a delay. tqdm is imported only then."""

    def __init__(self, total: int, delay: float, interval: float) -> None:
        self._total = total
        self._interval = interval
        self._due = monotonic() + delay
        self._done = 0
        self._drawn: tqdm[None] | None = None

    def advance(self, files: int) -> None:
        self._done += files
        if self._drawn is not None:
            self._drawn.update(files)
        elif monotonic() >= self._due:
            self._drawn = self._draw()

    def close(self) -> None:
        if self._drawn is not None:
            self._drawn.close()

    def _draw(self) -> "tqdm[None]":
        from tqdm import tqdm

        class SingleThreaded(tqdm):  # type: ignore[type-arg]
            # tqdm's monitor would be a second thread, and forking worker processes is only safe with one thread.
            monitor_interval = 0

        return SingleThreaded(
            total=self._total,
            initial=self._done,
            unit=" files",
            leave=False,
            mininterval=self._interval,
            miniters=1,
            bar_format="{percentage:3.0f}% |{bar}| {n_fmt} of {total_fmt} files, {remaining} left",
        )
