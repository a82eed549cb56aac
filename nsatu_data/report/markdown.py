"""Makes text from records safe in Markdown that GitHub shows: it appears as it is, and is nothing else.

Backslashes keep punctuation from being markup (CommonMark, 2.4). They are not enough for what GitHub makes of the text
that is left: mentions of people, numbers of issues, ids of commits, addresses, emoji and formulas. Text that might
contain one of these becomes a code span, in which GitHub changes nothing.
"""

import re
from typing import Final

from nsatu_data.printable import visible

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|]|^[-+=#]|(?<=[0-9])[.)](?= |$)")
"""What may begin markup: anywhere, at the beginning of a line, and after the number of a list."""
_SPECIAL: Final = re.compile(
    r"[@$`]"  # mentions and e-mail, formulas; and code
    r"|#[0-9]|\b[gG][hH]-[0-9]"  # issues
    r"|\b[0-9a-fA-F]{7,}\b"  # commits
    r"|://|www\."  # addresses
    r"|:[a-zA-Z0-9_+-]+:"  # emoji
    r"|^ | $"  # spaces that Markdown removes, or takes for a block of code
)


def escaped(text: str) -> str:
    """The text on one line, outside tables. Unprintable characters are escaped as in JSON."""
    text = visible(text)
    return code(text) if _SPECIAL.search(text) else _MARKUP.sub(r"\\\g<0>", text)


def code(text: str) -> str:
    """The text as a code span, outside tables. Unprintable characters are escaped as in JSON."""
    # A runner of GitHub Actions takes a line of a log that contains `##[` for a command.
    text = visible(text).replace("##[", "##\\u005b")
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    # One space at both ends is not part of a code span, unless there is nothing else in it.
    padding = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
