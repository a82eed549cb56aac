"""Judges the datasets in a chunk of a corpus, each by itself.

In a line of JSON and in a row of Parquet, a bundle has one line: that of its number in the file. Columns count from the
beginning of the bundle. If the JSON text in a row of Parquet has several lines, columns go on from line to line.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from nsatu_data.corpus import bundle_lines
from nsatu_data.corpus.chunks import Chunk
from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, Location, Severity, Span, Summary, order, span_at
from nsatu_data.model.string_forms import FORMS
from nsatu_data.storage import file_names
from nsatu_data.storage.dataset_folder import MANIFEST, Entry
from nsatu_data.validation import check_dataset, collect_records
from nsatu_data.validation.check_dataset import Check
from nsatu_data.validation.collect_records import Intake, IntakeOptions

MISSING: Fault = Fault(
    "missing-dataset-id",
    "the dataset has no id, but a corpus needs one",
    help="write a short name as `id`, such as `id: river-pact`; no other dataset of the corpus may have it",
)
_NOTHING = Summary(0, 0, 0, 0, 0, 0)


class Member(NamedTuple):
    """The verdict on a dataset of a corpus.

    `dataset` is its id, if it has one. `place` is where the id is written, for a second dataset with the same id.
    """

    dataset: str | None
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    place: Location | None = None


class Sound(NamedTuple):
    """A dataset without errors: its id, and its bundle as JSON values."""

    dataset: str
    bundle: dict[str, Any]


Prepare = Callable[[list[Sound]], Any]
"""Makes what the caller needs from the sound datasets of a chunk. It runs in the process that judges the chunk."""


class Batch(NamedTuple):
    """The verdicts on the datasets of a chunk, in order, and what was prepared of the sound ones."""

    members: list[Member]
    prepared: Any = None


def judge_chunk(options: IntakeOptions, prepare: Prepare | None, chunk: Chunk) -> Batch:
    """Judges the datasets of a chunk. The lines in the findings count from the beginning of the chunk."""
    members = []
    sound: list[Sound] = []
    for member, values in _in_folder(chunk, options) if chunk.form == "folder" else _in_file(chunk, options, prepare):
        members.append(member)
        if prepare is not None and member.dataset is not None and not member.summary.errors:
            assert values is not None, member.dataset
            sound.append(Sound(member.dataset, values))
    return Batch(members, None if prepare is None else prepare(sound))


Judged = Iterator[tuple[Member, dict[str, Any] | None]]


def _in_file(chunk: Chunk, options: IntakeOptions, prepare: Prepare | None) -> Judged:
    """The verdicts on the bundles of a file, and their values if they are to be prepared."""
    options = options._replace(keep=False)
    file = file_names.shown_text(chunk.path)
    for number, data in enumerate(_bundles(chunk), 1):
        if isinstance(data, Fault):
            yield _of_fault(file, number, data), None
            continue
        dataset, check, values = judge_bundle(data, options)
        diagnostics = tuple(_moved(one, file, number, data) for one in check.diagnostics)
        place = None if dataset is None else Location("the first", file, _span_of_id(dataset, number, data))
        kept = None if prepare is None or check.summary.errors else values
        yield Member(dataset, diagnostics, check.summary._replace(files=0), place), kept


def judge_bundle(data: bytes, options: IntakeOptions) -> tuple[str | None, Check, Any]:
    """Judges a bundle in memory. Returns the id of its dataset, the outcome of the check, and the values of the bundle.

    The file of the findings is `bundle.json`, and the lines are those of the JSON.
    """
    intake = check_dataset.read_bundle(data, options)
    dataset, check = _concluded(intake)
    return dataset, check, intake.bundle


def _bundles(chunk: Chunk) -> Iterator[bytes | Fault]:
    if chunk.form == "lines":
        return bundle_lines.lines(chunk.path, chunk.start, chunk.end)
    from nsatu_data.corpus import parquet_rows

    return parquet_rows.rows(chunk.path, chunk.start)


def _in_folder(chunk: Chunk, options: IntakeOptions) -> Judged:
    """The verdicts on the datasets of a folder, and their values if the records are kept."""
    for entry in chunk.entries:
        file = file_names.shown(chunk.path, entry.path)
        if entry.fault is not None:
            yield _of_fault(file, 0, entry.fault), None
        else:
            yield _folder(chunk, entry, file, options)


def _folder(chunk: Chunk, entry: Entry, file: str, options: IntakeOptions) -> tuple[Member, dict[str, Any] | None]:
    root = chunk.path / entry.path
    try:
        intake = collect_records.folder(root, options._replace(workers=1))
        dataset, check = _concluded(intake)
    except collect_records.NothingToCheck:
        fault = Fault("missing-manifest", f"there is no {MANIFEST}", help="put a dataset here, or remove the folder")
        return _of_fault(file, 0, fault), None
    except CannotRun as error:
        reason = str(error).removeprefix(f"{root}: ")
        return _of_fault(file, 0, Fault("unreadable-file", reason, help="check its permissions")), None
    part = intake.part("")
    span = part.span("/id") if part else None
    place = Location("the first", f"{file}/{MANIFEST}", span, part.excerpt(span) if part else None)
    return Member(dataset, check.diagnostics, check.summary, place), _bundle_of(check)


def _bundle_of(check: Check) -> dict[str, Any] | None:
    if check.dataset is None:
        return None
    from nsatu_data.dataset.bundle import bundle_of

    return bundle_of(check.dataset)


def _concluded(intake: Intake) -> tuple[str | None, Check]:
    """The id of a dataset that was read, and the outcome of its check."""
    values = None if intake.foreign else intake.values("")
    written = values.get("id") if isinstance(values, dict) else None
    if isinstance(values, dict) and written is None and "" not in intake.refused:
        intake.add_fault(MISSING)
    is_id = isinstance(written, str) and FORMS["DatasetId"].matches(written)
    return written if is_id else None, check_dataset.conclude(intake)


def _of_fault(file: str, number: int, fault: Fault) -> Member:
    """The verdict on what is not read. Number 0 stands for a whole file or folder."""
    span = None if fault.span is None else fault.span._replace(line=number, end_line=number)
    diagnostic = Diagnostic(fault.code, fault.severity, fault.message, fault.help, file, span, None, None)
    errors = int(fault.severity is Severity.ERROR)
    return Member(None, (diagnostic,), _NOTHING._replace(errors=errors, warnings=1 - errors))


def _span_of_id(dataset: str, number: int, data: bytes) -> Span:
    """Where the id of a dataset is written in its bundle. Only there is a slug alone the value of a key `id`."""
    found = re.search(rb'"id"\s*:\s*(%s)' % re.escape(json.dumps(dataset).encode()), data)
    if found is None:
        return span_at("", 0)._replace(line=number, end_line=number)
    column = len(data[: found.start(1)].decode()) + 1
    return Span(number, column, number, column + len(dataset) + 2)


def _moved(one: Diagnostic, file: str, number: int, data: bytes) -> Diagnostic:
    """A finding of a bundle in memory as one of the file in which the bundle has one line.

    It has no excerpt, which would be the whole bundle.
    """
    starts = list(accumulate((len(line) + 1 for line in data.decode("utf-8", "replace").split("\n")), initial=0))

    def span(inner: Span | None) -> Span | None:
        if inner is None:
            return None
        first, last = starts[inner.line - 1], starts[inner.end_line - 1]
        return Span(number, first + inner.column, number, last + inner.end_column)

    related = tuple(Location(other.message, file, span(other.span)) for other in one.related)
    return one._replace(file=file, span=span(one.span), related=related, excerpt=None)


def shifted(member: Member, lines: int) -> Member:
    """The same verdict, with lines that count from the beginning of the file."""
    if not lines or (not member.diagnostics and member.place is None):
        return member
    place = None if member.place is None else member.place._replace(span=_down(member.place.span, lines))
    diagnostics = tuple(
        one._replace(
            span=_down(one.span, lines),
            related=tuple(other._replace(span=_down(other.span, lines)) for other in one.related),
        )
        for one in member.diagnostics
    )
    return member._replace(diagnostics=diagnostics, place=place)


def _down(span: Span | None, lines: int) -> Span | None:
    return span and span._replace(line=span.line + lines, end_line=span.end_line + lines)


def with_finding(member: Member, fault: Fault, pointer: str, related: Location) -> Member:
    """The same verdict with one error more, at the id of the dataset."""
    assert member.place is not None
    _, file, span, excerpt = member.place
    found = Diagnostic(fault.code, fault.severity, fault.message, fault.help, file, span, None, pointer)
    found = found._replace(related=(related,), excerpt=excerpt)
    diagnostics = tuple(sorted((*member.diagnostics, found), key=order))
    return member._replace(diagnostics=diagnostics, summary=member.summary._replace(errors=member.summary.errors + 1))
