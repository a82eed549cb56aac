r"""The grammar of portable YAML, as one table: what a line may be, and what is said of a line that is none.

The grammar, a line at a time (`SCALAR` below; a comment may follow a value after a space, or stand on its own line):

    key: SCALAR               a key is a lower-case word: letters, digits, underscores
    key: [SCALAR, SCALAR]     a list of scalars on one line
    key: |                    a literal block, its lines two deeper (`|-` drops the last line feed)
    key:                      a mapping or a list follows, two deeper
    - SCALAR                  an item of a list
    - key: SCALAR             an item that is a mapping; its other keys align with the first

A scalar is `null`, `true`, `false`, an integer that a double holds exactly, a quoted string with the escapes `\"` and
`\\`, or plain words of ASCII letters, digits and `_ . / + - ( )` that begin with a letter and are no word that some
parser takes for another value. Whatever is not of the grammar is refused with its place, and never guessed at.
"""

import re
from dataclasses import dataclass
from typing import Final

_RESERVED = "null|true|false|yes|no|on|off|y|n|nan|inf|none"
_WORD = "[A-Za-z0-9_./+()-]+"
PLAIN_WORD: Final = rf"(?!(?i:{_RESERVED})(?: *[,\]]| +#|$))[A-Za-z](?:{_WORD})?"
"""A regular expression for a string of one word that needs no quotes."""
_PLAIN = rf"{PLAIN_WORD}(?: {_WORD})*"
_QUOTED = r'"(?:[^"\\]|\\["\\])*"'
CONSTANTS: Final = ("null", "true", "false")
_CONSTANT = "null|true|false|0|-?[1-9][0-9]*"
_SCALAR = rf"(?:(?:{_CONSTANT})(?=,|\]| +#|$)|{_PLAIN}|{_QUOTED})"
LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- )?"
    r"(?:(?P<key>[a-z][a-z0-9_]{0,63}):(?: (?! )|$|(?= +#)))?"
    rf"(?:(?P<constant>(?:{_CONSTANT})(?= +#|$))|(?P<plain>{_PLAIN})|(?P<quoted>{_QUOTED})"
    rf"|(?P<list>\[{_SCALAR}(?:, {_SCALAR})*\])|(?P<block>\|-?))?"
    r"(?: +#.*)?"
)
ITEM = re.compile(_SCALAR)
IDLE = re.compile(r" *(?:#.*)?")
KEPT = re.compile(r"(?P<indent> *)(?P<dash>- )?(?:(?P<key>[a-z][a-z0-9_]{0,63}): ?)?")
"""What of a refused line still tells where it belongs."""
_NUMBER_LIKE = r"[-+]?[.]?[0-9][0-9_,:.a-zA-Z+-]*|[-+]?\.(?i:inf|nan)"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that is not of the grammar, told apart by `pattern`, matched within it from `at` on."""

    code: str
    pattern: re.Pattern[str]
    message: str
    help: str


def _refusal(code: str, pattern: str, message: str, help: str) -> Refusal:
    return Refusal(code, re.compile(pattern), message, help)


# Where a value may begin, on a line that may hold a dash and a key.
_BEFORE = r" *(?:- )?(?:[^\s\"'#\[\]{}:]+: +)?(?:\[.*?)??"
REFUSALS: Final = (
    _refusal("directive", r"(?P<at>%.*)", "a directive is not portable", "remove the line"),
    _refusal(
        "document-marker", r"(?P<at>(?:---|\.\.\.).*)", "a file holds one document, without markers", "remove the line"
    ),
    _refusal("merge-key", r" *(?:- )?(?P<at><<) *:.*", "a merge key is read in two ways", "write the keys out"),
    _refusal("explicit-key", r" *(?:- )?(?P<at>\?)(?: .*)?", "an explicit key is not portable", "write `key: value`"),
    _refusal(
        "anchor", rf"{_BEFORE}(?P<at>&\S+).*", "an anchor is not portable", "write the value out where it is needed"
    ),
    _refusal("alias", rf"{_BEFORE}(?P<at>\*\S+).*", "an alias is not portable", "write the value out"),
    _refusal("tag", rf"{_BEFORE}(?P<at>![^ ]*).*", "a tag is not portable", "remove the tag"),
    _refusal(
        "single-quotes", rf"{_BEFORE}(?P<at>'.*)", "single quotes are not of the grammar", 'write "double quotes"'
    ),
    _refusal(
        "folded-block",
        rf"{_BEFORE}(?P<at>>.*)",
        "a folded block is not of the grammar",
        "write a quoted string on one line, or a literal block with `|`",
    ),
    _refusal(
        "malformed-block", rf"{_BEFORE}(?P<at>\|.*)", "only `|` and `|-` begin a literal block", "write `|` or `|-`"
    ),
    _refusal(
        "flow-mapping",
        rf"{_BEFORE}(?P<at>\{{.*)",
        "a mapping in braces is not of the grammar",
        "write one `key: value` a line, two deeper",
    ),
    _refusal(
        "unknown-escape",
        r'(?P<head>[^"]*"(?:[^"\\]|\\["\\])*)(?P<at>\\.).*',
        "parsers differ on this escape",
        'write the character itself; only \\" and \\\\ are escapes',
    ),
    _refusal(
        "unclosed-quote",
        r'[^"]*(?P<at>"(?:[^"\\]|\\["\\])*)',
        "the quoted string does not end on its line",
        "close the quotes; a string stays on one line",
    ),
    _refusal(
        "text-after-quote",
        r'[^"]*"(?:[^"\\]|\\["\\])*"(?P<at>.+)',
        "text follows the closing quote",
        "put all of it between the quotes",
    ),
    _refusal(
        "malformed-list",
        r"(?:[^\[]*[: -] *)?(?P<at>\[.*)",
        "a list on one line is written [a, b]",
        "separate items by a comma and one space, without nesting and without a comma at the end",
    ),
    _refusal(
        "malformed-key",
        r" *(?:- )?(?P<at>\"[^\"]*\"|[^\s:#]*[^a-z0-9_\s:#][^\s:#]*|[^a-z\s:#][^\s:#]*|[a-z0-9_]{65,}):(?: .*)?",
        "a key is a lower-case word of letters, digits and underscores",
        "rename the key, without quotes",
    ),
    _refusal(
        "colon-spacing",
        r" *(?:- )?[a-z][a-z0-9_]*(?P<at>: {2,}| +:|:(?=[^\s/])).*",
        "a key is followed by a colon and exactly one space",
        "write `key: value`",
    ),
    _refusal(
        "dash-spacing",
        r" *(?P<at>-(?: {2,}|(?=[^\s0-9])|$)).*",
        "a dash is followed by exactly one space and its item",
        "write `- item`",
    ),
    _refusal(
        "ambiguous-scalar",
        rf" *(?:- )?(?:[a-z][a-z0-9_]*: )?(?P<at>(?i:{_RESERVED})|~|=|{_NUMBER_LIKE})(?: +#.*)?",
        "parsers read this value in different ways",
        "put it in quotes if it is text; write a whole number without leading zeros if it is a number",
    ),
    _refusal(
        "unquoted-text",
        r" *(?:- )?(?:[a-z][a-z0-9_]*: )?(?P<at>[^\s#].*)",
        "text with these characters needs quotes",
        'put it in "double quotes"',
    ),
)
