"""Reads the plainest portable YAML in one sweep: no comments, no blank lines, no literal blocks, no faults.

It gives up at the first line that it is not certain of, and then `nsatu_data.careful_reader` reads the text, which
also tells faults and places. Where it does not give up, both give the same JSON text.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from nsatu_data.grammar import CONSTANTS, DEPTH_LIMIT, QUICK_LINE, RESERVED

_LINE = re.compile(QUICK_LINE)
_SAFE_DIGITS: Final = 15
"""A number of so many digits is one that a double holds exactly."""
_REMEMBERED: Final = 8192
"""So many different lines are remembered: records say much in the same words."""


class _Line(NamedTuple):
    """What a line says: indent, whether it is an item, key and value as JSON, each empty where it has none."""

    indent: int
    dash: bool
    key: str
    value: str


def read(text: str) -> str | None:
    """The value of a text as JSON text; None where it takes more care to read it."""
    lines = text.split("\n")
    if lines.pop():
        return None
    out: list[str] = []
    stack: list[tuple[int, set[str] | None]] = []
    # The collection that is open: its indent, and its keys where it is a mapping. Below it, a value may be awaited.
    level, keys = -1, None
    awaited = 0
    for written in lines:
        line = _line(written)
        if line is None:
            return None
        indent, dash, key, value = line
        comma = ","
        if awaited >= 0:
            if indent != awaited or len(stack) == DEPTH_LIMIT or (dash and not stack):
                return None
            stack.append((level, keys))
            level, keys, awaited, comma = indent, None if dash else set[str](), -1, ""
            out.append("[" if dash else "{")
        while level > indent:
            out.append("]" if keys is None else "}")
            level, keys = stack.pop()
        if level != indent or (keys is None) != dash:
            return None
        if dash and key:
            if len(stack) == DEPTH_LIMIT:
                return None
            stack.append((level, keys))
            level, keys, comma = level + 2, set[str](), comma + "{"
        if keys is not None:
            if not key or key in keys:
                return None
            keys.add(key)
        out.append(comma + key + value)
        if not value:
            awaited = level + 2
    if awaited >= 0 or not stack:
        return None
    while stack:
        out.append("]" if keys is None else "}")
        level, keys = stack.pop()
    return "".join(out)


@lru_cache(_REMEMBERED)
def _line(written: str) -> _Line | None:
    found = _LINE.fullmatch(written)
    if found is None:
        return None
    spaces, dash, key, number, plain, quoted, items = found.groups()
    value = quoted or ""
    if number is not None:
        value = number if len(number) <= _SAFE_DIGITS else ""
    elif plain is not None:
        value = _word(plain)
    elif items is not None:
        values = list(filter(None, map(_word, items.split(", "))))
        value = f"[{','.join(values)}]" if len(values) > items.count(",") else ""
    has_value = not (number is None and plain is None and quoted is None and items is None)
    if has_value != bool(value) or not (value or key):
        return None
    return _Line(len(spaces), dash is not None, f'"{key}":' if key else "", value)


def _word(text: str) -> str:
    """Plain words as JSON text; empty where they are no string to some parser, or begin or end with a space."""
    if text.lower() in RESERVED:
        return text if text in CONSTANTS else ""
    return f'"{text}"' if text[:1].isalpha() and text[-1] != " " and "  " not in text else ""
