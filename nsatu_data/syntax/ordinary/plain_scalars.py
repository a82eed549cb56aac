"""What a plain scalar of ordinary YAML says: by YAML 1.1, as PyYAML reads it, and by the core schema of YAML 1.2.

Where both agree, that is its value. Where they do not, and it is a string to one of them, the author's own characters
stand: `NO`, `2024-07-09`, `1:30`. Else nobody but the author can tell.
"""

import re
from typing import Final

from nsatu_data.syntax.portable.grammar import SAFE_INTEGER

_YAML_1_2: Final = {
    "null": re.compile("null|Null|NULL|~|"),
    "bool": re.compile("true|True|TRUE|false|False|FALSE"),
    "int": re.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    "float": re.compile(
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    ),
}
"""The core schema of YAML 1.2.2, section 10.3.2, in the order in which its types are tried."""
_YAML_1_1: Final = {
    "bool": re.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
    "float": re.compile(
        r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
        r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    ),
    "int": re.compile(
        "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
    ),
    "merge": re.compile("<<"),
    "null": re.compile("~|null|Null|NULL|"),
    "timestamp": re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
        r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
    ),
    "value": re.compile("="),
}
"""The types of YAML 1.1 as PyYAML resolves them; a test compares the two."""
_LONGEST_NUMBER: Final = 32
"""A whole number of more characters is none that a double holds, unless by leading zeros."""


class Undecided(ValueError):
    """A plain scalar has no one value; the argument is the code of the refusal."""


def value(text: str) -> str | int | bool | None:
    """The value of a plain scalar. Raises Undecided for numbers that are no whole ones, too large, or read in two ways.

    The text is as the parser gives it, lines folded.
    """
    old, new = type_by_1_1(text), _type_by_core(text)
    if old != new:
        if "str" in (old, new) or old in ("timestamp", "value", "merge"):
            return text
        raise Undecided("ambiguous-scalar")
    if new == "null":
        return None
    if new == "bool":
        return text.lower() == "true"
    if new == "int":
        return _whole(text)
    if new == "float":
        raise Undecided("ambiguous-scalar")
    return text


def _whole(text: str) -> int:
    """The value of what is a whole number to both."""
    if len(text) > _LONGEST_NUMBER:
        raise Undecided("number-out-of-range")
    digits = text.lstrip("-+")
    if digits.startswith("0x"):
        number = int(text, 16)
    else:
        number = int(text)
        # A leading zero makes it octal by 1.1, and nothing by 1.2.
        if digits.startswith("0") and int(text, 8) != number:
            raise Undecided("ambiguous-scalar")
    if abs(number) > SAFE_INTEGER:
        raise Undecided("number-out-of-range")
    return number


def type_by_1_1(text: str) -> str:
    return next((name for name, pattern in _YAML_1_1.items() if pattern.fullmatch(text)), "str")


def _type_by_core(text: str) -> str:
    return next((name for name, pattern in _YAML_1_2.items() if pattern.fullmatch(text)), "str")
