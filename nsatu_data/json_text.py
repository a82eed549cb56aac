"""JSON text (RFC 8259) with the place of every value, and duplicate keys told instead of dropped.

Values come from the standard library. Places are found by a second, plain pass over the tokens, which is made only
when a finding needs one.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nsatu_data import characters
from nsatu_data.diagnostics import Fault, Place, Span, escape, span_at

_TOKEN = re.compile(r'[ \t\n\r]*("(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+)')

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")


@dataclass(frozen=True)
class JsonDocument:
    """A JSON file that was read. `value` is None where faults leave nothing to judge."""

    text: str
    value: Any
    faults: tuple[Fault, ...] = ()

    @cached_property
    def places(self) -> dict[str, Place]:
        """The place of each value, by JSON pointer (RFC 6901); of a key given twice, the place of the last."""
        return {} if self.value is None else _scan(self.text).places


def read(data: bytes) -> JsonDocument:
    """The value of a JSON file, or the faults that leave it without one. Raises nothing for any bytes."""
    text = characters.decoded(data)
    if isinstance(text, Fault):
        return JsonDocument("", None, (text,))
    doubled = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubled
        values = dict(items)
        doubled = doubled or len(values) < len(items)
        return values

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return _refused(text, "not-json", f"this is not JSON: {_lower(error.msg)}", error.pos, "see RFC 8259")
    except (RecursionError, ValueError) as error:
        message = "collections lie too deep" if isinstance(error, RecursionError) else _lower(str(error))
        return _refused(text, "not-json", f"this is not JSON that can be read: {message}", 0, "see RFC 8259")
    wrong = _half_character(text)
    if wrong is not None:
        return _refused(
            text, "forbidden-character", "half of a surrogate pair is not a character", wrong, "write the character"
        )
    faults = _scan(text).faults if doubled else []
    return JsonDocument(text, value, tuple(faults))


def _half_character(text: str) -> int | None:
    """The offset of the first escape that is one half of a surrogate pair without the other, or None."""
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
    return JsonDocument(text, None, (Fault(code, message, help=help, span=span_at(text, offset)),))


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


@dataclass
class _Scanner:
    """Goes through the tokens of a text that is known to be JSON. Its stack holds the open collections: the pointer
    of each, with the next index of a list, or the keys of a mapping and their lines.
    """

    places: dict[str, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stack: list[tuple[str, list[int] | dict[str, int]]] = field(default_factory=list)
    pointer: str = ""
    key: Span | None = None
    key_is_next: bool = False

    def take(self, token: str, span: Span) -> None:
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
        if name in members:
            message = f"`{name}` is given twice; it stands first on line {members[name]}"
            self.faults.append(Fault("duplicate-key", message, self.pointer, "keep one of them", span=span))
        members.setdefault(name, span.line)


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
        scanner.take(found[1], Span(line, column, line, column + len(found[1])))
    return scanner
