"""Which characters a text may hold, and in which form, so that every parser in every language reads the same.

Refused: control characters (C0 but for the line feed, DEL, C1), line and paragraph separators, the byte-order mark,
surrogates, noncharacters and bidirectional controls, on which YAML, JSON and terminals differ; invisible characters
where no script needs them (`nsatu_data.model.invisible_characters`), which hide text; and text that is not in
Unicode's normalization form C (UAX 15), in which equal words can have unequal bytes.
"""

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from nsatu_data.diagnostics import Fault, span_at

ASCII_CONTROLS = r"\x00-\x1f\x7f"
"""C0 and DEL, as they stand in the class of a JSON Schema pattern: escaped, since in C++ a NUL ends a pattern."""

_FORBIDDEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
)
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What is invisible, as it stands in the class of a regular expression; `invisible_table` has the same."""
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
_MENDS = {
    "\t": "write spaces",
    "\r": "end lines with a line feed alone; `nsatu-data format` mends it",
    "\ufeff": "save the file without it",
    "\u2028": "end the line with a line feed",
    "\u2029": "end the line with a line feed",
    "\x85": "end the line with a line feed",
}


class TextFault(NamedTuple):
    """What is wrong with a text, and the offset in code points at which it shows first."""

    code: str
    offset: int
    message: str
    help: str


def name(character: str) -> str:
    """A character in words and as its code point."""
    return f"{_word(character)} (U+{ord(character):04X})"


def _word(character: str) -> str:
    nameless = _CATEGORIES.get(unicodedata.category(character), "a character")
    if nameless == _CATEGORIES["Cn"] and not _is_forbidden(character):
        nameless = "a reserved character"
    return _NAMES.get(character) or unicodedata.name(character, nameless).lower()


def text_fault(text: str) -> TextFault | None:
    """The first thing wrong with the characters of `text`, or None."""
    if text.isascii() and text.isprintable():
        return None
    found = _SUSPECT.search(text)
    wrong = _suspected(text) if found else None
    if wrong:
        return wrong
    if not unicodedata.is_normalized("NFC", text):
        return TextFault(
            "not-nfc",
            _abnormal(text),
            "the text is not in Unicode normalization form C",
            "write the composed form of the character",
        )
    return None


def _suspected(text: str) -> TextFault | None:
    """The first character that is forbidden, or invisible where no script needs it."""
    needed: frozenset[int] | None = None
    for found in _SUSPECT.finditer(text):
        character, offset = found.group(), found.start()
        if _is_forbidden(character):
            help = _MENDS.get(character, "remove the character")
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


def _abnormal(text: str) -> int:
    """The offset of the first character that form C would change or move, in a text that is not of that form.

    Every part of a text in form C is in form C. That is asked, since to normalise a text takes time that grows with
    the square of the marks that follow one another in it.
    """
    end = bisect_left(range(len(text)), True, key=lambda end: not unicodedata.is_normalized("NFC", text[: end + 1])) + 1
    return bisect_left(range(end), True, key=lambda start: unicodedata.is_normalized("NFC", text[start:end])) - 1


def decoded(data: bytes) -> str | Fault:
    """The text of UTF-8 bytes, or the fault of the first byte that is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"byte {data[error.start]:#04x} is not valid UTF-8"
        return Fault("not-utf-8", message, help="save the file as UTF-8", span=span_at(before, len(before)))
