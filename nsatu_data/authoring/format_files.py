"""Formats the files of datasets: each says the same in the one layout, with its comments.

Fields stand in the order of the models, unknown ones after them; the order of items says something and is kept.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, Mendable
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import id_at
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage import dataset_folder, file_names, read_files, write_files
from nsatu_data.storage.write_files import Change
from nsatu_data.syntax import yaml_reader, yaml_writer
from nsatu_data.syntax.ordinary import reader
from nsatu_data.syntax.yaml_writer import NO_COMMENTS, Comments
from nsatu_data.validation.locate import Part, placed

_LOOKED_AT: Final = 200
"""The number of files with findings of which it is told how many formatting mends."""


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
    limit = read_files.limit_of(f"{kind}/")
    document = yaml_reader.read(data, limit)
    if isinstance(document.values, dict) and not document.faults:
        text = _text(document.values, NO_COMMENTS, kind)
        if text.encode() == data:
            return Formatted(text)
    if len(data) > read_files.FILE_LIMIT and (faults := _faults(document, kind)):
        # PyYAML takes minutes for a large file that was made to be slow: it reads only one that is in order.
        return Formatted(None, tuple(faults), document.text)
    reading = reader.read(data, limit)
    if reading.values is None:
        return Formatted(None, reading.faults, reading.text)
    text = _text(reading.values, reading.comments, kind)
    written = yaml_reader.read(text.encode(), limit)
    if written.faults:
        # Too long a line, or too large a file: it has no place in what was read.
        return Formatted(None, tuple(fault._replace(span=None, pointer="") for fault in written.faults), reading.text)
    again = reader.read(text.encode(), limit)
    expected = _told(reading.values)
    if not (
        _told(written.values) == expected == _told(again.values)
        and (document.faults or _told(document.values) == expected)
        and _words(again.comments) == _words(reading.comments)
        and _text(again.values or {}, again.comments, kind) == text
    ):
        raise CannotRun("its canonical form would not say the same; this is a fault of the program, not of the file")
    return Formatted(text)


def _faults(document: yaml_reader.Document, kind: str) -> Sequence[Fault]:
    """What is wrong with the syntax or the shape of a file."""
    from nsatu_data.validation import shape

    return document.faults or shape.faults(kind, document.values)


def _text(values: Mapping[str, Any], comments: Mapping[str, Comments], kind: str) -> str:
    return yaml_writer.write(ordered(values, kind), comments)


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
    lines = (line for one in comments.values() for line in (*one.above, one.trailing, *one.below))
    return sorted(filter(None, lines))


class Formatting(NamedTuple):
    """What there is to do: the number of files that were looked at, the changes, and what keeps others as they are."""

    files: int
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]


class Written(NamedTuple):
    """The paths of the files that were written, as findings name them, and why others were not."""

    done: list[str]
    problems: list[str]


def formatting_of(paths: Sequence[Path]) -> Formatting:
    """What formatting does to datasets or parts of them. Raises CannotRun where there is nothing to format."""
    count = 0
    changes: list[Change] = []
    diagnostics: list[Diagnostic] = []
    for root, entry in _wanted(paths):
        count += 1
        data = entry.fault or read_files.read(root, entry.path)
        part = Part(id_at(entry.path) if entry.kind else "", entry.path)
        if isinstance(data, Fault):
            diagnostics.append(placed(root, part, data).diagnostic)
            continue
        try:
            outcome = formatted(data, entry.kind or "dataset")
        except CannotRun as error:
            raise CannotRun(f"{file_names.shown(root, entry.path)}: {error}") from None
        if outcome.text is None:
            part = part._replace(document=yaml_reader.Document(outcome.source))
            diagnostics += [placed(root, part, fault).diagnostic for fault in outcome.faults]
        elif outcome.text.encode() != data:
            changes.append(Change(root, entry.path, data, outcome.text))
    return Formatting(count, tuple(changes), tuple(diagnostics))


def mends(change: Change) -> bool:
    """Whether a change takes findings away: what is canonical has none in its syntax."""
    return bool(yaml_reader.read(change.old, read_files.limit_of(change.path)).faults)


def mendable(diagnostics: Sequence[Diagnostic]) -> Mendable:
    """What writing the changes that mend findings would mend of these; of many files the first are looked at."""
    by_file: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.file, []).append(diagnostic.code)
    counts = [_mendable(Path(file), codes) for file, codes in islice(by_file.items(), _LOOKED_AT)]
    return Mendable(sum(counts), sum(count > 0 for count in counts), is_least=len(by_file) > _LOOKED_AT)


def _mendable(file: Path, codes: Sequence[str]) -> int:
    """How many of the findings in a file, of which these are the codes, formatting it mends."""
    if file.suffix != ".yaml" or not file.is_file():
        return 0
    folder = file_names.absolute(file).parent
    is_record = folder.name in set(Kind)
    root, path = (folder.parent, f"{folder.name}/{file.name}") if is_record else (folder, file.name)
    data = read_files.read(root, path)
    if isinstance(data, Fault):
        return 0
    of_syntax = {fault.code for fault in yaml_reader.read(data, read_files.limit_of(path)).faults}
    count = sum(code in of_syntax for code in codes)
    try:
        return count if count and formatted(data, folder.name if is_record else "dataset").text else 0
    except CannotRun:
        # A fault of the program, of which a run with `--fix` tells.
        return 0


def write(changes: Sequence[Change]) -> Written:
    """Writes the changes, each for itself: where one file cannot be written, the others are."""
    outcomes = list(write_files.replace_each(changes))
    done = [file_names.shown(change.root, change.path) for change, problem in outcomes if problem is None]
    return Written(done, [problem for _, problem in outcomes if problem is not None])


def _wanted(paths: Sequence[Path]) -> Iterator[tuple[Path, dataset_folder.Entry]]:
    """The files of datasets, or of the parts that are named, each once; in their order."""
    roots: dict[tuple[int, int], Path] = {}
    parts: dict[Path, list[str]] = {}
    for path in paths:
        if dataset_folder.is_bundle(path):
            raise CannotRun(f"{path}: a bundle is derived, and is not formatted")
        root = dataset_folder.root_of(path)
        first = roots.setdefault(dataset_folder.identity(root), root)
        parts.setdefault(first, []).append(file_names.within(root, path))
    for root, wanted in parts.items():
        entries = dataset_folder.entries(root)
        for part in wanted:
            if not any(file_names.is_below(entry.path, part) for entry in entries):
                raise CannotRun(f"{file_names.shown(root, part)}: there is nothing to format")
        yield from ((root, entry) for entry in entries if any(file_names.is_below(entry.path, part) for part in wanted))
