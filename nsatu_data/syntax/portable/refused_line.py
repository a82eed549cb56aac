"""Reads a line that does not match the grammar: its problems, and the parts that are certain nevertheless.

Offsets count code points from the start of the line, beginning with 0.
"""

import re

from nsatu_data.syntax.portable import refused_list, refused_scalar
from nsatu_data.syntax.portable.grammar import KEY, KEYED
from nsatu_data.syntax.portable.refused_list import ListItem
from nsatu_data.syntax.portable.refused_scalar import Problem

_MARKER = re.compile(r"%|---|\.\.\.")
_DASH = re.compile(r"- (?! )|(?P<wrong>-(?: +|(?=[^ 0-9-])|$))")
_MORE_DASHES = re.compile("(?:-(?: +|$))+")
_KEYED = re.compile(KEYED)
_KEY = re.compile(f"{KEY}:")
_WORD = r"""(?P<word>"[^"]*"|'[^']*'|[^ :#"'&*!\[\]{}|>%`,-](?:[^:#]*[^ :#])?)"""
_ANY_KEY = re.compile(rf"{_WORD}(?P<colon> *:(?: +(?=[^ #])|(?= +#|$)|(?P<close>)))")
_EXPLICIT = re.compile(r"\?(?= |$)")
_MERGE = re.compile("<<(?= *:)")
_BLOCK = re.compile(r"(?P<block>\|-?)(?: +(?P<comment>#.*))?")
_BLOCK_HEAD = re.compile("[|>][^ ]*")
_IDLE = re.compile(" *(?:#.*)?")
_NO_WORD = re.compile("[^a-z0-9]+")
_NO_LETTERS = re.compile("^[^a-z]+")
_FIRST_WORD = re.compile("([a-z][a-z0-9_]{0,63})(?: |$)")


class RefusedLine:
    """The problems and the certain parts of a line.

    `start` is the offset of the line's key or item, and `key` is the intended key. The value is in one of four
    attributes. `json` is a scalar as JSON text, and `items` is a one-line list. `block` is the `|` or `|-` of a literal
    block, and `awaits` is true if the value is on the lines below. If no attribute of the four is set, the value is
    uncertain, and all deeper lines below are part of the value. If `is_idle`, the line has no key and no value, such as
    `---`. If `brings_keys`, the line adds keys whose names are unknown, as `<<: *alias` does.
    """

    dash: bool = False
    key: str | None = None
    key_end: int = 0
    key_is_reported: bool = False
    value: int = 0
    value_end: int = 0
    json: str | None = None
    items: list[ListItem] | None = None
    block: str | None = None
    awaits: bool = False
    is_idle: bool = False
    brings_keys: bool = False

    def __init__(self, start: int) -> None:
        self.start = start
        self.problems: list[Problem] = []

    @property
    def has_key(self) -> bool:
        """Whether the line has a key, even if the key is uncertain."""
        return self.key is not None or self.brings_keys

    @property
    def is_text(self) -> bool:
        """Whether the line has only text without quotes, and no dash or key."""
        codes = [problem.code for problem in self.problems]
        return not (self.dash or self.has_key) and codes in (["unquoted-text"], ["ambiguous-scalar"])


def read(line: str) -> RefusedLine:
    """Reads a line that does not match the grammar. The result has at least one problem."""
    found = RefusedLine(len(line) - len(line.lstrip(" ")))
    marker = _MARKER.match(line)
    if marker:
        found.problems.append(Problem("directive" if marker.group() == "%" else "document-marker", 0, len(line)))
        found.is_idle = True
        return found
    dash = _DASH.match(line, found.start)
    if dash:
        found.dash = True
        if dash["wrong"] is not None:
            found.problems.append(Problem("dash-spacing", *dash.span()))
        found.start = dash.end()
    more = _MORE_DASHES.match(line, found.start) if dash else None
    if more:
        found.problems.append(Problem("malformed-list", *more.span()))
        found.start = more.end()
    _key(found, line)
    if found.awaits and not found.has_key:
        found.is_idle = not found.dash
        if not found.problems:
            found.problems.append(Problem("dash-spacing", line.index("-"), len(line)))
    return found


def _key(found: RefusedLine, line: str) -> None:
    odd = _EXPLICIT.match(line, found.start) or _MERGE.match(line, found.start)
    if odd:
        found.problems.append(Problem("explicit-key" if odd.group() == "?" else "merge-key", *odd.span()))
        found.brings_keys = True
        return
    problems, start, _ = refused_scalar.properties(line, found.start, len(line))
    if problems and (_KEYED.match(line, start) or _ANY_KEY.match(line, start)):
        # These anchors and tags belong to the key.
        found.problems.extend(problems)
        found.start = start
    good = _KEYED.match(line, found.start)
    if good:
        found.key, found.key_end = good["key"], good.end("key")
        _value(found, line, good.end())
        return
    keyed = _ANY_KEY.match(line, found.start)
    if keyed and _is_key(keyed, line, dash=found.dash):
        _odd_key(found, line, keyed)
    else:
        _value(found, line, found.start)


def _is_key(keyed: re.Match[str], line: str, *, dash: bool) -> bool:
    """Whether words before a colon are intended as a key. Text, addresses and times contain colons too."""
    if keyed["close"] is not None:
        return _KEY.fullmatch(f"{keyed['word']}:") is not None and not line.startswith("/", keyed.end())
    return not (dash and " " in keyed["word"])


def _odd_key(found: RefusedLine, line: str, keyed: re.Match[str]) -> None:
    word = keyed["word"]
    is_close = keyed["close"] is not None
    found.key, found.key_end = word, keyed.end("word")
    if not _KEY.fullmatch(f"{word}:"):
        found.problems.append(Problem("malformed-key", found.start, found.key_end))
        found.key = intended_key(word)
        found.brings_keys = found.key is None
    # Without a space after the colon, other parsers read text instead of a key.
    found.key_is_reported = is_close or found.key != word
    if is_close or keyed["colon"] not in (":", ": "):
        found.problems.append(Problem("colon-spacing", keyed.end("word"), keyed.end()))
    if is_close:
        found.value, found.value_end = keyed.end(), len(line)
    else:
        _value(found, line, keyed.end())


def intended_key(word: str) -> str | None:
    """The valid key closest to an invalid one, such as `full_name` for `Full Name`; None if there is none."""
    key = _NO_LETTERS.sub("", _NO_WORD.sub("_", word.lower())).strip("_")[:64]
    return key if _KEY.fullmatch(f"{key}:") else None


def first_word(text: str) -> str | None:
    """The first word of a text, if the word could be a key whose colon is missing."""
    found = _FIRST_WORD.match(text)
    return found[1] if found and _KEY.fullmatch(f"{found[1]}:") else None


def _value(found: RefusedLine, line: str, start: int) -> None:
    found.value, found.value_end = start, len(line)
    problems, start, is_tagged = refused_scalar.properties(line, start, len(line))
    found.problems.extend(problems)
    if _IDLE.fullmatch(line, start):
        found.awaits = True
    elif line[start] == "[":
        _list(found, line, start)
    elif line[start] in "|>":
        _block(found, line, start)
    else:
        found.value_end = refused_scalar.end_of(line, start)
        scalar = refused_scalar.read(line, start, found.value_end)
        found.problems.extend(scalar.problems)
        found.json = scalar.json
    if is_tagged:
        found.json = found.items = None


def _list(found: RefusedLine, line: str, start: int) -> None:
    items = refused_list.read(line, start)
    found.problems.extend(items.problems)
    found.items = items.items or None


def _block(found: RefusedLine, line: str, start: int) -> None:
    block = _BLOCK.fullmatch(line, start)
    if block:
        found.block = block["block"]
        if block["comment"] is not None:
            found.problems.append(Problem("malformed-block", *block.span("comment")))
    else:
        head = _BLOCK_HEAD.match(line, start)
        assert head is not None
        found.problems.append(Problem("malformed-block" if line[start] == "|" else "folded-block", *head.span()))
