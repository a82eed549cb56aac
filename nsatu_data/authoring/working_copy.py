"""Read and write single files of a dataset. The dataset's other files may be unfinished or invalid."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from nsatu_data.diagnostics import CannotRun, Fault, InvalidDataset
from nsatu_data.linking.dataset_facts import DatasetFacts
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
from nsatu_data.validation.locate import Part, placed


def record_paths(root: Path) -> list[str]:
    """Return the paths of all records, in order."""
    return [entry.path for entry in dataset_folder.entries(root) if entry.kind and not entry.fault]


def document(root: Path, identifier: str, paths: Sequence[str] | None = None) -> yaml_reader.Document:
    """Read a record's file, which may have faults. Raises CannotRun if there is no such record.

    `paths` are the paths of all records. If `paths` is None, this function lists them itself.
    """
    known = record_paths(root) if paths is None else paths
    path = path_of(identifier) if is_id(identifier) else identifier
    if path not in known or path == identifier:
        near = nearest(path, known)
        raise CannotRun(f"there is no record {identifier}" + (f"; did you mean {near[:-5]}?" if near else ""))
    data = read_files.read(root, path)
    if isinstance(data, Fault):
        raise CannotRun(f"{file_names.shown(root, path)}: {data.message}")
    return yaml_reader.read(data, read_files.limit_of(path))


def source(root: Path, identifier: str) -> Source:
    """Return the record of a source. Raises CannotRun if there is no such source, InvalidDataset if it has faults."""
    record = _record(root, identifier)
    if not isinstance(record, Source):
        raise CannotRun(f"{identifier} is not a source; name a record of the kind source")
    return record


def _record(root: Path, identifier: str) -> Model:
    verdict = judge_record.judge_document(root, path_of(identifier), document(root, identifier), keep=True)
    if verdict.model is None:
        raise InvalidDataset([one.diagnostic for one in verdict.findings])
    return verdict.model


def only_source(root: Path) -> str:
    """Return the id of the only source. Raises CannotRun if the dataset has none or several."""
    found = [id_at(entry.path) for entry in dataset_folder.entries(root) if entry.kind == "source"]
    if len(found) != 1:
        if not found:
            raise CannotRun("the dataset has no source; begin one with `nsatu-data new source SLUG --text FILE`")
        raise CannotRun(f"the dataset has {len(found)} sources; name one with --source: {', '.join(found)}")
    return found[0]


def text_of(root: Path, record: Source, file: Path, *, changed: bool = False) -> Canonical:
    """Read the text of a source from a file. Unless `changed` is true, check the text against the source's record.

    Raises CannotRun if the file does not exist, InvalidDataset if it is not a text or not the text of the source.
    """
    text = canonical(file)
    if not changed:
        values = facts(record.model_dump(mode="json", exclude_unset=True))
        dataset = DatasetFacts({record.id: values}, texts={record.id: text})
        part = Part(record.id, path_of(record.id), document=document(root, record.id))
        faults = [placed(root, part, fault).diagnostic for fault in text_mismatch.check(dataset)]
        if faults:
            raise InvalidDataset(faults)
    return text


def canonical(file: Path) -> Canonical:
    """Read the canonical text in a file.

    Raises CannotRun if the file does not exist, InvalidDataset if its content is not a text.
    """
    text = canonical_text.read(read_files.read_named(file, canonical_text.LIMIT))
    if isinstance(text, Fault):
        raise InvalidDataset([placed(Path(), Part("", file.as_posix(), is_text=True), text).diagnostic])
    return text


class Edit(NamedTuple):
    """The old and the new text of a record's file."""

    old: str
    new: str


def save(root: Path, edits: Mapping[str, Edit]) -> None:
    """Write the edits of records, by id: all of them or none.

    Raises CannotRun if a file cannot be written, was changed after it was read, or would get new faults in its YAML.
    """
    changes = []
    for identifier, (old, new) in edits.items():
        path = path_of(identifier)
        limit = read_files.limit_of(path)
        if len(yaml_reader.read(new.encode(), limit).faults) > len(yaml_reader.read(old.encode(), limit).faults):
            message = "its YAML has faults; run `nsatu-data validate` and fix them first"
            raise CannotRun(f"{file_names.shown(root, path)}: {message}")
        changes.append(Change(root, path, old.encode(), new))
    write_files.replace_together(changes)
