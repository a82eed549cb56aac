"""The files of a dataset that is being written: read one by one, for the others may not be finished yet."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from nsatu_data.diagnostics import CannotRun, Fault, InvalidDataset
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import facts
from nsatu_data.model.identifiers import id_at, is_id, nearest, path_of
from nsatu_data.model.record_models import Model, Source
from nsatu_data.rules import text_mismatch
from nsatu_data.storage import dataset_folder, file_names, read_files, write_files
from nsatu_data.storage.write_files import Change
from nsatu_data.syntax import yaml_reader
from nsatu_data.text import canonical_text
from nsatu_data.text.canonical_text import Canonical
from nsatu_data.validation import judge_record
from nsatu_data.validation.locate import Part, found


def record_paths(root: Path) -> list[str]:
    """The paths of all records, in their order."""
    return [entry.path for entry in dataset_folder.entries(root) if entry.kind and not entry.fault]


def document(root: Path, identifier: str, paths: Sequence[str] | None = None) -> yaml_reader.Document:
    """What was read of a record's file, sound or not. Raises CannotRun where there is none.

    `paths` are those of all records, if the caller has listed them.
    """
    known = record_paths(root) if paths is None else paths
    path = path_of(identifier) if is_id(identifier) else identifier
    if path not in known or path == identifier:
        near = nearest(path, known)
        raise CannotRun(f"there is no record {identifier}" + (f"; did you mean {near[:-5]}?" if near else ""))
    data = read_files.read(root, path)
    if isinstance(data, Fault):
        raise CannotRun(f"{file_names.shown(root, path)}: {data.message}")
    return yaml_reader.read(data)


def source(root: Path, identifier: str) -> Source:
    """A source's record. Raises CannotRun where there is none, InvalidDataset where it is faulty."""
    record = _record(root, identifier)
    if not isinstance(record, Source):
        raise CannotRun(f"{identifier} is no source")
    return record


def _record(root: Path, identifier: str) -> Model:
    verdict = judge_record.written(root, path_of(identifier), document(root, identifier), keep=True)
    if verdict.model is None:
        raise InvalidDataset([one.diagnostic for one in verdict.found])
    return verdict.model


def only_source(root: Path) -> str:
    """The id of the only source. Raises CannotRun where there is none, or a choice."""
    found = [id_at(entry.path) for entry in dataset_folder.entries(root) if entry.kind == "source"]
    if len(found) != 1:
        raise CannotRun(f"name the source with --source: {', '.join(found) or 'there is none'}")
    return found[0]


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
    held = canonical_text.read(read_files.read_named(file, canonical_text.LIMIT))
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
        if len(yaml_reader.read(new.encode()).faults) > len(yaml_reader.read(old.encode()).faults):
            raise CannotRun(f"{file_names.shown(root, path)}: its YAML must be mended first; see nsatu-data validate")
        changes.append(Change(root, path, old.encode(), new))
    write_files.replace_together(changes)
