"""Reads the plainest portable YAML in one sweep: no comments, no blank lines, no literal blocks, no faults.

It gives up at the first line that it is not certain of, and then `nsatu_data.careful_reader` reads the text, which
also tells faults and places. Where it does not give up, both give the same JSON text.
"""

from typing import Final

from nsatu_data.grammar import DEPTH_LIMIT, ITEM, PLAIN_LINE, as_json

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
    for line in PLAIN_LINE.finditer(text):
        if line.start() != position:
            return None
        position = line.end()
        spaces, dash, key, constant, plain, quoted, items = line.groups()
        indent = len(spaces)
        comma = ","
        if awaited >= 0:
            if indent != awaited or len(stack) == DEPTH_LIMIT:
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
            out.append(f'"{plain}"')
        elif constant is not None and len(constant) <= _SAFE_DIGITS:
            out.append(constant)
        elif items is not None:
            out.append(ITEM.sub(as_json, items))
        elif key is not None and constant is None:
            awaited = level + 2
        else:
            return None
    if awaited >= 0 or position != len(text) or not stack or stack[0][1] is not None:
        return None
    while stack:
        out.append("}" if keys is not None else "]")
        level, keys = stack.pop()
    return "".join(out)
