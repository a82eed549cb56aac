"""Reads a line that is not of the grammar: what is wrong with it, and what is certain of it all the same.

Offsets are those of the line, in code points from 0.
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
    """What is certain of a line.

    `start` is where its key or its item stands, `key` the key as it was meant. Of a value, `json` is its JSON text;
    `items` are those of a list on one line, `block` begins a literal block. Where `awaits`, the value stands on the
    lines below. Without any of them, the value is not certain, and what stands below belongs to it. A line that
    `is_idle` gives nothing; one that `brings_keys` may give any key.
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
        """Whether the line has a key, known or not."""
        return self.key is not None or self.brings_keys

    @property
    def is_text(self) -> bool:
        """Whether the line is but words, whatever else may be wrong with them."""
        codes = [problem.code for problem in self.problems]
        return not (self.dash or self.has_key) and codes in (["unquoted-text"], ["ambiguous-scalar"])


def read(line: str) -> RefusedLine:
    """What is wrong with a line that is not of the grammar, which is something in any case, and what is certain."""
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
        # They are the key's.
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
    """Whether words before a colon were meant for a key: text, addresses and times have colons too."""
    if keyed["close"] is not None:
        return _KEY.fullmatch(f"{keyed['word']}:") is not None and not line.startswith("/", keyed.end())
    return not (dash and " " in keyed["word"])


def _odd_key(found: RefusedLine, line: str, keyed: re.Match[str]) -> None:
    word = keyed["word"]
    is_close = keyed["close"] is not None
    found.key, found.key_end = word, keyed.end("word")
    if not _KEY.fullmatch(f"{word}:"):
        found.problems.append(Problem("malformed-key", found.start, found.key_end))
        found.key = meant(word)
        found.brings_keys = found.key is None
    # Parsers take for text what has no space behind its colon.
    found.key_is_reported = is_close or found.key != word
    if is_close or keyed["colon"] not in (":", ": "):
        found.problems.append(Problem("colon-spacing", keyed.end("word"), keyed.end()))
    if is_close:
        found.value, found.value_end = keyed.end(), len(line)
    else:
        _value(found, line, keyed.end())


def meant(word: str) -> str | None:
    """The key that was meant by what is none; None where that is not certain."""
    key = _NO_LETTERS.sub("", _NO_WORD.sub("_", word.lower())).strip("_")[:64]
    return key if _KEY.fullmatch(f"{key}:") else None


def first_word(text: str) -> str | None:
    """The key that text without a colon may begin with."""
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
