"""Tells whether a span of a text begins or ends inside a word or number.

The rules are those of UAX 29 for word boundaries, as far as evidence needs them, with one change: an apostrophe
separates words. People cite `Arda` in `Arda's` and `OTAN` in `l'OTAN`. The apostrophe of `n't` does not separate,
since the words before it would say the opposite. A hyphen separates words, as in UAX 29.

Scripts without spaces between words (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan and others) would need a
dictionary. In them, every position between two characters counts as a boundary.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category

from nsatu_data.text.canonical_text import Slice

_SPACELESS: Final = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    "\u3031-\u3035\u3038-\u303b\u3041-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    "\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f\U00016fe0-\U00018fff\U0001aff0-\U0001b2ff"
    "\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan and Burmese (one range), then Khmer, the Tai scripts, Balinese, Han, kana, Yi and Javanese."""
_BREAKING: Final = "\u200b"
"""The zero width space, which separates words."""
_CHARACTERS_LOOKED_AT: Final = 64
"""How many characters are searched for the next base character. No language has as many marks in a row."""
_APOSTROPHES: Final = "'\u2019"
_WITHIN_WORDS: Final = ".\u00b7\u2027\u0387\u05f4"
"""Full stops in abbreviations, middle dots and gershayim join the letters on both sides (MidLetter)."""
_WITHIN_NUMBERS: Final = f".,{_APOSTROPHES}\u066b\u066c"
"""Decimal and thousands separators join the digits on both sides (MidNum)."""
_NEGATION: Final = re.compile(rf"(?<=n)[{_APOSTROPHES}]t", re.IGNORECASE)
"""The end of a negation, such as `'t` in `can't`, unless a letter follows."""


def is_whole(text: str, span: Slice) -> bool:
    """Whether neither end of a span cuts a word or number."""
    return is_boundary(text, span.start) and is_boundary(text, span.end)


def cut_words(text: str, span: Slice) -> dict[str, str]:
    """A message for each word or number that a span cuts, under the key `start` or `end`."""
    ends = {"start": (span.start, "begins"), "end": (span.end, "ends")}
    return {
        name: f'the evidence {verb} within "{_word_around(text, offset)}"'
        for name, (offset, verb) in ends.items()
        if not is_boundary(text, offset)
    }


def _word_around(text: str, offset: int) -> str:
    """The word or number around an offset. A very long word is shortened."""
    start, end = offset - 1, offset + 1
    while start > max(offset - _CHARACTERS_LOOKED_AT, 0) and not is_boundary(text, start):
        start -= 1
    while end < min(offset + _CHARACTERS_LOOKED_AT, len(text)) and not is_boundary(text, end):
        end += 1
    return text[start:end]


def is_boundary(text: str, offset: int) -> bool:
    """Whether the offset is not inside a word or number."""
    before, after = text[offset - 1 : offset], text[offset : offset + 1]
    if before in ("", " ", "\n") or after in ("", " ", "\n"):
        return True
    if _is_mark(after):
        # No boundary comes before a combining mark, except a mark of a script without spaces.
        return bool(_SPACELESS.match(after))
    left, right = _base_before(text, offset), _base_after(text, offset)
    return left < 0 or right == len(text) or not _is_same_word(text, left, right)


def _is_same_word(text: str, left: int, right: int) -> bool:
    """Whether the characters at two neighbouring offsets belong to the same word."""
    before, after = text[left], text[right]
    if _SPACELESS.match(before) or _SPACELESS.match(after):
        return False
    if _kind(before) and _kind(after):
        return True
    return (bool(_kind(before)) and _joins(text, right)) or (bool(_kind(after)) and _joins(text, left))


def boundaries(text: str) -> Iterator[int]:
    """Every offset for which `is_boundary` holds, in order."""
    before = ""
    for offset, after in enumerate(text):
        # Most characters are inside an ASCII word, which this quick test skips.
        if not (before.isalnum() and after.isalnum() and before.isascii() and after.isascii()) and is_boundary(
            text, offset
        ):
            yield offset
        before = after
    yield len(text)


def _joins(text: str, offset: int) -> bool:
    """Whether a character that is neither letter nor digit joins its neighbours into one word, as in `U.S`."""
    character = text[offset]
    if character in _APOSTROPHES and _NEGATION.match(text, offset) and not text[offset + 2 : offset + 3].isalpha():
        return True
    before, after = _base_before(text, offset), _base_after(text, offset + 1)
    if before < 0 or after == len(text):
        return False
    kinds = _kind(text[before]) + _kind(text[after])
    is_letters, is_digits = kinds == "LL", kinds == "NN"
    return (is_letters and character in _WITHIN_WORDS) or (is_digits and character in _WITHIN_NUMBERS)


def _kind(character: str) -> str:
    """L for a letter, N for a digit, _ for a connector such as the underscore (ExtendNumLet), else empty."""
    if character.isalpha():
        return "L"
    if character.isdecimal():
        return "N"
    return "_" if character == "_" or category(character) == "Pc" else ""


def _is_mark(character: str) -> bool:
    return not character.isascii() and category(character)[0] == "M"


def _is_transparent(character: str) -> bool:
    """Whether a character never ends a word: a combining mark, a joiner or a soft hyphen (rule WB4)."""
    if character.isascii():
        return False
    return character != _BREAKING and category(character) in ("Mn", "Mc", "Me", "Cf")


def _base_before(text: str, offset: int) -> int:
    """The offset of the last character before `offset` that is not transparent, or -1 if none is near."""
    for at in range(offset - 1, max(offset - 1 - _CHARACTERS_LOOKED_AT, -1), -1):
        if not _is_transparent(text[at]):
            return at
    return -1


def _base_after(text: str, offset: int) -> int:
    """The offset of the first character at or after `offset` that is not transparent, or the text's length."""
    for at in range(offset, min(offset + _CHARACTERS_LOOKED_AT, len(text))):
        if not _is_transparent(text[at]):
            return at
    return len(text)
