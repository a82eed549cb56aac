"""Reads a one-line list that does not match the grammar: its problems, and the values of its items.

Offsets count code points from the start of the line, beginning with 0.
"""

import re
from typing import NamedTuple

from nsatu_data.syntax.portable import refused_scalar
from nsatu_data.syntax.portable.refused_scalar import Problem

_STRING = re.compile(r"""\"(?:[^"\\]|\\.)*+\"|'(?:[^']|'')*+'""")
_COMMENT = re.compile("(?: +#.*)?")


class ListItem(NamedTuple):
    """An item: its start and end in the line, and its value as JSON text (None if the value is uncertain)."""

    start: int
    end: int
    json: str | None


class RefusedList:
    """The problems and items of a list. `items` is empty if the list is empty or does not end on its line."""

    def __init__(self, *problems: Problem) -> None:
        self.items: list[ListItem] = []
        self.problems = list(problems)
        self.has_bad_separator = False

    def add_bad_separator(self, start: int, end: int) -> None:
        """Adds the problem of a wrong separator, but only once for a list."""
        if not self.has_bad_separator:
            self.problems.append(Problem("malformed-list", start, end))
        self.has_bad_separator = True


def read(line: str, start: int) -> RefusedList:
    """Reads the list that begins at `start`."""
    found = RefusedList()
    at, comma = start + 1, start
    while True:
        stop = _end_of_item(line, at)
        if stop is None:
            return RefusedList(Problem("malformed-list", start, len(line)))
        text = line[at:stop]
        first, last = stop - len(text.lstrip(" ")), at + len(text.rstrip(" "))
        if first >= last:
            # There is no item between the separators.
            found.add_bad_separator(comma, stop + (comma == start))
        else:
            _add(found, line, first, last)
            if first - at != (comma != start):
                found.add_bad_separator(at if first > at else comma, first)
            if last < stop:
                found.add_bad_separator(last, stop)
        if line[stop] == "]":
            break
        at, comma = stop + 1, stop
    rest = line[stop + 1 :]
    if not _COMMENT.fullmatch(rest):
        found.add_bad_separator(len(line) - len(rest.lstrip(" ")), len(line))
    return found


def _add(found: RefusedList, line: str, start: int, end: int) -> None:
    scalar = refused_scalar.read(line, start, end)
    found.problems.extend(scalar.problems)
    found.items.append(ListItem(start, end, scalar.json))


def _end_of_item(line: str, start: int) -> int | None:
    """The offset of the comma or bracket that ends an item; None if there is none on the line."""
    depth, at, unclosed = 0, start, ""
    while at < len(line):
        character = line[at]
        if depth == 0 and character in ",]":
            return at
        string = None
        # A quote inside plain words, or a quote that is never closed, is an ordinary character.
        if character in "\"'" and character not in unclosed and (depth or not line[start:at].strip(" ")):
            string = _STRING.match(line, at)
            unclosed += "" if string else character
        depth += (character in "[{") - (character in "]}" and depth > 0)
        at = string.end() if string else at + 1
    return None
