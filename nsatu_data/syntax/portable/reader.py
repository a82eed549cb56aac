"""Reads portable YAML line by line, with the place of every value, and reports faulty lines.

A line that does not match the grammar is a fault. The module `refused_line` still reads the certain parts of such a
line: the key, for example, if only the value is faulty. Reading goes on at the next line that certainly belongs to some
collection (`recovery`).
"""

import json
import re
from collections.abc import Sequence

from nsatu_data.diagnostics import Span
from nsatu_data.finding_limits import FAULT_LIMIT
from nsatu_data.syntax.portable import grammar, refused_line
from nsatu_data.syntax.portable.grammar import as_json, is_imprecise
from nsatu_data.syntax.portable.indentation import Line
from nsatu_data.syntax.portable.json_builder import Collection
from nsatu_data.syntax.portable.reader_state import Awaited, has_content, indent_of
from nsatu_data.syntax.portable.recovery import Recovery
from nsatu_data.syntax.portable.refusals import duplicate_key, refuse
from nsatu_data.syntax.portable.refused_list import ListItem
from nsatu_data.syntax.portable.refused_scalar import Problem

_LINE = re.compile(grammar.LINE)
_IDLE = re.compile(grammar.IDLE)
_ITEM = re.compile(grammar.ITEM)
_MANY_DIGITS = re.compile("[0-9]{16}")

Range = tuple[int, int]
"""The start and end offset of a part of a line."""


class Reader(Recovery):
    """Goes through the lines once, and builds JSON. After `run`, `faults` holds what is wrong.

    `doubled` holds two line numbers: the latest line with a duplicate key, and the earlier line with the same key. If
    lines in a row repeat the keys of earlier lines in a row, only the first repeated key is reported.
    """

    doubled = (0, 0)

    def run(self) -> str | None:
        """Reads the text. Gives its value as JSON text; None if there is no value or there are too many faults."""
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            number = number + 1 if _IDLE.fullmatch(line) else self._line(line, number + 1)
            if len(self.faults) > FAULT_LIMIT:
                # Nobody fixes more than FAULT_LIMIT faults before the next check.
                return None
        if not self.built.stack:
            if not self.faults:
                self.faults.append(refuse("no-record", Span(1, 1, 1, 2)))
            return None
        if self.awaited:
            self._add_missing_value(self.awaited)
        return self.built.text()

    # Methods that read lines return the number of lines read so far.

    def _line(self, line: str, number: int) -> int:
        self.is_moved = False
        match = _LINE.fullmatch(line)
        if match is None or match.lastgroup == "dash":
            return self._refused(line, number)
        key, dash, indent, done = match["key"], match["dash"] is not None, match.end("indent"), None
        if not (dash or key):
            return self._read_text(indent, number)
        here = self.built.stack[-1] if self.built.stack else None
        if self.awaited or here is None or here.indent != indent or (here.keys is None) != dash:
            group, inner = match.lastgroup, match.start("key") if key else indent
            leads_on, is_block = group in ("key", "block"), group == "block"
            done = self._enter(Line(indent, dash, inner, leads_on, is_block, key), number, number)
        return self._content(match, number) if done is None else done

    def _content(self, match: re.Match[str], number: int) -> int:
        """Writes the content of a line into the open collection."""
        group, at = match.lastgroup or "", match.span("key")
        pointer = self._member(number, match["key"], at)
        if pointer is None:
            return self._end_of_deeper(number, match.end("indent"))
        if group == "block":
            return self._block(match["block"], match.start("block"), number, pointer, at)
        if group == "key":
            self._await(pointer, number, at)
        else:
            self._value(match, group, number, pointer)
        return number

    def _value(self, match: re.Match[str], group: str, number: int, pointer: str) -> None:
        text, built = match[group], self.built
        if group == "plain":
            built.value(pointer, f'"{text}"')
        elif group == "list":
            self._list(match, number, pointer)
        elif group == "constant" and is_imprecise(text):
            self._add_problem(Problem("number-out-of-range", *match.span(group)), number)
            built.refuse(pointer)
        else:
            built.value(pointer, text)
        if built.places is not None:
            self._keep(pointer, number, *match.span(group), match.span("key") if match["key"] else None)

    def _list(self, match: re.Match[str], number: int, pointer: str) -> None:
        if self.built.places is None and not _MANY_DIGITS.search(match["list"]):
            self.built.value(pointer, _ITEM.sub(as_json, match["list"]))
            return
        items = []
        for found in _ITEM.finditer(match.string, match.start("list") + 1, match.end("list")):
            is_wrong = is_imprecise(found.group())
            if is_wrong:
                self._add_problem(Problem("number-out-of-range", *found.span()), number)
            items.append(ListItem(*found.span(), None if is_wrong else as_json(found)))
        self._items(items, number, pointer)

    def _items(self, items: Sequence[ListItem], number: int, pointer: str) -> None:
        self.built.value(pointer, f"[{','.join(item.json or 'null' for item in items)}]")
        for index, item in enumerate(items):
            if item.json is None:
                self.built.refused.add(f"{pointer}/{index}")
            self._keep(f"{pointer}/{index}", number, item.start, item.end)

    def _block(self, mark: str, start: int, number: int, pointer: str, key: Range) -> int:
        """Reads the literal block below a line, and writes it as a string."""
        indent = self.built.stack[-1].indent + 2
        if self.is_moved and number < len(self.lines):
            indent = max(indent - 1, indent_of(self.lines[number]))
        end = number
        while end < len(self.lines) - 1 and (not self.lines[end] or self.lines[end].startswith(" " * indent)):
            end += 1
        body = [line[indent:] for line in self.lines[number:end]]
        follower = self.lines[end] if end < len(self.lines) else ""
        self.built.value(pointer, json.dumps("\n".join(body) + ("" if mark == "|-" else "\n")))
        self._keep(pointer, number, start, start + len(mark), key if key[0] >= 0 else None)
        if not body or not body[0] or body[0].startswith(" ") or not body[-1] or follower.lstrip(" ").startswith("#"):
            self._add_fault(
                "malformed-block",
                "a literal block must begin and end with a line of text, indented by two below its key",
                self._rest(number, start),
                "write the text below the key, with no empty line around it and no comment after it",
            )
            self.built.refused.add(pointer)
            return self._end_of_deeper(end, self.built.stack[-1].indent)
        return end

    def _read_text(self, indent: int, number: int) -> int:
        """Reads a line that has neither a key nor a dash."""
        if self.built.stack or "/-" not in self.built.refused:
            self.faults.append(refuse("text-without-key", self._rest(number, indent)))
        return self._read_stray_text(indent, number)

    def _refused(self, line: str, number: int) -> int:
        """Reports the problems of a line that does not match the grammar, and reads its certain parts."""
        found, indent = refused_line.read(line), indent_of(line)
        if found.is_text:
            return self._read_text(indent, number)
        for problem in found.problems:
            self._add_problem(problem, number)
        if found.is_idle:
            if found.problems[0].code != "document-marker" or not self._next_repeats_root_key(number):
                return number
            self._may_lack_members(0)
            return len(self.lines)
        if not (found.dash or found.has_key):
            return self._read_stray_text(indent, number)
        leads_on = found.block is not None or (found.awaits and found.has_key)
        inner = max(found.start, indent + 2 * found.dash) if found.has_key else indent
        end = number if leads_on or found.brings_keys else self._end_of_deeper(number, inner)
        entering = Line(indent, found.dash, inner, leads_on, found.block is not None, found.key)
        done = self._enter(entering, number, end, is_reported=True)
        return self._write_certain_parts(found, number, end) if done is None else done

    def _next_repeats_root_key(self, number: int) -> bool:
        """Whether the next line with content repeats a key of the root. Then a second document begins there."""
        following = (self.lines[other] for other in range(number, len(self.lines)) if has_content(self.lines[other]))
        match = _LINE.fullmatch(next(following, ""))
        return match is not None and bool(self.built.stack) and match["key"] in (self.built.stack[0].keys or ())

    def _write_certain_parts(self, found: refused_line.RefusedLine, number: int, end: int) -> int:
        """Writes the certain parts of a faulty line. `end` is the number of the last line that belongs to that line."""
        at = (found.start, found.key_end) if found.has_key else (-1, -1)
        pointer = self._member(number, found.key, at, is_reported=found.key_is_reported)
        if pointer is None:
            return end
        if found.brings_keys:
            return self._skip_unreadable_key(end, found.start)
        if found.block:
            return self._block(found.block, found.value, number, pointer, at)
        if found.awaits and found.has_key:
            self._await(pointer, number, at)
            return end
        self._write_value(found, number, pointer)
        self._keep(pointer, number, found.value, found.value_end, at if found.has_key else None)
        return end

    def _write_value(self, found: refused_line.RefusedLine, number: int, pointer: str) -> None:
        """Writes the value of a faulty line, as far as it is certain."""
        if found.items:
            self._items(found.items, number, pointer)
        elif found.json is not None:
            self.built.value(pointer, found.json)
        else:
            self.built.refuse(pointer)

    def _skip_unreadable_key(self, number: int, start: int) -> int:
        """Skips the lines below an unreadable key, and marks the open mapping as possibly incomplete."""
        self.built.refused.add(f"{self.built.stack[-1].pointer}/-")
        number = self._end_of_deeper(number, start)
        while number < len(self.lines) and self.lines[number].startswith(f"{' ' * start}:"):
            # This line has the value of an explicit key: `: value`.
            number = self._end_of_deeper(number + 1, start)
        return number

    def _member(self, number: int, key: str | None, at: Range, *, is_reported: bool = False) -> str | None:
        """Begins the item or key of a line, and gives its JSON pointer; None if it is nested too deep."""
        here, pointer = self.built.stack[-1], ""
        if here.keys is None:
            pointer = self.built.item()
            if at[0] < 0:
                return pointer
            if not self._open(Collection(at[0], pointer, {}, here.meant + 2, number), at[0]):
                return None
        return pointer if key is None else self._key(key, number, at, is_reported=is_reported or self.is_moved)

    def _key(self, key: str, number: int, at: Range, *, is_reported: bool) -> str:
        pointer, first = self.built.key(key, number, at[0])
        if is_reported:
            self.built.refused.add(f"{pointer}#")
        elif first:
            is_more = self.doubled == (number - 1, first[0] - 1)
            self.doubled = (number, first[0])
            if not is_more:
                before = Span(first[0], first[1] + 1, first[0], first[1] + 1 + len(key))
                self.faults.append(duplicate_key(key, pointer, Span(number, at[0] + 1, number, at[1] + 1), before))
        return pointer

    def _await(self, pointer: str, number: int, at: Range) -> None:
        key = Span(number, at[0] + 1, number, at[1] + 1)
        here = self.built.stack[-1]
        self.awaited = Awaited(here.indent + 2, pointer, key, at[0] + 2, here.meant + 2)
