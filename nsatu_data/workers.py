"""Judges the files of a folder, over all cores where they are many; the outcome does not depend on how many worked."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from nsatu_data import judging
from nsatu_data.diagnostics import CannotRun
from nsatu_data.judging import Judged

Judge = Callable[[Sequence[str]], Iterator[Judged]]

CHUNK: Final = 250
"""So many files are given to a worker at a time."""
_WORTH_A_WORKER: Final = 500
"""Starting a worker takes as long as judging about so many files."""


def judged(
    root: Path, paths: Sequence[str], workers: int | None = None, *, keep: bool = False, shapeless: bool = False
) -> Iterator[Judged]:
    """The verdict on each file, in the order of `paths`. Without a number of workers, as many as are worth it.

    What is to be kept is judged here. Raises CannotRun where a worker comes to an end before its work.
    """
    count = min(_cores(), len(paths) // _WORTH_A_WORKER) if workers is None else workers
    judge = partial(judging.each, root, keep=keep, shapeless=shapeless)
    return judge(paths) if keep or count < 2 else _shared(judge, paths, count)


def _shared(judge: Judge, paths: Sequence[str], count: int) -> Iterator[Judged]:
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    # A forked worker has everything imported; where there is no forking, it starts anew.
    method = "fork" if "fork" in get_all_start_methods() else None
    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(count, get_context(method), gc.disable) as pool:
        try:
            yield from chain.from_iterable(pool.map(partial(_chunk, judge), chunks))
        except BrokenProcessPool:
            raise CannotRun("a worker came to an end before its work; try with --workers 1") from None


def _chunk(judge: Judge, paths: Sequence[str]) -> list[Judged]:
    return list(judge(paths))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
