"""Finds values in typographic quotes, such as `“text”`. YAML reads them as text, but authors may mean quotes."""

import json
import re
from typing import Final

CODE: Final = "typographic-quotes"
_QUOTES: Final = "“”„‟«»‹›‘’‚‛＂＇「」『』〝〞″′"  # noqa: RUF001
_ENCLOSED: Final = f'[{_QUOTES}].*[{_QUOTES}"\']|"[^"\\\\]*[{_QUOTES}]'
"""Matches `“text”` and `"text”`. It is compiled only if a text has a fault."""
_LONGEST_SHOWN: Final = 60
"""The longest text that a help repeats."""


def encloses(text: str) -> bool:
    """Whether a text begins and ends with quotes, of which at least one is typographic."""
    return re.fullmatch(_ENCLOSED, text, re.DOTALL) is not None


def words(text: str) -> tuple[str, str]:
    """The message and the help for a text in typographic quotes. Only the author knows if the quotes are text."""
    marks = list(dict.fromkeys(mark for mark in (text[0], text[-1]) if mark in _QUOTES))
    named = " and ".join(f"{mark} (U+{ord(mark):04X})" for mark in marks)
    message = f"{named} {'are not quotes' if len(marks) > 1 else 'is not a quote'} of YAML but part of the text"
    if len(text) > _LONGEST_SHOWN or text[0] == '"':
        return (
            message,
            'write straight quotes (") around the text, and keep the typographic ones inside if they belong to it',
        )
    inner, whole = (json.dumps(one, ensure_ascii=False) for one in (text[1:-1], text))
    return message, f"write {inner}; or {whole} if the quotes belong to the text"
