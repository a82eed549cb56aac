"""Writes values as portable YAML in one canonical layout: the counterpart of `nsatu_data.syntax.yaml_reader`.

Keys keep their order. A string of one plain word is written without quotes, unless it could be a hexadecimal digest.
A string with line breaks is a literal block. All other strings are in double quotes. A list of scalars is written on
one line if it fits in `WIDTH` columns and has no comments inside. A list that is an item of a list is always on one
line. The only empty lines are those in literal blocks.

A comment is written above its key or item, or at the end of the same line. A comment always goes above if the value is
a literal block, or if an item begins with a key. Comments on the items of an inner list go above that list. A comment
that would follow a literal block goes above the block's key.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from nsatu_data.syntax.portable.grammar import PLAIN_WORD

WIDTH: Final = 110
"""The maximum width, in columns, of a list of scalars on one line."""

_PLAIN_WORD = re.compile(PLAIN_WORD)
_HEXADECIMAL = re.compile(r"[0-9a-f]*[0-9][0-9a-f]*")


class Comments(NamedTuple):
    """The comments of one key or item. The file's own comments have the empty JSON pointer.

    Each comment is one line that begins with `#`.

    `above` is on lines before the key or item, `trailing` at the end of its line, and `below` after the last member of
    its value.
    """

    above: tuple[str, ...] = ()
    trailing: str = ""
    below: tuple[str, ...] = ()


_NO_COMMENT: Final = Comments()
NO_COMMENTS: Final[Mapping[str, Comments]] = MappingProxyType({})


def write(values: Mapping[str, object], comments: Mapping[str, Comments] = NO_COMMENTS) -> str:
    """Writes a mapping as the text of a file, with comments by JSON pointer. Reading the text gives the same values.

    Raises ValueError for an item that is an empty mapping, which portable YAML cannot express.
    """
    writer = _Writer(comments)
    writer.file(values)
    return "".join(f"{line}\n" for line in writer.lines)


def scalar(value: object) -> str:
    """Writes a scalar. Raises TypeError for any other value, ValueError for a string with a line break."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is not a scalar")
    if "\n" in value:
        raise ValueError("a string with line breaks is not a scalar on one line")
    if _PLAIN_WORD.fullmatch(value) and not _HEXADECIMAL.fullmatch(value):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Writer:
    """Collects the lines of a file.

    If the last line ends a literal block, `block` is the index of the line that begins the block, such as `text: |`. If
    several blocks directly follow each other, `block` belongs to the first block. `hoisted` maps the index of a line to
    the comments that will be inserted above that line.
    """

    def __init__(self, comments: Mapping[str, Comments]) -> None:
        self.lines: list[str] = []
        self.comments = comments
        # The lists with a comment on an item.
        self.commented = {pointer.rpartition("/")[0] for pointer in comments}
        self.block: int | None = None
        self.hoisted: dict[int, list[str]] = {}

    def file(self, values: Mapping[str, object]) -> None:
        self._add_comments(self.comments.get("", _NO_COMMENT).above, 0)
        self._mapping(values, "", 0)
        if self.hoisted:
            # Inserting the comments one by one would move all later lines each time.
            self.lines = [
                each for number, line in enumerate(self.lines) for each in (*self.hoisted.get(number, ()), line)
            ]

    def _add_comments(self, comments: Sequence[str], indent: int) -> None:
        if self.block is None:
            self.lines += [f"{' ' * indent}{comment}" for comment in comments]
        elif comments:
            head = self.lines[self.block]
            margin = head[: len(head) - len(head.lstrip(" "))]
            self.hoisted.setdefault(self.block, []).extend(f"{margin}{comment}" for comment in comments)

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self.block = None

    def _mapping(self, values: Mapping[str, object], pointer: str, indent: int, dash: str = "") -> None:
        """Writes a mapping. If the mapping is a list item, `dash` is `- ` and precedes the first key."""
        for key, value in values.items():
            self._entry(f"{' ' * (indent - len(dash))}{dash}{key}:", value, f"{pointer}/{key}", indent)
            dash = ""
        self._add_comments(self.comments.get(pointer, _NO_COMMENT).below, indent)

    def _entry(self, head: str, value: object, pointer: str, indent: int) -> None:
        above, trailing, _ = self.comments.get(pointer, _NO_COMMENT)
        is_block = isinstance(value, str) and "\n" in value
        if trailing and is_block:
            above, trailing = (*above, trailing), ""
        self._add_comments(above, len(head) - len(head.lstrip(" ")))
        tail = f" {trailing}" if trailing else ""
        if isinstance(value, Mapping):
            self._line(f"{head}{tail}")
            self._mapping(value, pointer, indent + 2)
        elif isinstance(value, str) and is_block:
            self._block(head, value, indent + 2)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            self._sequence(head, tail, value, pointer, indent + 2)
        else:
            self._line(f"{head} {scalar(value)}{tail}")

    def _block(self, head: str, text: str, indent: int) -> None:
        start = len(self.lines) if self.block is None else self.block
        self._line(f"{head} |" if text.endswith("\n") else f"{head} |-")
        self.lines += [f"{' ' * indent}{line}" if line else "" for line in text.removesuffix("\n").split("\n")]
        self.block = start

    def _sequence(self, head: str, tail: str, items: Sequence[object], pointer: str, indent: int) -> None:
        below = self.comments.get(pointer, _NO_COMMENT).below
        if not (below or pointer in self.commented or any(_needs_lines(item) for item in items)):
            line = f"{head} [{', '.join(map(scalar, items))}]"
            if len(line) <= WIDTH:
                self._line(f"{line}{tail}")
                return
        self._line(f"{head}{tail}")
        for index, item in enumerate(items):
            here = f"{pointer}/{index}"
            if isinstance(item, Mapping):
                if not item:
                    raise ValueError("an item that is an empty mapping cannot be written")
                above, trailing, _ = self.comments.get(here, _NO_COMMENT)
                self._add_comments((*above, trailing) if trailing else above, indent)
                self._mapping(item, here, indent + 2, "- ")
            elif isinstance(item, Sequence) and not isinstance(item, str):
                self._inner_list(item, here, indent)
            else:
                self._entry(f"{' ' * indent}-", item, here, indent)
        self._add_comments(below, indent)

    def _inner_list(self, items: Sequence[object], pointer: str, indent: int) -> None:
        """Writes an item that is a list. The list must be on one line, so comments on its items go above it."""
        above, trailing, below = self.comments.get(pointer, _NO_COMMENT)
        inner = [self.comments.get(f"{pointer}/{index}", _NO_COMMENT) for index in range(len(items))]
        inside = (comment for one in inner for comment in (*one.above, one.trailing) if comment)
        self._add_comments((*above, *inside, *below), indent)
        self._line(f"{' ' * indent}- [{', '.join(map(scalar, items))}]{f' {trailing}' if trailing else ''}")


def _needs_lines(item: object) -> bool:
    return "\n" in item if isinstance(item, str) else isinstance(item, Mapping | Sequence)
