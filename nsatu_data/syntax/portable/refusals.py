"""The messages and helps for refused YAML, which the readers of portable and of ordinary YAML share."""

import re
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Fault, Span
from nsatu_data.syntax.portable import typographic_quotes
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT

_LEADING_ZEROS: Final = re.compile(r"(-?)[+]?0+([1-9][0-9]{0,14})")
_LONGEST_SHOWN: Final = 60
"""The longest text that a help writes out."""


class Refusal(NamedTuple):
    """The message and the help of a code."""

    code: str
    message: str
    help: str


OF_LINES: Final = (
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
"""For a line that is not part of the grammar."""

OF_FILES: Final = (
    Refusal("empty-file", "the file is empty", "write a record, or remove the file"),
    Refusal("no-record", "the file holds only comments", "write a record, or remove the file"),
    Refusal("not-a-mapping", "the file holds a list, not one record", "write `key: value` lines, one record a file"),
    Refusal(
        "text-without-key",
        "text stands without a key or a dash before it",
        "write `key: value`; a value stays on the line of its key",
    ),
    Refusal(
        "missing-value",
        "the key has no value",
        "write a value; null where the source is silent; or remove the key",
    ),
    Refusal("too-deep", f"collections lie more than {DEPTH_LIMIT} deep", "flatten them"),
)
"""For what goes beyond a line."""


@cache
def refusal(code: str) -> Refusal:
    """The message and the help of a code. Raises StopIteration for a code without them."""
    return next(one for one in (*OF_LINES, *OF_FILES) if one.code == code)


def refuse(code: str, span: Span | None, pointer: str = "") -> Fault:
    """The fault with this code, at a place."""
    _, message, help = refusal(code)
    return Fault(code, message, pointer, help, span=span)


def duplicate_key(shown: str, pointer: str, span: Span, first: Span) -> Fault:
    """The fault of a key that a mapping has twice."""
    message = f"`{shown}` is given twice"
    return Fault("duplicate-key", message, pointer, "keep one of them", span=span, spans=((first, "the first"),))


def in_words(code: str, text: str) -> Refusal:
    """The message and the help for a stretch of a line, with the exact text to write where that is known."""
    general = refusal(code)
    if code == typographic_quotes.CODE:
        return Refusal(code, *typographic_quotes.words(text))
    if code not in ("ambiguous-scalar", "number-out-of-range") or len(text) > _LONGEST_SHOWN:
        return general
    quoted = f'write "{text}" if it is text'
    digits = _LEADING_ZEROS.fullmatch(text)
    if digits:
        return general._replace(help=f"{quoted}, or {digits[1]}{digits[2]} if it is a number")
    if text.lower() in ("~", "null"):
        return general._replace(help=f"{quoted}, or null where the source is silent")
    return general._replace(help=quoted)
