"""Tells which invisible characters a script needs where they stand, and which hide text.

Invisible are the characters with the property Default_Ignorable_Code_Point (UAX 44) and the interlinear annotation
characters, which the Unicode Standard, section 23.8, keeps out of interchange. UTS 39, section 3.1, restricts them in
general. They pass within these sequences:

- zero width non-joiner and joiner as UAX 31, section 2.3, has them, in the contexts A1 (between letters that join, as
  in Persian), A2 and B (after a virama, as in Indic scripts); IDNA's ContextJ rules (RFC 5892, appendix A) agree.
  A joiner before a virama passes too: the Unicode Standard, section 12.2, writes Bengali ya-phalaa after ra so;
- a joiner between emoji, and a flag's tags, as UTS 51, section 1.4, defines emoji sequences;
- a variation selector after a character that it varies: standardized, emoji (UTS 51) and ideographic (UTS 37)
  variation sequences, and Mongolian free variation selectors and vowel separators (the Unicode Standard, 13.5).

The classes come from one version of Unicode (`invisible_table`), so that every version of Python gives one verdict.
"""

import re
from functools import cache

from nsatu_data.model import invisible_table

_FEW = "{0,8}"
"""The most marks between a letter and a joiner; without a bound, matching would take quadratic time."""


@cache
def _sequences() -> re.Pattern[str]:
    marks, pictograph = f"[{invisible_table.MARKS}]{_FEW}", f"[{invisible_table.PICTOGRAPHS}]"
    transparent, vowels = f"[{invisible_table.TRANSPARENT}]{_FEW}", f"[{invisible_table.DEPENDENT_VOWELS}]"
    letter, virama = f"[{invisible_table.LETTERS}]", f"[{invisible_table.VIRAMAS}]"
    mongolian = f"[{invisible_table.MONGOLIAN}][\u180b-\u180d\u180f]?"
    varied = "|".join(f"[{bases}]{selector}" for selector, bases in invisible_table.VARIED.items())
    return re.compile(
        f"[{invisible_table.JOINS_NEXT}]{transparent}\u200c(?={transparent}[{invisible_table.JOINS_PREVIOUS}])"
        f"|{letter}{marks}{virama}{marks}\u200c(?={marks}{letter})"
        f"|{letter}{marks}{virama}{marks}\u200d(?!{vowels})"
        f"|{letter}\u200d(?={virama}{letter})"
        f"|{pictograph}[\ufe0f\U0001f3fb-\U0001f3ff]?\u200d(?={pictograph})"
        "|\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
        f"|[{invisible_table.EMOJI_BASES}][\ufe0e\ufe0f]"
        f"|[{invisible_table.IDEOGRAPHS}][\ufe00-\ufe02\U000e0100-\U000e01ef]"
        f"|{mongolian}\u180e(?=[{invisible_table.MONGOLIAN}])"
        f"|[{invisible_table.MONGOLIAN_BASES}][\u180b-\u180d\u180f]"
        f"|{varied}"
    )


def needed(text: str) -> frozenset[int]:
    """The offsets of the characters that belong to a sequence that may hold invisible ones."""
    return frozenset(offset for found in _sequences().finditer(text) for offset in range(*found.span()))
