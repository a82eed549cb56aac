r"""The grammar of portable YAML, as one table: what a line may be, and what is said of a line that is none.

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
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.syntax.portable import typographic_quotes

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
_LEADING_ZEROS = re.compile(r"(-?)[+]?0+([1-9][0-9]{0,14})")
_SHOWN: Final = 60
"""The longest text that a help writes out."""
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


class Refusal(NamedTuple):
    """What may be wrong with a line: what is said of it, and what to do about it."""

    code: str
    message: str
    help: str


_REFUSALS: Final = (
    Refusal("directive", "a directive is not portable", "remove the line"),
    Refusal("document-marker", "a file holds one document, without markers", "remove the line"),
    Refusal("merge-key", "a merge key is read in two ways", "write the keys out"),
    Refusal("explicit-key", "an explicit key is not portable", "write `key: value`"),
    Refusal("anchor", "an anchor is not portable", "write the value out where it is needed"),
    Refusal("alias", "an alias is not portable", "write the value out"),
    Refusal("tag", "a tag is not portable", "remove the tag"),
    Refusal("single-quotes", "single quotes are not of the grammar", 'write "double quotes"'),
    Refusal(
        "folded-block",
        "a folded block is not of the grammar",
        "write a quoted string on one line, or a literal block with `|`",
    ),
    Refusal("malformed-block", "only `|` and `|-` begin a literal block", "write `|` or `|-`"),
    Refusal("flow-mapping", "a mapping in braces is not of the grammar", "write one `key: value` a line, two deeper"),
    Refusal("dash-spacing", "a dash is followed by exactly one space and its item", "write `- item`"),
    Refusal(
        "malformed-key",
        "a key is a lower-case word of letters, digits and underscores, and no word that some parser takes for a value",
        "rename the key, and write it without quotes",
    ),
    Refusal(
        "unknown-escape",
        "parsers differ on this escape",
        'write the character itself; only \\" and \\\\ are escapes',
    ),
    Refusal(
        "unclosed-quote",
        "the quoted string does not end on its line",
        "close the quotes; a string stays on one line",
    ),
    Refusal("text-after-quote", "text follows the closing quote", "put all of it between the quotes"),
    Refusal(
        "malformed-list",
        "a list on one line is written [a, b]",
        "separate items by a comma and one space, without nesting and without a comma at the end",
    ),
    Refusal("colon-spacing", "a key is followed by a colon and exactly one space", "write `key: value`"),
    Refusal(
        "ambiguous-scalar",
        "parsers read this value in different ways",
        "put it in quotes if it is text; write a whole number without leading zeros if it is a number",
    ),
    Refusal(
        "typographic-quotes",
        "typographic quotes are not quotes of YAML, but part of the text",
        'write straight quotes (")',
    ),
    Refusal("unquoted-text", "text with these characters needs quotes", 'put it in "double quotes"'),
    Refusal("number-out-of-range", "a double does not hold this number exactly", "put it in quotes if it is text"),
)


def refusals() -> tuple[Refusal, ...]:
    """What may be wrong with a line that is not of the grammar."""
    return _REFUSALS


def in_words(code: str, text: str) -> Refusal:
    """What is said of a stretch of a line that has this fault, with the exact text to write where that is known."""
    told = refusal(code)
    if code == typographic_quotes.CODE:
        return Refusal(code, *typographic_quotes.words(text))
    if code not in ("ambiguous-scalar", "number-out-of-range") or len(text) > _SHOWN:
        return told
    quoted = f'write "{text}" if it is text'
    digits = _LEADING_ZEROS.fullmatch(text)
    if digits:
        return told._replace(help=f"{quoted}, or {digits[1]}{digits[2]} if it is a number")
    if text.lower() in ("~", "null"):
        return told._replace(help=f"{quoted}, or null where the source is silent")
    return told._replace(help=quoted)


@cache
def refusal(code: str) -> Refusal:
    """What is said of the fault that has this code. Raises StopIteration for a code that no refusal has."""
    return next(one for one in _REFUSALS if one.code == code)
