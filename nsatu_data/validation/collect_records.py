"""Reads a dataset from a folder of YAML files or from a JSON bundle, and judges each record by itself.

A faulty file does not affect the other files. Records refused here are skipped by the rules.
"""

import re
import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nsatu_data.diagnostics import CannotRun, Fault, Location
from nsatu_data.finding_limits import BUNDLE_FAULT_LIMIT, too_many
from nsatu_data.linking.record_facts import Facts, facts
from nsatu_data.model import schema_version
from nsatu_data.model.identifiers import id_at, is_id, path_of
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage import dataset_folder, file_names, read_files
from nsatu_data.storage.dataset_folder import Entry
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation import judge_record, worker_processes
from nsatu_data.validation.locate import Part, PlacedFinding, placed

if TYPE_CHECKING:
    from nsatu_data.model.record_models import AnyRecord, Manifest
    from nsatu_data.syntax.json_reader import JsonDocument

_ID = re.compile(rb"^id: *([!-~]+)$", re.MULTILINE)
"""A line with an id, such as `id: actor/arda`."""
_CACHE_SIZE = 256
"""The number of files kept in memory while the findings of rules are located."""


def _no_progress(_files: int) -> None:
    """Ignores the progress of a run."""


def _no_bar(_total: int) -> AbstractContextManager[Callable[[int], object]]:
    """Shows no progress. It is not a lambda, which cannot be pickled."""
    return nullcontext(_no_progress)


class IntakeOptions(NamedTuple):
    """Options for reading a dataset.

    If `keep` is set, the records are kept as models. `workers` is the number of processes that judge the files of a
    folder; None chooses a number that fits their count. A dataset with more than `limit` records is not judged.
    `progress` takes the number of files to judge and returns a context manager. Entering the context manager gives a
    function. `folder` calls that function repeatedly, with the number of files judged since the previous call.
    """

    keep: bool = False
    workers: int | None = None
    limit: int = dataset_folder.RECORD_LIMIT
    progress: Callable[[int], AbstractContextManager[Callable[[int], object]]] = _no_bar


_DEFAULT_OPTIONS = IntakeOptions()


class NothingToCheck(CannotRun):
    """Raised for a folder that has neither a manifest nor records."""


class _Reread:
    """A part that was read again to locate findings of rules. `known` are the facts from the first reading, if any."""

    def __init__(self, root: Path, part: Part, known: Facts | None) -> None:
        self.part = part
        self._root = root
        self._known = known

    @cached_property
    def is_same(self) -> bool:
        """Whether the part still has the facts of the first reading. Cached: the part is judged again at most once."""
        if self._known is None:
            return True
        document = self.part.document
        if not isinstance(document, yaml_reader.Document):
            return False
        return judge_record.judge_document(self._root, self.part.path, document).facts == self._known


class Intake:
    """Everything read from a dataset.

    `records` maps the ids of valid records to their facts. `refused` holds the ids of invalid records, and an empty id
    if the manifest is invalid. In a folder, the path of a file requires the id of its record. `claims` says which
    records contain an id that their path does not require. If `actor/b.yaml` contains `id: actor/a`, `claims` maps
    `actor/a` to `[actor/b]`.

    `retired` holds the ids that the manifest retires. `manifest` and `models` are set only if records are kept.
    `parts` holds the parts of a bundle by id. It stays empty for a folder, where the path follows from the id. `bundle`
    holds the values of a bundle.

    `foreign` is set if this package does not know the dataset's version of the schema. Then records are not judged and
    the rules are not run.
    """

    def __init__(self, root: Path, paths: Sequence[str] = ()) -> None:
        self.root = root
        self.paths = paths
        self.records: dict[str, Facts] = {}
        self.refused: set[str] = set()
        self.retired: tuple[str, ...] = ()
        self.manifest: Manifest | None = None
        self.models: dict[str, AnyRecord] = {}
        self.findings: list[PlacedFinding] = []
        self.claims: dict[str, list[str]] = {}
        self.parts: dict[str, Part] = {}
        self.foreign = False
        self.bundle: Any = None
        # The files of a folder are not kept in memory. A file is read again if a rule finds a fault in it. The cache
        # refers to this object weakly: otherwise the data of a dataset would stay in memory until a garbage collection.
        self._reread = lru_cache(_CACHE_SIZE)(partial(_read_again, weakref.proxy(self)))

    def add_fault(self, fault: Fault) -> None:
        """Locates and adds a fault that a rule found. A fault without a record is about the manifest."""
        identifier = fault.record or ""
        reread = self._reread(identifier)
        others = {target.record: self.part(target.record) for target in fault.related if target.record is not None}
        known = {identifier: other for identifier, other in others.items() if other is not None}
        if reread is not None:
            actual = fault if reread.is_same else read_files.changed("its content is different now")
            self.findings.append(placed(self.root, reread.part, actual, known))

    def values(self, identifier: str) -> Any:
        """Reads the values of a record again. None if it can no longer be read."""
        part = self.part(identifier)
        document = part.document if part else None
        if isinstance(document, yaml_reader.Document):
            return document.values
        value: Any = getattr(document, "value", None)
        for step in part.prefix.split("/")[1:] if part and value else ():
            value = value[int(step) if isinstance(value, list) else step]
        return value

    def add_duplicates(self) -> None:
        """Adds to each `id-against-path` finding the other file that has the same id, if such a file exists."""
        wrong = {(one.diagnostic.code, one.diagnostic.record): index for index, one in enumerate(self.findings)}
        for claimed, claimants in self.claims.items():
            part = self.part(claimed)
            document = part.document if part else None
            span = part.span("/id") if part else None
            values = document.values if isinstance(document, yaml_reader.Document) else None
            if not (isinstance(values, dict) and values.get("id") == claimed):
                part = self.part(min(claimants))
                span = part.span("/id") if part else None
            for claimant in claimants:
                index = wrong.get(("id-against-path", claimant))
                if part is None or index is None or part.identifier == claimant:
                    continue
                file = file_names.shown(self.root, part.path)
                there = Location(f"{claimed} is already here", file, span, part.excerpt(span))
                help = f"write {claimant}, or keep one of the two records: {file} already has the id {claimed}"
                finding = self.findings[index]
                diagnostic = finding.diagnostic._replace(help=help, related=(*finding.diagnostic.related, there))
                self.findings[index] = finding._replace(diagnostic=diagnostic, paths=(*finding.paths, part.path))

    def part(self, identifier: str) -> Part | None:
        """The file or record with an id, read again; an empty id stands for the manifest. None if there is none."""
        reread = self._reread(identifier)
        return reread.part if reread else None

    def add_findings(self, part: Part, faults: Iterable[Fault]) -> bool:
        """Adds the faults of a part. Returns whether there were any."""
        before = len(self.findings)
        self.findings += [placed(self.root, part, fault) for fault in faults]
        return len(self.findings) > before

    def add_record(self, judged: judge_record.Judged) -> None:
        """Adds a judged record."""
        self.findings += judged.findings
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

    def add_manifest(self, part: Part, verdict: judge_record.Verdict, faults: Iterable[Fault], values: Any) -> None:
        """Adds the manifest. If its version of the schema is unknown, sets `foreign`."""
        version = schema_version.fault(values.get("schema_version") if isinstance(values, dict) else None)
        if version:
            self.foreign = True
            verdict = judge_record.NO_VERDICT
        is_faulty = self.add_findings(part, [*faults, *([version] if version else []), *verdict.faults])
        if is_faulty or verdict.values is None:
            self.refused.add("")
            return
        self.retired = tuple(verdict.values.get("retired", ()))
        if verdict.model is not None:
            from nsatu_data.model.record_models import Manifest

            assert isinstance(verdict.model, Manifest)
            self.manifest = verdict.model


def _read_again(intake: Intake, identifier: str) -> _Reread | None:
    """Reads the part of a record again. An empty id stands for the manifest. None if there is no such record."""
    if intake.parts:
        part = intake.parts.get(identifier)
        return _Reread(intake.root, part, None) if part else None
    if identifier and identifier not in intake.records and identifier not in intake.refused:
        return None
    path = path_of(identifier) if identifier else dataset_folder.MANIFEST
    data = read_files.read(intake.root, path)
    document = None if isinstance(data, Fault) else yaml_reader.read(data, read_files.limit_of(path))
    return _Reread(intake.root, Part(identifier, path, document=document), intake.records.get(identifier))


def folder(root: Path, options: IntakeOptions = _DEFAULT_OPTIONS) -> Intake:
    """Reads a dataset's folder. Raises CannotRun if it contains nothing to check."""
    intake = Intake(root)
    records, others, leftovers = dataset_folder.listing(root, options.limit)
    if not records and not others:
        raise NothingToCheck(
            f"{root}: there is nothing to check: no {dataset_folder.MANIFEST}, no records, and no folders of datasets, "
            "which a corpus has"
        )
    intake.paths = [*records, *(entry.path for entry in others)]
    files_of_records = sum(entry.path != dataset_folder.MANIFEST for entry in others) + len(records)
    if max(files_of_records, len(leftovers)) > options.limit:
        message = f"there are more than {options.limit} records"
        _add_folder_finding(
            intake, "too-many-records", message, "check them in parts, or allow more with --max-records"
        )
        return intake
    # The manifest comes first: its version of the schema decides whether the records can be judged.
    if not any(entry.path == dataset_folder.MANIFEST for entry in others):
        help = "create it with title, description, version, schema_version, licences, creators"
        _add_folder_finding(intake, "missing-manifest", f"there is no {dataset_folder.MANIFEST}", help)
    for entry in others:
        if entry.path == dataset_folder.MANIFEST:
            _add_manifest_file(intake, entry, options)
    _add_findings_of_other_files(intake, others, leftovers)
    verdicts = worker_processes.judge_in_parallel(
        root, records, options.workers, keep=options.keep, shapeless=intake.foreign
    )
    with options.progress(len(records)) as advance:
        for done in verdicts:
            intake.records.update(done.sound)
            for judged in done.others:
                intake.add_record(judged)
            advance(len(done.sound) + len(done.others))
    intake.add_duplicates()
    return intake


def _add_findings_of_other_files(intake: Intake, others: Iterable[Entry], leftovers: Iterable[Entry]) -> None:
    """Adds the faults of files that are not allowed in the folder, and of leftover temporary files."""
    for entry in others:
        if entry.path != dataset_folder.MANIFEST and entry.fault:
            identifier = id_at(entry.path) if entry.kind else ""
            intake.refused |= {identifier, *_claimed(intake.root, entry.path)}
            intake.add_findings(Part(identifier, entry.path), [entry.fault])
    for entry in leftovers:
        if entry.fault:
            intake.add_findings(Part("", entry.path), [entry.fault])


def _claimed(root: Path, path: str) -> list[str]:
    """The id in a misplaced file, if the id is valid.

    The caller adds the id to `refused`, so that references to the record are not reported as well.
    """
    data = read_files.read(root, path) if path.endswith((".yaml", ".yml")) else b""
    written = None if isinstance(data, Fault) else _ID.search(data)
    return [written[1].decode()] if written and is_id(written[1].decode()) else []


def _add_folder_finding(intake: Intake, code: str, message: str, help: str) -> None:
    intake.add_findings(Part("", "."), [Fault(code, message, help=help)])


def _add_manifest_file(intake: Intake, entry: Entry, options: IntakeOptions) -> None:
    data = entry.fault or read_files.read(intake.root, entry.path)
    if isinstance(data, Fault):
        intake.refused.add("")
        intake.add_findings(Part("", entry.path), [data])
        return
    document = yaml_reader.read(data)
    verdict = judge_record.judge_shape("dataset", document, keep=options.keep)
    intake.add_manifest(
        Part("", entry.path, document=document),
        verdict,
        judge_record.with_field_help("dataset", document.faults),
        document.values,
    )


def bundle(path: Path, options: IntakeOptions = _DEFAULT_OPTIONS, data: bytes | None = None) -> Intake:
    """Reads a JSON bundle. `data` holds its bytes if they were read already."""
    from nsatu_data.syntax import json_reader

    intake = Intake(path.parent, [path.name])
    whole = Part("", path.name)
    if data is None:
        data = read_files.read_named(path, read_files.BUNDLE_LIMIT)
    if len(data) > read_files.BUNDLE_LIMIT:
        message = f"the file has more than {read_files.BUNDLE_LIMIT} bytes"
        intake.add_findings(whole, [Fault("file-too-large", message, help="split the bundle")])
        return intake
    document = json_reader.read(data)
    whole = whole._replace(document=document)
    intake.add_findings(whole, document.faults)
    if document.readable:
        intake.bundle = document.value
        _add_bundle_records(intake, whole, document, options)
    return intake


def _add_bundle_records(intake: Intake, whole: Part, document: "JsonDocument", options: IntakeOptions) -> None:
    frame, rows = _split_bundle(document.value)
    if len(rows) > options.limit:
        message = f"there are more than {options.limit} records"
        intake.add_findings(whole, [Fault("too-many-records", message, help="check them in parts")])
        return
    _add_frame(intake, whole, document.value, frame, keep=options.keep)
    last: dict[str, str] = {}
    accepts = _quick_check(document, options)
    for kind, index, row in rows:
        if len(intake.findings) > BUNDLE_FAULT_LIMIT:
            intake.add_findings(whole, [too_many(BUNDLE_FAULT_LIMIT, "in the bundle")])
            return
        prefix = f"/{kind}s/{index}"
        identifier = row.get("id") if isinstance(row, dict) else None
        part = Part(identifier if identifier and isinstance(identifier, str) else prefix, whole.path, prefix)
        part = part._replace(document=document)
        if intake.foreign:
            intake.refused.add(part.identifier)
            continue
        if part.identifier in intake.parts:
            intake.add_findings(part, [_duplicate(intake.parts[part.identifier])])
            continue
        if part.identifier != prefix:
            if part.identifier < last.get(kind, ""):
                intake.add_findings(part, [_disordered(part.identifier, last[kind])])
            last[kind] = part.identifier
        intake.parts[part.identifier] = part
        if accepts is not None and accepts(kind, row) and row["id"] == part.identifier:
            intake.records[part.identifier] = facts(row)
            continue
        doubled = (fault.pointer for fault in document.faults if fault.pointer.startswith(f"{prefix}/"))
        refused = frozenset(pointer.removeprefix(prefix) for pointer in doubled)
        verdict = judge_record.build_model(kind, row, refused)
        intake.add_record(judge_record.complete(intake.root, part, verdict, keep=options.keep))


def _add_frame(intake: Intake, whole: Part, value: Any, frame: Any, *, keep: bool) -> None:
    """Adds the manifest of a bundle and the faults of its keys. `frame` is the bundle with empty lists of records."""
    if isinstance(value, dict) and "dataset" in value:
        part = intake.parts[""] = whole._replace(prefix="/dataset")
        values = value["dataset"]
        verdict = judge_record.build_model("dataset", values)
        intake.add_manifest(part, verdict if keep else verdict._replace(model=None), (), values)
    if not intake.foreign:
        # A bundle with an unknown version of the schema is not checked here, because it may have other keys.
        faults = judge_record.build_model("bundle", frame).faults
        intake.add_findings(whole, (fault for fault in faults if not fault.pointer.startswith("/dataset")))


def _duplicate(first: Part) -> Fault:
    span = first.span("/id")
    spans = ((span, "the first"),) if span else ()
    message = f"the bundle already has a record {first.identifier}"
    return Fault("duplicate-id", message, "/id", "keep one of the records", spans=spans)


def _disordered(identifier: str, last: str) -> Fault:
    return Fault("disordered-bundle", f"{identifier} comes after {last}", "/id", "sort the records of a kind by id")


def _quick_check(document: "JsonDocument", options: IntakeOptions) -> Callable[[str, Any], bool] | None:
    """A check that accepts most valid records. None if the records are kept as models, or need a closer look."""
    if options.keep or document.faults or not document.is_plain:
        return None
    from nsatu_data.validation.fast_accept import accepts

    return accepts


def _split_bundle(value: Any) -> tuple[Any, list[tuple[str, int, Any]]]:
    """Splits a bundle. Returns the bundle with empty record lists, and the kind, index and values of each record."""
    if not isinstance(value, dict):
        return value, []
    frame = dict(value)
    rows = []
    for kind in Kind:
        if isinstance(frame.get(f"{kind}s"), list):
            rows += [(str(kind), index, row) for index, row in enumerate(frame[f"{kind}s"])]
            frame[f"{kind}s"] = []
    return frame, rows
