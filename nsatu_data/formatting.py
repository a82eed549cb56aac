"""The canonical form of a file: what it says, in the one layout, with its comments.

Fields stand in the order of the models, unknown ones behind them; the order of items says something and is kept.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from nsatu_data import layout, syntax
from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.files import FILE_LIMIT, SOURCE_LIMIT
from nsatu_data.layout import NO_COMMENTS, Comments
from nsatu_data.ordinary_yaml import reading as ordinary_yaml
from nsatu_data.parts import FIELDS
from nsatu_data.vocabulary import Kind


class Formatted(NamedTuple):
    """A file's canonical text, or the faults that leave it without one; `source` is the text that they are about."""

    text: str | None
    faults: tuple[Fault, ...] = ()
    source: str = ""


def formatted(data: bytes, kind: str) -> Formatted:
    """The canonical form of the bytes of a record's file, or with the kind `dataset` of the manifest's.

    It says the same as the bytes did, comments too: the form is read back and compared, and formatting it changes
    nothing. Raises CannotRun where that is not so, which is a fault of the program.
    """
    limit = SOURCE_LIMIT if kind == Kind.SOURCE else FILE_LIMIT
    document = syntax.read(data, limit)
    if isinstance(document.values, dict) and not document.faults:
        text = _text(document.values, NO_COMMENTS, kind)
        if text.encode() == data:
            return Formatted(text)
    if len(data) > FILE_LIMIT and (faults := _faults(document, kind)):
        # PyYAML takes minutes for a large file that was made to be slow: it reads only one that is in order.
        return Formatted(None, tuple(faults), document.text)
    reading = ordinary_yaml.read(data, limit)
    if reading.values is None:
        return Formatted(None, reading.faults, reading.text)
    text = _text(reading.values, reading.comments, kind)
    written = syntax.read(text.encode(), limit)
    if written.faults:
        # Too long a line, or too large a file: it has no place in what was read.
        return Formatted(None, tuple(fault._replace(span=None, pointer="") for fault in written.faults), reading.text)
    again = ordinary_yaml.read(text.encode(), limit)
    expected = _told(reading.values)
    if not (
        _told(written.values) == expected == _told(again.values)
        and (document.faults or _told(document.values) == expected)
        and _words(again.comments) == _words(reading.comments)
        and _text(again.values or {}, again.comments, kind) == text
    ):
        raise CannotRun("its canonical form would not say the same; this is a fault of the program, not of the file")
    return Formatted(text)


def _faults(document: syntax.Document, kind: str) -> Sequence[Fault]:
    """What is wrong with the syntax or the shape of a file."""
    from nsatu_data import shape

    return document.faults or shape.faults(kind, document.json or "")


def _text(values: Mapping[str, Any], comments: Mapping[str, Comments], kind: str) -> str:
    return layout.write(ordered(values, kind), comments)


def ordered(values: Mapping[str, Any], part: str | None) -> dict[str, Any]:
    """The fields of a whole or of a part in their order, and those of their values in theirs."""
    shapes = FIELDS[part] if part else {}
    names = [*(name for name in shapes if name in values), *(name for name in values if name not in shapes)]
    return {name: _within(values[name], shapes[name].part if name in shapes else None) for name in names}


def _within(value: Any, part: str | None) -> Any:
    if isinstance(value, Mapping):
        return ordered(value, part)
    return [_within(item, part) for item in value] if isinstance(value, list) else value


def _told(values: Any) -> str:
    """What values say: the order of keys says nothing, and `1` is not `true`."""
    return json.dumps(values, sort_keys=True)


def _words(comments: Mapping[str, Comments]) -> list[str]:
    found = (line for one in comments.values() for line in (*one.above, one.behind, *one.below))
    return sorted(filter(None, found))
