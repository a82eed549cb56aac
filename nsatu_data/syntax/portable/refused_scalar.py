"""Reads what stands where a scalar belongs and is none of the grammar: what is wrong with it, and what is certain.

Offsets are those of the line, in code points from 0.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from nsatu_data.syntax.portable import typographic_quotes
from nsatu_data.syntax.portable.grammar import AMBIGUOUS, ITEM, as_json, is_imprecise

_SCALAR = re.compile(ITEM)
_AMBIGUOUS = re.compile(AMBIGUOUS)
_PROPERTY = re.compile("(?:(?P<anchor>&[^ ]+)|(?P<tag>![^ ]*))(?: +|$)")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*+"')
_SINGLE = re.compile("'(?:[^']|'')*+'")
_ESCAPES = re.compile(r"""\\["\\]|(?P<unknown>(?:\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^"\\]))+)""")
_COMMENT = re.compile("(?<= )#")


class Told(NamedTuple):
    """What is told of a stretch of a line: the code of a refusal, from where and to where."""

    code: str
    start: int
    end: int


class Scalar(NamedTuple):
    """What was read: the value as JSON text, None where it is not certain."""

    told: tuple[Told, ...]
    json: str | None


def end_of(line: str, start: int) -> int:
    """Where a scalar that starts there ends: before a comment, or with the line."""
    quoted = (_DOUBLE if line.startswith('"', start) else _SINGLE).match(line, start)
    comment = _COMMENT.search(line, quoted.end() if quoted else start)
    return len(line[: comment.start()].rstrip(" ")) if comment else len(line)


def properties(line: str, start: int, end: int) -> tuple[list[Told], int, bool]:
    """The anchors and tags before a value, where the value itself starts, and whether one of them was a tag."""
    told = []
    while found := _PROPERTY.match(line, start, end):
        told.append(Told(found.lastgroup or "", *found.span(found.lastgroup or "")))
        start = found.end()
    return told, start, any(one.code == "tag" for one in told)


def read(line: str, start: int, end: int) -> Scalar:
    """What stands in a stretch of a line, which is not empty."""
    told, start, is_tagged = properties(line, start, end)
    if start == end:
        return Scalar(tuple(told), None)
    more = tuple(_wrong(line, start, end))
    return Scalar((*told, *more), None if is_tagged else _json(line[start:end], more))


def _wrong(line: str, start: int, end: int) -> Iterator[Told]:
    first = line[start]
    if first == '"':
        yield from _wrong_in_quotes(line, start, end)
    elif first == "'":
        quoted = _SINGLE.match(line, start, end)
        yield Told("single-quotes", start, quoted.end() if quoted else end)
    elif first == "*":
        yield Told("alias", start, end)
    elif first in "[{":
        yield Told("malformed-list" if first == "[" else "flow-mapping", start, end)
    elif typographic_quotes.encloses(line[start:end]):
        yield Told(typographic_quotes.CODE, start, end)
    elif not _SCALAR.fullmatch(line, start, end):
        is_ambiguous = _AMBIGUOUS.fullmatch(line, start, end)
        yield Told("ambiguous-scalar" if is_ambiguous else "unquoted-text", start, end)
    elif is_imprecise(line[start:end]):
        yield Told("number-out-of-range", start, end)


def _wrong_in_quotes(line: str, start: int, end: int) -> Iterator[Told]:
    quoted = _DOUBLE.match(line, start, end)
    if quoted is None:
        yield Told(
            typographic_quotes.CODE if typographic_quotes.encloses(line[start:end]) else "unclosed-quote", start, end
        )
        return
    for escapes in _ESCAPES.finditer(line, start, quoted.end()):
        # Several in a row may be one character, and are one fault in any case.
        if escapes["unknown"]:
            yield Told("unknown-escape", *escapes.span())
    if quoted.end() < end:
        after = line[quoted.end() : end]
        yield Told("text-after-quote", end - len(after.lstrip(" ")), end)


def _json(text: str, wrong: tuple[Told, ...]) -> str | None:
    """The value of a scalar that is of the grammar, or would be with other quotes."""
    if not wrong:
        scalar = _SCALAR.fullmatch(text)
        return as_json(scalar) if scalar else None
    if text[0] == "'" and _SINGLE.fullmatch(text):
        return json.dumps(text[1:-1].replace("''", "'"), ensure_ascii=False)
    return None
