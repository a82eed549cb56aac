"""Format the files of datasets: rewrite each in the canonical layout, with the same values and comments.

Fields are written in the order of the models, unknown fields after them. The order of list items is kept, because it
has a meaning.
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

_MAX_FILES: Final = 200
"""The most files that `mendable` examines."""


class Formatted(NamedTuple):
    """A file's canonical text, or None with the faults that prevent it; `source` is the text that has the faults."""

    text: str | None
    faults: tuple[Fault, ...] = ()
    source: str = ""


def formatted(data: bytes, kind: str) -> Formatted:
    """Format the bytes of a file. `kind` is the kind of its record, or `dataset` for the manifest.

    The result is read again, to make sure that it has the same values and comments and that formatting it again
    changes nothing. Raises CannotRun if this check fails, which is a bug in the program.
    """
    limit = read_files.limit_of_kind(kind)
    document = yaml_reader.read(data, limit)
    if isinstance(document.values, dict) and not document.faults:
        text = _text(document.values, NO_COMMENTS, kind)
        if text.encode() == data:
            return Formatted(text)
    if len(data) > read_files.FILE_LIMIT and (faults := _faults(document, kind)):
        # PyYAML can take minutes for a large hostile file. So it does not read a large file in which our own reader, or
        # the check of the shape, found faults.
        return Formatted(None, tuple(faults), document.text)
    reading = reader.read(data, limit)
    if reading.values is None:
        return Formatted(None, reading.faults, reading.text)
    text = _text(reading.values, reading.comments, kind)
    written = yaml_reader.read(text.encode(), limit)
    if written.faults:
        # A line or the file became too long. The place of the fault is in the new text, but `source` is the old one,
        # so the place is removed.
        return Formatted(None, tuple(fault._replace(span=None, pointer="") for fault in written.faults), reading.text)
    again = reader.read(text.encode(), limit)
    expected = _comparable(reading.values)
    if not (
        _comparable(written.values) == expected == _comparable(again.values)
        and (document.faults or _comparable(document.values) == expected)
        and _comment_lines(again.comments) == _comment_lines(reading.comments)
        and _text(again.values or {}, again.comments, kind) == text
    ):
        raise CannotRun("formatting would change the content; this is a bug in nsatu-data, not a fault in the file")
    return Formatted(text)


def _faults(document: yaml_reader.Document, kind: str) -> Sequence[Fault]:
    """Return the faults in the syntax of a file; if there are none, the faults in its shape."""
    from nsatu_data.validation import shape

    return document.faults or shape.faults(kind, document.values)


def _text(values: Mapping[str, Any], comments: Mapping[str, Comments], kind: str) -> str:
    return yaml_writer.write(ordered(values, kind), comments)


def ordered(values: Mapping[str, Any], part: str | None) -> dict[str, Any]:
    """Return the fields of a record or a part of a record in the order of its model, at every depth."""
    shapes = FIELDS[part] if part else {}
    names = [*(name for name in shapes if name in values), *(name for name in values if name not in shapes)]
    return {name: _ordered_value(values[name], shapes[name].part if name in shapes else None) for name in names}


def _ordered_value(value: Any, part: str | None) -> Any:
    if isinstance(value, Mapping):
        return ordered(value, part)
    return [_ordered_value(item, part) for item in value] if isinstance(value, list) else value


def _comparable(values: Any) -> str:
    """Return a string that is equal for equal values. The order of keys is ignored; `1` and `true` differ."""
    return json.dumps(values, sort_keys=True)


def _comment_lines(comments: Mapping[str, Comments]) -> list[str]:
    lines = (line for one in comments.values() for line in (*one.above, one.trailing, *one.below))
    return sorted(filter(None, lines))


class Formatting(NamedTuple):
    """The number of files read, the changes to write, and the findings in files that cannot be formatted."""

    files: int
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]


class Written(NamedTuple):
    """The paths of the files that were written, and a line for each file that could not be written."""

    done: list[str]
    problems: list[str]


def formatting_of(paths: Sequence[Path]) -> Formatting:
    """Format datasets or parts of datasets, without writing. Raises CannotRun if there is nothing to format."""
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


def fixes(change: Change) -> bool:
    """Whether a change removes findings: the old text has syntax faults, and canonical text has none."""
    return bool(yaml_reader.read(change.old, read_files.limit_of(change.path)).faults)


def mendable(diagnostics: Sequence[Diagnostic]) -> Mendable:
    """Count the findings that formatting would fix, in the first 200 files with findings."""
    by_file: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.file, []).append(diagnostic.code)
    counts = [_mendable(Path(file), codes) for file, codes in islice(by_file.items(), _MAX_FILES)]
    return Mendable(sum(counts), sum(count > 0 for count in counts), is_least=len(by_file) > _MAX_FILES)


def _mendable(file: Path, codes: Sequence[str]) -> int:
    """Count the findings in a file that formatting would fix. `codes` has the code of each finding."""
    if file.suffix != ".yaml" or not file.is_file():
        return 0
    folder = file_names.absolute(file).parent
    is_record = folder.name in set(Kind)
    root, path = (folder.parent, f"{folder.name}/{file.name}") if is_record else (folder, file.name)
    data = read_files.read(root, path)
    if isinstance(data, Fault):
        return 0
    syntax_codes = {fault.code for fault in yaml_reader.read(data, read_files.limit_of(path)).faults}
    count = sum(code in syntax_codes for code in codes)
    try:
        return count if count and formatted(data, folder.name if is_record else "dataset").text else 0
    except CannotRun:
        # A bug in the program. `validate --fix` reports it.
        return 0


def write(changes: Sequence[Change]) -> Written:
    """Write the changes. If one file cannot be written, the others are still written."""
    outcomes = list(write_files.replace_each(changes))
    done = [file_names.shown(change.root, change.path) for change, problem in outcomes if problem is None]
    return Written(done, [problem for _, problem in outcomes if problem is not None])


def _wanted(paths: Sequence[Path]) -> Iterator[tuple[Path, dataset_folder.Entry]]:
    """Yield each file below the given paths once, dataset by dataset. The files of a dataset are sorted by path."""
    roots: dict[tuple[int, int], Path] = {}
    parts: dict[Path, list[str]] = {}
    for path in paths:
        if dataset_folder.is_bundle(path):
            raise CannotRun(f"{path}: a bundle is generated and cannot be formatted; format the records instead")
        root = dataset_folder.root_of(path)
        first = roots.setdefault(dataset_folder.identity(root), root)
        parts.setdefault(first, []).append(file_names.within(root, path))
    for root, wanted in parts.items():
        entries = dataset_folder.entries(root)
        for part in wanted:
            if not any(file_names.is_below(entry.path, part) for entry in entries):
                raise CannotRun(f"{file_names.shown(root, part)}: there is nothing to format")
        yield from ((root, entry) for entry in entries if any(file_names.is_below(entry.path, part) for part in wanted))
