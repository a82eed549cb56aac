"""Judges the files of a folder, over all cores where they are many; the outcome does not depend on how many worked."""

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from nsatu_data import judging
from nsatu_data.diagnostics import CannotRun
from nsatu_data.judging import Judged

Judge = Callable[[Sequence[str]], Iterator[Judged]]

CHUNK: Final = 250
"""So many files are given to a worker at a time."""
_WORTH_A_WORKER: Final = 500
"""Starting a worker takes as long as judging about so many files."""
_UNTIMELY: Final = "a worker came to an end before its work; try with --workers 1"


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
    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    return (_forked if hasattr(os, "fork") else _pooled)(judge, chunks, count)


def _forked(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Judged]:
    """Deals the chunks out in turn to processes that have all that this one has, and takes verdicts in the same turn.

    A pool of the standard library would do as well; importing and filling it takes half as long as the work itself.
    """
    workers: list[tuple[int, BinaryIO]] = []
    try:
        for turn in range(count):
            reading, writing = os.pipe()
            process = os.fork()
            if not process:
                for _, other in workers:
                    other.close()
                os.close(reading)
                _work(judge, chunks[turn::count], writing)
            os.close(writing)
            workers.append((process, os.fdopen(reading, "rb")))
        for turn, _ in enumerate(chunks):
            yield from pickle.load(workers[turn % count][1])  # noqa: S301
    except EOFError:
        raise CannotRun(_UNTIMELY) from None
    finally:
        # Whoever writes to a pipe that nobody reads comes to an end.
        for _, output in workers:
            output.close()
        for process, _ in workers:
            os.waitpid(process, 0)


def _work(judge: Judge, chunks: Sequence[Sequence[str]], writing: int) -> NoReturn:
    """Writes the verdicts on each chunk, and ends the process."""
    status = 1
    try:
        gc.disable()
        with os.fdopen(writing, "wb") as output:
            for chunk in chunks:
                pickle.dump(list(judge(chunk)), output, pickle.HIGHEST_PROTOCOL)
                output.flush()
        status = 0
    except (BrokenPipeError, KeyboardInterrupt):
        # Whoever started it has no more use for it.
        pass
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def _pooled(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Judged]:
    """The same where processes cannot be forked, and start anew."""
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    with ProcessPoolExecutor(count, initializer=gc.disable) as pool:
        try:
            yield from chain.from_iterable(pool.map(partial(_chunk, judge), chunks))
        except BrokenProcessPool:
            raise CannotRun(_UNTIMELY) from None


def _chunk(judge: Judge, paths: Sequence[str]) -> list[Judged]:
    return list(judge(paths))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
