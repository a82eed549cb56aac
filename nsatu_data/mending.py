"""Finds the files of datasets that formatting changes, and writes them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data import files, formatting, syntax, writing
from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, Mendable
from nsatu_data.identifiers import id_at
from nsatu_data.placing import Part, found
from nsatu_data.vocabulary import Kind
from nsatu_data.writing import Change

_LOOKED_AT: Final = 200
"""The most files with findings that are tried out to count how many of them formatting mends."""


class Formatting(NamedTuple):
    """What there is to do: the number of files that were looked at, the changes, and what keeps others as they are."""

    files: int
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]


class Written(NamedTuple):
    """The paths of the files that were written, as findings name them, and why others were not."""

    done: list[str]
    problems: list[str]


def formatting_of(paths: Sequence[Path]) -> Formatting:
    """What formatting does to datasets or parts of them. Raises CannotRun where there is nothing to format."""
    count = 0
    changes: list[Change] = []
    diagnostics: list[Diagnostic] = []
    for root, entry in _wanted(paths):
        count += 1
        data = entry.fault or files.read(root, entry.path)
        part = Part(id_at(entry.path) if entry.kind else "", entry.path)
        if isinstance(data, Fault):
            diagnostics.append(found(root, part, data).diagnostic)
            continue
        try:
            outcome = formatting.formatted(data, entry.kind or "dataset")
        except CannotRun as error:
            raise CannotRun(f"{files.shown(root, entry.path)}: {error}") from None
        if outcome.text is None:
            part = part._replace(document=syntax.Document(outcome.source))
            diagnostics += [found(root, part, fault).diagnostic for fault in outcome.faults]
        elif outcome.text.encode() != data:
            changes.append(Change(root, entry.path, data, outcome.text))
    return Formatting(count, tuple(changes), tuple(diagnostics))


def mends(change: Change) -> bool:
    """Whether a change takes findings away: what is canonical has none in its syntax."""
    return bool(syntax.read(change.old, files.limit_of(change.path)).faults)


def mendable(diagnostics: Sequence[Diagnostic]) -> Mendable:
    """What writing the changes that mend findings would mend of these; of many files the first are looked at."""
    found: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.file, []).append(diagnostic.code)
    counts = [_mendable(Path(file), codes) for file, codes in islice(found.items(), _LOOKED_AT)]
    return Mendable(sum(counts), sum(count > 0 for count in counts), is_least=len(found) > _LOOKED_AT)


def _mendable(file: Path, codes: Sequence[str]) -> int:
    """How many of the findings in a file, of which these are the codes, formatting it mends."""
    if file.suffix != ".yaml" or not file.is_file():
        return 0
    folder = files.absolute(file).parent
    is_record = folder.name in set(Kind)
    data = files.read(folder.parent, f"{folder.name}/{file.name}") if is_record else files.read(folder, file.name)
    if isinstance(data, Fault):
        return 0
    of_syntax = {fault.code for fault in syntax.read(data).faults}
    count = sum(code in of_syntax for code in codes)
    try:
        return count if count and formatting.formatted(data, folder.name if is_record else "dataset").text else 0
    except CannotRun:
        # A fault of the program, of which a run with `--fix` tells.
        return 0


def write(changes: Sequence[Change]) -> Written:
    """Writes the changes, each for itself: where one file cannot be written, the others are."""
    outcomes = list(writing.replace_each(changes))
    done = [files.shown(change.root, change.path) for change, problem in outcomes if problem is None]
    return Written(done, [problem for _, problem in outcomes if problem is not None])


def _wanted(paths: Sequence[Path]) -> Iterator[tuple[Path, files.Entry]]:
    """The files of datasets, or of the parts that are named, each once; in their order."""
    roots: dict[tuple[int, int], Path] = {}
    parts: dict[Path, list[str]] = {}
    for path in paths:
        if files.is_bundle(path):
            raise CannotRun(f"{path}: a bundle is derived, and is not formatted")
        root = files.root_of(path)
        first = roots.setdefault(files.identity(root), root)
        parts.setdefault(first, []).append(files.within(root, path))
    for root, wanted in parts.items():
        entries = files.entries(root)
        for part in wanted:
            if not any(files.is_below(entry.path, part) for entry in entries):
                raise CannotRun(f"{files.shown(root, part)}: there is nothing to format")
        yield from ((root, entry) for entry in entries if any(files.is_below(entry.path, part) for part in wanted))
