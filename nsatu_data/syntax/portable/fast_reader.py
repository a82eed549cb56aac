"""Reads simple portable YAML fast: texts without comments, blank lines, literal blocks or faults.

It gives up at the first line that it cannot read with certainty. Then `reader` reads the text, and reports faults and
places. For every text that this module can read, `reader` gives the same values.

Each line is split into its head (indent, dash and key) and its value. The heads of all lines are the form of the text.
Many records share a form, so the function that builds the value of a text with this form is made once and cached.
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
"""Integers with up to this many digits are exact as doubles."""
_CACHE_SIZE: Final = 8192
"""The maximum number of cached forms, and of cached values. Many records share forms and values."""

Build = Callable[[Sequence[Any]], Any]
"""Builds a list or mapping from the values of all lines of a text."""
_Pick = Callable[[Sequence[Any]], tuple[Any, ...]]


class _UnsureError(Exception):
    """Only `reader` can read this value with certainty."""


def read(text: str) -> dict[str, Any] | None:
    """The value of a text; None if only `reader` can read it with certainty."""
    lines = text.split("\n")
    if lines.pop():
        return None
    heads = []
    values = []
    try:
        for line in lines:
            head, mark, written = line.partition(": ")
            if mark and head[-1:] in (":", " "):
                return None
            if not mark:
                head, mark, written = line.partition("- ")
                head += mark
            if written:
                # A quoted string without escapes needs no conversion and rarely repeats, so it is not cached.
                values.append(written[1:-1] if _is_plainly_quoted(written) else _value(written))
            elif mark or head[-1:] != ":":
                return None
            heads.append(head)
    except _UnsureError:
        return None
    build = _form(tuple(heads))
    return None if build is None else build(values)


def _is_plainly_quoted(written: str) -> bool:
    """Whether a value is a quoted string without escapes, on one line."""
    return (
        written[0] == '"' == written[-1] and "\\" not in written and written.count('"') == 2 and written.isprintable()
    )


@lru_cache(_CACHE_SIZE)
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
    # Every comma must have a space after it. A comma without a space would be part of a word.
    if not found["items"] or len(words) != found["items"].count(",") + 1:
        raise _UnsureError
    return [_word(word) for word in words]


def _word(text: str) -> Any:
    """The value of plain words, such as `actor` or `true`.

    Raises _UnsureError for words that some parser does not read as a string, and for misplaced spaces.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text.lower() in RESERVED or text.endswith(" -") or _EXPONENT.fullmatch(text):
        raise _UnsureError
    if not text[:1].isalpha() or text[-1] == " " or "  " in text:
        raise _UnsureError
    return text


class _FormNode:
    """A list or mapping in a form: its indent, its members and, for a mapping, their keys.

    A member is another collection or an index. The index is that of a scalar or a one-line list among the values of the
    text.
    """

    def __init__(self, indent: int, *, is_list: bool) -> None:
        self.indent = indent
        self.keys: list[str] | None = None if is_list else []
        self.members: list[int | _FormNode] = []

    def build(self) -> Build:
        """Makes the function that builds the collection."""
        parts: list[int | Build] = [one.build() if isinstance(one, _FormNode) else one for one in self.members]
        if self.keys is None:
            return lambda values: [values[part] if isinstance(part, int) else part(values) for part in parts]
        keys = self.keys
        inner = [(key, part) for key, part in zip(keys, parts, strict=True) if not isinstance(part, int)]
        # The key of an inner collection first gets a placeholder, to keep the order of the keys. `build` replaces it.
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
    """Makes the function that picks the values at these indices."""
    if len(indices) == 1:
        return lambda values: (values[indices[0]],)
    return itemgetter(*indices) if indices else lambda _: ()


@lru_cache(_CACHE_SIZE)
def _form(heads: tuple[str, ...]) -> Build | None:
    """Makes the function that builds the value of a text with these heads; None if the form is not certain."""
    stack: list[_FormNode] = []
    count = 0
    # The indent at which the collection below a key must begin; -1 if none is due.
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
    return stack[0].build() if stack and awaited < 0 else None


def _open(stack: list[_FormNode], indent: int, *, is_list: bool) -> _FormNode:
    opened = _FormNode(indent, is_list=is_list)
    if stack:
        stack[-1].members.append(opened)
    stack.append(opened)
    return opened
