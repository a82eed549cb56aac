"""The messages and helps of faults in YAML, for the readers of portable and of ordinary YAML."""

import re
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.diagnostics import Fault, Span
from nsatu_data.syntax.portable import typographic_quotes
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT

_LEADING_ZEROS: Final = re.compile(r"(-?)[+]?0+([1-9][0-9]{0,14})")
_LONGEST_SHOWN: Final = 60
"""The longest text that a help repeats."""


class Refusal(NamedTuple):
    """The message and the help of a fault, by its code."""

    code: str
    message: str
    help: str


OF_LINES: Final = (
    Refusal("directive", "directives are not allowed in portable YAML", "remove the line"),
    Refusal("document-marker", "a file must hold one document, without document markers", "remove the line"),
    Refusal("merge-key", "merge keys are not allowed in portable YAML", "write the keys out"),
    Refusal("explicit-key", "explicit keys are not allowed in portable YAML", "write `key: value`"),
    Refusal("anchor", "anchors are not allowed in portable YAML", "write the value out where it is needed"),
    Refusal("alias", "aliases are not allowed in portable YAML", "write the value out"),
    Refusal("tag", "tags are not allowed in portable YAML", "remove the tag"),
    Refusal("single-quotes", "single quotes are not allowed in portable YAML", "use double quotes"),
    Refusal(
        "folded-block",
        "folded blocks are not allowed in portable YAML",
        "write a quoted string on one line, or a literal block with `|`",
    ),
    Refusal("malformed-block", "a literal block must begin with `|` or `|-` alone", "write `|` or `|-`"),
    Refusal(
        "flow-mapping",
        "mappings in braces are not allowed in portable YAML",
        "write each `key: value` on its own line, indented by two",
    ),
    Refusal("dash-spacing", "a dash must be followed by exactly one space and its item", "write `- item`"),
    Refusal(
        "malformed-key",
        "the key is not a lower-case word of letters, digits and underscores, or some parser reads it as a value",
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
        "the list is not of the form `[a, b]`",
        "separate items by a comma and one space, without nesting and without a comma at the end",
    ),
    Refusal("colon-spacing", "a key must be followed by a colon and exactly one space", "write `key: value`"),
    Refusal(
        "ambiguous-scalar",
        "parsers read this value in different ways",
        "put it in quotes if it is text; write a whole number without leading zeros if it is a number",
    ),
    Refusal(
        "typographic-quotes",
        "typographic quotes are part of the text, and not quotes of YAML",
        'write straight quotes (")',
    ),
    Refusal("unquoted-text", "text with these characters needs quotes", 'put it in "double quotes"'),
    Refusal("number-out-of-range", "a double does not hold this number exactly", "put it in quotes if it is text"),
)
"""For lines that do not match the grammar."""

OF_FILES: Final = (
    Refusal("empty-file", "the file is empty", "write a record, or remove the file"),
    Refusal("no-record", "the file holds only comments", "write a record, or remove the file"),
    Refusal(
        "not-a-mapping",
        "the file holds a list, not one record",
        "write `key: value` lines, with one record in each file",
    ),
    Refusal(
        "text-without-key",
        "the text has no key or dash before it",
        "write `key: value`; a value stays on the line of its key",
    ),
    Refusal(
        "missing-value",
        "the key has no value",
        "write a value, or null if the source is silent; or remove the key",
    ),
    Refusal("too-deep", f"lists and mappings are nested more than {DEPTH_LIMIT} deep", "flatten them"),
)
"""For faults that one line alone does not show."""


@cache
def refusal(code: str) -> Refusal:
    """The message and the help for a code. Raises StopIteration for an unknown code."""
    return next(one for one in (*OF_LINES, *OF_FILES) if one.code == code)


def refuse(code: str, span: Span | None, pointer: str = "") -> Fault:
    """Makes the fault with this code, at a place."""
    _, message, help = refusal(code)
    return Fault(code, message, pointer, help, span=span)


def duplicate_key(shown: str, pointer: str, span: Span, first: Span) -> Fault:
    """Makes the fault of a duplicate key. `first` is the place of the key's first occurrence."""
    message = f"`{shown}` is given twice"
    return Fault("duplicate-key", message, pointer, "keep one of them", span=span, spans=((first, "the first"),))


def in_words(code: str, text: str) -> Refusal:
    """The message and the help for a faulty text. If the exact text to write is known, the help gives it."""
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
        return general._replace(help=f"{quoted}, or null if the source is silent")
    return general._replace(help=quoted)
