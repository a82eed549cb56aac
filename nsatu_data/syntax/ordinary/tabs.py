"""Finds the tabs of ordinary YAML that are faults: tabs that indent a line, and tabs inside a value.

YAML allows tabs between tokens, inside braces and brackets, and around the line breaks of a folded scalar. Any other
tab is a fault. The parser gets the text with a space in place of each tab.
"""

import re
from typing import Any, Final

from nsatu_data.diagnostics import Fault, span_at
from nsatu_data.model import characters

_INDENTING: Final = re.compile(r"^( *)\t[ \t]*(?=[^ \t\n#])", re.MULTILINE)
_INNER: Final = re.compile(r"[^ \t\n]( *)\t[ \t]*(?=[^ \t\n])")


class Tabs:
    """Checks the tabs of a text, event by event, while it is parsed. `faults` holds a fault for each forbidden tab."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._indenting = [found.end(1) for found in _INDENTING.finditer(text)][::-1] if "\t" in text else []
        self._depth = 0

    def before(self, offset: int) -> list[Fault]:
        """The new faults: those of indenting tabs between the previous event and this offset."""
        found = []
        while self._indenting and self._indenting[-1] < offset:
            at = self._indenting.pop()
            if not self._depth:
                found.append(self._fault(at))
        self.faults += found
        return found

    def faults_before(self, offset: int) -> list[Fault]:
        """All faults of tabs up to the offset at which the parser failed."""
        self.before(offset + 1)
        return self.faults

    def opens(self, event: Any) -> None:
        """Begins a collection."""
        self._depth += bool(self._depth or event.flow_style)

    def closes(self, event: Any) -> None:
        """Ends a collection."""
        self.before(event.end_mark.index)
        self._depth -= bool(self._depth)

    def scalar(self, event: Any, column: int) -> list[Fault]:
        """The faults of tabs in a scalar. `column` is the column of the collection around it."""
        start, end = event.start_mark.index, event.end_mark.index
        indenting = []
        while self._indenting and self._indenting[-1] < end:
            indenting.append(self._indenting.pop())
        written = self._text[start:end]
        if "\t" not in written:
            return []
        if event.style in ("|", ">"):
            at = written.find("\t", written.find("\n"))
            inner = [start + at] if at >= 0 else []
        else:
            inner = [start + found.end(1) for found in _INNER.finditer(written)]
            if not (event.style or self._depth):
                inner += [at for at in indenting if at - self._text.rfind("\n", 0, at) - 1 <= column]
        found = [self._fault(at) for at in sorted(inner)]
        self.faults += found
        return found

    def _fault(self, offset: int) -> Fault:
        wrong = characters.text_fault("\t")
        assert wrong is not None
        return Fault(wrong.code, wrong.message, help=wrong.help, span=span_at(self._text, offset))
