"""Foreign text made safe to print on one line.

What does not print is escaped as in JSON: a file or an argument must not steer the terminal that it is shown on, by
control characters, by bidirectional ones (Unicode TR 36) or by any others that cannot be seen.
"""


def visible(text: str) -> str:
    """The text with what does not print, and every space but U+0020, escaped as in JSON."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _escape(character) for character in text)


def inert(line: str) -> str:
    """The line, in which nothing is a workflow command: what makes one is escaped as in JSON.

    A runner of GitHub Actions obeys a line on either stream that holds `##[`, or begins with `::` after white space
    (`ActionCommand.cs` of actions/runner).
    """
    line = line.replace("##[", "##\\u005b")
    start = len(line) - len(line.lstrip())
    return f"{line[:start]}\\u003a{line[start + 1 :]}" if line.startswith("::", start) else line


def _escape(character: str) -> str:
    import json

    return json.dumps(character)[1:-1]
