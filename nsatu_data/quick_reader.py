"""Reads the plainest portable YAML in one sweep: no comments, no blank lines, no literal blocks, no faults.

It gives up at the first line that it is not certain of, and then `nsatu_data.careful_reader` reads the text, which
also tells faults and places. Where it does not give up, both give the same JSON text.

Records have few forms and many values. Each line is cut into its head (indent, dash and key) and its value; what the
heads of a text make together is worked out once, as JSON text with places to put values in.
"""

import re
from functools import lru_cache
from typing import Final

from nsatu_data.grammar import CONSTANTS, DEPTH_LIMIT, EXPONENT, QUICK_HEAD, QUICK_VALUE, RESERVED

_EXPONENT: Final = re.compile(EXPONENT)
_HEAD: Final = re.compile(QUICK_HEAD)
_VALUE: Final = re.compile(QUICK_VALUE)
_SAFE_DIGITS: Final = 15
"""A number of so many digits is one that a double holds exactly."""
_REMEMBERED: Final = 8192
"""So many heads and short values are remembered: records say much in the same words."""


def read(text: str) -> str | None:
    """The value of a text as JSON text; None where it takes more care to read it."""
    lines = text.split("\n")
    if lines.pop():
        return None
    heads = []
    values = []
    for line in lines:
        head, mark, value = line.partition(": ")
        if mark and head[-1:] in (":", " "):
            return None
        if not mark:
            head, mark, value = line.partition("- ")
            head += mark
        if value:
            # What is quoted without escapes is JSON as it stands, and seldom the same twice.
            plainly = value[0] == '"' == value[-1] and "\\" not in value and value.isprintable()
            json = value if plainly and value.count('"') == 2 else _value(value)
            if json is None:
                return None
            values.append(json)
        elif mark or head[-1:] != ":":
            return None
        heads.append(head)
    form = _form(tuple(heads))
    return form and form % tuple(values)


@lru_cache(_REMEMBERED)
def _value(value: str) -> str | None:
    """A value as JSON text, or None."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    if found["quoted"]:
        return value if value.isprintable() else None
    if found["number"]:
        return value if len(value) <= _SAFE_DIGITS else None
    if found["plain"]:
        return _word(value)
    words = [word for item in found["items"].split(", ") if (word := _word(item)) is not None]
    # A comma without a space behind it would be part of a word.
    return f"[{','.join(words)}]" if len(words) == found["items"].count(",") + 1 else None


def _word(text: str) -> str | None:
    """Plain words as JSON text; None where they are no string to some parser, or begin or end with a space."""
    if text.lower() in RESERVED:
        return text if text in CONSTANTS else None
    if text.endswith(" -") or _EXPONENT.fullmatch(text):
        return None
    return f'"{text}"' if text[:1].isalpha() and text[-1] != " " and "  " not in text else None


@lru_cache(_REMEMBERED)
def _form(heads: tuple[str, ...]) -> str | None:
    """What the heads of all lines make, as JSON text with `%s` for each value; None where that is not certain."""
    out: list[str] = []
    stack: list[tuple[int, set[str] | None]] = []
    # The collection that is open: its indent, and its keys where it is a mapping. Below it, a value may be awaited.
    level, keys = -1, None
    awaited = 0
    for head in heads:
        is_open = head[-1:] == ":"
        found = _HEAD.fullmatch(head if is_open or head[-2:] == "- " else f"{head}:")
        if found is None:
            return None
        indent, dash, key = len(found["indent"]), found["dash"], found["key"]
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
        if level != indent or (keys is None) != bool(dash):
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
        out.append(comma + (f'"{key}":' if key else "") + ("" if is_open else "%s"))
        if is_open:
            awaited = level + 2
    if awaited >= 0 or not stack:
        return None
    while stack:
        out.append("]" if keys is None else "}")
        level, keys = stack.pop()
    return "".join(out)
