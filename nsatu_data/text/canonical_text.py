"""The canonical form of a text, the basis of all offsets and digests.

Canonical form 1 is made in these steps:

1. Decode UTF-8 and drop byte-order marks at the start.
2. Split at line breaks (LF, CR LF, CR, VT, FF, NEL, LS, PS).
3. Normalise each line to NFC, replace each run of white space (Unicode White_Space) with one space, and trim.
4. Drop empty lines and join the others with one line feed.

Nothing else changes: quotation marks, dashes and case stay.

Offsets count Unicode code points from 0, and an end offset is exclusive (W3C Web Annotation, text position selector).
A digest is the SHA-256 of a slice's UTF-8 bytes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Fault, span_at
from nsatu_data.model import characters

LIMIT: Final = 4 * 1024 * 1024
"""The largest text that is read, in bytes: a long novel. In memory, lines of one letter take fifty times as much."""
MARKS_LIMIT: Final = 30
"""The most combining marks allowed in a row, as in Unicode's stream-safe text format (UAX 15)."""
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = "\t \x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = re.compile(f"[{_SPACE}]+")
_HEAD = f"\ufeff{_SPACE}"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters other than white space. They are refused: canonicalising would keep them."""
_TWO_MARKS: Final = "\u0f73\u0f75\u0f81"
"""Tibetan vowel signs of combining class 0. Normalising replaces each of them with two marks, and sorts these."""


class Slice(NamedTuple):
    """A span of a text in code points, from `start` up to but not including `end`."""

    start: int
    end: int


class Units(NamedTuple):
    """An offset in UTF-16 code units and in UTF-8 bytes, as other languages count."""

    utf16: int
    utf8: int


class Canonical(NamedTuple):
    """A text in canonical form 1.

    `origins` gives the 1-based number of each line in the original file.
    """

    text: str
    origins: tuple[int, ...]

    def line_in_file(self, offset: int) -> int:
        """The 1-based line number, in the original file, of the code point at `offset`."""
        return self.origins[self.text.count("\n", 0, offset)]

    def lines(self) -> Iterator[Slice]:
        """The slice of each line, without its line feed."""
        start = 0
        while start < len(self.text):
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            yield Slice(start, end)
            start = end + 1


def canonicalise(text: str) -> Canonical:
    """Convert a decoded text to canonical form 1. A canonical text stays as it is."""
    lines: list[str] = []
    origins: list[int] = []
    for number, raw in enumerate(_BREAK.split(text), 1):
        # Trimming can move a byte-order mark to the start, where a second run would drop it. So drop it now.
        line = raw if lines else raw.lstrip(_HEAD)
        folded = _SPACES.sub(" ", unicodedata.normalize("NFC", line)).strip(" ")
        if folded:
            lines.append(folded)
            origins.append(number)
    return Canonical("\n".join(lines), tuple(origins))


def read(data: bytes) -> Canonical | Fault:
    """Decode and canonicalise a file's bytes, or return the fault that prevents it."""
    if len(data) > LIMIT:
        message = f"the text has more than {LIMIT} bytes"
        return Fault("file-too-large", message, help="name a file that contains only the article's text")
    text = characters.decoded(data)
    if isinstance(text, Fault):
        return text
    control = _CONTROL.search(text)
    if control is not None:
        return _forbidden(text, control)
    excess = _excess_mark(text)
    if excess is not None:
        message = f"there are more than {MARKS_LIMIT} combining marks in a row"
        help = "name the file that holds the article's text; no language uses that many"
        return Fault("forbidden-character", message, help=help, span=span_at(text, excess))
    canonical = canonicalise(text)
    if not canonical.text:
        return Fault("empty-text", "the text is empty", help="name the file that holds the article's text")
    return canonical


def units(text: str, offsets: Iterable[int]) -> dict[int, Units]:
    """Map each offset in code points to other units. An offset past the end counts as the end of the text."""
    converted = {}
    at = utf16 = utf8 = 0
    for offset in sorted(set(offsets)):
        between = text[at:offset]
        utf16 += len(between.encode("utf-16-le")) // 2
        utf8 += len(between.encode("utf-8"))
        converted[offset] = Units(utf16, utf8)
        at = offset
    return converted


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of `text`, in lower-case hexadecimal digits."""
    # Imported late: validation without texts does not need it.
    from hashlib import sha256

    return sha256(text.encode("utf-8")).hexdigest()


def _forbidden(text: str, control: "re.Match[str]") -> Fault:
    """The fault of a control character.

    A NUL usually means UTF-16: its bytes are valid UTF-8 if all characters are ASCII.
    """
    character = control.group()
    message = f"{characters.name(character)} is not allowed in a text"
    help = "remove the character"
    if character == "\x00":
        help = "save the file as UTF-8; NUL characters usually mean UTF-16 or UTF-32"
    elif character >= "\x80":
        help = "remove the character, or convert the file from its original encoding to UTF-8"
    return Fault("forbidden-character", message, help=help, span=span_at(text, control.start()))


def _excess_mark(text: str) -> int | None:
    """The offset of the first combining mark over the limit, or None.

    The limit keeps normalising fast: its time grows with the square of the number of marks in a row.
    """
    marks = 0
    for offset, character in enumerate("" if unicodedata.is_normalized("NFC", text) else text):
        marks = marks + 1 if unicodedata.combining(character) or character in _TWO_MARKS else 0
        if marks > MARKS_LIMIT:
            return offset
    return None
