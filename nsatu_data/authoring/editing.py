"""Edit one place in the text of a record's file and keep everything else: comments, order and quoting.

These functions edit lines and do not check their result: the caller parses the new text before saving it. A block list
has each item on lines of its own, unlike `[a, b]`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from nsatu_data.diagnostics import Place
from nsatu_data.syntax import yaml_writer

_ITEM: Final = "  - "
_COMMENT: Final = ("  #", "#")
"""The beginnings of a comment line: indented like an item, or not at all."""


def with_item(text: str, field: str, item: Mapping[str, object]) -> str | None:
    """Append a mapping to a block list of mappings; add the field if it is missing.

    Returns None if the field's value is not a block list.
    """
    _, *added = _lines(yaml_writer.write({field: [item]}))
    lines = _lines(text)
    head, end = _block(lines, field)
    if head is None:
        return "\n".join([*lines, f"{field}:", *added, ""])
    if not re.fullmatch(rf"{field}: *(#.*)?", lines[head]):
        return None
    return "\n".join([*lines[:end], *added, *lines[end:], ""])


def without_items(text: str, field: str, items: Collection[int]) -> str | None:
    """Remove the items at some indexes from a block list of mappings; remove the field if no item is left.

    Comments between items are kept. Returns None if the field's value is not a block list.
    """
    lines = _lines(text)
    head, end = _block(lines, field)
    begins = [index for index in range(head or 0, end) if lines[index].startswith(_ITEM)]
    if head is None or not begins or not re.fullmatch(rf"{field}: *(#.*)?", lines[head]):
        return None
    kept = []
    item = -1
    for line in lines[head + 1 : end]:
        item += line.startswith(_ITEM)
        if item not in items or line.startswith(_COMMENT):
            kept.append(line)
    if len(set(items)) == len(begins):
        comments = [line.strip(" ") for line in kept if line.startswith(_COMMENT)]
        return "\n".join([*lines[:head], *comments, *lines[end:], ""])
    return "\n".join([*lines[: head + 1], *kept, *lines[end:], ""])


def with_field(
    text: str, field: str, value: object, comments: Mapping[str, yaml_writer.Comments] = yaml_writer.NO_COMMENTS
) -> str:
    """Replace the value of a top-level field; append the field if it is missing.

    The comments in the old value are removed with it. `comments` maps JSON pointers, such as `/sentences/0`, to the
    comments to write in the new value.
    """
    lines = _lines(text)
    head, end = _block(lines, field)
    written = _lines(yaml_writer.write({field: value}, comments))
    before, after = (lines, []) if head is None else (lines[:head], lines[end:])
    return "\n".join([*before, *written, *after, ""])


def with_scalars(text: str, places: Mapping[str, Place], values: Mapping[str, object]) -> str:
    """Replace single-line scalars. `values` has the new scalars by JSON pointer, `places` the places of all values."""
    lines = text.split("\n")
    for pointer in sorted(values, key=lambda pointer: places[pointer].value, reverse=True):
        span = places[pointer].value
        line = lines[span.line - 1]
        written = yaml_writer.scalar(values[pointer])
        lines[span.line - 1] = line[: span.column - 1] + written + line[span.end_column - 1 :]
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    # Not splitlines: it also splits at characters that may occur inside a line, such as U+2028.
    return text.removesuffix("\n").split("\n") if text else []


def _block(lines: Sequence[str], field: str) -> tuple[int | None, int]:
    """Return the index of a top-level key's line, and the index after the last line of its value.

    Without the key, return None and the number of lines.
    """
    head = next((index for index, line in enumerate(lines) if line.startswith(f"{field}:")), None)
    if head is None:
        return None, len(lines)
    end = head + 1
    for index in range(head + 1, len(lines)):
        if lines[index].startswith(" "):
            end = index + 1
        elif lines[index] and not lines[index].startswith("#"):
            break
    return head, end
