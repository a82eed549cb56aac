"""Finds the first slip in braces or brackets: a missing or extra comma, colon, quote or closing brace.

JSON and ordinary YAML allow collections in braces and brackets over many lines. If such a text is not valid, most
parsers report the place where they noticed the error. This module finds the place to fix.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Fault, Span, span_at
from nsatu_data.syntax.portable.refusals import refuse

_TOKEN: Final = re.compile(
    r"(?P<idle>[ \t\n]+|#[^\n]*)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)"
    r"|(?P<colon>:(?=[ \t\n,\[\]{}]|\Z))"
    r'|(?P<quoted>"(?:[^"\\]|\\.)*+(?P<end>"?)|' + r"'(?:[^']|'')*+(?P<mark>'?))"
    r"|(?P<word>(?:[^ \t\n,\[\]{}:]|:(?![ \t\n,\[\]{}]|\Z))+)",
    re.DOTALL,
)
_COLON_MARK: Final = re.compile("(?P<colon>:)(?P<quoted>x)?(?P<word>x)?(?P<close>x)?".replace("x", "(?!)"))
_ESCAPE: Final = re.compile(
    r"""\\(?:[0abt\tnvfre "/\\N_LP\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})"""
    r"|(?P<no>\\(?:U[0-9a-fA-F]{8}|.))",
    re.DOTALL,
)
_ROOT: Final = re.compile(r"(?:[ \t\n]|#[^\n]*|---)*")
"""Text that may precede the value of a file: white space, comments and `---`."""
_REST: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*(?:^(?:---|\.\.\.).*)?", re.DOTALL | re.MULTILINE)
"""Text that may follow the value: white space, comments, and anything after a document marker."""
_MARGIN: Final = re.compile("[ \t]*")
_PROPERTY: Final = ("&", "!", "?")
_RESERVED: Final = ("@", "`", "%", "|", ">")
_CLOSERS: Final = {"{": "}", "[": "]"}
_NAMES: Final = {"{": "brace", "[": "bracket"}
_CODES: Final = {"{": "flow-mapping", "[": "malformed-list"}


class ScanResult(NamedTuple):
    """The fault of a collection, None if it has none, and the offset at which reading it ended."""

    fault: Fault | None
    end: int


class _Frame:
    """An open collection. `state`, one of the constants below, says what was read last in it."""

    def __init__(self, opener: str, start: int) -> None:
        self.opener = opener
        self.start = start
        self.state = _NOTHING


_NOTHING: Final = "nothing"
_KEY: Final = "key"
_COLON: Final = "colon"
_VALUE: Final = "value"


def slips(text: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The first slip in each collection whose opening brace or bracket has one of these faults.

    Collections inside such a collection are not searched separately.
    """
    lines: list[int] = []
    end = 0
    for known in faults:
        if known.code not in _CODES.values() or known.span is None:
            continue
        lines = lines or _line_starts(text)
        start = lines[known.span.line - 1] + known.span.column - 1
        if start >= end and text[start : start + 1] in ("{", "["):
            found = first_slip(text, start)
            end = found.end
            fault = found.fault or (_text_after(text, start, end) if _ROOT.fullmatch(text, 0, start) else None)
            if fault is not None:
                yield fault


def with_slips(text: str, faults: Sequence[Fault]) -> list[Fault]:
    """The faults, followed by the slips in the braces that they point at."""
    braces = [fault for fault in faults if fault.code == _CODES["{"]]
    known = {(fault.code, fault.span) for fault in faults}
    return [*faults, *(slip for slip in slips(text, braces) if (slip.code, slip.span) not in known)]


def _text_after(text: str, start: int, end: int) -> Fault | None:
    """The fault of text after the closing brace or bracket, if the collection is the value of the whole file."""
    rest = _REST.match(text, end)
    at = rest.end() if rest else end
    if at == len(text) or text[at] == ":":
        # A collection before a colon is a key.
        return None
    name = _NAMES[text[start]]
    line_end = text.find("\n", at)
    span = span_at(text, at, (line_end if line_end >= 0 else len(text)) - at)
    help = f"move it before the {name}, or remove the extra {name}"
    return Fault(_CODES[text[start]], f"text follows the closing {name}", help=help, span=span)


def _line_starts(text: str) -> list[int]:
    return [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]


def first_slip(text: str, start: int) -> ScanResult:
    """Finds the first slip in the collection whose brace or bracket opens at offset `start`."""
    return _Scanner(text, start).run()


class _Scanner:
    """Goes through the tokens of a collection.

    `_last` is the latest token that is not white space. `_is_continued` is true if that token is a word that continues
    a plain scalar. `_astray` is the first collection whose closing brace is indented unlike its first line.
    """

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._stack: list[_Frame] = []
        self._last: re.Match[str] | None = None
        self._is_continued = False
        self._astray: _Frame | None = None

    def run(self) -> ScanResult:
        end = self._start
        while token := self._next(end):
            end = token.end()
            kind = token.lastgroup if token.lastgroup not in ("end", "mark") else "quoted"
            if kind == "idle":
                continue
            fault = self._take(token, kind or "")
            if fault or not self._stack:
                return ScanResult(fault, token.end())
            self._last = token
        return ScanResult(self._unclosed(), len(self._text))

    def _next(self, offset: int) -> re.Match[str] | None:
        """The token at an offset. After a key in quotes or braces, a colon needs no space, as in JSON."""
        if self._last is not None and (self._last["quoted"] is not None or self._last["close"]):
            return _COLON_MARK.match(self._text, offset) or _TOKEN.match(self._text, offset)
        return _TOKEN.match(self._text, offset)

    def _take(self, token: re.Match[str], kind: str) -> Fault | None:
        if kind == "close":
            return self._closes(token)
        if kind == "open":
            fault = self._begins(token)
            self._stack.append(_Frame(token.group(), token.start()))
            return fault
        here = self._stack[-1]
        if kind in ("quoted", "word"):
            return self._scalar(here, token, kind)
        return self._separates(here, token, kind)

    def _separates(self, here: _Frame, token: re.Match[str], kind: str) -> Fault | None:
        """Reads a comma or a colon."""
        fault = None
        if kind == "comma" and here.state == _NOTHING:
            fault = self._fault(here, token, "there is no value before this comma", "remove the comma")
        elif kind == "colon" and here.state == _VALUE:
            # A comma is missing. In `{a: b c: d}`, the last of the words `b c` is the next key.
            fault = self._missing(here, self._last.start() if self._last and self._is_continued else token.start())
        here.state = _NOTHING if kind == "comma" else _COLON
        return fault

    def _scalar(self, here: _Frame, token: re.Match[str], kind: str) -> Fault | None:
        if kind == "word":
            if token.group().startswith(_PROPERTY) and here.state in (_NOTHING, _COLON):
                return None
            if self._last is not None and self._last["word"] is not None and here.state in (_KEY, _VALUE):
                self._is_continued = True
                return None
            if token.group().startswith(_RESERVED):
                return self._refused("unquoted-text", token.start(), token.end())
        fault = self._begins(token)
        if fault is None and kind == "quoted":
            fault = self._quoted(token)
        return fault

    def _begins(self, token: re.Match[str]) -> Fault | None:
        """Begins a key or a value, or reports the separator that is missing before it."""
        self._is_continued = False
        here = self._stack[-1] if self._stack else None
        if here is None:
            return None
        if here.state in (_KEY, _VALUE):
            return self._unseparated(here, token)
        here.state = _KEY if here.state == _NOTHING else _VALUE
        return None

    def _unseparated(self, here: _Frame, token: re.Match[str]) -> Fault:
        last = self._last
        if last is not None and last["quoted"] is not None:
            if "\n" in last.group():
                return self._refused("unclosed-quote", last.start(), last.end())
            if last.end() == token.start():
                return self._refused("text-after-quote", token.start(), token.end())
        return self._missing(here, token.start())

    def _quoted(self, token: re.Match[str]) -> Fault | None:
        if not (token["end"] or token["mark"]):
            return self._refused("unclosed-quote", token.start(), token.end())
        if token.group()[0] == '"':
            for escape in _ESCAPE.finditer(self._text, token.start(), token.end()):
                if escape["no"]:
                    return self._refused("unknown-escape", *escape.span())
        return None

    def _closes(self, token: re.Match[str]) -> Fault | None:
        here = self._stack[-1]
        if _CLOSERS[here.opener] != token.group():
            line = self._text.count("\n", 0, here.start) + 1
            message = f"`{_CLOSERS[here.opener]}` is missing before this"
            return self._fault(here, token, message, f"close the {_NAMES[here.opener]} that opens in line {line}")
        self._stack.pop()
        if self._astray is None and self._is_astray(here.start, token.start()):
            self._astray = here
        return None

    def _is_astray(self, start: int, end: int) -> bool:
        """Whether a closing brace at the start of a line is indented unlike the line of the opening brace."""
        margin = self._text[self._text.rfind("\n", 0, end) + 1 : end]
        if margin.strip(" \t") or "\n" not in self._text[start:end]:
            return False
        return margin != _indent_of(self._text, self._text.rfind("\n", 0, start) + 1)

    def _unclosed(self) -> Fault:
        """The fault of a collection that is still open at the end of the text.

        If a closing brace was not indented like the first line of its collection, that collection probably lacks its
        own brace, and has taken the brace of an outer one.
        """
        here = self._astray or self._stack[-1]
        help = f"write `{_CLOSERS[here.opener]}` where the {'mapping' if here.opener == '{' else 'list'} ends"
        span = self._span(here.start, len(self._text))
        return Fault(_CODES[here.opener], f"the {_NAMES[here.opener]} is not closed", help=help, span=span)

    def _missing(self, here: _Frame, at: int) -> Fault:
        span = self._span(at, at + 1)
        if here.opener == "{" and here.state == _KEY:
            return Fault(_CODES["{"], "a colon is missing before this", help="write `key: value`", span=span)
        help = "write a comma; or put the text in quotes if all of it is one value"
        return Fault(_CODES[here.opener], "a comma is missing before this", help=help, span=span)

    def _fault(self, here: _Frame, token: re.Match[str], message: str, help: str) -> Fault:
        return Fault(_CODES[here.opener], message, help=help, span=self._span(*token.span()))

    def _refused(self, code: str, start: int, end: int) -> Fault:
        return refuse(code, self._span(start, end))

    def _span(self, start: int, end: int) -> Span:
        """The span between two offsets, up to the end of its first line."""
        line_end = self._text.find("\n", start, end)
        return span_at(self._text, start, (line_end if line_end >= 0 else end) - start)


def _indent_of(text: str, line: int) -> str:
    """The white space at the start of a line. `line` is the line's offset in the text."""
    found = _MARGIN.match(text, line)
    return found.group() if found else ""
