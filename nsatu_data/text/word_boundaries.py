"""Finds out whether a stretch of a text begins or ends within a word or a number.

The rules are those of UAX 29 for word boundaries, as far as they matter for a pointer. One of them is changed: an
apostrophe parts words, since `Arda` in `Arda's` and `OTAN` in `l'OTAN` are words that a coder points at. Only in `n't`
it joins: without it the words say the opposite. Hyphens part words there as well.

Writing that does not part its words with spaces has no boundaries that could be found without a dictionary: in Han,
kana, Thai, Lao, Khmer, Burmese, Tibetan and their like every place between two characters counts as one.
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
"""Thai, Lao, Tibetan and Burmese stand in a row; then Khmer, the Tai scripts, Balinese, Han, kana, Yi, Javanese."""
_BREAKING: Final = "\u200b"
"""The zero width space, which is there to part words."""
_CHARACTERS_LOOKED_AT: Final = 64
"""How many marks and joiners a word goes on across: far more than follow one another in any language."""
_APOSTROPHES: Final = "'\u2019"
_WITHIN_WORDS: Final = ".\u00b7\u2027\u0387\u05f4"
"""Full stops in abbreviations, middle dots, gershayim: they join where a letter stands on either side (MidLetter)."""
_WITHIN_NUMBERS: Final = f".,{_APOSTROPHES}\u066b\u066c"
"""Decimal and thousands separators: they join where a digit stands on either side (MidNum)."""
_NEGATION: Final = re.compile(rf"(?<=n)[{_APOSTROPHES}]t(?![^\W\d_])", re.IGNORECASE)


def is_whole(text: str, stretch: Slice) -> bool:
    """Whether a stretch of a text cuts no word or number at either end."""
    return is_boundary(text, stretch.start) and is_boundary(text, stretch.end)


def cut_words(text: str, stretch: Slice) -> dict[str, str]:
    """What is said of the words and numbers that a stretch cuts, by the end at which it does so: `start`, `end`."""
    ends = {"start": (stretch.start, "begins"), "end": (stretch.end, "ends")}
    return {
        name: f'the evidence {verb} within "{_word_around(text, offset)}"'
        for name, (offset, verb) in ends.items()
        if not is_boundary(text, offset)
    }


def _word_around(text: str, offset: int) -> str:
    """The word or number that goes on across an offset, or what of it is within reach."""
    start, end = offset - 1, offset + 1
    while start > max(offset - _CHARACTERS_LOOKED_AT, 0) and not is_boundary(text, start):
        start -= 1
    while end < min(offset + _CHARACTERS_LOOKED_AT, len(text)) and not is_boundary(text, end):
        end += 1
    return text[start:end]


def is_boundary(text: str, offset: int) -> bool:
    """Whether no word or number goes on from before the offset to behind it."""
    before, after = text[offset - 1 : offset], text[offset : offset + 1]
    if before in ("", " ", "\n") or after in ("", " ", "\n"):
        return True
    if _is_mark(after):
        # A mark belongs to the character before it, and so does the offset between two marks.
        return bool(_SPACELESS.match(after))
    left, right = _base_before(text, offset), _base_behind(text, offset)
    return left < 0 or right == len(text) or not _goes_on(text, left, right)


def _goes_on(text: str, left: int, right: int) -> bool:
    """Whether a word goes on from one of two neighbours to the other."""
    before, after = text[left], text[right]
    if _SPACELESS.match(before) or _SPACELESS.match(after):
        return False
    if _kind(before) and _kind(after):
        return True
    return (bool(_kind(before)) and _joins(text, right)) or (bool(_kind(after)) and _joins(text, left))


def boundaries(text: str) -> Iterator[int]:
    """Every offset that `is_boundary`, in order."""
    before = ""
    for offset, after in enumerate(text):
        # Most characters stand within a word of ASCII: there is no need to ask for more.
        if not (before.isalnum() and after.isalnum() and before.isascii() and after.isascii()) and is_boundary(
            text, offset
        ):
            yield offset
        before = after
    yield len(text)


def _joins(text: str, offset: int) -> bool:
    """Whether a character that is no letter or digit joins what stands before and behind it."""
    character = text[offset]
    if character in _APOSTROPHES and _NEGATION.match(text, offset):
        return True
    before, behind = _base_before(text, offset), _base_behind(text, offset + 1)
    if before < 0 or behind == len(text):
        return False
    kinds = _kind(text[before]) + _kind(text[behind])
    is_letters, is_digits = kinds == "LL", kinds == "NN"
    return (is_letters and character in _WITHIN_WORDS) or (is_digits and character in _WITHIN_NUMBERS)


def _kind(character: str) -> str:
    """L for a letter, N for a digit, _ for what joins as both do (ExtendNumLet); empty for all else."""
    if character.isalpha():
        return "L"
    if character.isdecimal():
        return "N"
    return "_" if character == "_" or category(character) == "Pc" else ""


def _is_mark(character: str) -> bool:
    return not character.isascii() and category(character)[0] == "M"


def _is_transparent(character: str) -> bool:
    """Whether a word goes on across the character: a combining mark, a joiner, a soft hyphen (rule WB4)."""
    if character.isascii():
        return False
    return character != _BREAKING and category(character) in ("Mn", "Mc", "Me", "Cf")


def _base_before(text: str, offset: int) -> int:
    """The offset of the last character before `offset` that is not transparent, -1 where there is none in reach."""
    for at in range(offset - 1, max(offset - 1 - _CHARACTERS_LOOKED_AT, -1), -1):
        if not _is_transparent(text[at]):
            return at
    return -1


def _base_behind(text: str, offset: int) -> int:
    """The offset of the first character from `offset` on that is not transparent; the text's end if none in reach."""
    for at in range(offset, min(offset + _CHARACTERS_LOOKED_AT, len(text))):
        if not _is_transparent(text[at]):
            return at
    return len(text)
