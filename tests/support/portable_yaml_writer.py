"""Writes documents over the whole grammar of portable YAML, each with its value.

`tests.support.drawn_values` draws a value, and writes it in one canonical layout. This module builds the text first,
from a seed, in all the layouts that `nsatu_data.syntax.portable.grammar` allows. It is fast enough for ten thousand
documents.
"""

import unicodedata
from random import Random
from typing import Any, Final, NamedTuple

from nsatu_data.model import characters
from nsatu_data.syntax.portable.grammar import DEPTH_LIMIT, RESERVED, SAFE_INTEGER
from nsatu_data.syntax.yaml_reader import LINE_LIMIT

NEIGHBOURS: Final = tuple(
    word.format(reserved)
    for reserved in sorted(RESERVED)
    for word in ("{}s", "{}_", "x{}", "{}.", "{}-ish", "{}(1)", "a.{}")
)
"""Words one edit away from the words that some parser reads as another value."""
WORDS: Final = (
    *("a", "e", "z", "A", "Z", "T", "F", "t", "f", "nil", "NA", "undefined", "constructor", "to-string", "self", "tbd"),
    *(
        "e1x",
        "ee3",
        "e-",
        "E+1.",
        "e1_",
        "E1-2",
        "x1",
        "x0f",
        "b10",
        "o17",
        "c0ffee",
        "T12",
        "h1m2s3",
        "a1b2c3",
        "d41d8cd98f00b204",
    ),
    *(
        "a.b",
        "a/b",
        "a+b",
        "a-b",
        "a_b",
        "f(x)",
        "f()",
        "a(",
        "a)",
        "a-",
        "a.",
        "a+",
        "a/",
        "a_",
        "a--",
        "a...",
        "a---",
    ),
    *("CC-BY-4.0", "actor/japan", "example.org", "v1.2.3", "UTF-8", "C++", "and/or", "Nullable", "Yesterday", "Notary"),
)
"""Words that an unquoted string may begin with."""
LATER: Final = (
    *("-", "--", "---", "...", ".", "+", "/", "_", "(", ")", "()", "-1", "+1", "0", "007", "1e3", "0x1f", "1.5", ".5"),
    *("1_000", "2024-01-01", ".inf", "-.INF", ".nan", "null", "Null", "true", "False", "yes", "NO", "on", "y", "(a)"),
)
"""Words that may occur in an unquoted string, but not at its beginning."""
KEYS: Final = (
    *(
        "a",
        "e",
        "z",
        "o",
        "ye",
        "e_1",
        "e1x",
        "x0f",
        "id",
        "key",
        "length",
        "constructor",
        "valueof",
        "k" * 64,
        "a_",
        "b__c",
    ),
    *(f"{reserved}{end}" for reserved in sorted(RESERVED) for end in ("s", "_", "1")),
)
LETTERS: Final = (
    *map(chr, range(0x20, 0x7F)),
    *("\u00a0", "\u00ae", "\u00bf", "é", "ß", "ø", "ǰ", "q\u0307", "x\u0323\u0307", "\u0300", "\u05e9\u05bc", "\u0e33"),
    *("Ω", "ж", "ﬁ", "語", "か\u3099", "한", "\u3000", "\u2003", "\u2022", "\u2026", "\u2030", "\u20ac", "\u2122"),
    *("\ue000", "\uf8ff", "\ufffd", "😀", "👩\u200d👧", "\U0001d518", "🇯🇵", "\U0001f6a2", "\U000f0000", "\U0010fffd"),
)
INDICATORS: Final = (
    "- ",
    ": ",
    " #",
    "#",
    "---",
    "...",
    "%",
    "? ",
    "| ",
    "|",
    "> ",
    "&a ",
    "*a",
    "!t ",
    "@",
    "`",
    "<<: ",
)
INTEGERS: Final = (0, 1, -1, 10**15 - 1, 10**15, -(10**15), SAFE_INTEGER, -SAFE_INTEGER, SAFE_INTEGER - 1)
CONSTANTS: Final = (("null", None), ("true", True), ("false", False))


class Portable(NamedTuple):
    """A text of portable YAML, and its value."""

    text: str
    value: dict[str, Any]


def document(seed: int) -> Portable:
    """A random document, reproducible from `seed`."""
    writer = _Writer(Random(seed))  # noqa: S311 - no secret
    value = writer.mapping(0, 1)
    return Portable(writer.text(), value)


class _Writer:
    """Writes line after line. `plain` leaves out the forms that only the careful reader reads."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[str] = []
        self.left = random.choice((3, 8, 20))
        self.plain = random.random() < 0.4
        self.deep = random.random() < 0.1
        self.long = random.random() < 0.01
        self.after_block = False

    def text(self) -> str:
        if self._chance(0.2) and not (self.plain or self.after_block):
            self.lines += [*[""] * self.random.randrange(3), f"{self._spaces()}#{self._comment()}"]
        return "".join(f"{line}\n" for line in self.lines)

    def mapping(self, indent: int, depth: int, first: str | None = None) -> dict[str, Any]:
        """Write keys and values, and return them. The first key follows the text `first` on its line, if given."""
        values: dict[str, Any] = {}
        for _ in range(self._count()):
            key = self._key(values)
            head = f"{' ' * indent if values or first is None else first}{key}:"
            if self._nests(depth):
                self._say(self._tail(head))
                values[key] = self._inner(indent + 2, depth + 1)
            else:
                values[key] = self._value(head, indent)
        return values

    def _inner(self, indent: int, depth: int) -> Any:
        return self.mapping(indent, depth) if self._chance(0.5) else self._items(indent, depth)

    def _items(self, indent: int, depth: int) -> list[Any]:
        items: list[Any] = []
        for _ in range(self._count()):
            if self._nests(depth):
                items.append(self.mapping(indent + 2, depth + 1, f"{' ' * indent}- "))
            else:
                items.append(self._value(f"{' ' * indent}-", indent))
        return items

    def _value(self, head: str, indent: int) -> Any:
        """Write a value on the line that `head` begins, or in a block below it, and return it."""
        form = self.random.random()
        if form < 0.1 and not self.plain:
            return self._block(head, indent + 2)
        room = LINE_LIMIT - len(head) - 1
        text, value = self._list(room) if form < 0.25 else self._scalar(room)
        self._say(self._tail(f"{head} {text}"))
        return value

    def _scalar(self, room: int, *, in_list: bool = False) -> tuple[str, Any]:
        if self.long and self._chance(0.3):
            self.long = False
            text = ("word " * room)[: room - 2] + "."
            return self.random.choice(((text[:room], text[:room]), (f'"{text[: room - 2]}"', text[: room - 2])))
        form = self.random.random()
        if form < 0.1:
            return self.random.choice(CONSTANTS)
        if form < 0.25:
            number = self.random.choice((*INTEGERS, self.random.randrange(-SAFE_INTEGER, SAFE_INTEGER)))
            return str(number), number
        if form < 0.6:
            text = self._words()
            text += "." if in_list and text.endswith(" -") else ""
            return text, text
        text = self._letters(self.random.randrange(12))
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"', text

    def _list(self, room: int) -> tuple[str, list[Any]]:
        if self.long and self._chance(0.5):
            self.long = False
            numbers = [1] * (room // 3 - 1) + [10 ** (room % 3)]
            return f"[{', '.join(map(str, numbers))}]", numbers
        items = [self._scalar(60, in_list=True) for _ in range(self.random.randint(1, 5))]
        return f"[{', '.join(text for text, _ in items)}]", [value for _, value in items]

    def _block(self, head: str, indent: int) -> str:
        body = [self._block_line(indent)]
        for _ in range(self.random.choice((0, 0, 1, 2, 4))):
            body.append(self.random.choice(("", self._spaces())) + self._block_line(indent))
            body += [""] * self.random.choice((0, 0, 0, 1, 2))
            body.append(self._block_line(indent))
        end = self.random.choice(("\n", ""))
        self._say(f"{head} {'|' if end else '|-'}")
        self.lines += [f"{' ' * indent}{line}" if line else "" for line in body]
        self.after_block = True
        return "\n".join(body) + end

    def _block_line(self, indent: int) -> str:
        if self.long and self._chance(0.5):
            self.long = False
            return ("text " * LINE_LIMIT)[: LINE_LIMIT - indent - 1] + "."
        return self._letters(self.random.randrange(1, 12)).strip(" ") or "#"

    def _say(self, line: str) -> None:
        if not (self.plain or self.after_block):
            while self._chance(0.1):
                self.lines.append(self.random.choice(("", f"{self._spaces()}#{self._comment()}")))
        self.lines.append(line)
        self.left -= 1
        self.after_block = False

    def _tail(self, line: str) -> str:
        """The line, sometimes with a comment at its end."""
        if self.plain or self._chance(0.9) or len(line) > LINE_LIMIT // 2:
            return line
        return f"{line}{' ' * self.random.randint(1, 3)}#{self._comment()}"

    def _comment(self) -> str:
        return self._letters(self.random.randrange(8)).rstrip(" ")

    def _letters(self, length: int) -> str:
        """Random characters that portable YAML allows, without line ends."""
        drawn = "".join(
            self.random.choice(INDICATORS if self._chance(0.15) else LETTERS if self._chance(0.6) else "ab \"'\\")
            for _ in range(length)
        )
        text = unicodedata.normalize("NFC", drawn)
        assert characters.text_fault(text) is None, text
        return text

    def _words(self) -> str:
        first = self.random.choice(NEIGHBOURS if self._chance(0.3) else WORDS)
        later = [
            self.random.choice(LATER if self._chance(0.5) else WORDS) for _ in range(self.random.choice((0, 0, 1, 3)))
        ]
        if later and self._chance(0.1):
            first = self.random.choice(sorted(RESERVED)).upper()
        return " ".join((first, *later))

    def _key(self, taken: dict[str, Any]) -> str:
        while True:
            drawn = "".join(self.random.choice("abnoy019_") for _ in range(self.random.randrange(6)))
            key = self.random.choice((*KEYS, f"k{drawn}", f"k{drawn}")) if self._chance(0.5) else f"a{drawn}"
            if key not in taken:
                return key

    def _nests(self, depth: int) -> bool:
        return depth < DEPTH_LIMIT and (self.deep or (self.left > 0 and self._chance(0.3)))

    def _count(self) -> int:
        return self.random.choice((1, 2, 3, 5)) if self.left > 0 and not self.deep else 1

    def _spaces(self) -> str:
        return " " * self.random.randrange(9)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share
