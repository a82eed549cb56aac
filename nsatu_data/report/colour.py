"""Decides whether to colour the output for people, and colours it.

The first of these that applies decides: `NO_COLOR` (no-color.org) if it is not empty, `FORCE_COLOR` (force-color.org)
if it is not empty, `TERM=dumb`, and whether the output is a terminal. This is CPython's order (`Lib/_colorize.py`, and
"Controlling color" in its manual). The two websites do not say which variable wins if both are set. The sample on
force-color.org prefers `FORCE_COLOR`; CPython, pip and pytest prefer `NO_COLOR`.
"""

import os
from collections.abc import Mapping
from enum import StrEnum

_MAY_NOT_UNDERSTAND = os.name == "nt"
"""Whether the terminal may print escape sequences instead of executing them, as the old console of Windows does."""


class Style(StrEnum):
    """The parameters of the escape sequence Select Graphic Rendition (ECMA-48, 8.3.117) for each style."""

    ERROR = "1;31"
    WARNING = "1;33"
    CODE = "1"
    GUTTER = "1;34"
    HEADING = "1"
    ID = "36"
    FAINT = "2"
    MATCH = "1;4;33"
    GREEN = "32"
    YELLOW = "33"
    RED = "1;31"
    MAGENTA = "35"


def wanted(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether to colour the output. `is_terminal` says whether it goes to a terminal."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    if environment.get("TERM") == "dumb" or (_MAY_NOT_UNDERSTAND and "WT_SESSION" not in environment):
        return False
    return is_terminal


def paint(text: str, style: Style) -> str:
    """Wraps a text in escape sequences that set the style and reset it."""
    return f"\x1b[{style}m{text}\x1b[m"
