"""Measures and wraps text by the columns that it takes on a terminal.

A wide character, such as 漢, takes two columns, and a combining mark takes none. The library wcwidth knows them. It
takes longer to import than the rest of the output takes to write, so text in ASCII does without it.
"""

import textwrap
from collections.abc import Sequence


def columns(text: str) -> int:
    """The number of columns that a printable text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return wcswidth(text)


def padded(text: str, width: int) -> str:
    """The text with spaces after it, so that it takes at least `width` columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int, first: str = "", rest: str = "", *, keeps_words: bool = False) -> list[str]:
    """The lines of a text that is wrapped between words. An empty text has one empty line.

    `first` and `rest` are the indents of the first line and of the other lines. If a word is longer than a line, words
    are broken at hyphens, and where that is not enough, anywhere. With `keeps_words`, its line is too long instead: an
    id must stay whole, so that it can be copied.
    """
    wrap = textwrap.wrap
    if not text.isascii():
        from wcwidth import wrap
    room = max(width - max(columns(first), columns(rest)), 2)
    breaks = not keeps_words and longest_piece(text) > room
    found = wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=breaks,
        break_long_words=not keeps_words,
    )
    # `textwrap` leaves a space at the end of a line if it breaks the next word.
    return [line.rstrip(" ") for line in found] or [first]


def longest_piece(text: str) -> int:
    """The columns of the longest word of a text."""
    return max(map(columns, text.split()), default=0)


def beside(name: str, value: Sequence[str], margin: int) -> list[str]:
    """Lines with a name before the first, and with the others below the first. `margin` is the width of the name."""
    head, *others = value or [""]
    return [f"{padded(name, margin)}{head}".rstrip(" "), *(" " * margin + line for line in others)]
