"""Reads ordinary YAML, as people and other programs write it: values and comments, within limits.

PyYAML parses; of what it gives only the events are used, so that nothing is constructed and nothing recursive runs.
What portable YAML can say is taken however it is written: in other quotes, folded, in braces, by an alias, between
markers, with a byte-order mark or other line ends. What it cannot say, and what only the author can decide, is a fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data import characters, syntax
from nsatu_data.diagnostics import Fault, Span, limited, span_at
from nsatu_data.files import FILE_LIMIT
from nsatu_data.layout import NO_COMMENTS, Comments
from nsatu_data.ordinary_yaml.comments import comments
from nsatu_data.ordinary_yaml.events import EventReader

_AGAIN: Final = 4 * FILE_LIMIT
"""So many characters are read again once tabs are out of the way: many in a record, few in the largest file."""


class Reading(NamedTuple):
    """What was read: the `values`, None where there are faults, and the comments by JSON pointer.

    `text` is the file's, with line feeds for other line ends and without a byte-order mark: the faults' places are its.
    """

    text: str
    values: dict[str, Any] | None
    comments: Mapping[str, Comments] = NO_COMMENTS
    faults: tuple[Fault, ...] = ()


def read(data: bytes) -> Reading:
    """The values and comments of a file, or the faults that leave it without. Raises nothing for any bytes."""
    text = characters.decoded(data) if len(data) <= FILE_LIMIT else syntax.read(data).faults[0]
    if isinstance(text, Fault):
        return Reading(data[:FILE_LIMIT].decode("utf-8", "replace"), None, faults=(text,))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Of a tab only the parser can tell whether it separates or is part of a value.
    faults = _mischief(text.replace("\t", " "))
    return Reading(text, None, faults=tuple(faults)) if faults else _read(text)


def _read(text: str) -> Reading:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    left = _AGAIN
    while True:
        try:
            reader = EventReader(text, loader)
            reader.run()
            if "#" in text and not reader.faults:
                # Only now is it certain that looking for comments is safe.
                reader = EventReader(text, loader, comments(text, loader))
                reader.run()
        except yaml.YAMLError as error:
            left -= len(text)
            mended = _without_tab(text, error)
            if mended is None or left < 0:
                return Reading(text, None, faults=tuple(limited(_no_yaml(text, error))))
            text = mended
        else:
            if reader.faults:
                return Reading(text, None, faults=tuple(_within(text, limited(reader.faults))))
            return Reading(text, reader.values, reader.attribution.by_pointer())


def _within(text: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, those behind the text in its last place: the parser may go on to a line that is not there."""
    lines = text.split("\n")
    for fault in faults:
        if fault.span and fault.span.line > len(lines):
            column = len(lines[-1]) + 1
            yield fault._replace(span=Span(len(lines), column, len(lines), column + 1))
        else:
            yield fault


def _without_tab(text: str, error: Exception) -> str | None:
    """The text with a space for the tab at which the parser gave up, None where it did not, or the tab indents.

    YAML allows tabs between tokens, and PyYAML not everywhere. Where it looks for a token, a tab is part of no value.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None or not text.startswith("\t", mark.index):
        return None
    end = text.find("\n", mark.index)
    before, behind = text[mark.index - mark.column : mark.index], text[mark.index : end if end >= 0 else len(text)]
    if before.strip(" \t-?:") or not behind.strip(" \t"):
        return f"{text[: mark.index]} {text[mark.index + 1 :]}"
    return None


def _mischief(text: str) -> list[Fault]:
    wrong = characters.mischief(text)
    return [Fault(wrong.code, wrong.message, help=wrong.help, span=span_at(text, wrong.offset))] if wrong else []


def _no_yaml(text: str, error: Exception) -> list[Fault]:
    """What portable YAML says of a text that is no YAML: where the parser gave up, and where what it read began."""
    marks = [mark for name in ("context_mark", "problem_mark") if (mark := getattr(error, name, None)) is not None]
    for mark in marks:
        if text.startswith("\t", mark.index):
            wrong = _mischief(text[mark.index])[0]
            return [wrong._replace(span=Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2))]
    mended = "\n".join(line.rstrip(" ") for line in text.replace("\t", " ").split("\n")).rstrip("\n")
    faults = syntax.read(f"{mended}\n".encode()).faults
    lines = {mark.line + 1 for mark in marks}
    told = {fault.span.line for fault in faults if fault.span}
    # Where it noticed late, the last fault before is the nearest.
    lines = lines & told or {max((line for line in told if line <= max(lines, default=0)), default=0)}
    near = [fault for fault in faults if fault.span and fault.span.line in lines]
    # Where nothing but tabs is in the way, they are it.
    return near or list(faults) or _mischief(text)
