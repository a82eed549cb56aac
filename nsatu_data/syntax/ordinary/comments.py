"""The comments of ordinary YAML, and the keys and items that they are of.

A comment behind something is of the key or item that it stands behind. One on a line of its own is of the one that
follows in its collection; where none follows there, it stands below the last one. Of comments between two collections
of which one lies in the other, columns tell: they stand in the collection that they are indented as deep as.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from nsatu_data.syntax.yaml_writer import Comments

_COMMENT = re.compile("#.*")
_BREAK = re.compile(r"^(?:[ \t]*\n|---)", re.MULTILINE)


class Comment(NamedTuple):
    """A comment: its text, its offset and column in code points, and whether it has a line of its own.

    `opens` where it stands between a dash and the item, or between a question mark and the key.
    """

    text: str
    start: int
    column: int
    is_alone: bool
    opens: bool


def comments(text: str, loader: Any) -> Iterator[Comment]:
    """The comments of a text that the parser accepts, in their order."""
    import yaml

    end, opens = 0, False
    for token in yaml.scan(text.replace("\t", " "), Loader=loader):
        start = token.start_mark.index
        for found in _COMMENT.finditer(text, end, start):
            yield _comment(text, found, opens=opens)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            # The whole line that a block begins on is of the token.
            header = text[start : token.end_mark.index].partition("\n")[0]
            for found in _COMMENT.finditer(text, start, start + len(header)):
                yield _comment(text, found, opens=False)
        end = token.end_mark.index
        if end > start:
            opens = isinstance(token, yaml.BlockEntryToken | yaml.KeyToken)


def _comment(text: str, found: re.Match[str], *, opens: bool) -> Comment:
    line = text.rfind("\n", 0, found.start()) + 1
    is_alone = not text[line : found.start()].strip(" \t")
    # Portable YAML has no tabs.
    written = found.group().replace("\t", " ").rstrip(" ")
    return Comment(written, found.start(), found.start() - line, is_alone=is_alone, opens=opens)


class OpenCollection:
    """A collection of which the parser has given the beginning: its place, and the latest key or item in it.

    `column` is that of its first key or item, -1 before it.
    """

    def __init__(self, pointer: str, *, is_flow: bool) -> None:
        self.pointer = pointer
        self.is_flow = is_flow
        self.column = -1
        self.latest: str | None = None


class Attribution:
    """Gives comments their keys and items, as the parser goes from one value to the next."""

    def __init__(self, text: str, found: Iterable[Comment]) -> None:
        self._text = text
        self._coming = list(found)[::-1]
        self._pending: list[Comment] = []
        self._closed: list[OpenCollection] = []
        self._above: defaultdict[str, list[str]] = defaultdict(list)
        self._below: defaultdict[str, list[str]] = defaultdict(list)
        self._behind: dict[str, str] = {}

    def by_pointer(self) -> dict[str, Comments]:
        """The comments of each key and item that has any, by JSON pointer; those of the file under the empty one."""
        found = {
            pointer: Comments(tuple(self._above[pointer]), self._behind.get(pointer, ""), tuple(self._below[pointer]))
            for pointer in {**self._above, **self._behind, **self._below}
        }
        return {pointer: comments for pointer, comments in found.items() if any(comments)}

    def until(self, start: int, here: OpenCollection | None) -> None:
        """Takes the comments before an offset; `here` is the innermost collection that is open."""
        while self._coming and self._coming[-1].start < start:
            comment = self._coming.pop()
            if here is None or comment.is_alone or comment.opens:
                self._pending.append(comment)
                continue
            pointer = here.pointer if here.latest is None else here.latest
            if not pointer:
                self._above[pointer].append(comment.text)
            else:
                if pointer in self._behind:
                    # There is one place behind a value: what stood at its beginning goes above.
                    self._above[pointer].append(self._behind[pointer])
                self._behind[pointer] = comment.text

    def root(self, start: int) -> None:
        """The document's value begins: comments with an empty line or a marker after them are of the whole file."""
        end = max((found.start() for found in _BREAK.finditer(self._text, 0, start)), default=0)
        self._above[""] += [comment.text for comment in self._pending if comment.start < end]
        self._pending = [comment for comment in self._pending if comment.start >= end]

    def value(self, here: OpenCollection) -> None:
        """The latest key gets a value that is no collection of lines."""
        if here.latest is not None:
            self._above[here.latest] += [comment.text for comment in self._pending]
        self._pending.clear()

    def member(self, here: OpenCollection, pointer: str, column: int, *, has_members: bool = False) -> None:
        """A key or an item begins. Of an item that has members itself, those get what stands above them."""
        here.column = column
        here.latest = pointer
        inner = []
        for comment in self._pending:
            if has_members and comment.is_alone and comment.opens:
                inner.append(comment)
            elif comment.column > column and not comment.opens and (home := self._home(comment)):
                self._below[home.pointer].append(comment.text)
            else:
                self._above[pointer].append(comment.text)
        self._pending = inner
        self._closed.clear()

    def close(self, closed: OpenCollection) -> None:
        """A collection ends."""
        if closed.is_flow:
            self._below[closed.pointer] += [comment.text for comment in self._pending]
            self._pending.clear()
        elif self._pending:
            self._closed.append(closed)

    def end(self) -> None:
        """The document ends."""
        self.until(len(self._text), None)
        for comment in self._pending:
            home = self._home(comment)
            self._below[home.pointer if home else ""].append(comment.text)
        self._pending.clear()

    def _home(self, comment: Comment) -> OpenCollection | None:
        """Of the collections that ended after a comment, the innermost that is not indented by more than it."""
        fitting = (one for one in self._closed if one.column <= comment.column)
        return next(fitting, self._closed[-1] if self._closed else None)
