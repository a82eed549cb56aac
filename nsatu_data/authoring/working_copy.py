"""The files of a dataset that is being written: read one by one, for the others may not be finished yet."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from nsatu_data import files, judging, syntax, text, writing
from nsatu_data.diagnostics import CannotRun, Fault, InvalidDataset
from nsatu_data.facts import facts
from nsatu_data.identifiers import is_id, nearest, path_of
from nsatu_data.models import Model, Source
from nsatu_data.placing import Part, found
from nsatu_data.reading import Reading
from nsatu_data.rules import text_mismatch
from nsatu_data.text import Canonical
from nsatu_data.writing import Change


def document(root: Path, identifier: str) -> syntax.Document:
    """What was read of a record's file, sound or not. Raises CannotRun where there is none."""
    known = [entry.path for entry in files.entries(root) if entry.kind and not entry.fault]
    path = path_of(identifier) if is_id(identifier) else identifier
    if path not in known or path == identifier:
        near = nearest(path, known)
        raise CannotRun(f"there is no record {identifier}" + (f"; did you mean {near[:-5]}?" if near else ""))
    data = files.read(root, path)
    if isinstance(data, Fault):
        raise CannotRun(f"{files.shown(root, path)}: {data.message}")
    return syntax.read(data, files.limit_of(path))


def source(root: Path, identifier: str) -> Source:
    """A source's record. Raises CannotRun where there is none, InvalidDataset where it is faulty."""
    record = _record(root, identifier)
    if not isinstance(record, Source):
        raise CannotRun(f"{identifier} is no source")
    return record


def _record(root: Path, identifier: str) -> Model:
    verdict = judging.written(root, path_of(identifier), document(root, identifier), keep=True)
    if verdict.model is None:
        raise InvalidDataset([one.diagnostic for one in verdict.found])
    return verdict.model


def text_of(root: Path, record: Source, file: Path, *, changed: bool = False) -> Canonical:
    """The text of a source, from a file; where it may have `changed`, whatever text is in the file.

    Raises CannotRun where there is no such file, InvalidDataset where it holds no text, or another one.
    """
    held = canonical(file)
    if not changed:
        values = facts(record.model_dump(mode="json", exclude_unset=True))
        reading = Reading({record.id: values}, texts={record.id: held})
        part = Part(record.id, path_of(record.id), document=document(root, record.id))
        faults = [found(root, part, fault).diagnostic for fault in text_mismatch.check(reading)]
        if faults:
            raise InvalidDataset(faults)
    return held


def canonical(file: Path) -> Canonical:
    """The canonical text in a file. Raises CannotRun where there is no such file, InvalidDataset for no text."""
    held = text.read(files.read_named(file, text.LIMIT))
    if isinstance(held, Fault):
        raise InvalidDataset([found(Path(), Part("", file.as_posix(), is_text=True), held).diagnostic])
    return held


class Edit(NamedTuple):
    """The text of a record's file as it was read, and the text that it is to have."""

    old: str
    new: str


def save(root: Path, edits: Mapping[str, Edit]) -> None:
    """Writes the edits of records, by id: all or none.

    Raises CannotRun where a file cannot be written, is not as it was read, or would be less readable than it was.
    """
    changes = []
    for identifier, (old, new) in edits.items():
        path = path_of(identifier)
        limit = files.limit_of(path)
        if len(syntax.read(new.encode(), limit).faults) > len(syntax.read(old.encode(), limit).faults):
            raise CannotRun(f"{files.shown(root, path)}: its YAML must be mended first; see nsatu-data validate")
        changes.append(Change(root, path, old.encode(), new))
    writing.replace_together(changes)
