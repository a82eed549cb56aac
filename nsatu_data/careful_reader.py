"""Reads portable YAML line by line, with the place of every value, and tells what is wrong with any other line.

It accepts only what it is certain of; whatever else stands in a text is a fault with its place, and never guessed at.
"""

import json
import re
from typing import NamedTuple

from nsatu_data import grammar
from nsatu_data.diagnostics import Fault, Place, Span
from nsatu_data.grammar import DEPTH_LIMIT, SAFE_INTEGER, as_json, refusals
from nsatu_data.json_builder import JsonBuilder

_LINE = re.compile(grammar.LINE)
_IDLE = re.compile(grammar.IDLE)
_KEPT = re.compile(grammar.KEPT)
_ITEM = re.compile(grammar.ITEM)
_DIGITS = re.compile("-?[0-9]+")
_SPACED_COLON = re.compile(r"(?<=[a-z0-9_]) +:")
_OPENERS = ("merge-key", "explicit-key")
"""Refusals of lines that bring in keys: what else the mapping has is not known."""


class _Awaited(NamedTuple):
    """A value that the lines to come must give: its indent, its pointer, and the key that leads to it."""

    indent: int
    pointer: str
    key: Span | None


class Reader:
    """Goes through the lines once, and builds JSON as it goes. After `run`, `faults` holds what is wrong."""

    def __init__(self, text: str, places: dict[str, Place] | None = None) -> None:
        self.lines = text.split("\n")
        self.built = JsonBuilder(places)
        self.faults: list[Fault] = []
        self.awaited: _Awaited | None = _Awaited(0, "", None)
        self.opaque = False

    def run(self) -> str | None:
        """The value as JSON text; None where faults leave its structure unknown."""
        number: int | None = 0
        while number is not None and number < len(self.lines):
            line = self.lines[number]
            number = number + 1 if _IDLE.fullmatch(line) else self._line(line, number + 1)
        if number is None or self._is_empty():
            return None
        if self.awaited:
            self._unfilled(self.awaited)
        return self.built.text()

    def _is_empty(self) -> bool:
        empty = self.awaited is not None and not self.awaited.pointer
        if empty and not self.faults:
            help = "write a record, or remove the file"
            self._fault("no-record", "the file holds only comments", Span(1, 1, 1, 2), help)
        return empty

    def _line(self, line: str, number: int) -> int | None:
        """Takes one line; gives the number of lines that are done with, None where the structure is lost."""
        match = _LINE.fullmatch(line)
        self.opaque = match is None
        match = match or self._recover(line, number)
        if match is None:
            return self._below(number, len(line) - len(line.lstrip(" ")))
        if not (match["dash"] or match["key"]):
            return self._without_key(match, number)
        if self._at_its_key(match):
            return self._items_at_their_key(match, number)
        if not self._enter(match, number) or not self._take(match, number):
            return None
        if self.opaque:
            # What stands below a value that was refused belongs to it.
            return self._below(number, match.start("key") if match["key"] else len(match["indent"]))
        return self._end_of_block(number) if match["block"] else number

    def _below(self, number: int, indent: int) -> int:
        """The number of the first line from `number` on that is not indented by more than `indent`."""
        while number < len(self.lines) and self.lines[number].startswith(" " * (indent + 1)):
            number += 1
        # A bracket that was opened above may be closed at the depth of its key.
        closes = number < len(self.lines) and self.lines[number].strip(" ") in ("]", "}")
        return number + 1 if closes else number

    def _recover(self, line: str, number: int) -> re.Match[str] | None:
        """Says what is wrong with a line, and keeps of it what tells its place, with null for its value.

        A line that has no place is left out, and None returned.
        """
        refusal, found = next((row, match) for row in refusals() if (match := row.pattern.fullmatch(line)))
        self._fault(refusal.code, refusal.message, self._whole(number, found.start("at") + 1), refusal.help)
        if refusal.code == "malformed-key":
            # The field that was meant is not missing as well.
            meant = found["at"].strip("\"'").lower().replace("-", "_")
            line = line.replace(found["at"], meant, 1)
        line = _SPACED_COLON.sub(":", line, count=1)
        kept = _KEPT.match(line)
        if kept is not None and (kept["key"] or kept["dash"]):
            return _LINE.fullmatch(kept.group().rstrip(" ") + " null")
        if refusal.code in _OPENERS:
            self.built.close(len(line) - len(line.lstrip(" ")))
            self.built.refused.add(self.built.stack[-1].pointer if self.built.stack else "")
        if self.awaited and self.awaited.pointer:
            awaited, self.awaited = self.awaited, None
            self._give_up(awaited)
        return None

    def _without_key(self, match: re.Match[str], number: int) -> int:
        """A line of text alone goes on with a value that it does not belong to, or is one that has no key."""
        self._fault(
            "text-without-key",
            "text stands without a key or a dash before it",
            self._whole(number, len(match["indent"]) + 1),
            "write `key: value`; a value stays on the line of its key",
        )
        awaited = self.awaited
        if awaited and awaited.pointer:
            self.awaited = None
            self._give_up(awaited)
        elif self.built.latest:
            self.built.refused.add(self.built.latest)
        return self._below(number, max(len(match["indent"]) - 1, 0))

    def _give_up(self, awaited: _Awaited) -> None:
        self.built.refuse(awaited.pointer, Place(awaited.key, awaited.key) if awaited.key else None)

    def _at_its_key(self, match: re.Match[str]) -> bool:
        """Whether a list's items stand as deep as the key they belong to, which YAML allows."""
        awaited = self.awaited
        return bool(awaited and awaited.pointer and match["dash"] and len(match["indent"]) == awaited.indent - 2)

    def _items_at_their_key(self, match: re.Match[str], number: int) -> int:
        awaited, self.awaited = self.awaited, None
        assert awaited is not None
        indent = match["indent"]
        self._fault(
            "bad-indentation",
            "the list items stand as deep as their key",
            self._whole(number, len(indent) + 1),
            "indent list items by two below their key",
        )
        self._give_up(awaited)
        while number < len(self.lines) and self.lines[number].startswith((f"{indent}- ", f"{indent} ")):
            number += 1
        return number

    def _fault(self, code: str, message: str, span: Span, help: str, pointer: str = "") -> None:
        self.faults.append(Fault(code, message, pointer, help, span=span))

    def _whole(self, number: int, column: int = 1) -> Span:
        return Span(number, column, number, len(self.lines[number - 1]) + 1)

    def _enter(self, match: re.Match[str], number: int) -> bool:
        """Makes the collection that the line belongs to the top of the stack; False where there is none such."""
        indent, dash = len(match["indent"]), match["dash"] is not None
        if dash and match.lastgroup == "dash":
            self._fault("missing-value", "the dash has no item", self._whole(number, indent + 1), "write `- item`")
            return False
        awaited, self.awaited = self.awaited, None
        if awaited and indent == awaited.indent:
            return self._begin(awaited, number, mapping=not dash)
        if awaited and awaited.pointer and indent < awaited.indent:
            self._unfilled(awaited)
            awaited = None
        self.built.close(indent)
        here = self.built.stack[-1] if self.built.stack else None
        if awaited or here is None or here.indent != indent:
            expected = awaited.indent if awaited else here.indent if here else 0
            self._fault(
                "bad-indentation",
                f"the line is indented by {indent}, where {expected} is expected",
                self._whole(number, indent + 1),
                "indent by two for each level, list items below their key too",
            )
            return False
        if (here.keys is None) != dash:
            self._fault(
                "mixed-collection",
                "a list item stands among keys" if dash else "a key stands among list items",
                self._whole(number, indent + 1),
                "indent list items by two below their key",
            )
            return False
        return True

    def _begin(self, awaited: _Awaited, number: int, *, mapping: bool) -> bool:
        """Opens the collection that was awaited."""
        if not (awaited.pointer or mapping):
            self._fault(
                "not-a-mapping",
                "the file holds a list, not one record",
                self._whole(number),
                "write `key: value` lines, one record a file",
            )
            return False
        return self._open(awaited.indent, awaited.pointer, number, mapping=mapping, key=awaited.key)

    def _open(self, indent: int, pointer: str, number: int, *, mapping: bool, key: Span | None = None) -> bool:
        """Opens a collection that begins on this line; False where it would lie too deep."""
        if len(self.built.stack) >= DEPTH_LIMIT:
            message = f"collections lie more than {DEPTH_LIMIT} deep"
            self._fault("too-deep", message, self._whole(number), "flatten them")
            return False
        self.built.open(indent, pointer, Place(self._whole(number, indent + 1), key), mapping=mapping)
        return True

    def _unfilled(self, awaited: _Awaited) -> None:
        assert awaited.key is not None
        help = "write a value; null where the source is silent; or remove the key"
        self._fault("missing-value", "the key has no value", awaited.key, help)
        self._give_up(awaited)

    def _take(self, match: re.Match[str], number: int) -> bool:
        """Writes what the line says: an item, a key, a value, or all of them. False where it would lie too deep."""
        here, key = self.built.stack[-1], match["key"]
        if here.keys is None:
            pointer = self.built.item()
            if key is None:
                self._value(match, number, pointer, None)
                return True
            if not self._open(here.indent + 2, pointer, number, mapping=True):
                return False
        span = Span(number, match.start("key") + 1, number, match.end("key") + 1)
        pointer, before = self.built.key(key, number)
        if before is not None:
            message = f"`{key}` is given twice; it stands first on line {before}"
            self._fault("duplicate-key", message, span, "keep one of them", pointer)
        if match.lastgroup == "key":
            self.awaited = _Awaited(self.built.stack[-1].indent + 2, pointer, span)
        else:
            self._value(match, number, pointer, span)
        return True

    def _value(self, match: re.Match[str], number: int, pointer: str, key: Span | None) -> None:
        group = match.lastgroup or ""
        text, start = match[group], match.start(group) + 1
        span = self._whole(number, start) if self.opaque else Span(number, start, number, start + len(text))
        if self.opaque or (group in ("constant", "list") and self._imprecise(group, text, span)):
            self.built.refuse(pointer, Place(span, key))
        elif group == "list":
            self.built.value(pointer, _ITEM.sub(as_json, text), Place(span, key))
            items = [(start + item.start(), start + item.end()) for item in _ITEM.finditer(text)]
            self.built.keep_items(pointer, [Span(number, first, number, last) for first, last in items])
        elif group == "block":
            self.built.value(pointer, self._block(match, number, pointer), Place(span, key))
        else:
            self.built.value(pointer, f'"{text}"' if group == "plain" else text, Place(span, key))

    def _imprecise(self, group: str, text: str, span: Span) -> bool:
        """Whether a number, or one in a list, is one that a double does not hold."""
        numbers = [text] if group == "constant" else [item.group() for item in _ITEM.finditer(text)]
        # What has more digits than a double holds is not even made a number, which may take long.
        if not any(
            _DIGITS.fullmatch(number) and (len(number) > 17 or abs(int(number)) > SAFE_INTEGER) for number in numbers
        ):
            return False
        message = "a double does not hold this number exactly"
        self._fault("number-out-of-range", message, span, "put it in quotes if it is text")
        return True

    def _block(self, match: re.Match[str], number: int, pointer: str) -> str:
        """The text of the literal block below a line, as JSON."""
        end = self._end_of_block(number)
        indent = self.built.stack[-1].indent + 2
        body = [line[indent:] for line in self.lines[number:end]]
        follower = self.lines[end] if end < len(self.lines) else ""
        if not body or not body[0] or body[0].startswith(" ") or not body[-1] or follower.lstrip(" ").startswith("#"):
            self._fault(
                "malformed-block",
                "a literal block begins and ends with a line of text, two deeper than its key",
                self._whole(number, match.start("block") + 1),
                "write the text below the key, with no empty line around it and no comment after it",
            )
            self.built.refused.add(pointer)
        return json.dumps("\n".join(body) + ("" if match["block"] == "|-" else "\n"))

    def _end_of_block(self, number: int) -> int:
        """The number of the first line that is not of the literal block below line `number`."""
        indent = " " * (self.built.stack[-1].indent + 2)
        while number < len(self.lines) - 1 and (not self.lines[number] or self.lines[number].startswith(indent)):
            number += 1
        return number
