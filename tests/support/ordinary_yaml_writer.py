"""Writes records in the many forms of ordinary YAML, with comments, reproducibly from a seed.

Each text comes with the expected result of formatting it: the canonical text, with each comment at the line that it
belongs to. The expected result is built from the places that the portable reader reports, not by the code that writes
comments.
"""

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any, Final, NamedTuple

from nsatu_data.syntax import yaml_reader

NULLS: Final = ("null", "~", "Null", "NULL")
WORDS: Final = (
    "see p. 3",
    "'quoted' \"twice\"",
    "key: value",
    "# again",
    "- a dash",
    "é 語 😀",
    "[a, {b}]",
    "",
    "& * ! |",
)
_PLAIN: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9_./()+ -]*[A-Za-z0-9_./()+-])?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHERS: Final = frozenset({"null", "true", "false"})
_BROKEN: Final = re.compile("(?<=[^ ]) (?=[^ ])")


class Disordered(NamedTuple):
    """A text, and the expected result of formatting it."""

    data: bytes
    expected: str


def disordered(values: Mapping[str, Any], canonical: str, seed: object) -> Disordered:
    """One random layout of a record's values, given their canonical text."""
    writer = _Writer(Random(str(seed)))  # noqa: S311 - the same for everyone
    text = writer.document(values)
    return Disordered(text, _expected(canonical, writer))


class _Line(NamedTuple):
    """A line of output. `firm` lines belong to a block scalar; `apart` lines may follow an empty line."""

    text: str
    firm: bool = False
    apart: bool = False


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[_Line] = []
        self.above: dict[str, list[str]] = {}
        self.behind: dict[str, str] = {}
        self.below: dict[str, list[str]] = {}
        self.header: list[str] = []
        self.anchors: dict[str, str] = {}
        self.count = 0
        self.comment_share = random.choice((0.0, 0.0, 0.05, 0.3))
        self.flow_share = random.choice((0.0, 0.2, 0.6))
        self.alias_share = random.choice((0.0, 0.3))
        self.aligned = self.comment_share == 0 and self.chance(0.5)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def document(self, values: Mapping[str, Any]) -> bytes:
        self.annotate(values, "")
        if self.comment_share and self.chance(0.3):
            self.header = [self.words(), self.words()]
            self.lines += [*map(_Line, self.header), _Line("")]
        if self.chance(0.3):
            self.lines.append(_Line(self.random.choice(("---", "--- "))))
        start = len(self.lines)
        if self.is_bare("") and self.chance(self.flow_share / 4):
            self.lines.append(_Line(self.flow(values, 0)))
        else:
            self.mapping(self.shuffled(values), "", self.random.choice((0, 0, 0, 3)))
        if self.chance(0.2):
            self.lines.append(_Line(self.random.choice(("...", "... "))))
        return self.encoded(start)

    def encoded(self, start: int) -> bytes:
        rows = []
        # An empty line after comments at the beginning would make them comments of the file.
        first = next(number for number, line in enumerate(self.lines) if number >= start and "#" not in line.text[:4])
        spaced, blanks = self.chance(0.4), self.chance(0.4)
        for number, line in enumerate(self.lines):
            while blanks and line.apart and number > first and self.chance(0.3):
                # Spaces after a block scalar may belong to it.
                rows.append(self.random.choice(("", "   ")) if spaced and not self.lines[number - 1].firm else "")
            rows.append(f"{line.text}  " if spaced and not line.firm and self.chance(0.3) else line.text)
        end = self.random.choice(("\n", "\n", "\r\n", "\r"))
        text = end.join(rows) + self.random.choice((end, end, "", end * 3))
        return (self.random.choice(("", "", "\ufeff")) + text).encode()

    def annotate(self, value: Any, pointer: str) -> None:
        """Choose comments for keys, for items that are mappings, and for the ends of collections."""
        if not isinstance(value, Mapping):
            return
        for key, inner in value.items():
            here = f"{pointer}/{key}"
            self.comment(here)
            self.annotate(inner, here)
            if isinstance(inner, list) and isinstance(inner[0], Mapping):
                for index, item in enumerate(inner):
                    if self.chance(self.comment_share):
                        self.above[f"{here}/{index}"] = [self.words()]
                    self.annotate(item, f"{here}/{index}")
                if self.chance(self.comment_share):
                    self.below[here] = [self.words()]
        if self.chance(self.comment_share):
            self.below[pointer] = [self.words(), self.words()][: self.random.randint(1, 2)]

    def comment(self, pointer: str) -> None:
        if self.chance(self.comment_share):
            self.above[pointer] = [self.words() for _ in range(self.random.randint(1, 2))]
        if self.chance(self.comment_share):
            self.behind[pointer] = self.words()

    def words(self) -> str:
        self.count += 1
        return f"#{self.random.choice(('', ' '))}{self.count} {self.random.choice(WORDS)}".rstrip(" ")

    def is_bare(self, pointer: str) -> bool:
        """Whether no value below the pointer has a comment."""
        commented = (*self.above, *self.behind, *self.below)
        return pointer not in self.below and not any(one.startswith(f"{pointer}/") for one in commented)

    def mapping(self, values: Mapping[str, Any], pointer: str, column: int, lead: str = "") -> None:
        for key in values:
            here = f"{pointer}/{key}"
            if not lead:
                self.say(self.above.get(here, ()), column)
            head, is_first = self.key(lead, key, column)
            self.value(head, values[key], here, column, apart=not is_first)
            lead = ""
        self.say(self.below.get(pointer, ()), column)

    def say(self, comments: Any, column: int) -> None:
        self.lines += [_Line(f"{' ' * column}{comment}", apart=True) for comment in comments]

    def shuffled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        keys = list(values)
        self.random.shuffle(keys)
        return {key: values[key] for key in keys}

    def key(self, lead: str, key: str, column: int) -> tuple[str, bool]:
        """The text before a key's value, and whether it follows a dash."""
        written = self.random.choice((key, key, key, f'"{key}"', f"'{key}'"))
        pad = " " * column
        if not lead and self.chance(0.03):
            self.lines.append(_Line(f"{pad}? {written}", apart=True))
            return f"{pad}:", False
        return f"{lead or pad}{written}{self.random.choice((':', ':', ' :'))}", bool(lead)

    def value(self, lead: str, value: Any, pointer: str, column: int, *, apart: bool) -> None:
        comment = self.behind.get(pointer)
        tail = f"{self.random.choice((' ', '   '))}{comment}" if comment is not None else ""
        gap = self.random.choice((" ", " ", "   "))
        text = json.dumps(value, sort_keys=True)
        is_bare = self.is_bare(pointer)
        if is_bare and text in self.anchors and self.chance(0.7):
            self.lines.append(_Line(f"{lead}{gap}*{self.anchors[text]}{tail}", apart=apart))
            return
        anchor = ""
        if is_bare and self.chance(self.alias_share):
            # An alias stands for the latest value with its anchor's name.
            name = self.random.choice(("a", "b-1", f"x{len(self.anchors)}"))
            self.anchors = {other: known for other, known in self.anchors.items() if known != name}
            self.anchors[text] = name
            anchor = f"&{name} "
        if isinstance(value, str | int) or value is None:
            self.scalar(f"{lead}{gap}{anchor}", value, tail, column, apart=apart)
        elif is_bare and (self.chance(self.flow_share) or not isinstance(next(iter(value)), Mapping | str)):
            written = self.flow(value, column)
            first, *rest = written.split("\n")
            self.lines.append(_Line(f"{lead}{gap}{anchor}{first}{'' if rest else tail}", apart=apart))
            self.lines += [_Line(f"{line}{tail if number == len(rest) else ''}") for number, line in enumerate(rest, 1)]
        else:
            self.lines.append(_Line(f"{lead}{gap}{anchor}{tail}".rstrip(" "), apart=apart))
            step = self.random.randint(1, 8)
            if isinstance(value, Mapping):
                self.mapping(self.shuffled(value), pointer, column + step)
            else:
                self.sequence(value, pointer, column + (self.random.choice((0, step)) if self.aligned else step))

    def sequence(self, items: list[Any], pointer: str, column: int) -> None:
        for index, item in enumerate(items):
            here, pad = f"{pointer}/{index}", " " * column
            self.say(self.above.get(here, ()), column)
            if not isinstance(item, Mapping) or (self.is_bare(here) and self.chance(self.flow_share / 2)):
                self.value(f"{pad}-", item, here, column, apart=True)
                continue
            values = self.shuffled(item)
            step = self.random.randint(1, 4)
            if f"{here}/{next(iter(values))}" in self.above or self.chance(0.1):
                self.lines.append(_Line(f"{pad}-", apart=True))
                self.mapping(values, here, column + step)
            else:
                self.mapping(values, here, column + 1 + step, f"{pad}-{' ' * step}")
        self.say(self.below.get(pointer, ()), column)

    def flow(self, value: Any, column: int) -> str:
        """A value in brackets or braces. Its further lines are indented more than `column`."""
        comma = self.random.choice((", ", ",", " , ", f",\n{' ' * (column + 1 + self.random.randrange(8))}"))
        if isinstance(value, Mapping):
            pairs = self.shuffled(value).items()
            keys = {key: self.random.choice((key, f'"{key}"')) for key in value}
            inner = comma.join(f"{keys[key]}: {self.flow(one, column)}" for key, one in pairs)
            return f"{{{inner}}}" if self.chance(0.7) else f"{{ {inner}, }}"
        if isinstance(value, list):
            inner = comma.join(self.flow(one, column) for one in value)
            return f"[{inner}]" if self.chance(0.7) else f"[ {inner},]"
        return self.short(value)

    def short(self, value: Any) -> str:
        """A scalar on one line, in a form that is also allowed in brackets."""
        if value is None:
            return self.random.choice(NULLS)
        if isinstance(value, int):
            return self.random.choice((str(value), str(value), f"+{value}", f"0x{value:X}"))
        quoted = json.dumps(value, ensure_ascii=False)
        styles = [quoted, quoted, "'" + value.replace("'", "''") + "'"]
        if value[0] not in '"\\':
            styles.append(f'"\\U{ord(value[0]):08x}{quoted[2:]}')
        if _PLAIN.fullmatch(value) and value.lower() not in _OTHERS:
            styles += [value, value]
        return str(self.random.choice(styles))

    def scalar(self, lead: str, value: Any, tail: str, column: int, *, apart: bool) -> None:
        written = self.short(value)
        pad = " " * (column + self.random.randint(1, 8))
        if not isinstance(value, str) or "  " in value or value != value.strip(" ") or self.chance(0.5):
            self.lines.append(_Line(f"{lead}{written}{tail}", apart=apart))
        elif self.chance(0.5):
            rows = self.broken(written)
            rows[-1] += tail
            self.lines.append(_Line(f"{lead}{rows[0]}", apart=apart))
            self.lines += [_Line(f"{pad}{row}") for row in rows[1:]]
        else:
            folded = self.chance(0.5)
            self.lines.append(_Line(f"{lead}{'>-' if folded else '|-'}{tail}", apart=apart))
            rows = self.broken(value) if folded else [value]
            self.lines += [_Line(f"{pad}{row}", firm=True) for row in rows]

    def broken(self, text: str) -> list[str]:
        """A text cut at some of its spaces, where a parser replaces a line end with a space."""
        rows = [""]
        for word in _BROKEN.split(text):
            if rows[-1] and self.chance(0.2) and not word.startswith(("#", "-", "?", ":", "|", ">")):
                rows.append(word)
            else:
                rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
        return rows


def _expected(canonical: str, writer: _Writer) -> str:
    """The canonical text with comments at the lines of their keys, items and collections."""
    rows = canonical.removesuffix("\n").split("\n")
    places = yaml_reader.read(canonical.encode()).places
    lines = {pointer: (place.key or place.value).line - 1 for pointer, place in places.items()}
    before: dict[int, list[tuple[str, str]]] = {}
    after: dict[int, list[tuple[str, str]]] = {}
    for pointer, comments in writer.above.items():
        before.setdefault(lines[pointer], []).extend((pointer, comment) for comment in comments)
    for pointer, comments in writer.below.items():
        last = max(line for other, line in lines.items() if other.startswith(f"{pointer}/"))
        after.setdefault(last, []).extend((pointer, comment) for comment in comments)
    for pointer, comment in writer.behind.items():
        rows[lines[pointer]] += f" {comment}"
    # The first key of an item follows the dash.
    firsts = {pointer: rows[lines[_first(pointer, places)]] for pointer in writer.below}
    indents = {
        pointer: len(row) - len(row.lstrip(" ")) + 2 * bool(pointer and places[pointer].key is None)
        for pointer, row in firsts.items()
    }
    written = list(writer.header)
    for number, row in enumerate(rows):
        pad = row[: len(row) - len(row.lstrip(" "))]
        # An item's comments precede those of its first key. An inner collection ends before the outer one.
        written += [f"{pad}{comment}" for _, comment in sorted(before.get(number, []), key=lambda one: len(one[0]))]
        written.append(row)
        for pointer, comment in sorted(after.get(number, []), key=lambda one: -one[0].count("/")):
            written.append(f"{' ' * indents[pointer]}{comment}")
    return "".join(f"{row}\n" for row in written)


def _first(pointer: str, places: Mapping[str, Any]) -> str:
    """The pointer of the first member of a collection."""
    return next(other for other in places if other.startswith(f"{pointer}/") and "/" not in other[len(pointer) + 1 :])
