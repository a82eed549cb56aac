r"""The grammar of portable YAML, as one table: what a line may be.

The grammar, a line at a time (`SCALAR` below; a comment may follow a value after a space, or stand on its own line):

    key: SCALAR               a key is a lower-case word: letters, digits, underscores
    key: [SCALAR, SCALAR]     a list of scalars on one line
    key: |                    a literal block, its lines two deeper (`|-` drops the last line feed); no comment here
    key:                      a mapping or a list follows, two deeper
    - SCALAR                  an item of a list
    - key: SCALAR             an item that is a mapping; its other keys align with the first

A scalar is `null`, `true`, `false`, an integer that a double holds exactly, a quoted string with the escapes `\"` and
`\\`, or plain words of ASCII letters, digits and `_ . / + - ( )` that begin with a letter and are no word that some
parser takes for another value. Whatever is not of the grammar is refused with its place, and never guessed at.
"""

import re
from typing import Final

DEPTH_LIMIT: Final = 12
"""How deep collections may lie in one another."""
SAFE_INTEGER: Final = 2**53 - 1
"""The largest whole number up to which a double holds every one."""

_RESERVED_WORDS = "null|true|false|yes|no|on|off|y|n|nan|inf|infinity|none"
EXPONENT: Final = "[eE][-+]?[0-9]+"
"""A word that some parser takes for a number, its digits before the exponent left out."""
_RESERVED = f"{_RESERVED_WORDS}|{EXPONENT}"
_WORD = "[A-Za-z0-9_./+()-]+"
PLAIN_WORD: Final = rf"(?!(?i:{_RESERVED})(?: *[,\]]| +#|$))[A-Za-z](?:{_WORD})?"
"""A string of one word that needs no quotes."""
_PLAIN = rf"{PLAIN_WORD}(?: {_WORD})*"
_QUOTED = r'"(?:[^"\\\n]|\\["\\])*"'
CONSTANTS: Final = ("null", "true", "false")
_INTEGER = "0|-?[1-9][0-9]*"
_CONSTANT = f"{'|'.join(CONSTANTS)}|{_INTEGER}"
KEY: Final = rf"(?!(?:{_RESERVED}):)[a-z][a-z0-9_]{{0,63}}"
# A dash alone before a comma or a closing bracket is an error to some parsers.
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
"""A line that says something."""
IDLE: Final = r" *(?:#.*)?"
"""A line that says nothing."""
QUICK_HEAD: Final = rf"(?P<indent> *+)(?P<dash>- )?(?:(?P<key>{KEY}):)?"
"""What stands before a value."""
QUICK_VALUE: Final = (
    rf"(?P<number>{_INTEGER})|(?P<plain>[A-Za-z](?:{_WORD})?(?: {_WORD})*)|(?P<quoted>{_QUOTED})"
    r"|\[(?P<items>[A-Za-z][A-Za-z0-9_,./+() -]*)\]"
)
"""A value without a comment: a number, words, a quoted string or a list of words.
Words are yet to be held against `RESERVED`."""
_NUMBER_LIKE = r"[-+]?[.]?[0-9][0-9_,:.a-zA-Z+-]*|[-+]?\.(?i:inf|nan)"
AMBIGUOUS: Final = rf"(?i:{_RESERVED})|~|=|{_NUMBER_LIKE}"
"""What parsers read in different ways where it stands alone, and what they may: no number but a plain whole one."""
_DIGITS = re.compile("-?[0-9]+")
RESERVED: Final = frozenset(_RESERVED_WORDS.split("|"))
"""What some parser takes for another value than a string, in lower case."""


def as_json(item: re.Match[str]) -> str:
    """A scalar that `ITEM` matched, as JSON text."""
    text = item.group()
    return f'"{text}"' if text[0].isalpha() and text not in CONSTANTS else text


def is_imprecise(text: str) -> bool:
    """Whether a scalar is a number that a double does not hold."""
    # What has more digits than a double holds is not even made a number, which may take long.
    return _DIGITS.fullmatch(text) is not None and (len(text) > 17 or abs(int(text)) > SAFE_INTEGER)
