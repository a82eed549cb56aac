"""Check the characters of a text, so that every parser in every language reads the same text.

A text must not contain:

- control characters (C0 except the line feed, DEL, C1), line and paragraph separators, the byte-order mark, surrogates,
  noncharacters or bidirectional controls: YAML, JSON and terminals treat them differently;
- invisible characters that no script needs at their position (`nsatu_data.model.invisible_characters`): they hide text.

It must also be in Unicode normalization form C (UAX 15): otherwise, equal words can have different bytes.
"""

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from nsatu_data.diagnostics import Fault, span_at

ASCII_CONTROLS = r"\x00-\x1f\x7f"
"""C0 and DEL as a character class of a JSON Schema pattern. They are escaped, because in C++ a NUL ends a pattern."""

_FORBIDDEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
)
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The invisible characters, as a character class of a regular expression.

A copy of `invisible_table.INVISIBLE`, so that reading plain text does not import the large table.
"""
_ASCII = bytes(range(0x7F))
_SUSPECT = re.compile(f"[{_FORBIDDEN}{INVISIBLE}]")

_NAMES = {
    "\t": "a tab",
    "\r": "a carriage return",
    "\ufeff": "a byte-order mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\x85": "a next-line character",
}


_CATEGORIES = {"Cc": "a control character", "Cn": "a noncharacter", "Cs": "half of a surrogate pair"}
_FIXES = {
    "\t": "write spaces",
    "\r": "end lines with a line feed alone; `nsatu-data format` does that",
    "\ufeff": "save the file without it",
    "\u2028": "end the line with a line feed",
    "\u2029": "end the line with a line feed",
    "\x85": "end the line with a line feed",
}


class TextFault(NamedTuple):
    """The first fault in the characters of a text; `offset` counts code points."""

    code: str
    offset: int
    message: str
    help: str


def name(character: str) -> str:
    """The name and code point of a character, such as `a tab (U+0009)`."""
    return f"{_name(character)} (U+{ord(character):04X})"


def _name(character: str) -> str:
    nameless = _CATEGORIES.get(unicodedata.category(character), "a character")
    if nameless == _CATEGORIES["Cn"] and not _is_forbidden(character):
        nameless = "a reserved character"
    return _NAMES.get(character) or unicodedata.name(character, nameless).lower()


def text_fault(text: str) -> TextFault | None:
    """The first fault in the characters of `text`, or None."""
    if text.isascii() and text.isprintable():
        return None
    fault = _forbidden_character(text) if _SUSPECT.search(text) else None
    if fault:
        return fault
    if not unicodedata.is_normalized("NFC", text):
        return TextFault(
            "not-nfc",
            _first_not_nfc(text),
            "the text is not in Unicode normalization form C",
            "write the composed form of the character",
        )
    return None


def is_plain(text: str) -> bool:
    """Whether no part of a text can have a fault in its characters, except for controls below U+0020.

    False if a closer look is needed. A part of a text in form C is in form C too (UAX 15).
    """
    if text.isascii():
        return "\x7f" not in text
    # To search the whole text with the pattern would take ten times as long.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return not _SUSPECT.search(rest) and unicodedata.is_normalized("NFC", text)


def _forbidden_character(text: str) -> TextFault | None:
    """The fault of the first character that is forbidden, or that is invisible and that no script needs there."""
    needed: frozenset[int] | None = None
    for match in _SUSPECT.finditer(text):
        character, offset = match.group(), match.start()
        if _is_forbidden(character):
            help = _FIXES.get(character, "remove the character")
            return TextFault("forbidden-character", offset, f"{name(character)} is not allowed", help)
        if needed is None:
            from nsatu_data.model import invisible_characters

            needed = invisible_characters.needed(text)
        if offset not in needed:
            message = f"{name(character)} is invisible, and no script needs it here"
            help = f"remove the {unicodedata.name(character, 'character').lower()}"
            return TextFault("forbidden-character", offset, message, help)
    return None


def _is_forbidden(character: str) -> bool:
    return re.match(f"[{_FORBIDDEN}]", character) is not None


def _first_not_nfc(text: str) -> int:
    """The offset of the first character that normalization to form C would change or move. `text` is not in form C.

    Bisection works because every part of a text in form C is in form C. Normalizing the text and comparing would take
    quadratic time for a long run of combining marks.
    """
    end = bisect_left(range(len(text)), True, key=lambda end: not unicodedata.is_normalized("NFC", text[: end + 1])) + 1
    return bisect_left(range(end), True, key=lambda start: unicodedata.is_normalized("NFC", text[start:end])) - 1


def decoded(data: bytes) -> str | Fault:
    """Decode UTF-8, or return the fault of the first invalid byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"byte {data[error.start]:#04x} is not valid UTF-8"
        return Fault("not-utf-8", message, help="save the file as UTF-8", span=span_at(before, len(before)))
