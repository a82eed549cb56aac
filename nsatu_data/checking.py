"""Judges a dataset: the one place where reading, shaping, linking and the rules are joined.

`check` returns everything that was found, and raises nothing for bad data.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nsatu_data import files, intake, text
from nsatu_data.dataset import Dataset
from nsatu_data.diagnostics import (
    CannotRun,
    Diagnostic,
    Fault,
    Location,
    Severity,
    Span,
    Summary,
    order,
)
from nsatu_data.identifiers import kind_of
from nsatu_data.intake import Intake, Part
from nsatu_data.reading import Reading
from nsatu_data.rules import RULES, digest_mismatch, text_mismatch


@dataclass(frozen=True)
class Check:
    """The outcome of a run. `dataset` is None where there is an error."""

    dataset: Dataset | None
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary


def check(path: str | Path | None = None, *, texts: Mapping[str, str | Path] | None = None) -> Check:
    """Everything that is to be said of a dataset.

    `path` is a dataset's folder, a folder or file within one, or a JSON bundle; without it, the packaged dataset. Of
    a file or folder within a dataset, the whole dataset is read, and only what concerns that part is told. `texts`
    gives, by the id of a source, the file that holds its text; evidence in it is then verified.

    Raises CannotRun where there is nothing to check, or a text is named that there is no source or file for.
    """
    where = files.packaged() if path is None else Path(path)
    given = {source: Path(file) for source, file in (texts or {}).items()}
    if where.is_file() and where.suffix == ".json":
        return _judged(intake.bundle(where), given)
    root = files.root_of(where)
    return _judged(intake.folder(root), given, only=_within(root, where))


def merged(checks: Sequence[Check]) -> tuple[tuple[Diagnostic, ...], Summary]:
    """The findings of several checks as those of one, each told once, and the sum of what they looked at."""
    found = {diagnostic: None for check in checks for diagnostic in check.diagnostics}
    diagnostics = tuple(sorted(found, key=order))
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    return diagnostics, Summary(
        files=sum(check.summary.files for check in checks),
        records=sum(check.summary.records for check in checks),
        errors=errors,
        warnings=len(diagnostics) - errors,
        evidence_verified=sum(check.summary.evidence_verified for check in checks),
        evidence_unverified=sum(check.summary.evidence_unverified for check in checks),
    )


def _judged(taken: Intake, texts: Mapping[str, Path], only: str | None = None) -> Check:
    canonical = dict(_texts(taken, texts))
    reading = Reading(taken.manifest, taken.records, frozenset(taken.refused), canonical)
    found = [_placed(taken, part, fault) for part, fault in taken.faults]
    for rule in RULES:
        found += [_placed(taken, taken.parts[fault.record or ""], fault) for fault in rule.check(reading)]
    shown = None if only is None else files.shown(taken.root, only)
    diagnostics = sorted((one for one in found if shown is None or _concerns(one, shown)), key=order)
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    verified = digest_mismatch.verified(reading)
    pointers = sum(len(getattr(record, "evidence", ())) for record in taken.records.values())
    summary = Summary(
        files=taken.files,
        records=len(taken.records),
        errors=errors,
        warnings=len(diagnostics) - errors,
        evidence_verified=verified,
        evidence_unverified=pointers - verified,
    )
    dataset = Dataset(taken.manifest, taken.records.values()) if taken.manifest and not errors else None
    return Check(dataset, tuple(diagnostics), summary)


def canonical_texts(
    dataset: Dataset, files_given: Mapping[str, Path]
) -> tuple[dict[str, text.Canonical], list[Diagnostic]]:
    """The canonical texts in the files given for a dataset's sources, and what is wrong with those that have none.

    Raises CannotRun where a source or a file is named that there is not.
    """
    taken = Intake(Path(), records={source.id: source for source in dataset.sources})
    canonical = dict(_texts(taken, files_given))
    reading = Reading(None, taken.records, texts=canonical)
    taken.parts = {source.id: Part(source.id, f"{source.id}.yaml") for source in dataset.sources}
    taken.faults += [(taken.parts[fault.record or ""], fault) for fault in text_mismatch.check(reading)]
    return canonical, [_placed(taken, part, fault) for part, fault in taken.faults]


def _texts(taken: Intake, given: Mapping[str, Path]) -> Iterator[tuple[str, text.Canonical]]:
    for source, file in given.items():
        if source not in taken.records and source not in taken.refused:
            known = ", ".join(identifier for identifier in taken.records if kind_of(identifier) == "source")
            raise CannotRun(f"there is no source {source}; the sources are {known or 'none'}")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CannotRun(f"{file}: {error.strerror or error}") from None
        canonical = text.read(data)
        if isinstance(canonical, Fault):
            taken.faults.append((Part("", str(file.absolute())), canonical))
        else:
            yield source, canonical


def _placed(taken: Intake, part: Part, fault: Fault) -> Diagnostic:
    return Diagnostic(
        code=fault.code,
        severity=fault.severity,
        message=fault.message,
        help=fault.help,
        file=files.shown(taken.root, part.path),
        span=fault.span or _span(taken, part, fault.pointer, at_key=fault.at_key),
        record=part.identifier or None,
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


def _within(root: Path, where: Path) -> str | None:
    """The POSIX path within the dataset that findings are wanted of; None for the whole."""
    relative = where.absolute().relative_to(root.absolute()).as_posix()
    return None if relative == "." else relative


def _concerns(diagnostic: Diagnostic, wanted: str) -> bool:
    """Whether a finding is about a file or folder, or points at it."""
    places = (diagnostic.file, *(location.file for location in diagnostic.related))
    return any(place == wanted or place.startswith(f"{wanted}/") for place in places)
