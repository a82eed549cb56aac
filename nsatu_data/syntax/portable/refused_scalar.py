"""Reads a scalar that does not match the grammar: its problems, and its value if the value is certain.

Offsets count code points from the start of the line, beginning with 0.
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


class Problem(NamedTuple):
    """A faulty part of a line: the code of the fault, and the start and end of the part."""

    code: str
    start: int
    end: int


class RefusedScalar(NamedTuple):
    """The problems of a scalar, and its value as JSON text (None if the value is uncertain)."""

    problems: tuple[Problem, ...]
    json: str | None


def end_of(line: str, start: int) -> int:
    """The end of the scalar that begins at `start`: before a comment, or at the end of the line."""
    quoted = (_DOUBLE if line.startswith('"', start) else _SINGLE).match(line, start)
    comment = _COMMENT.search(line, quoted.end() if quoted else start)
    return len(line[: comment.start()].rstrip(" ")) if comment else len(line)


def properties(line: str, start: int, end: int) -> tuple[list[Problem], int, bool]:
    """The anchors and tags before a value, the offset of the value, and whether there is a tag."""
    problems = []
    while found := _PROPERTY.match(line, start, end):
        problems.append(Problem(found.lastgroup or "", *found.span(found.lastgroup or "")))
        start = found.end()
    return problems, start, any(one.code == "tag" for one in problems)


def read(line: str, start: int, end: int) -> RefusedScalar:
    """Reads the scalar between two offsets of a line. The end must be after the start."""
    problems, start, is_tagged = properties(line, start, end)
    if start == end:
        return RefusedScalar(tuple(problems), None)
    more = tuple(_problems(line, start, end))
    return RefusedScalar((*problems, *more), None if is_tagged else _json(line[start:end], more))


def _problems(line: str, start: int, end: int) -> Iterator[Problem]:
    first = line[start]
    if first == '"':
        yield from _problems_in_quotes(line, start, end)
    elif first == "'":
        quoted = _SINGLE.match(line, start, end)
        yield Problem("single-quotes", start, quoted.end() if quoted else end)
    elif first == "*":
        yield Problem("alias", start, end)
    elif first in "[{":
        yield Problem("malformed-list" if first == "[" else "flow-mapping", start, end)
    elif typographic_quotes.encloses(line[start:end]):
        yield Problem(typographic_quotes.CODE, start, end)
    elif not _SCALAR.fullmatch(line, start, end):
        is_ambiguous = _AMBIGUOUS.fullmatch(line, start, end)
        yield Problem("ambiguous-scalar" if is_ambiguous else "unquoted-text", start, end)
    elif is_imprecise(line[start:end]):
        yield Problem("number-out-of-range", start, end)


def _problems_in_quotes(line: str, start: int, end: int) -> Iterator[Problem]:
    quoted = _DOUBLE.match(line, start, end)
    if quoted is None:
        yield Problem(
            typographic_quotes.CODE if typographic_quotes.encloses(line[start:end]) else "unclosed-quote", start, end
        )
        return
    for escapes in _ESCAPES.finditer(line, start, quoted.end()):
        # Unknown escapes in a row are one fault, because together they may stand for one character.
        if escapes["unknown"]:
            yield Problem("unknown-escape", *escapes.span())
    if quoted.end() < end:
        after = line[quoted.end() : end]
        yield Problem("text-after-quote", end - len(after.lstrip(" ")), end)


def _json(text: str, wrong: tuple[Problem, ...]) -> str | None:
    """The value of a scalar as JSON text, if the scalar has no problem or is in single quotes; otherwise None."""
    if not wrong:
        scalar = _SCALAR.fullmatch(text)
        return as_json(scalar) if scalar else None
    if text[0] == "'" and _SINGLE.fullmatch(text):
        return json.dumps(text[1:-1].replace("''", "'"), ensure_ascii=False)
    return None
