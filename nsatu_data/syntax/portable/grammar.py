r"""The grammar of portable YAML, as regular expressions for its lines.

A file consists of these lines, of blank lines, and of comments, which may also follow a value after a space:

    key: SCALAR               a key is a lower-case word of letters, digits and underscores
    key: [SCALAR, SCALAR]     a list of scalars on one line
    key: |                    a literal block follows, indented by two; no comment is allowed on this line
    key: |-                   the same, but without the block's last line feed
    key:                      a mapping or a list follows, indented by two
    - SCALAR                  a list item
    - key: SCALAR             a list item that is a mapping; its other keys align with the first

A SCALAR is `null`, `true`, `false`, an integer that a double holds exactly, a string in double quotes, or plain words.
A quoted string has the escapes `\"` and `\\` only. Plain words consist of ASCII letters, digits and `_ . / + - ( )`,
and begin with a letter. They must not be a word that some parser reads as another value, such as `yes` or `nan`.
Any other line is a fault. The reader reports the line and never guesses its meaning.
"""

import re
from typing import Final

DEPTH_LIMIT: Final = 12
"""The maximum depth of nested lists and mappings."""
SAFE_INTEGER: Final = 2**53 - 1
"""A double holds every integer up to this one exactly."""

_RESERVED_WORDS = "null|true|false|yes|no|on|off|y|n|nan|inf|infinity|none"
EXPONENT: Final = "[eE][-+]?[0-9]+"
"""An exponent without a number before it, such as `e5`, which some parser reads as a number."""
_RESERVED = f"{_RESERVED_WORDS}|{EXPONENT}"
_WORD = "[A-Za-z0-9_./+()-]+"
PLAIN_WORD: Final = rf"(?!(?i:{_RESERVED})(?: *[,\]]| +#|$))[A-Za-z](?:{_WORD})?"
"""A string of one word that needs no quotes, such as `actor`."""
_PLAIN = rf"{PLAIN_WORD}(?: {_WORD})*"
_QUOTED = r'"(?:[^"\\\n]|\\["\\])*"'
CONSTANTS: Final = ("null", "true", "false")
_INTEGER = "0|-?[1-9][0-9]*"
_CONSTANT = f"{'|'.join(CONSTANTS)}|{_INTEGER}"
KEY: Final = rf"(?!(?:{_RESERVED}):)[a-z][a-z0-9_]{{0,63}}"
# Some parsers refuse a dash alone before a comma or a closing bracket.
ITEM: Final = rf"(?:(?:{_CONSTANT})(?=,|\]| +#|$)|{_PLAIN}(?<! -)|{_QUOTED})"
"""A scalar in a list on one line."""
KEYED: Final = rf"(?P<key>{KEY}):(?: (?! )|$|(?= +#))"
"""A key and its colon."""
LINE: Final = (
    rf"(?P<indent> *+)(?P<dash>- )?(?:{KEYED})?"
    rf"(?:(?P<constant>(?:{_CONSTANT})(?= +#|$))|(?P<plain>{_PLAIN})|(?P<quoted>{_QUOTED})"
    rf"|(?P<list>\[{ITEM}(?:, {ITEM})*\])|(?P<block>\|-?)(?! ))?"
    r"(?: +#.*)?"
)
"""A line with content, such as `- key: value`."""
IDLE: Final = r" *(?:#.*)?"
"""A blank line, or one with only a comment."""
QUICK_HEAD: Final = rf"(?P<indent> *+)(?P<dash>- )?(?:(?P<key>{KEY}):)?"
"""The part of a line before its value, such as `  - key:`."""
QUICK_VALUE: Final = (
    rf"(?P<number>{_INTEGER})|(?P<plain>[A-Za-z](?:{_WORD})?(?: {_WORD})*)|(?P<quoted>{_QUOTED})"
    r"|\[(?P<items>[A-Za-z][A-Za-z0-9_,./+() -]*)\]"
)
"""A value without a comment: an integer, words, a quoted string or a list of words.
The pattern also matches reserved words such as `yes`. Callers must look the words up in `RESERVED`."""
_NUMBER_LIKE = r"[-+]?[.]?[0-9][0-9_,:.a-zA-Z+-]*|[-+]?\.(?i:inf|nan)"
AMBIGUOUS: Final = rf"(?i:{_RESERVED})|~|=|{_NUMBER_LIKE}"
"""A scalar that parsers may read in different ways, such as `yes`, `~`, `1.50` or `12:30`.
It also matches plain integers, which are not ambiguous: users of this pattern must check for them first."""
_DIGITS = re.compile("-?[0-9]+")
RESERVED: Final = frozenset(_RESERVED_WORDS.split("|"))
"""The words, in lower case, that some parser does not read as a string."""


def as_json(item: re.Match[str]) -> str:
    """A scalar that `ITEM` matched, as JSON text."""
    text = item.group()
    return f'"{text}"' if text[0].isalpha() and text not in CONSTANTS else text


def is_imprecise(text: str) -> bool:
    """Whether a scalar is an integer that a double does not hold exactly."""
    # The length is checked first, because converting thousands of digits is slow.
    return _DIGITS.fullmatch(text) is not None and (len(text) > 17 or abs(int(text)) > SAFE_INTEGER)
