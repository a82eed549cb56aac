"""Takes in a dataset from a folder of YAML or from a JSON bundle: files are read, their syntax and shape judged.

What is wrong with a file leaves the others untouched; a later stage passes over what was refused here.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nsatu_data.diagnostics import CannotRun, Fault, Location
from nsatu_data.finding_limits import BUNDLE_FAULT_LIMIT, too_many
from nsatu_data.model import schema_version
from nsatu_data.model.identifiers import id_at, is_id, path_of
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage import dataset_folder, file_names, read_files
from nsatu_data.storage.dataset_folder import Entry
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation import judge_record, worker_processes
from nsatu_data.validation.locate import Found, Part, found

if TYPE_CHECKING:
    from nsatu_data.linking.record_facts import Facts
    from nsatu_data.model.record_models import AnyRecord, Manifest
    from nsatu_data.syntax.json_reader import JsonDocument

_ID = re.compile(rb"^id: *([!-~]+)$", re.MULTILINE)
_HELD = 256
"""So many files are held on to while findings across records are given their places."""


def _unheard(_files: int) -> None:
    """Of a run whose progress nobody follows."""


class Manner(NamedTuple):
    """How a dataset is taken in.

    Where `keep`, its records are kept as models. `workers` is the number of processes that judge a folder, None for as
    many as are worth it; `limit` the number of records beyond which nothing is judged. `progress` is entered with the
    number of files that are to be judged, and what it gives is told how many more are done.
    """

    keep: bool = False
    workers: int | None = None
    limit: int = dataset_folder.RECORD_LIMIT
    progress: Callable[[int], AbstractContextManager[Callable[[int], object]]] = lambda _: nullcontext(_unheard)


_PLAINLY = Manner()


class Intake:
    """What was taken in from below `root`: the facts of records, by the id that their place demands, and what not.

    `retired` is what the manifest retires; `manifest` and `models` are there where they were to be kept. `parts` are
    those that do not follow from their ids: a bundle's. Where `foreign`, the dataset is written for a schema that is
    not known here: then nothing more is judged. `claims` has, by the id that records in other places give themselves,
    the ids that their places demand.
    """

    def __init__(self, root: Path, paths: Sequence[str] = ()) -> None:
        self.root = root
        self.paths = paths
        self.records: dict[str, Facts] = {}
        self.refused: set[str] = set()
        self.retired: tuple[str, ...] = ()
        self.manifest: Manifest | None = None
        self.models: dict[str, AnyRecord] = {}
        self.found: list[Found] = []
        self.claims: dict[str, list[str]] = {}
        self.parts: dict[str, Part] = {}
        self.foreign = False
        # Of a folder's files none is held on to: those that findings across records are about are read again.
        self._part = lru_cache(_HELD)(self._read_again)

    def place(self, fault: Fault) -> None:
        """Keeps a fault that was found across records, of the record that it names or else of the manifest."""
        identifier = fault.record or ""
        part = self._part(identifier)
        others = {target.record: self._part(target.record) for target in fault.related if target.record is not None}
        known = {identifier: other for identifier, other in others.items() if other is not None}
        if part is not None:
            self.found.append(found(self.root, part, self._still(part, fault), known))

    def values(self, identifier: str) -> Any:
        """What a record says, read again; None where it cannot be read any more."""
        part = self._part(identifier)
        document = part.document if part else None
        if isinstance(document, yaml_reader.Document):
            return document.values
        value: Any = getattr(document, "value", None)
        for step in part.prefix.split("/")[1:] if part and value else ():
            value = value[int(step) if isinstance(value, list) else step]
        return value

    def tell_of_holders(self) -> None:
        """Adds to findings about ids in the wrong place which file has the same id already."""
        wrong = {(one.diagnostic.code, one.diagnostic.record): index for index, one in enumerate(self.found)}
        for claimed, claimants in self.claims.items():
            part = self._part(claimed)
            document = part.document if part else None
            span = part.span("/id") if part else None
            values = document.values if isinstance(document, yaml_reader.Document) else None
            if not (isinstance(values, dict) and values.get("id") == claimed):
                part = self._part(min(claimants))
                span = part.span("/id") if part else None
            for claimant in claimants:
                index = wrong.get(("id-against-path", claimant))
                if part is None or index is None or part.identifier == claimant:
                    continue
                file = file_names.shown(self.root, part.path)
                there = Location(f"{claimed} stands here already", file, span, part.excerpt(span))
                help = f"write {claimant}, or keep one of the two records: {file} has the id {claimed} already"
                told = self.found[index]
                diagnostic = told.diagnostic._replace(help=help, related=(*told.diagnostic.related, there))
                self.found[index] = told._replace(diagnostic=diagnostic, paths=(*told.paths, part.path))

    def _read_again(self, identifier: str) -> Part | None:
        """The part that a record, or with an empty id the manifest, stands in; None where there is no such record."""
        if self.parts:
            return self.parts.get(identifier)
        if identifier and identifier not in self.records and identifier not in self.refused:
            return None
        path = path_of(identifier) if identifier else dataset_folder.MANIFEST
        data = read_files.read(self.root, path)
        return Part(identifier, path, document=None if isinstance(data, Fault) else yaml_reader.read(data))

    def _still(self, part: Part, fault: Fault) -> Fault:
        """The fault, if its file is as it was when the fault was found."""
        if not isinstance(part.document, yaml_reader.Document) and self.parts:
            return fault
        known = self.records.get(part.identifier)
        if known is None or (
            isinstance(part.document, yaml_reader.Document)
            and judge_record.written(self.root, part.path, part.document).facts == known
        ):
            return fault
        return read_files.changed("it says something else now")

    def tell(self, part: Part, faults: Iterable[Fault]) -> bool:
        """Keeps what is wrong with a part; whether there was anything."""
        before = len(self.found)
        self.found += [found(self.root, part, fault) for fault in faults]
        return len(self.found) > before

    def take(self, judged: judge_record.Judged) -> None:
        """Keeps the verdict on a record."""
        self.found += judged.found
        if judged.facts is None:
            self.refused |= {judged.identifier, judged.claimed or judged.identifier}
            if judged.claimed not in (None, judged.identifier):
                self.claims.setdefault(judged.claimed or "", []).append(judged.identifier)
            return
        self.records[judged.identifier] = judged.facts
        if judged.model is not None:
            from nsatu_data.model.record_models import AnyRecord

            assert isinstance(judged.model, AnyRecord)
            self.models[judged.identifier] = judged.model

    def take_manifest(self, part: Part, verdict: judge_record.Verdict, faults: Iterable[Fault], values: Any) -> None:
        """Keeps the manifest, if it is of a schema that is known here; else nothing that follows is judged."""
        version = schema_version.fault(values.get("schema_version") if isinstance(values, dict) else None)
        if version:
            self.foreign = True
            verdict = judge_record.NOTHING
        is_faulty = self.tell(part, [*faults, *([version] if version else []), *verdict.faults])
        if is_faulty or verdict.values is None:
            self.refused.add("")
            return
        self.retired = tuple(verdict.values.get("retired", ()))
        if verdict.model is not None:
            from nsatu_data.model.record_models import Manifest

            assert isinstance(verdict.model, Manifest)
            self.manifest = verdict.model


def folder(root: Path, manner: Manner = _PLAINLY) -> Intake:
    """Takes in a folder. Raises CannotRun where there is nothing in it to check."""
    intake = Intake(root)
    records, others, leftovers = dataset_folder.listing(root, manner.limit)
    if not records and not others:
        raise CannotRun(f"{root}: there is nothing to check, neither {dataset_folder.MANIFEST} nor records")
    intake.paths = [*records, *(entry.path for entry in others)]
    files_of_records = sum(entry.path != dataset_folder.MANIFEST for entry in others) + len(records)
    if max(files_of_records, len(leftovers)) > manner.limit:
        message = f"there are more than {manner.limit} records"
        _tell_of_folder(intake, "too-many-records", message, "check them in parts, or allow more with --max-records")
        return intake
    # The manifest first: it tells whether the rest can be judged at all.
    if not any(entry.path == dataset_folder.MANIFEST for entry in others):
        help = "write one: title, description, version, schema_version, licences, creators"
        _tell_of_folder(intake, "missing-manifest", f"there is no {dataset_folder.MANIFEST}", help)
    for entry in others:
        if entry.path == dataset_folder.MANIFEST:
            _take_manifest_file(intake, entry, manner)
    _tell_of_others(intake, others, leftovers)
    verdicts = worker_processes.judged(root, records, manner.workers, keep=manner.keep, shapeless=intake.foreign)
    with manner.progress(len(records)) as advance:
        for done in verdicts:
            intake.records.update(done.sound)
            for judged in done.others:
                intake.take(judged)
            advance(len(done.sound) + len(done.others))
    intake.tell_of_holders()
    return intake


def _tell_of_others(intake: Intake, others: Iterable[Entry], leftovers: Iterable[Entry]) -> None:
    """Keeps what is wrong with what lies in the folder and is not a record's file."""
    for entry in others:
        if entry.path != dataset_folder.MANIFEST and entry.fault:
            identifier = id_at(entry.path) if entry.kind else ""
            intake.refused |= {identifier, *_claimed(intake.root, entry.path)}
            intake.tell(Part(identifier, entry.path), [entry.fault])
    for entry in leftovers:
        if entry.fault:
            intake.tell(Part("", entry.path), [entry.fault])


def _claimed(root: Path, path: str) -> list[str]:
    """The id in a file that cannot be a record where it stands; whoever refers to it is not at fault."""
    data = read_files.read(root, path) if path.endswith((".yaml", ".yml")) else b""
    written = None if isinstance(data, Fault) else _ID.search(data)
    return [written[1].decode()] if written and is_id(written[1].decode()) else []


def _tell_of_folder(intake: Intake, code: str, message: str, help: str) -> None:
    intake.tell(Part("", "."), [Fault(code, message, help=help)])


def _take_manifest_file(intake: Intake, entry: Entry, manner: Manner) -> None:
    data = entry.fault or read_files.read(intake.root, entry.path)
    if isinstance(data, Fault):
        intake.refused.add("")
        intake.tell(Part("", entry.path), [data])
        return
    document = yaml_reader.read(data)
    verdict = judge_record.shape_of("dataset", document, keep=manner.keep)
    intake.take_manifest(
        Part("", entry.path, document=document),
        verdict,
        judge_record.in_words_of_fields("dataset", document.faults),
        document.values,
    )


def bundle(path: Path, manner: Manner = _PLAINLY, data: bytes | None = None) -> Intake:
    """Takes in a JSON bundle. `data` holds its bytes where they are known already."""
    from nsatu_data.syntax import json_reader

    intake = Intake(path.parent, [path.name])
    whole = Part("", path.name)
    if data is None:
        data = read_files.read_named(path, read_files.BUNDLE_LIMIT)
    if len(data) > read_files.BUNDLE_LIMIT:
        message = f"the file has more than {read_files.BUNDLE_LIMIT} bytes"
        intake.tell(whole, [Fault("file-too-large", message, help="split it")])
        return intake
    document = json_reader.read(data)
    whole = whole._replace(document=document)
    intake.tell(whole, document.faults)
    if document.readable:
        _take_apart(intake, whole, document, manner)
    return intake


def _take_apart(intake: Intake, whole: Part, document: "JsonDocument", manner: Manner) -> None:
    frame, rows = _apart(document.value)
    if len(rows) > manner.limit:
        message = f"there are more than {manner.limit} records"
        intake.tell(whole, [Fault("too-many-records", message, help="check them in parts")])
        return
    if isinstance(document.value, dict) and "dataset" in document.value:
        part = intake.parts[""] = whole._replace(prefix="/dataset")
        values = document.value["dataset"]
        intake.take_manifest(part, judge_record.with_models("dataset", values), (), values)
    if not intake.foreign:
        # A bundle of a schema that is not known may have other keys.
        faults = judge_record.with_models("bundle", frame).faults
        intake.tell(whole, (fault for fault in faults if not fault.pointer.startswith("/dataset")))
    last: dict[str, str] = {}
    for kind, index, row in rows:
        if len(intake.found) > BUNDLE_FAULT_LIMIT:
            intake.tell(whole, [too_many(BUNDLE_FAULT_LIMIT, "in the bundle")])
            return
        prefix = f"/{kind}s/{index}"
        identifier = row.get("id") if isinstance(row, dict) else None
        part = Part(identifier if identifier and isinstance(identifier, str) else prefix, whole.path, prefix)
        part = part._replace(document=document)
        if intake.foreign:
            intake.refused.add(part.identifier)
            continue
        if part.identifier in intake.parts:
            span = intake.parts[part.identifier].span("/id")
            first = ((span, "the first"),) if span else ()
            message = f"{identifier} stands in the bundle already"
            intake.tell(part, [Fault("duplicate-id", message, "/id", "keep one of the records", spans=first)])
            continue
        if part.identifier != prefix:
            if part.identifier < last.get(kind, ""):
                message = f"{identifier} stands after {last[kind]}"
                intake.tell(part, [Fault("disordered-bundle", message, "/id", "sort the records of a kind by id")])
            last[kind] = part.identifier
        intake.parts[part.identifier] = part
        doubled = (fault.pointer for fault in document.faults if fault.pointer.startswith(f"{prefix}/"))
        refused = frozenset(pointer.removeprefix(prefix) for pointer in doubled)
        verdict = judge_record.with_models(kind, row, refused)
        intake.take(judge_record.closed(intake.root, part, verdict, keep=manner.keep))


def _apart(value: Any) -> tuple[Any, list[tuple[str, int, Any]]]:
    """A bundle without its records, and the records, each with its kind and index."""
    if not isinstance(value, dict):
        return value, []
    frame = dict(value)
    rows = []
    for kind in Kind:
        if isinstance(frame.get(f"{kind}s"), list):
            rows += [(str(kind), index, row) for index, row in enumerate(frame[f"{kind}s"])]
            frame[f"{kind}s"] = []
    return frame, rows
