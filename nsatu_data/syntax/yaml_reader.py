"""Reads portable YAML, the subset of YAML that `nsatu_data.syntax.portable.grammar` defines.

Gives the value as JSON text, from which models are made, and the place (line and column) of each value. Text that does
not match the grammar is a fault at its place. The meaning of such text is never guessed.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from json import dumps, loads
from typing import Any, Final

from nsatu_data.diagnostics import Fault, Place, Span, span_at
from nsatu_data.finding_limits import FAULT_LIMIT, limited
from nsatu_data.model import characters
from nsatu_data.storage.read_files import FILE_LIMIT
from nsatu_data.syntax.portable import fast_reader

LINE_LIMIT: Final = 16 * 1024
"""The maximum length of a line, in code points."""

_LINES_LIMIT: Final = 1_000_000
"""The maximum number of lines of a file. Even the largest possible source record has fewer lines."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


class Document:
    """A file that was read: its text, its value and its faults.

    A value that could not be read is null, and `refused` contains its JSON pointer, so that later checks skip it.
    (`JsonBuilder` explains the other entries of `refused`.) `readable` is false for a file without a value.
    """

    def __init__(
        self,
        text: str,
        faults: Sequence[Fault] = (),
        *,
        json: str | None = None,
        values: Any = None,
        refused: frozenset[str] = frozenset(),
    ) -> None:
        self.text = text
        self.faults = tuple(faults)
        self.refused = refused
        self.readable = json is not None or values is not None
        self._json = json
        self._values = values

    @cached_property
    def json(self) -> str | None:
        """The value of the file as JSON text; None if it is not readable."""
        return self._json if self._values is None else dumps(self._values, ensure_ascii=False)

    @cached_property
    def values(self) -> Any:
        """The value of the file; None if it is not readable."""
        return self._values if self._json is None else loads(self._json)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their line feeds."""
        return self.text.split("\n")

    @cached_property
    def places(self) -> dict[str, Place]:
        """The place of each value, by JSON pointer (RFC 6901). The root has the empty pointer."""
        from nsatu_data.syntax.portable.reader import Reader

        places: dict[str, Place] = {}
        if self.readable:
            Reader(self.text, places).run()
        return places


def read(data: bytes, limit: int = FILE_LIMIT) -> Document:
    """Reads a file. The document has a value, faults, or both. Never raises."""
    if len(data) > limit:
        message = f"the file has more than {limit} bytes"
        return Document("", [Fault("file-too-large", message, help="split it")])
    if len(data) > _LINES_LIMIT and data.count(b"\n") > _LINES_LIMIT:
        message = f"the file has more than {_LINES_LIMIT} lines"
        return Document("", [Fault("file-too-large", message, help="split it")])
    text = characters.decoded(data)
    if isinstance(text, Fault):
        return Document(data.decode("utf-8", "replace"), [text])
    values = _read_quickly(text)
    if values is not None:
        return Document(text, values=values)
    faults = limited(_faults(text))
    return Document(text, faults) if faults else _read_carefully(text)


def plain_values(data: bytes) -> dict[str, Any] | None:
    """The value of a file that the fast reader can read; None for any other file, faulty or not."""
    try:
        return _read_quickly(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _read_quickly(text: str) -> dict[str, Any] | None:
    if len(text) > LINE_LIMIT or not (text.isascii() or characters.text_fault(text) is None):
        return None
    return fast_reader.read(text)


def _read_carefully(text: str) -> Document:
    from nsatu_data.syntax.portable.reader import Reader

    reader = Reader(text)
    json = reader.run()
    if any(fault.code == "flow-mapping" for fault in reader.faults):
        from nsatu_data.syntax.portable.slips import with_slips

        reader.faults = with_slips(text, reader.faults)
    return Document(text, limited(reader.faults), json=json, refused=frozenset(reader.built.refused))


def _faults(text: str) -> list[Fault]:
    """The faults that are found without the grammar, such as a forbidden character or a trailing space."""
    if not text.strip(" \n"):
        from nsatu_data.syntax.portable.refusals import refuse

        return [refuse("empty-file", None)]
    wrong = None if text.isascii() and not _CONTROL.search(text) else characters.text_fault(text)
    if wrong:
        return [Fault(wrong.code, wrong.message, help=wrong.help, span=span_at(text, wrong.offset))]
    faults = []
    if not text.endswith("\n") or text.endswith("\n\n"):
        message = "the file does not end with exactly one line feed"
        help = "end the file with exactly one line feed"
        faults.append(Fault("final-newline", message, help=help, span=span_at(text, len(text) - 1)))
    if " \n" in text:
        trailing = (_trailing(number, line) for number, line in enumerate(text.split("\n"), 1) if line[-1:] == " ")
        faults += islice(trailing, FAULT_LIMIT + 1)
    if len(text) > LINE_LIMIT:
        faults += [_overlong(number, line) for number, line in enumerate(text.split("\n"), 1) if len(line) > LINE_LIMIT]
    return faults


def _trailing(number: int, line: str) -> Fault:
    span = Span(number, len(line.rstrip(" ")) + 1, number, len(line) + 1)
    return Fault("trailing-space", "the line ends with a space", help="remove it", span=span)


def _overlong(number: int, line: str) -> Fault:
    message = f"the line has {len(line)} characters, more than {LINE_LIMIT}"
    return Fault("line-too-long", message, help="say it more briefly", span=Span(number, 1, number, len(line) + 1))
