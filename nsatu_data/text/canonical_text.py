"""The canonical form of a text, in which offsets and digests are taken.

Canonical form 1: decode UTF-8; drop byte-order marks at its head; split at line breaks (LF, CR LF,
CR, VT, FF, NEL, LS, PS); in each line fold every run of white space (Unicode's property White_Space) to one space and
trim; drop empty lines; join with one line feed. Nothing else is folded: quotation marks, dashes and case stay.

Offsets count Unicode code points from 0, the end excluded (W3C Web Annotation, text position selector). Digests are
SHA-256 of the UTF-8 bytes of a slice.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Fault, span_at
from nsatu_data.model import characters

LIMIT: Final = 4 * 1024 * 1024
"""The largest text that is read, in bytes: a long novel. Lines of one letter take fifty times as much memory."""
MARKS_LIMIT: Final = 30
"""The most combining marks in a row, as in Unicode's stream-safe text format (UAX 15)."""
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = "\t \x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = re.compile(f"[{_SPACE}]+")
_HEAD = f"\ufeff{_SPACE}"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""The control characters that are no white space: form 1 does not fold them, and no article holds them."""


class Slice(NamedTuple):
    """A stretch of a canonical text: code points from `start` to before `end`."""

    start: int
    end: int


class Units(NamedTuple):
    """An offset as other languages count: in UTF-16 code units, and in UTF-8 bytes."""

    utf16: int
    utf8: int


class Canonical(NamedTuple):
    """A text in canonical form 1, which still knows the lines it came from.

    `origins` gives, for each of its lines, the 1-based number that the line had in the file.
    """

    text: str
    origins: tuple[int, ...]

    def line_in_file(self, offset: int) -> int:
        """The 1-based number of the file's line that the code point at `offset` came from."""
        return self.origins[self.text.count("\n", 0, offset)]

    def lines(self) -> Iterator[Slice]:
        """The slice of each line, the line feed excluded."""
        start = 0
        while start < len(self.text):
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            yield Slice(start, end)
            start = end + 1


def canonicalise(text: str) -> Canonical:
    """The canonical form 1 of a decoded text. Idempotent: the canonical form of a canonical text is that text."""
    lines: list[str] = []
    origins: list[int] = []
    for number, raw in enumerate(_BREAK.split(text), 1):
        # A mark behind white space would come to stand first in the text, and would be dropped the next time.
        line = raw if lines else raw.lstrip(_HEAD)
        folded = _SPACES.sub(" ", unicodedata.normalize("NFC", line)).strip(" ")
        if folded:
            lines.append(folded)
            origins.append(number)
    return Canonical("\n".join(lines), tuple(origins))


def read(data: bytes) -> Canonical | Fault:
    """The canonical text of a file's bytes, or why there is none."""
    if len(data) > LIMIT:
        message = f"the text has more than {LIMIT} bytes"
        return Fault("file-too-large", message, help="name the file that holds the article's text alone")
    text = characters.decoded(data)
    if isinstance(text, Fault):
        return text
    control = _CONTROL.search(text)
    if control is not None:
        return _forbidden(text, control)
    crowd = _crowd(text)
    if crowd is not None:
        message = f"more than {MARKS_LIMIT} combining marks follow one another"
        help = "name the file that holds the article's text: no language writes so many"
        return Fault("forbidden-character", message, help=help, span=span_at(text, crowd))
    canonical = canonicalise(text)
    if not canonical.text:
        return Fault("empty-text", "the text is empty", help="name the file that holds the article's text")
    return canonical


def units(text: str, offsets: Iterable[int]) -> dict[int, Units]:
    """Each of these offsets in code points, as units; one past the end of the text is its end."""
    found = {}
    at = utf16 = utf8 = 0
    for offset in sorted(set(offsets)):
        between = text[at:offset]
        utf16 += len(between.encode("utf-16-le")) // 2
        utf8 += len(between.encode("utf-8"))
        found[offset] = Units(utf16, utf8)
        at = offset
    return found


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of `text`, in lower-case hexadecimal digits."""
    # Whoever has no text at hand needs none of it.
    from hashlib import sha256

    return sha256(text.encode("utf-8")).hexdigest()


def _forbidden(text: str, control: "re.Match[str]") -> Fault:
    """The fault of a control character. NUL mostly comes of UTF-16, which is valid UTF-8 where all of it is ASCII."""
    character = control.group()
    message = f"{characters.name(character)} is not allowed in a text"
    help = "remove the character"
    if character == "\x00":
        help = "save the file as UTF-8; in UTF-16 and UTF-32, letters have NUL beside them"
    elif character >= "\x80":
        help = "remove the character, or save the file as UTF-8 from the encoding that it was written in"
    return Fault("forbidden-character", message, help=help, span=span_at(text, control.start()))


def _crowd(text: str) -> int | None:
    """The offset of the first combining mark too many: normalising takes time that grows with the square of them."""
    marks = 0
    for offset, character in enumerate("" if unicodedata.is_normalized("NFC", text) else text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MARKS_LIMIT:
            return offset
    return None
