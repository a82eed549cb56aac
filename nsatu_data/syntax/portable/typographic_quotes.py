"""Typographic quotes around a value, which YAML takes for part of the text and authors may have meant as its quotes."""

import json
import re
from typing import Final

CODE: Final = "typographic-quotes"
_QUOTES: Final = "“”„‟«»‹›‘’‚‛＂＇「」『』〝〞″′"  # noqa: RUF001
_ENCLOSED: Final = f'[{_QUOTES}].*[{_QUOTES}"\']|"[^"\\\\]*[{_QUOTES}]'
"""A regular expression that is compiled where something is wrong."""
_LONGEST_SHOWN: Final = 60
"""The longest text that a help writes out."""


def encloses(text: str) -> bool:
    """Whether a scalar without YAML's own quotes stands in typographic ones, at least on one side."""
    return re.fullmatch(_ENCLOSED, text, re.DOTALL) is not None


def words(text: str) -> tuple[str, str]:
    """What is wrong with an enclosed text, and what to write: only the author knows whether the quotes belong to it."""
    marks = list(dict.fromkeys(mark for mark in (text[0], text[-1]) if mark in _QUOTES))
    named = " and ".join(f"{mark} (U+{ord(mark):04X})" for mark in marks)
    message = f"{named} {'are not quotes' if len(marks) > 1 else 'is not a quote'} of YAML, but part of the text"
    if len(text) > _LONGEST_SHOWN or text[0] == '"':
        return (
            message,
            'write straight quotes (") around the text, and the typographic ones between them if they belong to it',
        )
    inner, whole = (json.dumps(one, ensure_ascii=False) for one in (text[1:-1], text))
    return message, f"write {inner}; or {whole} if the quotes belong to the text"
