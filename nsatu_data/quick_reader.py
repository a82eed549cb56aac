"""Reads the plainest portable YAML in one sweep: no comments, no blank lines, no literal blocks, no faults.

It gives up at the first line that it is not certain of, and then `nsatu_data.careful_reader` reads the text, which
also tells faults and places. Where it does not give up, both give the same values.

Records have few forms and many values. Each line is cut into its head (indent, dash and key) and its value; what the
heads of a text make together is worked out once, as a function that puts values in their places.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from nsatu_data.grammar import CONSTANTS, DEPTH_LIMIT, EXPONENT, QUICK_HEAD, QUICK_VALUE, RESERVED

_EXPONENT: Final = re.compile(EXPONENT)
_HEAD: Final = re.compile(QUICK_HEAD)
_VALUE: Final = re.compile(QUICK_VALUE)
_ESCAPE: Final = re.compile(r'\\(["\\])')
_CONSTANTS: Final = dict(zip(CONSTANTS, (None, True, False), strict=True))
_UNSURE: Final = object()
"""Stands for a value that takes more care to read."""
_SAFE_DIGITS: Final = 15
"""A number of so many digits is one that a double holds exactly."""
_REMEMBERED: Final = 8192
"""So many forms and short values are remembered: records say much in the same words."""

Build = Callable[[Sequence[Any]], Any]
"""Makes a collection of all values of a text."""


def read(text: str) -> dict[str, Any] | None:
    """The values of a text; None where it takes more care to read it."""
    lines = text.split("\n")
    if lines.pop():
        return None
    heads = []
    values = []
    for line in lines:
        head, mark, written = line.partition(": ")
        if mark and head[-1:] in (":", " "):
            return None
        if not mark:
            head, mark, written = line.partition("- ")
            head += mark
        if written:
            # What is quoted without escapes stands for itself, and seldom comes twice.
            plainly = written[0] == '"' == written[-1] and "\\" not in written and written.isprintable()
            value = written[1:-1] if plainly and written.count('"') == 2 else _value(written)
            if value is _UNSURE:
                return None
            values.append(value)
        elif mark or head[-1:] != ":":
            return None
        heads.append(head)
    build = _form(tuple(heads))
    made: dict[str, Any] | None = build and build(values)
    return made


@lru_cache(_REMEMBERED)
def _value(written: str) -> Any:
    found = _VALUE.fullmatch(written)
    if found is None:
        return _UNSURE
    if found["quoted"]:
        return _ESCAPE.sub(r"\1", written[1:-1]) if written.isprintable() else _UNSURE
    if found["number"]:
        return int(written) if len(written) <= _SAFE_DIGITS else _UNSURE
    if found["plain"]:
        return _word(written)
    words = [_word(item) for item in found["items"].split(", ")]
    # A comma without a space behind it would be part of a word.
    return words if _UNSURE not in words and len(words) == found["items"].count(",") + 1 else _UNSURE


def _word(text: str) -> Any:
    """What plain words say; not sure where they are no string to some parser, or begin or end with a space."""
    if text.lower() in RESERVED:
        return _CONSTANTS.get(text, _UNSURE)
    if text.endswith(" -") or _EXPONENT.fullmatch(text):
        return _UNSURE
    return text if text[:1].isalpha() and text[-1] != " " and "  " not in text else _UNSURE


class _Open:
    """A collection that is open: its indent, its members, and of a mapping their keys.

    A member is the index of its value, or a collection.
    """

    def __init__(self, indent: int, *, is_list: bool) -> None:
        self.indent = indent
        self.keys: list[str] | None = None if is_list else []
        self.members: list[int | _Open] = []

    def build(self) -> Build:
        """The function that makes the collection."""
        parts: list[int | Build] = [one.build() if isinstance(one, _Open) else one for one in self.members]
        if self.keys is None:
            return lambda values: [values[part] if isinstance(part, int) else part(values) for part in parts]
        keys = self.keys
        if all(isinstance(part, int) for part in parts):
            first, end = self.members[0], len(parts)
            assert isinstance(first, int)
            return lambda values: dict(zip(keys, values[first : first + end], strict=True))
        pairs = list(zip(keys, parts, strict=True))
        return lambda values: {key: values[part] if isinstance(part, int) else part(values) for key, part in pairs}


@lru_cache(_REMEMBERED)
def _form(heads: tuple[str, ...]) -> Build | None:
    """What makes a mapping of the values, as the heads of all lines tell; None where that is not certain."""
    stack: list[_Open] = []
    count = 0
    # Below a key without a value one is awaited, at this indent.
    awaited = 0
    for head in heads:
        is_open = head[-1:] == ":"
        found = _HEAD.fullmatch(head if is_open or head[-2:] == "- " else f"{head}:")
        if found is None:
            return None
        indent, is_item, key = len(found["indent"]), bool(found["dash"]), found["key"]
        if awaited >= 0:
            if indent != awaited or len(stack) == DEPTH_LIMIT or (is_item and not stack):
                return None
            _open(stack, indent, is_list=is_item)
            awaited = -1
        while stack[-1].indent > indent:
            stack.pop()
        here = stack[-1]
        if here.indent != indent or (here.keys is None) != is_item:
            return None
        if is_item and key:
            if len(stack) == DEPTH_LIMIT:
                return None
            here = _open(stack, indent + 2, is_list=False)
        if here.keys is not None:
            if not key or key in here.keys:
                return None
            here.keys.append(key)
        if is_open:
            awaited = here.indent + 2
        else:
            here.members.append(count)
            count += 1
    return stack[0].build() if stack and awaited < 0 else None


def _open(stack: list[_Open], indent: int, *, is_list: bool) -> _Open:
    opened = _Open(indent, is_list=is_list)
    if stack:
        stack[-1].members.append(opened)
    stack.append(opened)
    return opened
