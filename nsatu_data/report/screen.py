"""The width and the colour of what standard output goes to.

A terminal has a width, and the environment variable `COLUMNS` may set another. A file or a pipe has none: each row of a
table is one line, and paragraphs are wrapped at a fixed width. So its output does not depend on the terminal in which a
command happens to run. `COLUMNS` counts there only if `FORCE_COLOR` asks for the output of a terminal, because GNU
readline sets `COLUMNS` for every program that a process with it starts. `colour.wanted` decides about colour.
"""

import os
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple, TextIO

from nsatu_data.report import colour
from nsatu_data.report.colour import Style

PARAGRAPH: Final = 100
"""The most columns of a paragraph. Longer lines are hard to read, even if the terminal has room for them."""
_USUAL: Final = 80
"""The width of a terminal that does not say how wide it is."""
_LEAST: Final = 20
"""A narrower terminal is written to as if it had this width."""
_DIGITS: Final = 6
"""A value of `COLUMNS` with this many digits or more is no width."""


class Screen(NamedTuple):
    """What output is written for. `width` is None if lines may have any length."""

    width: int | None = None
    coloured: bool = False

    @property
    def paragraph(self) -> int:
        """The width at which paragraphs are wrapped."""
        return PARAGRAPH if self.width is None else min(self.width, PARAGRAPH)

    def paint(self, text: str, style: Style | None) -> str:
        """The text in a style, if the screen is coloured."""
        return colour.paint(text, style) if self.coloured and style is not None and text else text


PLAIN: Final = Screen()
"""A file or a pipe."""


def screen_of(stream: TextIO | None, environment: Mapping[str, str]) -> Screen:
    """The screen that a stream goes to."""
    terminal = stream if stream is not None and stream.isatty() else None
    return Screen(_width(terminal, environment), colour.wanted(environment, is_terminal=terminal is not None))


def standard_output() -> Screen:
    """The screen that standard output goes to."""
    return screen_of(sys.stdout, os.environ)


def _width(terminal: TextIO | None, environment: Mapping[str, str]) -> int | None:
    if terminal is None and not environment.get("FORCE_COLOR"):
        return None
    given = environment.get("COLUMNS", "")
    if given.isascii() and given.isdecimal() and len(given) < _DIGITS and int(given):
        return max(int(given), _LEAST)
    if terminal is None:
        return None
    try:
        return max(os.get_terminal_size(terminal.fileno()).columns or _USUAL, _LEAST)
    except OSError:
        return _USUAL
