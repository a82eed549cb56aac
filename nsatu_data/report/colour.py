"""Whether to colour what is printed for a person, and how.

The order of precedence is CPython's own (`Lib/_colorize.py`, "Controlling color" in its manual), so that this command
does as `python` does: `NO_COLOR` (no-color.org), then `FORCE_COLOR` (force-color.org), each where it is not empty and
whatever its value; then `TERM=dumb`; then whether the output is a terminal. The two pages do not say which of the two
variables wins where both are set: the sample on force-color.org lets it be `FORCE_COLOR`, CPython, pip and pytest
`NO_COLOR`.
"""

import os
from collections.abc import Mapping
from enum import StrEnum

_MAY_NOT_UNDERSTAND = os.name == "nt"
"""Whether a terminal may print escape sequences instead of obeying them, as the older console of Windows does."""


class Style(StrEnum):
    """What is coloured: the parameters of the sequence Select Graphic Rendition (ECMA-48, 8.3.117)."""

    ERROR = "1;31"
    WARNING = "1;33"
    CODE = "1"
    GUTTER = "1;34"


def wanted(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether to colour, by the environment's variables and by whether the output goes to a terminal."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    if environment.get("TERM") == "dumb" or (_MAY_NOT_UNDERSTAND and "WT_SESSION" not in environment):
        return False
    return is_terminal


def paint(text: str, style: Style) -> str:
    """The text in a style, and back to the terminal's own after it."""
    return f"\x1b[{style}m{text}\x1b[m"
