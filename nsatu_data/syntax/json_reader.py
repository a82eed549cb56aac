"""Reads JSON (RFC 8259), with the place of every value: its line and column. Duplicate keys are faults.

The standard library reads the values. A second pass over the tokens finds the places, and runs only if a
finding needs a place.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nsatu_data.diagnostics import Fault, Place, Span, escape, span_at
from nsatu_data.finding_limits import FAULT_LIMIT, limited
from nsatu_data.model import characters
from nsatu_data.model.string_forms import OFFSET_LIMIT
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT
from nsatu_data.syntax.portable.refusals import duplicate_key, refuse

_TOKEN = re.compile(r'[ \t\n\r]*("(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+)')

# NaN and Infinity, which Python reads but JSON does not have, and integers that are too long for Python to convert.
_NO_NUMBER = re.compile("-?(?:NaN|Infinity|[0-9]{4301,})")
_OTHER_ESCAPE = re.compile(r'\\[^"\\]')
"""An escape other than that of a quote or a backslash. The second of two backslashes can look like one."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")


@dataclass(frozen=True)
class JsonDocument:
    """A JSON file that was read. If it is not `readable`, it has no value, and `faults` says why."""

    text: str
    value: Any
    faults: tuple[Fault, ...] = ()
    readable: bool = True

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their line feeds."""
        return self.text.split("\n")

    @cached_property
    def is_plain(self) -> bool:
        """Whether no text in the file can have a fault in its characters. False if a closer look is needed.

        JSON has no controls below U+0020 in a text unless they are escaped.
        """
        return not _OTHER_ESCAPE.search(self.text) and characters.is_plain(self.text)

    @cached_property
    def places(self) -> dict[str, Place]:
        """The place of each value, by JSON pointer (RFC 6901). A duplicate key has the place of its last value."""
        return _scan(self.text).places if self.readable else {}


def read(data: bytes) -> JsonDocument:
    """Reads a JSON file: its value, or the faults that prevent reading it. Never raises."""
    text = characters.decoded(data)
    if isinstance(text, Fault):
        return JsonDocument(data.decode("utf-8", "replace"), None, (text,), readable=False)
    if text.startswith("\ufeff"):
        return _refused(
            text, "forbidden-character", "a byte-order mark (U+FEFF) is not allowed", 0, "save the file without it"
        )
    try:
        value, has_duplicates = _values(text)
    except (RecursionError, ValueError) as error:
        return _unread(text, error)
    half = _half_character(text)
    if half is not None:
        message = "half of a surrogate pair is not a character"
        return _refused(text, "forbidden-character", message, half, "write the character")
    if _deeper_than(DEPTH_LIMIT, value):
        return _unread(text, RecursionError())
    return JsonDocument(text, value, tuple(limited(_scan(text).faults)) if has_duplicates else ())


def _unread(text: str, error: RecursionError | ValueError) -> JsonDocument:
    if isinstance(error, RecursionError):
        fault = refuse("too-deep", span_at(text, 0))
        return JsonDocument(text, None, (fault,), readable=False)
    if isinstance(error, json.JSONDecodeError):
        # The message of the standard library differs between versions of Python.
        return _refused(text, "not-json", "this is not JSON", error.pos, "see RFC 8259")
    found = next((token for token in _TOKEN.finditer(text) if _NO_NUMBER.fullmatch(token[1])), None)
    message = "this is NaN, Infinity or a number with thousands of digits"
    return _refused(text, "not-json", message, found.start(1) if found else 0, "write null if there is no number")


def _values(text: str) -> tuple[Any, bool]:
    """The value, and whether an object in it has a duplicate key. Raises the errors of `json.loads`."""
    has_duplicates = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_duplicates
        values = dict(items)
        has_duplicates = has_duplicates or len(values) < len(items)
        return values

    value = json.loads(text, object_pairs_hook=pairs, parse_constant=_no_constant, parse_float=_number)
    return value, has_duplicates


def _deeper_than(limit: int, value: Any) -> bool:
    """Whether lists and objects are nested more than `limit` deep. The value itself is at depth 1."""
    level: list[Any] = [[value]]
    for _ in range(limit + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
    return any(level)


def _half_character(text: str) -> int | None:
    """The offset of the first escape of a lone surrogate, such as U+D800 before a letter; None if there is none."""
    high = None
    for escaped in _ESCAPE.finditer(text) if "\\u" in text else ():
        code = int(escaped[1] or "0", 16)
        low = 0xDC00 <= code <= 0xDFFF
        if high is not None:
            if not low or escaped.start() != high + 6:
                return high
            high = None
        elif low:
            return escaped.start()
        elif 0xD800 <= code <= 0xDBFF:
            high = escaped.start()
    return high


def _refused(text: str, code: str, message: str, offset: int, help: str) -> JsonDocument:
    return JsonDocument(text, None, (Fault(code, message, help=help, span=span_at(text, offset)),), readable=False)


def _number(text: str) -> float | int:
    """A number with a fraction or an exponent. In JSON Schema, 1.0 is an integer; as such, it can count characters."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) <= OFFSET_LIMIT else number


def _no_constant(name: str) -> None:
    raise ValueError(name)


@dataclass
class _Scanner:
    """Goes through the tokens of a text that is known to be JSON.

    `stack` has a pair for each open collection. The first part is the collection's JSON pointer. The second part is the
    current index of a list, or the place of each key of an object.
    """

    places: dict[str, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stack: list[tuple[str, list[int] | dict[str, Span]]] = field(default_factory=list)
    pointer: str = ""
    key: Span | None = None
    key_is_next: bool = False

    def add(self, token: str, span: Span) -> None:
        if token in "}]":
            self.stack.pop()
            self.key_is_next = False
        elif token == ",":
            self._next()
        elif token == ":":
            self.key_is_next = False
        elif self.key_is_next:
            self._key(json.loads(token), span)
        else:
            self.places[self.pointer] = Place(span, self.key)
            self.key_is_next = token == "{"
            if token in "{[":
                self.stack.append((self.pointer, {} if token == "{" else [0]))
                self.pointer, self.key = f"{self.pointer}/0", None

    def _next(self) -> None:
        parent, members = self.stack[-1]
        self.key_is_next = isinstance(members, dict)
        if isinstance(members, list):
            members[0] += 1
            self.pointer, self.key = f"{parent}/{members[0]}", None

    def _key(self, name: str, span: Span) -> None:
        parent, members = self.stack[-1]
        assert isinstance(members, dict)
        self.pointer, self.key = f"{parent}/{escape(name)}", span
        if name in members and len(self.faults) <= FAULT_LIMIT:
            shown = json.dumps(name if len(name) <= 60 else f"{name[:57]}...", ensure_ascii=False)[1:-1]
            self.faults.append(duplicate_key(shown, self.pointer, span, members[name]))
        members.setdefault(name, span)


def _scan(text: str) -> _Scanner:
    scanner = _Scanner()
    line, line_start, last = 1, 0, 0
    for found in _TOKEN.finditer(text):
        start = found.start(1)
        newlines = text.count("\n", last, start)
        if newlines:
            line, line_start = line + newlines, text.rfind("\n", last, start) + 1
        last = start
        column = start - line_start + 1
        scanner.add(found[1], Span(line, column, line, column + len(found[1])))
    return scanner
