"""A line of a file with a stretch of it marked, as a terminal shows them; what does not print is escaped."""

from typing import Final, NamedTuple

from nsatu_data.printable import visible

WIDTH: Final = 100
"""Columns of a line that are shown; of a longer one, a window around what is marked."""
_CONTEXT: Final = 25
"""Columns of what stands before, often a key, that are shown even where what is marked fills the window."""
_REACH: Final = 4 * WIDTH
"""Code points on either side that are looked at: a line, of a bundle for one, may have any length."""
_CUT: Final = "…"


class Excerpt(NamedTuple):
    """A line as it is shown, the columns of a terminal that precede what is marked in it, and those that it takes."""

    line: str
    indent: int
    length: int


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """The line, or a window of it, with what lies between two offsets in code points marked by at least one column."""
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    before, marked = line[max(start - _REACH, 0) : start], line[start : min(end, start + _REACH)]
    after = line[end : end + _REACH]
    if len(line) > _REACH or _columns(line) > WIDTH:
        marked = _beginning(marked, WIDTH - _columns(_end(before, _CONTEXT)))
        after = after if len(marked) == end - start else ""
        room = WIDTH - _columns(marked)
        before = _end(before, max(_CONTEXT, room // 2, room - _columns(after)))
        after = _beginning(after, room - _columns(before))
    left = ("" if len(before) == start else _CUT) + visible(before)
    right = visible(after) + ("" if start + len(marked) + len(after) == len(line) else _CUT)
    indent = _columns(left)
    length = _columns(left + visible(marked)) - indent
    if marked and not length:
        # A mark that combines stands in the column of the character before it.
        indent = max(indent - 1, 0)
    return Excerpt(left + visible(marked) + right, indent, max(length, 1))


def _columns(text: str) -> int:
    """The columns that a terminal takes for a text, once it is made visible."""
    shown = visible(text)
    if shown.isascii():
        return len(shown)
    from wcwidth import wcswidth

    return wcswidth(shown)


def _beginning(text: str, room: int) -> str:
    """As much of a text as there is room for."""
    return text[: _fitting(text, room)]


def _end(text: str, room: int) -> str:
    """As much of a text's end as there is room for."""
    return text[len(text) - _fitting(text[::-1], room) :]


def _fitting(text: str, room: int) -> int:
    """How many of the first characters of a text there is room for."""
    for number, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return number
    return len(text)
