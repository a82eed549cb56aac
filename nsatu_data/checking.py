"""Judges datasets: the one place where reading, shaping, linking and the rules are joined.

`check` returns everything that was found, and raises nothing for bad data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nsatu_data import files, intake, text
from nsatu_data.dataset import Dataset
from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, Location, Severity, Span, Summary, order
from nsatu_data.identifiers import is_id, kind_of
from nsatu_data.intake import Intake, Part
from nsatu_data.reading import Reading
from nsatu_data.rules import RULES, digest_mismatch, text_mismatch
from nsatu_data.vocabulary import Kind

Texts = Mapping[str, str | Path]


@dataclass(frozen=True)
class Check:
    """The outcome of a run. `dataset` is None where there is an error."""

    dataset: Dataset | None
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary


def check(path: str | Path | None = None, *, texts: Texts | None = None) -> Check:
    """Everything that is to be said of a dataset.

    `path` is a dataset's folder, a folder or file within one, or a JSON bundle; without it, the packaged dataset. Of
    a file or folder within a dataset, the whole dataset is read, and only what concerns that part is told. `texts`
    gives, by the id of a source, the file that holds its text; evidence in it is then verified.

    Raises CannotRun where there is nothing to check, or a text is named that there is no source or file for.
    """
    return _checks([files.packaged() if path is None else Path(path)], texts or {})[0]


def check_all(paths: Sequence[str | Path], *, texts: Texts | None = None) -> tuple[tuple[Diagnostic, ...], Summary]:
    """What is to be said of several datasets or parts of them, in one order, and the sum of what was looked at.

    Each dataset is read once, however many parts of it are named. Raises CannotRun as `check` does.
    """
    checks = _checks([Path(path) for path in paths], texts or {})
    # What is wrong with a text is found with every dataset that has its source.
    diagnostics = sorted({found for one in checks for found in one.diagnostics}, key=order)
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    total = Summary(*map(sum, zip(*(one.summary for one in checks), strict=True)))
    return tuple(diagnostics), total._replace(errors=errors, warnings=len(diagnostics) - errors)


def canonical_texts(dataset: Dataset, texts: Texts) -> tuple[dict[str, text.Canonical], list[Diagnostic]]:
    """The canonical texts in the files given for a dataset's sources, and what is wrong with those that have none.

    Raises CannotRun where a source or a file is named that there is not.
    """
    taken = Intake(Path(), records={source.id: source for source in dataset.sources})
    taken.parts = {source.id: Part(source.id, source.id) for source in dataset.sources}
    canonical = dict(_texts(taken, texts))
    _require_sources(texts, [taken])
    reading = Reading(None, taken.records, texts=canonical)
    taken.faults += [(taken.parts[fault.record or ""], fault) for fault in text_mismatch.check(reading)]
    return canonical, [_placed(taken, part, fault) for part, fault in taken.faults]


def _checks(paths: Iterable[Path], texts: Texts) -> list[Check]:
    named: dict[Path, Path] = {}
    wanted: dict[Path, list[str]] = {}
    for path in paths:
        root = path if path.is_file() and path.suffix == ".json" else files.root_of(path)
        # A dataset is one however it is named, and is told of by the name that was given first.
        first = named.setdefault(files.absolute(root), root)
        wanted.setdefault(first, []).append(files.within(root, path))
    if not wanted:
        raise CannotRun("there is nothing to check: no path is given")
    taken = {root: intake.bundle(root) if root.is_file() else intake.folder(root) for root in wanted}
    _require_sources(texts, taken.values())
    for root, parts in wanted.items():
        for part in parts:
            if not any(files.is_below(path, part) for path in taken[root].paths):
                raise CannotRun(f"{root / part}: there is nothing to check")
    return [_judged(taken[root], texts, parts) for root, parts in wanted.items()]


def _require_sources(texts: Texts, intakes: Iterable[Intake]) -> None:
    known = {identifier for taken in intakes for identifier in (*taken.records, *taken.refused)}
    sources = sorted(identifier for identifier in known if kind_of(identifier) == Kind.SOURCE)
    for source in texts:
        if source not in sources:
            raise CannotRun(f"there is no source {source}; the sources are {', '.join(sources) or 'none'}")


def _judged(taken: Intake, texts: Texts, wanted: Sequence[str]) -> Check:
    canonical = dict(_texts(taken, texts))
    reading = Reading(taken.manifest, taken.records, frozenset(taken.refused), canonical)
    found = list(taken.faults)
    for rule in () if taken.foreign else RULES:
        found += [(taken.parts[fault.record or ""], fault) for fault in rule.check(reading)]
    told = [_placed(taken, part, fault) for part, fault in found if _concerns(taken, part, fault, wanted)]
    diagnostics = tuple(sorted(told, key=order))
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    verified = digest_mismatch.verified(reading)
    pointers = sum(len(getattr(record, "evidence", ())) for record in taken.records.values())
    summary = Summary(
        files=len(taken.paths),
        records=len(taken.records),
        errors=errors,
        warnings=len(diagnostics) - errors,
        evidence_verified=verified,
        evidence_unverified=pointers - verified,
    )
    sound = taken.manifest is not None and all(fault.severity is not Severity.ERROR for _, fault in found)
    dataset = Dataset(taken.manifest, taken.records.values()) if taken.manifest and sound else None
    return Check(dataset, diagnostics, summary)


def _texts(taken: Intake, texts: Texts) -> Iterator[tuple[str, text.Canonical]]:
    for source, file in texts.items():
        if source not in taken.records and source not in taken.refused:
            continue
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CannotRun(f"{file}: {error.strerror or error}") from None
        canonical = text.read(data)
        if isinstance(canonical, Fault):
            taken.faults.append((Part("", Path(file).as_posix(), is_text=True), canonical))
        else:
            yield source, canonical


def _concerns(taken: Intake, part: Part, fault: Fault, wanted: Sequence[str]) -> bool:
    """Whether a finding is about what is wanted, or points at it; what is wrong with a text concerns everyone."""
    related = (taken.parts[target.record].path for target in fault.related if target.record in taken.parts)
    paths = (part.path, *related)
    return part.is_text or any(files.is_below(path, one) for path in paths for one in wanted)


def _placed(taken: Intake, part: Part, fault: Fault) -> Diagnostic:
    return Diagnostic(
        code=fault.code,
        severity=fault.severity,
        message=fault.message,
        help=fault.help,
        file=part.path if part.is_text else files.shown(taken.root, part.path),
        span=fault.span or _span(taken, part, fault.pointer, at_key=fault.at_key),
        record=part.identifier if is_id(part.identifier) else None,
        pointer=(part.prefix + fault.pointer) or None,
        related=tuple(
            Location(target.message, files.shown(taken.root, other.path), _span(taken, other, target.pointer))
            for target in fault.related
            if (other := taken.parts.get(target.record)) is not None
        ),
    )


def _span(taken: Intake, part: Part, pointer: str, *, at_key: bool = False) -> Span | None:
    """The place of a value, or of the nearest value around it that has one."""
    places = taken.places(part)
    pointer = part.prefix + pointer
    while pointer not in places and pointer:
        pointer = pointer.rpartition("/")[0]
    place = places.get(pointer)
    if place is None:
        return None
    return place.key if at_key and place.key else place.value
