"""Writes values as portable YAML in one canonical layout: the counterpart of `nsatu_data.syntax`.

Keys stand in the order they are given in. A string of one plain word is written plain, any other in double quotes, and
so is one of hexadecimal digits, so that all digests look alike; one with line breaks is a literal block. A list of
scalars stands on one line where it fits in `WIDTH` columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nsatu_data.grammar import PLAIN_WORD

WIDTH: Final = 110
"""Columns that a list of scalars on one line may reach."""

_PLAIN_WORD = re.compile(PLAIN_WORD)
_HEXADECIMAL = re.compile(r"[0-9a-f]*[0-9][0-9a-f]*")


def write(values: Mapping[str, object]) -> str:
    """A mapping as the text of a file. Reading the text gives back the same values."""
    return "".join(f"{line}\n" for line in _mapping(values, 0))


def scalar(value: object) -> str:
    """A scalar on one line. Raises TypeError for what is none, ValueError for a string with a line break."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is not a scalar")
    if "\n" in value:
        raise ValueError("a string with line breaks is no scalar of one line")
    if _PLAIN_WORD.fullmatch(value) and not _HEXADECIMAL.fullmatch(value):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _mapping(values: Mapping[str, object], indent: int) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{' ' * indent}{key}:", value, indent + 2)


def _entry(head: str, value: object, indent: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, str) and "\n" in value:
        yield f"{head} |" if value.endswith("\n") else f"{head} |-"
        yield from (f"{' ' * indent}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _sequence(head, value, indent)
    else:
        yield f"{head} {scalar(value)}"


def _sequence(head: str, items: Sequence[object], indent: int) -> Iterator[str]:
    if not any(isinstance(item, Mapping) for item in items):
        line = f"{head} [{', '.join(map(scalar, items))}]"
        if len(line) <= WIDTH:
            yield line
            return
    yield head
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, indent + 2)
            yield f"{' ' * indent}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{' ' * indent}- {scalar(item)}"
