"""Foreign text made safe to print on one line.

What does not print is escaped as in JSON: a file or an argument must not steer the terminal that it is shown on, by
control characters, by bidirectional ones (Unicode TR 36) or by any others that cannot be seen.
"""


def visible(text: str) -> str:
    """The text with what does not print, and every space but U+0020, escaped as in JSON."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _escape(character) for character in text)


def _escape(character: str) -> str:
    import json

    return json.dumps(character)[1:-1]
