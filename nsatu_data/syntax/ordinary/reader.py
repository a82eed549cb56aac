"""Reads ordinary YAML, as people and other programs write it: values and comments, within limits.

Only the events of PyYAML's parsers are used, so PyYAML constructs no objects and no function calls itself. Everything
that can be written as portable YAML is accepted in any form: single quotes, folded text, braces, aliases, document
markers, a byte-order mark, other line ends. Everything else is a fault. A value that only its author can decide, such
as `010`, is a fault too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, Span, span_at
from nsatu_data.finding_limits import limited
from nsatu_data.model import characters
from nsatu_data.storage.read_files import FILE_LIMIT
from nsatu_data.syntax import yaml_reader
from nsatu_data.syntax.ordinary.comments import comments
from nsatu_data.syntax.ordinary.events import EventReader
from nsatu_data.syntax.portable.reader import Reader
from nsatu_data.syntax.portable.slips import slips
from nsatu_data.syntax.yaml_writer import NO_COMMENTS, Comments

_READ_IN_TWO_WAYS: Final = re.compile(r"[?!%\t]|[|>][-+0-9]*#|:,")
"""Characters that PyYAML's two parsers may read differently. The parser in Python reads texts with any of
these characters."""


class OrdinaryDocument(NamedTuple):
    """A file that was read: its `values`, and its `comments` by JSON pointer.

    If the file has faults, `values` is None. `text` is the file's text without a byte-order mark, and with line feeds
    as line ends. The places of faults refer to this text.
    """

    text: str
    values: dict[str, Any] | None
    comments: Mapping[str, Comments] = NO_COMMENTS
    faults: tuple[Fault, ...] = ()


def read(data: bytes, limit: int = FILE_LIMIT) -> OrdinaryDocument:
    """Reads a file: its values and comments, or the faults that prevent reading it. Never raises."""
    text = characters.decoded(data) if len(data) <= limit else yaml_reader.read(data, limit).faults[0]
    if isinstance(text, Fault):
        return OrdinaryDocument(data[:FILE_LIMIT].decode("utf-8", "replace"), None, faults=(text,))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Tabs are checked later: only the parser knows whether a tab is white space or part of a value.
    faults = _mischief(text.replace("\t", " "))
    return OrdinaryDocument(text, None, faults=tuple(faults)) if faults else _read(text)


def _read(text: str) -> OrdinaryDocument:
    """Reads a text that has no forbidden characters except tabs.

    PyYAML has a parser in Python and a parser in C. The parser in Python is the same in all releases. The parser in C
    depends on the version of libyaml. The two parsers refuse different texts, at different places, so all faults come
    from the parser in Python. The parser in C is faster: if it finds no faults, its result is used.
    """
    import yaml

    quick = getattr(yaml, "CSafeLoader", None)
    if quick is not None and not _READ_IN_TWO_WAYS.search(text):
        try:
            reading = _read_by(quick, text)
        except yaml.YAMLError:
            pass
        else:
            if not reading.faults:
                return reading
    return _read_by(yaml.SafeLoader, text, may_fail=True)


def _read_by(loader: Any, text: str, *, may_fail: bool = False) -> OrdinaryDocument:
    """Reads a text with one parser.

    If the text is not YAML, gives a document with faults if `may_fail`, and raises YAMLError otherwise.
    """
    import yaml

    reader = EventReader(text, loader)
    try:
        reader.run()
        if "#" in text and not reader.faults:
            # Comments can only be searched in a text that the parser accepts, hence a second run.
            reader = EventReader(text, loader, comments(text, loader))
            reader.run()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML does not catch the ValueError or OverflowError of `chr` for an escape that is not a character.
        if not may_fail:
            raise yaml.YAMLError from error
        mark = getattr(error, "problem_mark", None)
        faults = reader.tabs.faults_before(mark.index if mark else len(text)) or _not_yaml(text, error)
        return OrdinaryDocument(text, None, faults=tuple(limited(faults)))
    if reader.faults:
        return OrdinaryDocument(text, None, faults=tuple(_within(text, limited(reader.faults))))
    return OrdinaryDocument(text, reader.values, reader.attribution.by_pointer())


def _within(text: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Gives the faults, and moves a fault that is after the last line to the end of the text.

    Parsers may report an error on a line after the last.
    """
    lines = text.split("\n")
    for fault in faults:
        if fault.span and fault.span.line > len(lines):
            column = len(lines[-1]) + 1
            yield fault._replace(span=Span(len(lines), column, len(lines), column + 1))
        else:
            yield fault


def _mischief(text: str) -> list[Fault]:
    wrong = characters.text_fault(text)
    return [Fault(wrong.code, wrong.message, help=wrong.help, span=span_at(text, wrong.offset))] if wrong else []


def _not_yaml(text: str, error: Exception) -> list[Fault]:
    """The faults of a text that is not YAML, as the reader of portable YAML reports them.

    If faults are on the lines that the parser's error points at, all other faults are dropped.
    """
    marks = [mark for name in ("context_mark", "problem_mark") if (mark := getattr(error, name, None)) is not None]
    reader = Reader("\n".join(line.rstrip(" ") for line in text.replace("\t", " ").split("\n")).rstrip("\n") + "\n")
    reader.run()
    faults = reader.faults
    if slip := next(slips(text, faults), None):
        return [slip]
    lines = {mark.line + 1 for mark in marks}
    faulty = {fault.span.line for fault in faults if fault.span}
    # The parser may notice an error late. Then use the last faulty line before the place of the parser's error.
    lines = lines & faulty or {max((line for line in faulty if line <= max(lines, default=0)), default=0)}
    near = [fault for fault in faults if fault.span and fault.span.line in lines]
    # If there is no other fault, the text is not YAML because of its tabs.
    return near or list(faults) or _mischief(text)
