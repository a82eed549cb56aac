"""Reads the plainest portable YAML in one sweep: no comments, no blank lines, no literal blocks, no faults.

It gives up at the first line that it is not certain of, and then `careful_reader` reads the text, which also
tells faults and places. Where it does not give up, both give the same values.

Records have few forms and many values. Each line is cut into its head (indent, dash and key) and its value; what the
heads of a text make together is worked out once, as a function that puts values in their places. A form that often
comes becomes one regular expression for a whole text.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from nsatu_data.syntax.portable.grammar import CONSTANTS, DEPTH_LIMIT, EXPONENT, QUICK_HEAD, QUICK_VALUE, RESERVED

_EXPONENT: Final = re.compile(EXPONENT)
_HEAD: Final = re.compile(QUICK_HEAD)
_VALUE: Final = re.compile(QUICK_VALUE)
_ESCAPE: Final = re.compile(r'\\(["\\])')
_CONSTANTS: Final = dict(zip(CONSTANTS, (None, True, False), strict=True))
_SAFE_DIGITS: Final = 15
"""A number of so many digits is one that a double holds exactly."""
_REMEMBERED: Final = 8192
"""So many forms and short values are remembered: records say much in the same words."""

_BEGINNING: Final = 7
"""So many characters tell records of different kinds apart."""
_LEARNT: Final = 64
"""Of so many beginnings, and of each so many forms, are the patterns kept."""
_WORTH_A_PATTERN: Final = 30
"""Making a pattern takes as long as reading about twice as many texts by their lines."""
_LONG: Final = 100
"""A form of more lines than this is read by its lines."""

Build = Callable[[Sequence[Any]], Any]
"""Makes a collection of all values of a text."""
_Pick = Callable[[Sequence[Any]], tuple[Any, ...]]


class _UnsureError(Exception):
    """A value takes more care to read, and so does its text."""


class _Pattern:
    """Texts of one form, of which the same values are plainly quoted: what matches them, and how they are read."""

    def __init__(self, heads: Sequence[str], written: Sequence[str], build: Build) -> None:
        lines = []
        unread = []
        values = iter(enumerate(written))
        for head in heads:
            if head[-1:] == ":":
                lines.append(re.escape(head))
                continue
            index, value = next(values)
            mark = "" if head[-1:] == " " else ": "
            if _is_plainly_quoted(value):
                lines.append(re.escape(head + mark) + r'"([^"\\\x00-\x1f\x7f]*)"')
            else:
                lines.append(re.escape(head + mark) + "(.+)")
                unread.append(index)
        self._match = re.compile("".join(f"{line}\n" for line in lines)).fullmatch
        self._unread = unread
        self._pick = _picker(unread)
        self._build = build

    def read(self, text: str) -> dict[str, Any] | None:
        """The values of a text; None where it is none of these. Raises _UnsureError."""
        found = self._match(text)
        if found is None:
            return None
        values: list[Any] = list(found.groups())
        for index, value in zip(self._unread, map(_value, self._pick(values)), strict=True):
            values[index] = value
        made: dict[str, Any] = self._build(values)
        return made


_patterns: dict[str, list[_Pattern]] = {}
"""The patterns of texts, by how these begin; the one that held last comes first."""


def read(text: str) -> dict[str, Any] | None:
    """The values of a text; None where it takes more care to read it."""
    try:
        return _read_at_once(text) or _read_lines(text)
    except _UnsureError:
        return None


def _read_at_once(text: str) -> dict[str, Any] | None:
    patterns = _patterns.get(text[:_BEGINNING], ())
    for turn, pattern in enumerate(patterns):
        values = pattern.read(text)
        if values is not None:
            if turn:
                assert isinstance(patterns, list)
                patterns.insert(0, patterns.pop(turn))
            return values
    return None


def _read_lines(text: str) -> dict[str, Any] | None:
    lines = text.split("\n")
    if lines.pop():
        return None
    heads = []
    values = []
    said = []
    for line in lines:
        head, mark, written = line.partition(": ")
        if mark and head[-1:] in (":", " "):
            return None
        if not mark:
            head, mark, written = line.partition("- ")
            head += mark
        if written:
            # What is quoted without escapes stands for itself, and seldom comes twice.
            values.append(written[1:-1] if _is_plainly_quoted(written) else _value(written))
            said.append(written)
        elif mark or head[-1:] != ":":
            return None
        heads.append(head)
    form = _form(tuple(heads))
    if form is None:
        return None
    form.came += 1
    if form.came % _WORTH_A_PATTERN == 0 and len(heads) <= _LONG:
        _learn(text, _Pattern(heads, said, form.build))
    made: dict[str, Any] = form.build(values)
    return made


def _learn(text: str, pattern: _Pattern) -> None:
    if len(_patterns) < _LEARNT or text[:_BEGINNING] in _patterns:
        patterns = _patterns.setdefault(text[:_BEGINNING], [])
        if len(patterns) < _LEARNT:
            patterns.append(pattern)


def _is_plainly_quoted(written: str) -> bool:
    """Whether a value is a quoted string without escapes, of one line."""
    return (
        written[0] == '"' == written[-1] and "\\" not in written and written.count('"') == 2 and written.isprintable()
    )


@lru_cache(_REMEMBERED)
def _value(written: str) -> Any:
    found = _VALUE.fullmatch(written)
    if found is None:
        raise _UnsureError
    if found["quoted"] and written.isprintable():
        return _ESCAPE.sub(r"\1", written[1:-1])
    if found["number"] and len(written) <= _SAFE_DIGITS:
        return int(written)
    if found["plain"]:
        return _word(written)
    words = (found["items"] or "").split(", ")
    # A comma without a space behind it would be part of a word.
    if not found["items"] or len(words) != found["items"].count(",") + 1:
        raise _UnsureError
    return [_word(word) for word in words]


def _word(text: str) -> Any:
    """What plain words say. Raises _UnsureError where they are no string to some parser, or a space is out of place."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text.lower() in RESERVED or text.endswith(" -") or _EXPONENT.fullmatch(text):
        raise _UnsureError
    if not text[:1].isalpha() or text[-1] == " " or "  " in text:
        raise _UnsureError
    return text


class _Open:
    """A collection that is open: its indent, its members, and of a mapping their keys.

    A member is the index of its value, or a collection.
    """

    def __init__(self, indent: int, *, is_list: bool) -> None:
        self.indent = indent
        self.keys: list[str] | None = None if is_list else []
        self.members: list[int | _Open] = []

    def build(self) -> Build:
        """The function that makes the collection."""
        parts: list[int | Build] = [one.build() if isinstance(one, _Open) else one for one in self.members]
        if self.keys is None:
            return lambda values: [values[part] if isinstance(part, int) else part(values) for part in parts]
        keys = self.keys
        inner = [(key, part) for key, part in zip(keys, parts, strict=True) if not isinstance(part, int)]
        # What is made of several values keeps its place among the keys by any value.
        pick = _picker([part if isinstance(part, int) else 0 for part in parts])
        if not inner:
            return lambda values: dict(zip(keys, pick(values), strict=True))

        def build(values: Sequence[Any]) -> dict[str, Any]:
            made = dict(zip(keys, pick(values), strict=True))
            for key, part in inner:
                made[key] = part(values)
            return made

        return build


def _picker(indices: Sequence[int]) -> _Pick:
    """The function that takes what stands at these indices."""
    if len(indices) == 1:
        return lambda values: (values[indices[0]],)
    return itemgetter(*indices) if indices else lambda _: ()


class _Form:
    """What the heads of all lines of a text make of its values, and how many texts `came` in this form."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.came = 0


@lru_cache(_REMEMBERED)
def _form(heads: tuple[str, ...]) -> _Form | None:
    """The form that a text has, as the heads of all its lines tell; None where that is not certain."""
    stack: list[_Open] = []
    count = 0
    # Below a key without a value one is awaited, at this indent.
    awaited = 0
    for head in heads:
        is_open = head[-1:] == ":"
        found = _HEAD.fullmatch(head if is_open or head[-2:] == "- " else f"{head}:")
        if found is None:
            return None
        indent, is_item, key = len(found["indent"]), bool(found["dash"]), found["key"]
        if awaited >= 0:
            if indent != awaited or len(stack) == DEPTH_LIMIT or (is_item and not stack):
                return None
            _open(stack, indent, is_list=is_item)
            awaited = -1
        while stack[-1].indent > indent:
            stack.pop()
        here = stack[-1]
        if here.indent != indent or (here.keys is None) != is_item:
            return None
        if is_item and key:
            if len(stack) == DEPTH_LIMIT:
                return None
            here = _open(stack, indent + 2, is_list=False)
        if here.keys is not None:
            if not key or key in here.keys:
                return None
            here.keys.append(key)
        if is_open:
            awaited = here.indent + 2
        else:
            here.members.append(count)
            count += 1
    return _Form(stack[0].build()) if stack and awaited < 0 else None


def _open(stack: list[_Open], indent: int, *, is_list: bool) -> _Open:
    opened = _Open(indent, is_list=is_list)
    if stack:
        stack[-1].members.append(opened)
    stack.append(opened)
    return opened
