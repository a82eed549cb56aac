"""Checks a corpus: judges its datasets in parallel, and finds ids that several of them have.

The result does not depend on the number of processes. Memory does not grow with the corpus, except for one short entry
for each dataset: its id, which no other may have.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from nsatu_data.corpus.chunks import chunks
from nsatu_data.corpus.judge_members import Batch, Member, Prepare, judge_chunk, shifted, with_finding
from nsatu_data.diagnostics import CannotRun, Diagnostic, Fault, InvalidDataset, Location, Severity, Summary
from nsatu_data.finding_limits import INVALID_DATASET_LIMIT
from nsatu_data.storage import corpus_files
from nsatu_data.validation import check_dataset, worker_processes
from nsatu_data.validation.check_dataset import Texts, without_collector
from nsatu_data.validation.collect_records import IntakeOptions

_DEFAULT_OPTIONS = IntakeOptions()


class Findings(NamedTuple):
    """All findings of several datasets and corpora, and the sum of the counts. `datasets` is the number of datasets."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    datasets: int = 0


def check_paths(paths: Sequence[Path], *, texts: Texts | None = None, options: IntakeOptions) -> Findings:
    """Checks datasets, parts of datasets, and corpora.

    The findings of datasets come first, sorted, and then those of each corpus. Raises CannotRun if there is nothing to
    check, or if `texts` are given for a corpus.
    """
    corpora = [path for path in paths if corpus_files.form_of(path) is not None]
    if not corpora:
        return Findings(*check_dataset.check_all(paths, texts=texts, options=options))
    if texts:
        raise CannotRun(
            f"{corpora[0]}: a corpus takes no text, because datasets may have sources of the same name; "
            "check one of its datasets with its text"
        )
    others = [path for path in paths if path not in corpora]
    found = Findings(*check_dataset.check_all(others, options=options)) if others else Findings((), Summary(*[0] * 6))
    for corpus in dict.fromkeys(corpora):
        found = _sum([found, _together(members(corpus, options))])
    return found


def _together(found: Iterator[Member]) -> Findings:
    diagnostics: list[Diagnostic] = []
    counts = [0] * len(Summary._fields)
    datasets = 0
    for member in found:
        datasets += member.dataset is not None or member.summary.records > 0
        diagnostics += member.diagnostics
        counts = [before + more for before, more in zip(counts, member.summary, strict=True)]
    summary = Summary(*counts)
    return Findings(tuple(diagnostics), summary._replace(files=summary.files or 1), datasets)


def _sum(found: Sequence[Findings]) -> Findings:
    return Findings(
        tuple(one for each in found for one in each.diagnostics),
        Summary(*map(sum, zip(*(each.summary for each in found), strict=True))),
        sum(each.datasets for each in found),
    )


def members(path: Path, options: IntakeOptions = _DEFAULT_OPTIONS) -> Iterator[Member]:
    """The verdict on each dataset of a corpus, in order. Raises CannotRun if there is nothing to check."""
    for batch in batches(path, options):
        yield from batch.members


def batches(path: Path, options: IntakeOptions = _DEFAULT_OPTIONS, prepare: Prepare | None = None) -> Iterator[Batch]:
    """The verdicts on a corpus, chunk by chunk, with what `prepare` makes of the sound datasets of each chunk.

    A dataset whose id an earlier one has is not sound, but was prepared. Raises CannotRun if there is nothing to check.
    """
    found = chunks(path)
    workers = min(worker_processes.cores(), len(found)) if options.workers is None else options.workers
    # A pool of processes cannot send functions, so the options get the default progress.
    how = options._replace(keep=prepare is not None, progress=_DEFAULT_OPTIONS.progress)
    judge: Callable[[Any], Batch] = partial(judge_chunk, how, prepare)
    pointer = "/id" if found[0].form == "folder" else "/dataset/id"
    firsts: dict[str, Location] = {}
    lines = 0
    with without_collector(), options.progress(len(found)) as advance:
        for batch in worker_processes.share(judge, found, workers, takes_part=prepare is None):
            # The chunks of a folder have no lines, and their findings have those of their files.
            moved = batch.members if found[0].form == "folder" else [shifted(one, lines) for one in batch.members]
            lines += len(batch.members)
            yield batch._replace(members=[_unique(member, firsts, pointer) for member in moved])
            advance(1)


def _unique(member: Member, firsts: dict[str, Location], pointer: str) -> Member:
    """The same verdict, with a finding if an earlier dataset has the same id."""
    if member.dataset is None or member.place is None:
        return member
    first = firsts.setdefault(member.dataset, member.place)
    if first is member.place:
        return member
    fault = Fault(
        "duplicate-dataset-id",
        f"another dataset of the corpus has the id {member.dataset}",
        help="give each dataset an id of its own, or keep one of the two",
    )
    return with_finding(member, fault, pointer, first)


def require_sound(found: Iterator[Batch]) -> Iterator[Any]:
    """What was prepared of each chunk. Raises InvalidDataset if a dataset has errors, after the first few errors."""
    errors: list[Diagnostic] = []
    is_complete = True
    for batch in found:
        errors += [one for each in batch.members for one in each.diagnostics if one.severity is Severity.ERROR]
        if len(errors) > INVALID_DATASET_LIMIT:
            is_complete = False
            break
        if not errors:
            yield batch.prepared
    if errors:
        raise InvalidDataset(errors, is_complete=is_complete)
