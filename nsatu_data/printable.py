"""Makes text from files and arguments safe to print on one line.

Unprintable characters are escaped as in JSON. Control characters, bidirectional controls (Unicode TR 36) and invisible
characters could otherwise change what the terminal shows.
"""


def visible(text: str) -> str:
    """Escapes unprintable characters, and every space except U+0020, as in JSON."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _escape(character) for character in text)


def inert(line: str) -> str:
    """Escapes the characters that would make the line a workflow command of GitHub Actions.

    The runner reads standard output and standard error. It executes a line that contains `##[`, or that begins with
    `::` after optional white space (`ActionCommand.cs` of actions/runner).
    """
    line = line.replace("##[", "##\\u005b")
    start = len(line) - len(line.lstrip())
    return f"{line[:start]}\\u003a{line[start + 1 :]}" if line.startswith("::", start) else line


def _escape(character: str) -> str:
    import json

    return json.dumps(character)[1:-1]
