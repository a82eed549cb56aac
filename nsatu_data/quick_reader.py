"""Reads the plainest portable YAML in one sweep: no comments, no blank lines, no literal blocks, no faults.

It gives up at the first line that it is not certain of, and then `nsatu_data.careful_reader` reads the text, which
also tells faults and places. Where it does not give up, both give the same JSON text.
"""

import re
from typing import Final

from nsatu_data.grammar import CONSTANTS, DEPTH_LIMIT, QUICK_LINE, RESERVED

_LINE = re.compile(QUICK_LINE)
_SAFE_DIGITS: Final = 15
"""A number of so many digits is one that a double holds exactly."""


def read(text: str) -> str | None:
    """The value of a text as JSON text; None where it takes more care to read it."""
    out: list[str] = []
    stack: list[tuple[int, set[str] | None]] = []
    # The collection that is open: its indent, and its keys where it is a mapping. Below it, a value may be awaited.
    level, keys = -1, None
    awaited = 0
    position = 0
    for line in _LINE.finditer(text):
        if line.start() != position:
            return None
        position = line.end()
        spaces, dash, key, number, plain, quoted, items = line.groups()
        indent = len(spaces)
        comma = ","
        if awaited >= 0:
            if indent != awaited or len(stack) == DEPTH_LIMIT or (dash and not stack):
                return None
            stack.append((level, keys))
            level, keys, awaited, comma = indent, None if dash else set[str](), -1, ""
            out.append("[" if dash else "{")
        while level > indent:
            out.append("}" if keys is not None else "]")
            level, keys = stack.pop()
        if level != indent or (keys is None) != (dash is not None):
            return None
        if dash and key:
            if len(stack) == DEPTH_LIMIT:
                return None
            stack.append((level, keys))
            level, keys = level + 2, {key}
            out.append(f'{comma}{{"{key}":')
        elif dash:
            out.append(comma)
        elif keys is None or key is None or key in keys:
            return None
        else:
            keys.add(key)
            out.append(f'{comma}"{key}":')
        if quoted is not None:
            out.append(quoted)
        elif plain is not None:
            value = _word(plain)
            if value is None:
                return None
            out.append(value)
        elif number is not None and len(number) <= _SAFE_DIGITS:
            out.append(number)
        elif items is not None:
            values = list(filter(None, map(_word, items.split(", "))))
            if len(values) <= items.count(","):
                return None
            out.append(f"[{','.join(values)}]")
        elif key is not None and number is None:
            awaited = level + 2
        else:
            return None
    if awaited >= 0 or position != len(text) or not stack:
        return None
    while stack:
        out.append("}" if keys is not None else "]")
        level, keys = stack.pop()
    return "".join(out)


def _word(text: str) -> str | None:
    """Plain words as JSON text; None where they are no string to some parser, or begin or end with a space."""
    if text.lower() in RESERVED:
        return text if text in CONSTANTS else None
    return f'"{text}"' if text[:1].isalpha() and text[-1] != " " and "  " not in text else None
