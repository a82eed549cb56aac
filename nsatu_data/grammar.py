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
_KEY = rf"(?!(?:{_RESERVED}):)[a-z][a-z0-9_]{{0,63}}"
# A dash alone before a comma or a closing bracket is an error to some parsers.
ITEM: Final = rf"(?:(?:{_CONSTANT})(?=,|\]| +#|$)|{_PLAIN}(?<! -)|{_QUOTED})"
"""A scalar in a list on one line."""
LINE: Final = (
    r"(?P<indent> *)(?P<dash>- )?"
    rf"(?:(?P<key>{_KEY}):(?: (?! )|$|(?= +#)))?"
    rf"(?:(?P<constant>(?:{_CONSTANT})(?= +#|$))|(?P<plain>{_PLAIN})|(?P<quoted>{_QUOTED})"
    rf"|(?P<list>\[{ITEM}(?:, {ITEM})*\])|(?P<block>\|-?)(?! ))?"
    r"(?: +#.*)?"
)
"""A line that says something."""
IDLE: Final = r" *(?:#.*)?"
"""A line that says nothing."""
KEPT: Final = rf"(?P<indent> *)(?P<dash>- )?(?:(?P<key>{_KEY}): ?)?"
"""What of a line that is not of the grammar still tells where it belongs."""
QUICK_HEAD: Final = rf"(?P<indent> *)(?P<dash>- )?(?:(?P<key>{_KEY}):)?"
"""What stands before a value."""
QUICK_VALUE: Final = (
    rf"(?P<number>{_INTEGER})|(?P<plain>[A-Za-z](?:{_WORD})?(?: {_WORD})*)|(?P<quoted>{_QUOTED})"
    r"|\[(?P<items>[A-Za-z][A-Za-z0-9_,./+() -]*)\]"
)
"""A value without a comment: a number, words, a quoted string or a list of words.
Words are yet to be held against `RESERVED`."""
_NUMBER_LIKE = r"[-+]?[.]?[0-9][0-9_,:.a-zA-Z+-]*|[-+]?\.(?i:inf|nan)"
RESERVED: Final = frozenset(_RESERVED_WORDS.split("|"))
"""What some parser takes for another value than a string, in lower case."""


def as_json(item: re.Match[str]) -> str:
    """A scalar that `ITEM` matched, as JSON text."""
    text = item.group()
    return f'"{text}"' if text[0].isalpha() and text not in CONSTANTS else text


class Refusal(NamedTuple):
    """A line that is not of the grammar, told apart by `pattern`, matched within it from `at` on."""

    code: str
    pattern: re.Pattern[str]
    message: str
    help: str


# Where a value may begin, on a line that may hold a dash and a key.
_HEAD = r" *(?:- )?(?:[^\s\"'#\[\]{}:]+: +)?"
_BEFORE = rf"{_HEAD}(?:\[.*?)??"
_REFUSALS: Final = (
    ("directive", r"(?P<at>%.*)", "a directive is not portable", "remove the line"),
    ("document-marker", r"(?P<at>(?:---|\.\.\.).*)", "a file holds one document, without markers", "remove the line"),
    ("merge-key", r" *(?:- )?(?P<at><<) *:.*", "a merge key is read in two ways", "write the keys out"),
    ("explicit-key", r" *(?:- )?(?P<at>\?)(?: .*)?", "an explicit key is not portable", "write `key: value`"),
    ("anchor", rf"{_BEFORE}(?P<at>&\S+).*", "an anchor is not portable", "write the value out where it is needed"),
    ("alias", rf"{_BEFORE}(?P<at>\*\S+).*", "an alias is not portable", "write the value out"),
    ("tag", rf"{_BEFORE}(?P<at>![^ ]*).*", "a tag is not portable", "remove the tag"),
    ("single-quotes", rf"{_BEFORE}(?P<at>'.*)", "single quotes are not of the grammar", 'write "double quotes"'),
    (
        "folded-block",
        rf"{_BEFORE}(?P<at>>.*)",
        "a folded block is not of the grammar",
        "write a quoted string on one line, or a literal block with `|`",
    ),
    ("malformed-block", rf"{_BEFORE}(?P<at>\|.*)", "only `|` and `|-` begin a literal block", "write `|` or `|-`"),
    (
        "flow-mapping",
        rf"{_BEFORE}(?P<at>\{{.*)",
        "a mapping in braces is not of the grammar",
        "write one `key: value` a line, two deeper",
    ),
    (
        "dash-spacing",
        r" *(?P<at>-(?: {2,}|(?=[^\s0-9])|$)).*",
        "a dash is followed by exactly one space and its item",
        "write `- item`",
    ),
    (
        "malformed-key",
        rf" *(?:- )?(?!{_KEY}:)(?P<at>\"[^\"]*\"|[^\s:#\"]+):(?: .*)?",
        "a key is a lower-case word of letters, digits and underscores, and no word that some parser takes for a value",
        "rename the key, and write it without quotes",
    ),
    (
        "unknown-escape",
        r'[^"]*"(?:[^"\\]|\\["\\])*+(?P<at>\\.).*',
        "parsers differ on this escape",
        'write the character itself; only \\" and \\\\ are escapes',
    ),
    (
        "unclosed-quote",
        r'[^"]*(?P<at>"(?:[^"\\]|\\["\\])*+\\?)',
        "the quoted string does not end on its line",
        "close the quotes; a string stays on one line",
    ),
    (
        "text-after-quote",
        r'[^"]*"(?:[^"\\]|\\["\\])*+"(?P<at>.+)',
        "text follows the closing quote",
        "put all of it between the quotes",
    ),
    (
        "malformed-list",
        rf"{_HEAD}(?P<at>\[.*)",
        "a list on one line is written [a, b]",
        "separate items by a comma and one space, without nesting and without a comma at the end",
    ),
    (
        "colon-spacing",
        r" *(?:- )?[a-z][a-z0-9_]*(?P<at>: {2,}| +:|:(?=[^\s/])).*",
        "a key is followed by a colon and exactly one space",
        "write `key: value`",
    ),
    (
        "ambiguous-scalar",
        rf" *(?:- )?(?:[a-z][a-z0-9_]*: )?(?P<at>(?i:{_RESERVED})|~|=|{_NUMBER_LIKE})(?: +#.*)?",
        "parsers read this value in different ways",
        "put it in quotes if it is text; write a whole number without leading zeros if it is a number",
    ),
    (
        "unquoted-text",
        r" *(?:- )?(?:[a-z][a-z0-9_]*: )?(?P<at>.+)",
        "text with these characters needs quotes",
        'put it in "double quotes"',
    ),
)


@cache
def refusals() -> tuple[Refusal, ...]:
    """What may be wrong with a line that is not of the grammar, the first that matches being it."""
    return tuple(Refusal(code, re.compile(pattern), message, help) for code, pattern, message, help in _REFUSALS)
