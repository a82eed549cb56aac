"""Finds the collection that a line belongs to, by its indent.

If the indent is wrong and the intended indent is uncertain, lines are skipped up to the next line that certainly
belongs to an open collection.
"""

from nsatu_data.syntax.portable import indentation, refused_line
from nsatu_data.syntax.portable.indentation import Level, Line
from nsatu_data.syntax.portable.json_builder import Collection
from nsatu_data.syntax.portable.reader_state import Awaited, ReaderState, indent_of, level_of
from nsatu_data.syntax.portable.refusals import refuse

_ALIGN = "indent list items by two below their key"


class Recovery(ReaderState):
    """The part of the reader that deals with indents.

    `is_moved` is true if the current line was read as if it had another indent, or no dash.
    """

    is_moved = False

    # Methods that read lines return the number of lines read so far, or None if the current line is not yet read.

    def _enter(self, line: Line, number: int, end: int, *, is_reported: bool = False) -> int | None:
        """Closes or opens collections, so that the line's collection is on top of the stack.

        `end` is the index of the line below. If `is_reported`, the line has a fault already, and its wrong indent is
        not reported.
        """
        awaited = self.awaited
        if awaited and line.indent in (awaited.indent, awaited.moved):
            return self._open_awaited(awaited, line, number, line.indent)
        home = self._collection_at(Level(line.indent, line.dash))
        if awaited or home is None or self._may_be_deeper(line, end):
            return self._search(line, number, end, is_reported=is_reported)
        self.built.close_above(home)
        return None

    def _may_be_deeper(self, line: Line, end: int) -> bool:
        """Whether deeper lines may follow, although the line has a value already."""
        if line.leads_on or end >= len(self.lines):
            return False
        following = self.lines[end]
        return following.startswith(" " * (line.inner + 1)) or following.lstrip(" ")[:1] in ("", "#")

    def _search(self, line: Line, number: int, end: int, *, is_reported: bool) -> int | None:
        """Enters the collection that the line was intended for. Skips the line if that is uncertain."""
        stack, awaited, below = self.built.stack, self.awaited, self._next_level(end)
        if line.is_block and end < len(self.lines):
            below = Level(indent_of(self.lines[end]), is_list=False)
        for one in stack:
            if one.meant == line.indent and (one.keys is None) == line.dash:
                one.indent = one.meant
        if self._separates_key_from_value(line, below):
            return self._skip_intruder(line, number, end, is_reported=is_reported)
        if self._has_extra_dash(line, below):
            self.is_moved = True
            if not is_reported:
                self._add_misplaced(line, number, line.indent)
            self.built.close_above(self._collection_at(Level(line.indent, is_list=False)))
            return None
        levels = [Level(one.indent, one.keys is None) for one in stack]
        meant = indentation.meant(line, below, levels, awaited.indent if awaited else None)
        return (
            self._skip(line, number, is_reported=is_reported)
            if meant is None
            else self._move(line, number, meant, is_reported=is_reported)
        )

    def _move(self, line: Line, number: int, meant: int, *, is_reported: bool) -> int | None:
        """Enters the collection that the line belongs to at its intended indent."""
        stack, awaited = self.built.stack, self.awaited
        is_awaited = awaited is not None and meant > awaited.indent - 2 - line.dash
        self.is_moved = meant != line.indent
        if not is_reported and (self.is_moved or is_awaited):
            self._add_misplaced(line, number, awaited.indent if is_awaited and awaited else meant)
        if self.is_moved and awaited is None and line.indent > stack[-1].indent:
            # The line may also be part of the value above, which is therefore uncertain.
            self.built.refused.add(self.built.latest)
        if awaited and is_awaited:
            return self._open_awaited(awaited, line, number, meant)
        if awaited:
            self._add_missing_value(awaited)
        self.built.close_above(self._collection_at(Level(meant, line.dash)))
        return None

    def _separates_key_from_value(self, line: Line, below: Level | None) -> bool:
        """Whether a line stands between a key and the key's value, which begins on the line below."""
        awaited = self.awaited
        if awaited is None or below is None or line.leads_on or (line.dash and below.indent == line.inner):
            return False
        return line.indent < awaited.indent - 1 and below == Level(awaited.indent, not line.dash)

    def _has_extra_dash(self, line: Line, below: Level | None) -> bool:
        """Whether a line would be a correct key if its dash were removed, such as `- name: x` among keys."""
        home = self._collection_at(Level(line.indent, is_list=False))
        if self.awaited or not line.dash or line.key is None or home is None or home.keys is None:
            return False
        if line.key in home.keys:
            return False
        open_levels = [Level(one.indent, one.keys is None) for one in self.built.stack if one.indent <= line.indent]
        return below is None or below in open_levels

    def _add_misplaced(self, line: Line, number: int, meant: int) -> None:
        span, awaited, stack = self._rest(number, line.indent), self.awaited, self.built.stack
        other = next((one for one in stack if one.indent == line.indent and (one.keys is None) != line.dash), None)
        if awaited and line.dash and line.indent == awaited.indent - 2:
            self._add_fault("bad-indentation", "the list items are not indented below their key", span, _ALIGN)
        elif other and not awaited:
            first = (self._rest(other.line, other.indent), "the first key" if line.dash else "the first item")
            message = "a list item stands among keys" if line.dash else "a key stands among list items"
            self._add_fault("mixed-collection", message, span, _ALIGN, first)
        else:
            above = self._line_above(number) if not awaited and line.indent > stack[-1].indent else None
            self._add_fault(
                "bad-indentation",
                f"the line is indented by {line.indent}, but {meant} is expected",
                span,
                "indent by two for each level, including list items below their key",
                *(((above, "the line above has a value already"),) if above else ()),
            )

    def _skip_intruder(self, line: Line, number: int, end: int, *, is_reported: bool) -> int:
        """Skips a line that separates a key from its value."""
        awaited = self.awaited
        assert awaited is not None
        if not is_reported:
            self._add_misplaced(line, number, awaited.indent)
        self._may_lack_members(line.indent)
        return end

    def _skip(self, line: Line, number: int, *, is_reported: bool) -> int:
        """Skips a line whose place is uncertain, and all lines up to one at the level of an open collection."""
        stack, awaited = self.built.stack, self.awaited
        if not is_reported:
            self._add_misplaced(line, number, awaited.indent if awaited else stack[-1].indent)
        if awaited:
            self._give_up(awaited)
        elif line.indent > stack[-1].indent:
            self.built.refused.add(self.built.latest)
        # A list item among keys belongs to a list whose key is missing. Any mapping around the item may lack that key.
        self._may_lack_members(line.indent - line.dash)
        number = self._end_of_deeper(number, line.indent)
        while number < len(self.lines):
            level = level_of(self.lines[number])
            if level and self._collection_at(level):
                break
            number += 1
        return number

    def _open_awaited(self, awaited: Awaited, line: Line, number: int, indent: int) -> int | None:
        """Opens the awaited collection."""
        is_mapping = not line.dash
        if line.dash and not awaited.pointer:
            self.faults.append(refuse("not-a-mapping", self._rest(number)))
            # If a key follows at the indent of the dash, the root is a mapping and only the dash is wrong.
            is_mapping = line.key is not None and self._next_level(number) == Level(indent, is_list=False)
            if not is_mapping:
                return len(self.lines)
        if indent == line.indent and self._is_shallow(line, number):
            return self._give_up_shallow(awaited, line, number)
        self.awaited = None
        keys: dict[str, tuple[int, int]] | None = {} if is_mapping else None
        opened = self._open(Collection(indent, awaited.pointer, keys, awaited.meant, number), line.indent, awaited.key)
        return None if opened else self._end_of_deeper(number - 1, awaited.indent - 2)

    def _is_shallow(self, line: Line, number: int) -> bool:
        """Whether a key with its value stands alone at its indent, above several deeper lines."""
        if line.dash or not self._may_be_deeper(line, number):
            return False
        levels = self._next_levels(number)
        if len(levels) < 2 or levels[0] != levels[1] or levels[0].indent <= line.inner:
            return False
        after = next((level for level in levels if level.indent <= line.indent), None)
        return after != Level(line.indent, is_list=False)

    def _give_up_shallow(self, awaited: Awaited, line: Line, number: int) -> int:
        deeper = next(other for other in range(number, len(self.lines)) if level_of(self.lines[other]))
        self._add_fault(
            "bad-indentation",
            "the line is indented less than the lines below it",
            self._rest(number, line.indent),
            "begin an item with `- `, and align its other keys with the first; align the keys of a mapping",
            (self._rest(deeper + 1, indent_of(self.lines[deeper])), "the first line below it"),
        )
        self._give_up(awaited)
        return self._end_of_deeper(number - 1, awaited.indent - 2)

    def _read_stray_text(self, indent: int, number: int) -> int:
        """Reads text without a key or a dash, and marks the values that it may belong to as uncertain.

        The text may continue a value, or be a value without a key, or a key without a colon.
        """
        stack, awaited = self.built.stack, self.awaited
        if awaited and awaited.pointer:
            self._give_up(awaited)
            if indent > awaited.indent - 2:
                return self._end_of_deeper(number, indent - 1)
        elif stack and indent > stack[-1].indent:
            self.built.refused.add(self.built.latest)
            return self._end_of_deeper(number, indent - 1)
        elif not stack:
            self.built.refused.add("/-")
            return self._end_of_deeper(number, indent)
        home, below = self._collection_at(Level(indent, is_list=False)), self._next_level(number)
        word = refused_line.first_word(self.lines[number - 1][indent:])
        leads_on = below is not None and below.indent > indent and self._collection_at(below) is not None
        if home is None or home.keys is None or word is None or leads_on:
            self._may_lack_members(indent)
            return number if leads_on else self._end_of_deeper(number, indent)
        self.built.close_above(home)
        if word not in home.keys:
            end = indent + len(word)
            pointer, _ = self.built.key(word, number, indent)
            self.built.refused.add(f"{pointer}#")
            self.built.refuse(pointer)
            self._keep(pointer, number, indent, len(self.lines[number - 1]), (indent, end))
        return self._end_of_deeper(number, indent)
