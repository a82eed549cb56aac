"""How far a long run has come, on the terminal of whoever waits for it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tqdm import tqdm

Advance = Callable[[int], None]
"""Tells that so many files more are done."""

DELAY: Final = 2.0
"""Seconds after which a run is a long one."""
_INTERVAL: Final = 0.1
"""Seconds between two pictures."""


@contextmanager
def progress(total: int, *, delay: float = DELAY, interval: float = _INTERVAL) -> Iterator[Advance]:
    """A bar on standard error, from `delay` seconds on; it is gone at the end, however that comes.

    `total` is the number of files. Nothing is written where standard error is no terminal, or one that cannot go back
    to the beginning of a line.
    """
    # A stream that was closed before the process began is None.
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _nothing
        return
    bar = _Bar(total, delay, interval)
    try:
        yield bar.advance
    finally:
        bar.close()


def _nothing(_files: int) -> None:
    pass


class _Bar:
    """A bar that is drawn, and what draws it imported, only once the run is a long one."""

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

        class Alone(tqdm):  # type: ignore[type-arg]
            # Workers are forked; a process is forked safely while it has one thread.
            monitor_interval = 0

        return Alone(
            total=self._total,
            initial=self._done,
            unit=" files",
            leave=False,
            mininterval=self._interval,
            miniters=1,
            bar_format="{percentage:3.0f} % |{bar}| {n_fmt} of {total_fmt} files, {remaining} left",
        )
