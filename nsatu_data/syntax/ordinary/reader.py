"""Reads ordinary YAML, as people and other programs write it: values and comments, within limits.

PyYAML parses; of what it gives only the events are used, so that nothing is constructed and nothing recursive runs.
What portable YAML can say is taken however it is written: in other quotes, folded, in braces, by an alias, between
markers, with a byte-order mark or other line ends. What it cannot say, and what only the author can decide, is a fault.
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
"""What PyYAML's two parsers take in different ways somewhere: texts that hold it are read by the one in Python."""


class OrdinaryDocument(NamedTuple):
    """What was read: the `values`, None where there are faults, and the comments by JSON pointer.

    `text` is the file's, with line feeds for other line ends and without a byte-order mark: the faults' places are its.
    """

    text: str
    values: dict[str, Any] | None
    comments: Mapping[str, Comments] = NO_COMMENTS
    faults: tuple[Fault, ...] = ()


def read(data: bytes) -> OrdinaryDocument:
    """The values and comments of a file, or the faults that leave it without. Raises nothing for any bytes."""
    text = characters.decoded(data) if len(data) <= FILE_LIMIT else yaml_reader.read(data).faults[0]
    if isinstance(text, Fault):
        return OrdinaryDocument(data[:FILE_LIMIT].decode("utf-8", "replace"), None, faults=(text,))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Of a tab only the parser can tell whether it separates or is part of a value.
    faults = _mischief(text.replace("\t", " "))
    return OrdinaryDocument(text, None, faults=tuple(faults)) if faults else _read(text)


def _read(text: str) -> OrdinaryDocument:
    """Reads a text in which only tabs can be forbidden.

    PyYAML has a parser in Python, whose code is the same in all its releases, and one in C, which is libyaml of one
    version or another. They refuse different texts, at different places and depths, so every finding comes from the
    first. The second is faster, and reads what it finds nothing wrong with.
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
    """What a parser reads. Raises what the parser raises for what is no YAML, unless it `may_fail`."""
    import yaml

    reader = EventReader(text, loader)
    try:
        reader.run()
        if "#" in text and not reader.faults:
            # Only now is it certain that looking for comments is safe.
            reader = EventReader(text, loader, comments(text, loader))
            reader.run()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML lets through what `chr` raises for an escape that is no character.
        if not may_fail:
            raise yaml.YAMLError from error
        mark = getattr(error, "problem_mark", None)
        faults = reader.tabs.faults_before(mark.index if mark else len(text)) or _no_yaml(text, error)
        return OrdinaryDocument(text, None, faults=tuple(limited(faults)))
    if reader.faults:
        return OrdinaryDocument(text, None, faults=tuple(_within(text, limited(reader.faults))))
    return OrdinaryDocument(text, reader.values, reader.attribution.by_pointer())


def _within(text: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, those behind the text in its last place: the parser may go on to a line that is not there."""
    lines = text.split("\n")
    for fault in faults:
        if fault.span and fault.span.line > len(lines):
            column = len(lines[-1]) + 1
            yield fault._replace(span=Span(len(lines), column, len(lines), column + 1))
        else:
            yield fault


def _mischief(text: str) -> list[Fault]:
    wrong = characters.mischief(text)
    return [Fault(wrong.code, wrong.message, help=wrong.help, span=span_at(text, wrong.offset))] if wrong else []


def _no_yaml(text: str, error: Exception) -> list[Fault]:
    """What portable YAML says of a text that is no YAML: where the parser gave up, and where what it read began."""
    marks = [mark for name in ("context_mark", "problem_mark") if (mark := getattr(error, name, None)) is not None]
    reader = Reader("\n".join(line.rstrip(" ") for line in text.replace("\t", " ").split("\n")).rstrip("\n") + "\n")
    reader.run()
    faults = reader.faults
    if slip := next(slips(text, faults), None):
        return [slip]
    lines = {mark.line + 1 for mark in marks}
    faulty = {fault.span.line for fault in faults if fault.span}
    # Where it noticed late, the last fault before is the nearest.
    lines = lines & faulty or {max((line for line in faulty if line <= max(lines, default=0)), default=0)}
    near = [fault for fault in faults if fault.span and fault.span.line in lines]
    # Where nothing but tabs is in the way, they are it.
    return near or list(faults) or _mischief(text)
