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


class Problem(NamedTuple):
    """A faulty stretch of a line: the code of its refusal, where it starts and where it ends."""

    code: str
    start: int
    end: int


class RefusedScalar(NamedTuple):
    """What was read: the value as JSON text, None where it is not certain."""

    problems: tuple[Problem, ...]
    json: str | None


def end_of(line: str, start: int) -> int:
    """Where a scalar that starts there ends: before a comment, or with the line."""
    quoted = (_DOUBLE if line.startswith('"', start) else _SINGLE).match(line, start)
    comment = _COMMENT.search(line, quoted.end() if quoted else start)
    return len(line[: comment.start()].rstrip(" ")) if comment else len(line)


def properties(line: str, start: int, end: int) -> tuple[list[Problem], int, bool]:
    """The anchors and tags before a value, where the value itself starts, and whether one of them was a tag."""
    problems = []
    while found := _PROPERTY.match(line, start, end):
        problems.append(Problem(found.lastgroup or "", *found.span(found.lastgroup or "")))
        start = found.end()
    return problems, start, any(one.code == "tag" for one in problems)


def read(line: str, start: int, end: int) -> RefusedScalar:
    """What stands in a stretch of a line, which is not empty."""
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
        # Several in a row may be one character, and are one fault in any case.
        if escapes["unknown"]:
            yield Problem("unknown-escape", *escapes.span())
    if quoted.end() < end:
        after = line[quoted.end() : end]
        yield Problem("text-after-quote", end - len(after.lstrip(" ")), end)


def _json(text: str, wrong: tuple[Problem, ...]) -> str | None:
    """The value of a scalar that is of the grammar, or would be with other quotes."""
    if not wrong:
        scalar = _SCALAR.fullmatch(text)
        return as_json(scalar) if scalar else None
    if text[0] == "'" and _SINGLE.fullmatch(text):
        return json.dumps(text[1:-1].replace("''", "'"), ensure_ascii=False)
    return None
