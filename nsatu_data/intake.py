"""Takes in a dataset from a folder of YAML or from a JSON bundle: files are read, their syntax and shape judged.

What is wrong with a file leaves the others untouched; a later stage passes over what was refused here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nsatu_data import files, schema_version, shape, syntax
from nsatu_data.diagnostics import CannotRun, Fault, Place
from nsatu_data.identifiers import id_at
from nsatu_data.models import RECORDS, AnyRecord, Bundle, Manifest, Model

if TYPE_CHECKING:
    from nsatu_data.json_text import JsonDocument


@dataclass
class Part:
    """A file, or a record within a bundle: what findings about it are placed by.

    `identifier` is the id that its place demands, empty for the manifest and for what is no record. `path` lies within
    the dataset, but for a text, which lies anywhere. `prefix` is the JSON pointer of the record within its file.
    """

    identifier: str
    path: str
    prefix: str = ""
    is_text: bool = False
    is_readable: bool = True
    document: "syntax.Document | JsonDocument | None" = None


@dataclass
class Intake:
    """What was taken in from below `root`: records by the id that their place demands, and what was refused."""

    root: Path
    parts: dict[str, Part] = field(default_factory=dict)
    records: dict[str, AnyRecord] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    manifest: Manifest | None = None
    faults: list[tuple[Part, Fault]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    foreign: bool = False
    """Whether the dataset is written for a schema that is not known here: then nothing more is judged."""

    def places(self, part: Part) -> Mapping[str, Place]:
        """The places of a part's values; its file is read again where it was let go."""
        if part.document is None and part.is_readable and part.path.endswith(".yaml"):
            data = files.read(self.root, part.path)
            part.document = None if isinstance(data, Fault) else syntax.read(data)
        return part.document.places if part.document else {}

    def take(self, part: Part, model: type[Model], text: str | None, refused: frozenset[str] = frozenset()) -> None:
        """Judges the shape of one record or of the manifest, and keeps it, or what is wrong with it."""
        if self.foreign:
            self.refused.add(part.identifier)
            return
        record, faults = (None, []) if text is None else shape.judge(model, text, refused)
        self.faults.extend((part, fault) for fault in faults)
        if isinstance(record, Manifest):
            self.manifest = record
        elif isinstance(record, AnyRecord) and record.id == part.identifier:
            self.records[part.identifier] = record
        else:
            self.refused.add(part.identifier)
            if isinstance(record, AnyRecord):
                message = f"the id is {record.id}, in the place of {part.identifier}"
                help = f"write {part.identifier}, or move the record"
                self.faults.append((part, Fault("id-against-path", message, "/id", help)))

    def withdraw(self, part: Part) -> None:
        """Takes back a record, or the manifest, whose file has a fault: it was judged as far as it could be read."""
        if part.identifier:
            self.records.pop(part.identifier, None)
        else:
            self.manifest = None
        self.refused.add(part.identifier)

    def take_manifest(self, part: Part, text: str | None, refused: frozenset[str] = frozenset()) -> None:
        """Takes the manifest, if it is of a schema that is known here; else nothing that follows is judged."""
        values = None if text is None else json.loads(text)
        fault = schema_version.fault(values.get("schema_version") if isinstance(values, dict) else None)
        if fault:
            self.faults.append((part, fault))
            self.foreign = True
        self.take(part, Manifest, text, refused)


def folder(root: Path) -> Intake:
    """Takes in a folder. Raises CannotRun where there is nothing in it to check."""
    intake = Intake(root)
    # The manifest first: it tells whether the rest can be judged at all.
    for entry in sorted(files.entries(root), key=lambda entry: entry.path != files.MANIFEST):
        intake.paths.append(entry.path)
        part = Part(id_at(entry.path) if entry.kind else "", entry.path)
        data = entry.fault or files.read(root, entry.path)
        if part.identifier or entry.path == files.MANIFEST:
            intake.parts[part.identifier] = part
        if isinstance(data, Fault):
            part.is_readable = False
            intake.faults.append((part, data))
            intake.refused.add(part.identifier)
            continue
        part.document = document = syntax.read(data)
        before = len(intake.faults)
        intake.faults.extend((part, fault) for fault in document.faults)
        if entry.kind:
            intake.take(part, RECORDS[entry.kind], document.json, document.refused)
        else:
            intake.take_manifest(part, document.json, document.refused)
        if document.faults:
            intake.withdraw(part)
        if len(intake.faults) == before:
            # Should another record's fault need its places, the file is read again.
            part.document = None
    if not intake.paths:
        raise CannotRun(f"{root}: there is nothing to check, neither {files.MANIFEST} nor records")
    if "" not in intake.parts:
        help = "write one: title, description, version, schema_version, licences, creators"
        intake.faults.append((Part("", "."), Fault("missing-manifest", f"there is no {files.MANIFEST}", help=help)))
    return intake


def bundle(path: Path) -> Intake:
    """Takes in a JSON bundle."""
    from nsatu_data import json_text

    intake = Intake(path.parent, paths=[path.name])
    whole = Part("", path.name)
    data = files.read(path.parent, path.name, limit=files.BUNDLE_LIMIT)
    if isinstance(data, Fault):
        intake.faults.append((whole, data))
        return intake
    whole.document = document = json_text.read(data)
    intake.faults.extend((whole, fault) for fault in document.faults)
    if not document.readable:
        return intake
    if isinstance(document.value, dict) and "dataset" in document.value:
        part = intake.parts[""] = Part("", path.name, "/dataset", document=document)
        intake.take_manifest(part, json.dumps(document.value["dataset"]))
    frame, rows = _apart(document.value)
    # A bundle of a schema that is not known may have other keys.
    _, faults = (None, []) if intake.foreign else shape.judge(Bundle, json.dumps(frame))
    intake.faults.extend((whole, fault) for fault in faults if not fault.pointer.startswith("/dataset"))
    last: dict[str, str] = {}
    for kind, index, row in rows:
        prefix = f"/{kind}s/{index}"
        identifier = row.get("id") if isinstance(row, dict) else None
        part = Part(identifier if identifier and isinstance(identifier, str) else prefix, path.name, prefix)
        part.document = document
        if intake.foreign:
            intake.refused.add(part.identifier)
            continue
        if part.identifier in intake.parts:
            message = f"{identifier} stands in the bundle already"
            intake.faults.append((part, Fault("duplicate-id", message, "/id", "keep one of the records")))
            continue
        if part.identifier < last.get(kind, ""):
            message = f"{identifier} stands after {last[kind]}"
            intake.faults.append((part, Fault("disordered-bundle", message, "/id", "sort the records of a kind by id")))
        last[kind] = part.identifier
        intake.parts[part.identifier] = part
        doubled = (fault.pointer for fault in document.faults if fault.pointer.startswith(f"{prefix}/"))
        refused = frozenset(pointer.removeprefix(prefix) for pointer in doubled)
        intake.take(part, RECORDS[kind], json.dumps(row), refused)
    return intake


def _apart(value: Any) -> tuple[Any, list[tuple[str, int, Any]]]:
    """A bundle without its records, and the records, each with its kind and index."""
    if not isinstance(value, dict):
        return value, []
    frame = dict(value)
    rows = []
    for kind in RECORDS:
        if isinstance(frame.get(f"{kind}s"), list):
            rows += [(kind, index, row) for index, row in enumerate(frame[f"{kind}s"])]
            frame[f"{kind}s"] = []
    return frame, rows
