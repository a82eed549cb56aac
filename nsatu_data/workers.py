"""Judges the files of a folder, over all cores where they are many; the outcome does not depend on how many worked."""

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from select import select
from typing import BinaryIO, Final, NoReturn

from nsatu_data import judging
from nsatu_data.diagnostics import CannotRun
from nsatu_data.judging import Verdicts

Judge = Callable[[Sequence[str]], Verdicts]

CHUNK: Final = 250
"""So many files are judged at a time, or more where there would be more chunks than can be numbered."""
_TURN: Final = 2
"""So many bytes number a chunk."""
_CHUNKS: Final = 4000
"""So many numbers fit into any system's pipe."""
_WORTH_A_WORKER: Final = 500
"""Starting a worker takes as long as judging about so many files."""
_PIPE: Final = 2**20
"""So many bytes of verdicts may wait to be taken, where the system allows."""
_UNTIMELY: Final = "a worker came to an end before its work; try with --workers 1"


def judged(
    root: Path, paths: Sequence[str], workers: int | None = None, *, keep: bool = False, shapeless: bool = False
) -> Iterator[Verdicts]:
    """The verdicts on the files, some at a time, in the order of `paths`.

    Without a number of workers, there are as many as are worth it. What is to be kept is judged here. Raises CannotRun
    where a worker comes to an end before its work.
    """
    count = min(_cores(), len(paths) // _WORTH_A_WORKER) if workers is None else workers
    if keep or shapeless or count < 2:
        yield from (judging.files_judged(root, chunk, keep=keep, shapeless=shapeless) for chunk in _chunks(paths))
    else:
        yield from _shared(partial(judging.files_judged, root), _chunks(paths), count)


def _chunks(paths: Sequence[str]) -> list[Sequence[str]]:
    size = max(CHUNK, len(paths) // _CHUNKS + 1)
    return [paths[start : start + size] for start in range(0, len(paths), size)]


def _shared(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Verdicts]:
    return (_forked if hasattr(os, "fork") else _pooled)(judge, chunks, count)


def _forked(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Verdicts]:
    """Shares the chunks with processes that have all that this one has: whoever is free takes the next.

    A pool of the standard library would do as well; importing and filling it takes half as long as the work itself.
    """
    turns, given = os.pipe()
    os.write(given, b"".join(number.to_bytes(_TURN, "big") for number in range(len(chunks))))
    os.close(given)
    workers: list[tuple[int, BinaryIO]] = []
    try:
        for _ in range(count - 1):
            reading, writing = os.pipe()
            process = os.fork()
            if not process:
                for _, other in workers:
                    other.close()
                os.close(reading)
                _work(judge, chunks, turns, writing)
            os.close(writing)
            _widen(reading)
            workers.append((process, os.fdopen(reading, "rb")))
        yield from _in_order(len(chunks), _gathered(judge, chunks, turns, [output for _, output in workers]))
    finally:
        os.close(turns)
        # Whoever writes to a pipe that nobody reads comes to an end.
        for _, output in workers:
            output.close()
        for process, _ in workers:
            os.waitpid(process, 0)


def _gathered(
    judge: Judge, chunks: Sequence[Sequence[str]], turns: int, outputs: Sequence[BinaryIO]
) -> Iterator[tuple[int, Verdicts]]:
    """The number of each chunk and the verdicts on it, by this process and by those whose outputs these are."""
    while (number := _next(turns)) is not None:
        yield number, judge(chunks[number])
        for output in select(outputs, (), (), 0)[0]:
            with suppress(EOFError):
                yield pickle.load(output)  # noqa: S301
    for output in outputs:
        with suppress(EOFError):
            while True:
                yield pickle.load(output)  # noqa: S301


def _in_order(count: int, gathered: Iterable[tuple[int, Verdicts]]) -> Iterator[Verdicts]:
    waiting: dict[int, Verdicts] = {}
    told = 0
    for number, verdicts in gathered:
        waiting[number] = verdicts
        while told in waiting:
            yield waiting.pop(told)
            told += 1
    if told < count:
        raise CannotRun(_UNTIMELY)


def _next(turns: int) -> int | None:
    """The number of a chunk that nobody has taken yet; None where all are taken."""
    return int.from_bytes(turn, "big") if (turn := os.read(turns, _TURN)) else None


def _widen(pipe: int) -> None:
    """Lets workers go on while whoever started them is busy."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _work(judge: Judge, chunks: Sequence[Sequence[str]], turns: int, writing: int) -> NoReturn:
    """Writes the answers on each chunk that it takes, and ends the process."""
    status = 1
    try:
        gc.disable()
        with os.fdopen(writing, "wb") as output:
            while (number := _next(turns)) is not None:
                pickle.dump((number, judge(chunks[number])), output, pickle.HIGHEST_PROTOCOL)
                output.flush()
        status = 0
    except (BrokenPipeError, KeyboardInterrupt):
        # Whoever started it has no more use for it.
        pass
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def _pooled(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Verdicts]:
    """The same where processes cannot be forked, and start anew."""
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    with ProcessPoolExecutor(count, initializer=gc.disable) as pool:
        try:
            yield from pool.map(judge, chunks)
        except BrokenProcessPool:
            raise CannotRun(_UNTIMELY) from None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
