"""Changes the text of a record's file in one place, and leaves all else as it was: comments, order, quoting.

Portable YAML is made of lines, and so these are changes of lines. Whoever writes the text back reads it again first.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from nsatu_data.diagnostics import Place
from nsatu_data.syntax import yaml_writer

_ITEM: Final = "  - "
_COMMENT: Final = ("  #", "#")
"""How a line begins that is a comment between items, or at the margin."""


def with_item(text: str, field: str, item: Mapping[str, object]) -> str | None:
    """The text with an item behind those of a list of mappings, which may be empty or not there yet.

    None where what stands there is no list of items on lines of their own.
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
    """The text without some items of a list of mappings, by index; without the field where no item is left.

    Comments above an item stay. None where what stands there is no list of items on lines of their own.
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
    """The text with another value of a field at its top; at its end where the field was not there.

    `comments` are those behind the field and in its value, by JSON pointer: what stood there goes with the old value.
    """
    lines = _lines(text)
    head, end = _block(lines, field)
    written = _lines(yaml_writer.write({field: value}, comments))
    before, after = (lines, []) if head is None else (lines[:head], lines[end:])
    return "\n".join([*before, *written, *after, ""])


def with_scalars(text: str, places: Mapping[str, Place], values: Mapping[str, object]) -> str:
    """The text with other scalars of one line, by JSON pointer; `places` are those of the text's values."""
    lines = text.split("\n")
    for pointer in sorted(values, key=lambda pointer: places[pointer].value, reverse=True):
        span = places[pointer].value
        line = lines[span.line - 1]
        written = yaml_writer.scalar(values[pointer])
        lines[span.line - 1] = line[: span.column - 1] + written + line[span.end_column - 1 :]
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    # Not splitlines: what it splits at besides line feeds may stand in a line that is to stay as it is.
    return text.removesuffix("\n").split("\n") if text else []


def _block(lines: Sequence[str], field: str) -> tuple[int | None, int]:
    """The index of a top-level key's line, and the index behind the last line of its value."""
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
