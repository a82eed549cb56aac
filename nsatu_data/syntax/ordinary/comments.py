"""Finds the comments of ordinary YAML, and the key or item that each comment belongs to.

A comment at the end of a line belongs to the key or item on that line. A comment on its own line belongs to the next
key or item of its collection. If there is no next one, it stays below the last one.

A comment may follow nested collections that have just ended, and be indented more than the next key or item. Then it
stays below one of the ended collections. Its indentation decides which: the deepest one whose indentation is not
greater than the comment's.
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

    `opens` is true between a dash and its item, and between the question mark of an explicit key and the key.
    """

    text: str
    start: int
    column: int
    is_alone: bool
    opens: bool


def comments(text: str, loader: Any) -> Iterator[Comment]:
    """The comments of a text that the parser accepts, in order."""
    import yaml

    end, opens = 0, False
    for token in yaml.scan(text.replace("\t", " "), Loader=loader):
        start = token.start_mark.index
        for found in _COMMENT.finditer(text, end, start):
            yield _comment(text, found, opens=opens)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            # The token of a block scalar includes its first line, as in `key: | # comment`.
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
    """A list or mapping that the parser has begun, with its JSON pointer.

    `latest` is the JSON pointer of its latest key or item. `column` is the column of its first key or item, and -1
    until the parser has reached it.
    """

    def __init__(self, pointer: str, *, is_flow: bool) -> None:
        self.pointer = pointer
        self.is_flow = is_flow
        self.column = -1
        self.latest: str | None = None


class Attribution:
    """Assigns comments to keys and items while the parser goes from value to value.

    A comment is pending until the parser has reached the key or item that it may belong to.
    """

    def __init__(self, text: str, found: Iterable[Comment]) -> None:
        self._text = text
        self._unread = list(found)[::-1]
        self._pending: list[Comment] = []
        self._closed: list[OpenCollection] = []
        self._above: defaultdict[str, list[str]] = defaultdict(list)
        self._below: defaultdict[str, list[str]] = defaultdict(list)
        self._trailing: dict[str, str] = {}

    def by_pointer(self) -> dict[str, Comments]:
        """The comments by the JSON pointer of their key or item. The file's own are under the empty pointer."""
        found = {
            pointer: Comments(tuple(self._above[pointer]), self._trailing.get(pointer, ""), tuple(self._below[pointer]))
            for pointer in {**self._above, **self._trailing, **self._below}
        }
        return {pointer: comments for pointer, comments in found.items() if any(comments)}

    def until(self, start: int, here: OpenCollection | None) -> None:
        """Assigns the comments before an offset, or makes them pending. `here` is the innermost open collection."""
        while self._unread and self._unread[-1].start < start:
            comment = self._unread.pop()
            if here is None or comment.is_alone or comment.opens:
                self._pending.append(comment)
                continue
            pointer = here.pointer if here.latest is None else here.latest
            if not pointer:
                self._above[pointer].append(comment.text)
            else:
                if pointer in self._trailing:
                    # A value of several lines can have a comment on each. Only the last stays at the end of its line.
                    self._above[pointer].append(self._trailing[pointer])
                self._trailing[pointer] = comment.text

    def root(self, start: int) -> None:
        """Begins the document's value. Pending comments before an empty line or a marker belong to the whole file."""
        end = max((found.start() for found in _BREAK.finditer(self._text, 0, start)), default=0)
        self._above[""] += [comment.text for comment in self._pending if comment.start < end]
        self._pending = [comment for comment in self._pending if comment.start >= end]

    def value(self, here: OpenCollection) -> None:
        """Begins a scalar or a value in braces or brackets. Pending comments go above its key."""
        if here.latest is not None:
            self._above[here.latest] += [comment.text for comment in self._pending]
        self._pending.clear()

    def member(self, here: OpenCollection, pointer: str, column: int, *, has_members: bool = False) -> None:
        """Begins a key or an item.

        If the item `has_members`, comments between its dash and its first member are left for that member.
        """
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
        """Ends a collection. Pending comments inside braces or brackets go below its last member."""
        if closed.is_flow:
            self._below[closed.pointer] += [comment.text for comment in self._pending]
            self._pending.clear()
        elif self._pending:
            self._closed.append(closed)

    def end(self) -> None:
        """Ends the document, and assigns all comments that are left."""
        self.until(len(self._text), None)
        for comment in self._pending:
            home = self._home(comment)
            self._below[home.pointer if home else ""].append(comment.text)
        self._pending.clear()

    def _home(self, comment: Comment) -> OpenCollection | None:
        """The ended collection that a comment stays below: the deepest that is not indented more than the comment.

        If all of them are indented more, it is the outermost.
        """
        fitting = (one for one in self._closed if one.column <= comment.column)
        return next(fitting, self._closed[-1] if self._closed else None)
