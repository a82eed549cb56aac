"""Checks datasets: reads the files, judges each record, links the records and runs the rules.

Bad data never raises an exception; it is returned as findings.
"""

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, Severity, Summary, order
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.verified_evidence import true_pointers
from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Kind
from nsatu_data.rules import RULES, text_mismatch
from nsatu_data.storage import corpus_files, dataset_folder, file_names, package_data, read_files
from nsatu_data.text import canonical_text
from nsatu_data.validation import collect_records
from nsatu_data.validation.collect_records import Intake, IntakeOptions
from nsatu_data.validation.locate import Part, PlacedFinding, placed

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset
    from nsatu_data.model.record_models import AnyRecord

Texts = Mapping[str, str | Path | bytes]
"""The text of each source by its id: the path of a file, or the bytes of the text in UTF-8."""


IN_MEMORY: Final = "bundle.json"
"""The file of findings about a bundle in memory."""


class Check(NamedTuple):
    """The outcome of a check. `dataset` is None if there are errors, or if the records were not kept as models."""

    dataset: "Dataset | None"
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary


def check(path: str | Path | bytes | Mapping[str, Any] | None = None, *, texts: Texts | None = None) -> Check:
    """Checks a dataset and returns its findings.

    `path` is a dataset's folder, a folder or file in one, or a JSON bundle. The default is the packaged dataset. For a
    file or folder in a dataset, the whole dataset is read but only the findings that concern that part are returned.
    It may also be a bundle in memory: the bytes of its JSON, or its values. Then the file of its findings is
    `bundle.json`, and the lines are those of the JSON.

    `texts` maps the id of a source to the file with its text, or to the bytes of the text in UTF-8. Evidence is then
    verified against it. The id may be empty if there is only one source.

    Raises CannotRun if there is nothing to check, or if a source or a file named in `texts` does not exist.
    """
    options = IntakeOptions(keep=True)
    if isinstance(path, bytes | Mapping):
        return check_bundle(path, texts=texts, options=options)
    if path is not None:
        return _check_paths([Path(path)], texts or {}, options)[0]
    intake = _collect_packaged(options)
    return _apply_rules(intake, _add_texts([intake], _with_source_ids(texts or {}, _identifiers([intake]))), ["."])


def check_bundle(
    bundle: bytes | Mapping[str, Any], *, texts: Texts | None = None, options: IntakeOptions | None = None
) -> Check:
    """Checks a bundle in memory. Without `options`, records are not kept as models, which is several times as fast.

    Raises CannotRun as `check` does, and for values that JSON cannot write.
    """
    data = bundle if isinstance(bundle, bytes) else _written(bundle)
    with without_collector():
        intake = read_bundle(data, options or IntakeOptions())
        return _apply_rules(intake, _add_texts([intake], _with_source_ids(texts or {}, _identifiers([intake]))), ["."])


def read_bundle(data: bytes, options: IntakeOptions) -> Intake:
    """Reads a bundle in memory, and judges each record by itself."""
    return collect_records.bundle(Path(IN_MEMORY), options, data)


def conclude(intake: Intake) -> Check:
    """Runs the rules on everything that was read, without texts, and returns the outcome."""
    return _apply_rules(intake, {}, ["."])


def _written(values: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(values, ensure_ascii=False, allow_nan=False, indent=2).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise CannotRun(f"the bundle has a value that JSON cannot write: {error}") from None


def check_all(
    paths: Sequence[str | Path], *, texts: Texts | None = None, options: IntakeOptions | None = None
) -> tuple[tuple[Diagnostic, ...], Summary]:
    """Checks several datasets, or parts of them. Returns all findings in sorted order and the sum of the counts.

    A dataset is read once, even if `paths` names several parts of it. Raises CannotRun as `check` does.
    """
    with without_collector():
        checks = _check_paths([Path(path) for path in paths], texts or {}, options or IntakeOptions())
    diagnostics = sorted((diagnostic for one in checks for diagnostic in one.diagnostics), key=order)
    return tuple(diagnostics), Summary(*map(sum, zip(*(one.summary for one in checks), strict=True)))


def sound_records(path: Path | None) -> "tuple[list[AnyRecord], int]":
    """The records that are valid by themselves, and the number of files that are not. The rules are not run.

    `path` is as in `check`, but every path stands for its whole dataset. Raises CannotRun if there is nothing to read.
    """
    options = IntakeOptions(keep=True)
    intake = _collect_packaged(options) if path is None else _collect(_root_of(path), options)
    kinds = [str(kind) for kind in Kind]
    records = sorted(intake.models.values(), key=lambda record: (kinds.index(record.kind), record.id))
    return records, len(intake.refused)


def canonical_texts(
    records: "Iterable[AnyRecord]", texts: Texts
) -> tuple[dict[str, canonical_text.Canonical], list[Diagnostic]]:
    """Reads the text files given for sources. Returns the canonical texts by source, and the findings about the files.

    `records` must contain the sources. Raises CannotRun if a source or a file named in `texts` does not exist.
    """
    from nsatu_data.dataset.bundle import values
    from nsatu_data.linking.record_facts import facts

    sources = {record.id: facts(values(record)) for record in records if record.kind == "source"}
    named = _with_source_ids(texts, sources)
    canonical, unreadable = _read_texts(named)
    # The given text is what the caller asks about, so a mismatch is placed in the text file, not in the source record.
    mismatches = [
        placed(Path(), _part_of_text(named[fault.record or ""], fault.record or ""), fault)
        for fault in text_mismatch.check(DatasetFacts(sources, texts=canonical))
    ]
    return canonical, [one.diagnostic for one in (*unreadable.values(), *mismatches)]


@contextmanager
def without_collector() -> Iterator[None]:
    """Disables garbage collection. A run makes few reference cycles, but searching for them would double its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _collect_packaged(options: IntakeOptions) -> Intake:
    """Reads the dataset that comes with the package. The package may be a zip file."""
    root = package_data.checkout()
    if root is not None:
        return collect_records.folder(root, options)
    name = package_data.BUNDLE
    return collect_records.bundle(package_data.path_of(name), options, package_data.read(name))


def _root_of(path: Path) -> Path:
    corpus_files.refuse(path)
    return path if dataset_folder.is_bundle(path) else dataset_folder.root_of(path)


def _collect(root: Path, options: IntakeOptions) -> Intake:
    return collect_records.bundle(root, options) if root.is_file() else collect_records.folder(root, options)


def _check_paths(paths: Iterable[Path], texts: Texts, options: IntakeOptions) -> list[Check]:
    named: dict[tuple[int, int], Path] = {}
    wanted: dict[Path, list[str]] = {}
    for path in paths:
        root = _root_of(path)
        # Several paths may lead to one dataset. Findings use the first of them.
        first = named.setdefault(dataset_folder.identity(root), root)
        wanted.setdefault(first, []).append(file_names.within(root, path))
    if not wanted:
        raise CannotRun("there is nothing to check: no path is given")
    intakes = {root: _collect(root, options) for root in wanted}
    texts = _with_source_ids(texts, _identifiers(intakes.values()))
    for root, parts in wanted.items():
        for part in parts:
            if not any(file_names.is_below(path, part) for path in intakes[root].paths):
                raise CannotRun(f"{root / part}: there is nothing to check")
    canonical = _add_texts(intakes.values(), texts)
    return [_apply_rules(intakes[root], canonical, parts) for root, parts in wanted.items()]


def _with_source_ids(texts: Texts, identifiers: Iterable[str]) -> Texts:
    """Replaces an empty id in `texts` by the id of the only source.

    Raises CannotRun if a named source does not exist, or if the id is empty and there is not exactly one source.
    """
    if not texts:
        return texts
    sources = sorted({identifier for identifier in identifiers if kind_of(identifier) == Kind.SOURCE})
    if "" in texts and len(sources) > 1:
        raise CannotRun(f"the text needs a source, as SOURCE_ID=FILE; the sources are {', '.join(sources)}")
    named = {source or next(iter(sources), ""): file for source, file in texts.items()}
    for source in named:
        if source not in sources:
            if not source:
                raise CannotRun("the dataset has no source, so it cannot have a text")
            raise CannotRun(f"there is no source {source}; the sources are {', '.join(sources) or 'none'}")
    return named


def _identifiers(intakes: Iterable[Intake]) -> Iterator[str]:
    return (identifier for intake in intakes for identifier in (*intake.records, *intake.refused))


def _apply_rules(intake: Intake, texts: Mapping[str, canonical_text.Canonical], wanted: Sequence[str]) -> Check:
    known = {source: canonical for source, canonical in texts.items() if _has(intake, source)}
    dataset = DatasetFacts(intake.records, intake.refused, intake.retired, known, intake.values)
    for rule in () if intake.foreign else RULES:
        for fault in rule.check(dataset):
            intake.add_fault(fault)
    diagnostics = tuple(sorted((one.diagnostic for one in intake.findings if _concerns(one, wanted)), key=order))
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    verified = sum(1 for _ in true_pointers(dataset))
    pointers = sum(len(facts.evidence) for facts in intake.records.values())
    summary = Summary(
        files=len(intake.paths),
        records=len(intake.records),
        errors=errors,
        warnings=len(diagnostics) - errors,
        evidence_verified=verified,
        evidence_unverified=pointers - verified,
    )
    return Check(_dataset(intake), diagnostics, summary)


def _dataset(intake: Intake) -> "Dataset | None":
    """The dataset, or None if its records were not kept or there are errors."""
    if intake.manifest is None or any(one.diagnostic.severity is Severity.ERROR for one in intake.findings):
        return None
    from nsatu_data.dataset.dataset import Dataset

    return Dataset(intake.manifest, intake.models.values())


def _add_texts(intakes: Collection[Intake], texts: Texts) -> dict[str, canonical_text.Canonical]:
    """Reads the texts, by source. A finding about an unreadable file is added to the first dataset with the source."""
    canonical, unreadable = _read_texts(texts)
    for source, one in unreadable.items():
        next(intake for intake in intakes if _has(intake, source)).findings.append(one)
    return canonical


def _read_texts(texts: Texts) -> tuple[dict[str, canonical_text.Canonical], dict[str, PlacedFinding]]:
    """Reads the texts. Returns the canonical texts and the findings about unreadable files, both by source."""
    canonical, unreadable = {}, {}
    for source, file in texts.items():
        data = file if isinstance(file, bytes) else read_files.read_named(Path(file), canonical_text.LIMIT)
        text = canonical_text.read(data)
        if isinstance(text, Fault):
            unreadable[source] = placed(Path(), _part_of_text(file), text)
        else:
            canonical[source] = text
    return canonical, unreadable


def _part_of_text(file: str | Path | bytes, source: str = "") -> Part:
    name = "text.txt" if isinstance(file, bytes) else Path(file).as_posix()
    return Part(source, name, is_text=True)


def _has(intake: Intake, source: str) -> bool:
    return source in intake.records or source in intake.refused


def _concerns(one: PlacedFinding, wanted: Sequence[str]) -> bool:
    """Whether a finding is about one of the `wanted` paths or points to one. Findings about texts always count."""
    return one.concerns_all or any(file_names.is_below(path, part) for path in one.paths for part in wanted)
