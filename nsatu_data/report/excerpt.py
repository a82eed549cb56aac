"""Prepares a line of a file, and carets below a span of it, for a terminal. Unprintable characters are escaped."""

from typing import Final, NamedTuple

from nsatu_data.printable import visible

WIDTH: Final = 100
"""The most columns that are shown. A longer line is cut on both sides of the marked span."""
_CONTEXT: Final = 25
"""Columns that are reserved for the text before the marked span. That text is often a key."""
_REACH: Final = 4 * WIDTH
"""At most this many code points are processed before the marked span, in it, and after it: a line may be long."""
_CUT: Final = "…"


class Excerpt(NamedTuple):
    """A line as shown, the number of columns before its marked span, and the number of columns in the span."""

    line: str
    indent: int
    length: int


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """Cuts a long line on both sides of its marked span. At least one column is marked.

    `start` and `end` are the offsets of the span in code points, counted from 0.
    """
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
        # A combining mark is shown in the column of the character before it.
        indent = max(indent - 1, 0)
    return Excerpt(left + visible(marked) + right, indent, max(length, 1))


def _columns(text: str) -> int:
    """The columns that a terminal needs for a text, after escaping."""
    shown = visible(text)
    if shown.isascii():
        return len(shown)
    from wcwidth import wcswidth

    return wcswidth(shown)


def _beginning(text: str, room: int) -> str:
    """The longest beginning of a text that fits in `room` columns."""
    return text[: _fitting(text, room)]


def _end(text: str, room: int) -> str:
    """The longest end of a text that fits in `room` columns."""
    return text[len(text) - _fitting(text[::-1], room) :]


def _fitting(text: str, room: int) -> int:
    """The number of characters at the beginning of a text that fit in `room` columns."""
    for number, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return number
    return len(text)
