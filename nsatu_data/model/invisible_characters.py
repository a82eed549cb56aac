"""Tell the invisible characters that a script needs from those that hide text.

An invisible character has the property Default_Ignorable_Code_Point (UAX 44), or is one of the interlinear annotation
characters, which should not be interchanged (Unicode Standard, section 23.8). UTS 39, section 3.1, restricts them in
general. They are allowed in these sequences:

- A zero width joiner or non-joiner in the contexts of UAX 31, section 2.3: between letters that join, as in Persian
  (A1), and after a virama, as in Indic scripts (A2, B). IDNA's ContextJ rules (RFC 5892, appendix A) agree.
- A zero width joiner before a virama, which Bengali needs for ya-phalaa after ra (Unicode Standard, section 12.2).
- A zero width joiner between emoji, and the tag characters after a black flag, as in the flag of Scotland (UTS 51,
  section 1.4).
- A variation selector after a character that it varies: standardized, emoji (UTS 51) and ideographic (UTS 37)
  sequences.
- Mongolian free variation selectors and vowel separators (Unicode Standard, section 13.5).

The character classes come from one version of Unicode (`invisible_table`), so every version of Python gives the same
result.
"""

import re
from functools import cache

from nsatu_data.model import invisible_table

_MARK_COUNT = "{0,8}"
"""How many marks may stand between a letter and a joiner. Without a limit, matching would take quadratic time."""


@cache
def _sequences() -> re.Pattern[str]:
    marks, pictograph = f"[{invisible_table.MARKS}]{_MARK_COUNT}", f"[{invisible_table.PICTOGRAPHS}]"
    transparent, vowels = f"[{invisible_table.TRANSPARENT}]{_MARK_COUNT}", f"[{invisible_table.DEPENDENT_VOWELS}]"
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
    """The offsets of all characters in sequences that may contain invisible characters."""
    return frozenset(offset for match in _sequences().finditer(text) for offset in range(*match.span()))
