"""Decides the value of a plain scalar of ordinary YAML, that is, of a value without quotes.

The scalar is read by YAML 1.1, as PyYAML does, and by the core schema of YAML 1.2. If both readings agree on a value
that is not a float, the scalar has this value. If one reading is a string and the other is not, the value is the text
as written: `NO`, `2024-07-09`, `1:30`. Any other scalar is refused, because only its author can decide: `010` is 8 in
YAML 1.1, and 10 in YAML 1.2.
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
"""The types of the core schema (YAML 1.2.2, section 10.3.2), in the order in which they are tried."""
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
"""The types of YAML 1.1 as PyYAML resolves them. A test compares these patterns with PyYAML's."""
_LONGEST_NUMBER: Final = 32
"""The longest integer that is converted, in characters. Longer ones are refused as too large for a double."""


class Undecided(ValueError):
    """The value of a plain scalar is uncertain. The argument is the code of the fault."""


def value(text: str) -> str | int | bool | None:
    """The value of a plain scalar. If the scalar had several lines, the parser has already folded them.

    Raises Undecided for a number that is ambiguous, too large, or not an integer.
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
    """The value of a text that is an integer in both versions of YAML."""
    if len(text) > _LONGEST_NUMBER:
        raise Undecided("number-out-of-range")
    digits = text.lstrip("-+")
    if digits.startswith("0x"):
        number = int(text, 16)
    else:
        number = int(text)
        # A leading zero makes a number octal in YAML 1.1, and changes nothing in YAML 1.2.
        if digits.startswith("0") and int(text, 8) != number:
            raise Undecided("ambiguous-scalar")
    if abs(number) > SAFE_INTEGER:
        raise Undecided("number-out-of-range")
    return number


def type_by_1_1(text: str) -> str:
    return next((name for name, pattern in _YAML_1_1.items() if pattern.fullmatch(text)), "str")


def _type_by_core(text: str) -> str:
    return next((name for name, pattern in _YAML_1_2.items() if pattern.fullmatch(text)), "str")
