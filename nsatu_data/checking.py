"""Judges datasets: the one place where reading, shaping, linking and the rules are joined.

`check` returns everything that was found, and raises nothing for bad data.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nsatu_data import files, intake, package_data, text
from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, Severity, Summary, order
from nsatu_data.identifiers import kind_of
from nsatu_data.intake import Intake, Manner
from nsatu_data.placing import Found, Part, found
from nsatu_data.reading import Reading
from nsatu_data.rules import RULES, digest_mismatch, text_mismatch
from nsatu_data.vocabulary import Kind

if TYPE_CHECKING:
    from nsatu_data.dataset import Dataset
    from nsatu_data.models import AnyRecord

Texts = Mapping[str, str | Path]


class Check(NamedTuple):
    """The outcome of a run. `dataset` is None where there is an error."""

    dataset: "Dataset | None"
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary


def check(path: str | Path | None = None, *, texts: Texts | None = None) -> Check:
    """Everything that is to be said of a dataset.

    `path` is a dataset's folder, a folder or file within one, or a JSON bundle; without it, the packaged dataset. Of
    a file or folder within a dataset, the whole dataset is read, and only what concerns that part is told. `texts`
    gives, by the id of a source, the file that holds its text; evidence in it is then verified. An empty id stands for
    the only source.

    Raises CannotRun where there is nothing to check, or a text is named that there is no source or file for.
    """
    manner = Manner(keep=True)
    if path is not None:
        return _checks([Path(path)], texts or {}, manner)[0]
    taken = _packaged(manner)
    return _judged(taken, _take_texts([taken], _named(texts or {}, [taken])), ["."])


def check_all(
    paths: Sequence[str | Path], *, texts: Texts | None = None, manner: Manner | None = None
) -> tuple[tuple[Diagnostic, ...], Summary]:
    """What is to be said of several datasets or parts of them, in one order, and the sum of what was looked at.

    Each dataset is read once, however many parts of it are named; `manner` is how. Raises CannotRun as `check` does.
    """
    with _without_collector():
        checks = _checks([Path(path) for path in paths], texts or {}, manner or Manner())
    diagnostics = sorted((found for one in checks for found in one.diagnostics), key=order)
    return tuple(diagnostics), Summary(*map(sum, zip(*(one.summary for one in checks), strict=True)))


def sound_records(path: Path | None) -> "tuple[list[AnyRecord], int]":
    """The records that are sound each by itself, in a dataset that may not be finished, and how many files are not.

    `path` is as in `check`; of a part, the whole dataset is read. Raises CannotRun where there is nothing to read.
    """
    manner = Manner(keep=True)
    taken = _packaged(manner) if path is None else _taken(_root_of(path), manner)
    kinds = [str(kind) for kind in Kind]
    records = sorted(taken.models.values(), key=lambda record: (kinds.index(record.kind), record.id))
    return records, len(taken.refused)


def canonical_texts(records: "Iterable[AnyRecord]", texts: Texts) -> tuple[dict[str, text.Canonical], list[Diagnostic]]:
    """The canonical texts in the files given for sources among records, and what is wrong with those that have none.

    Raises CannotRun where a source or a file is named that there is not.
    """
    from nsatu_data.export.bundle import values
    from nsatu_data.facts import facts

    sources = [record for record in records if record.kind == "source"]
    taken = Intake(Path())
    taken.records = {source.id: facts(values(source)) for source in sources}
    texts = _named(texts, [taken])
    # A finding on a source's record against its text names the text, which is the file at hand.
    taken.parts = {
        source.id: Part(source.id, Path(texts[source.id]).as_posix(), is_text=True)
        for source in sources
        if source.id in texts
    }
    canonical = _take_texts([taken], texts)
    for fault in text_mismatch.check(Reading(taken.records, texts=canonical)):
        taken.place(fault)
    return canonical, [one.diagnostic for one in taken.found]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Looks for no cycles meanwhile: a run makes hardly any, and looking takes as long as judging does."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _packaged(manner: Manner) -> Intake:
    """What comes with the package, which may be in a zip."""
    root = package_data.checkout()
    if root is not None:
        return intake.folder(root, manner)
    name = package_data.BUNDLE
    return intake.bundle(package_data.path_of(name), manner, package_data.read(name))


def _root_of(path: Path) -> Path:
    return path if files.is_bundle(path) else files.root_of(path)


def _taken(root: Path, manner: Manner) -> Intake:
    return intake.bundle(root, manner) if root.is_file() else intake.folder(root, manner)


def _checks(paths: Iterable[Path], texts: Texts, manner: Manner) -> list[Check]:
    named: dict[tuple[int, int], Path] = {}
    wanted: dict[Path, list[str]] = {}
    for path in paths:
        root = _root_of(path)
        # A dataset is one however it is named, and is told of by the name that was given first.
        first = named.setdefault(files.identity(root), root)
        wanted.setdefault(first, []).append(files.within(root, path))
    if not wanted:
        raise CannotRun("there is nothing to check: no path is given")
    taken = {root: _taken(root, manner) for root in wanted}
    texts = _named(texts, taken.values())
    for root, parts in wanted.items():
        for part in parts:
            if not any(files.is_below(path, part) for path in taken[root].paths):
                raise CannotRun(f"{root / part}: there is nothing to check")
    canonical = _take_texts(taken.values(), texts)
    return [_judged(taken[root], canonical, parts) for root, parts in wanted.items()]


def _named(texts: Texts, intakes: Iterable[Intake]) -> Texts:
    """The texts by the ids of sources that there are; under an empty id stands the text of the only one.

    Raises CannotRun where a source is named that there is not, or must be named and is not.
    """
    if not texts:
        return texts
    known = {identifier for taken in intakes for identifier in (*taken.records, *taken.refused)}
    sources = sorted(identifier for identifier in known if kind_of(identifier) == Kind.SOURCE)
    if "" in texts and len(sources) > 1:
        raise CannotRun(f"there are several sources: name one with SOURCE_ID=FILE, of {', '.join(sources)}")
    named = {source or next(iter(sources), ""): file for source, file in texts.items()}
    for source in named:
        if source not in sources:
            told = f"there is no source {source}" if source else "the dataset has no source that a text could be of"
            raise CannotRun(f"{told}; the sources are {', '.join(sources) or 'none'}" if source else told)
    return named


def _judged(taken: Intake, texts: Mapping[str, text.Canonical], wanted: Sequence[str]) -> Check:
    known = {source: canonical for source, canonical in texts.items() if _has(taken, source)}
    reading = Reading(taken.records, taken.refused, taken.retired, known, taken.values)
    for rule in () if taken.foreign else RULES:
        for fault in rule.check(reading):
            taken.place(fault)
    diagnostics = tuple(sorted((one.diagnostic for one in taken.found if _concerns(one, wanted)), key=order))
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    verified = digest_mismatch.verified(reading)
    pointers = sum(len(facts.evidence) for facts in taken.records.values())
    summary = Summary(
        files=len(taken.paths),
        records=len(taken.records),
        errors=errors,
        warnings=len(diagnostics) - errors,
        evidence_verified=verified,
        evidence_unverified=pointers - verified,
    )
    return Check(_dataset(taken), diagnostics, summary)


def _dataset(taken: Intake) -> "Dataset | None":
    """The dataset, where its records were kept and none has an error."""
    if taken.manifest is None or any(one.diagnostic.severity is Severity.ERROR for one in taken.found):
        return None
    from nsatu_data.dataset import Dataset

    return Dataset(taken.manifest, taken.models.values())


def _take_texts(intakes: Collection[Intake], texts: Texts) -> dict[str, text.Canonical]:
    """The canonical texts by source. What is wrong with a file is added once, to the first dataset with its source."""
    canonical = {}
    for source, file in texts.items():
        found_text = text.read(files.read_named(Path(file), text.LIMIT))
        if not isinstance(found_text, Fault):
            canonical[source] = found_text
            continue
        first = next(taken for taken in intakes if _has(taken, source))
        first.found.append(found(first.root, Part("", Path(file).as_posix(), is_text=True), found_text))
    return canonical


def _has(taken: Intake, source: str) -> bool:
    return source in taken.records or source in taken.refused


def _concerns(one: Found, wanted: Sequence[str]) -> bool:
    """Whether a finding is about what is wanted, or points at it; what is wrong with a text concerns everyone."""
    return one.concerns_all or any(files.is_below(path, part) for path in one.paths for part in wanted)
