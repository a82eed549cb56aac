"""Judges the files of a folder, over all cores where they are many.

The outcome does not depend on the number of processes. Where the system refuses to start any, this process does all the
work.
"""

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
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
_SPARE: Final = 16
"""Descriptors that a process keeps for the files that it reads and the modules that it imports."""
_POOL: Final = 61
"""The most processes that the standard library's pool takes on Windows."""
_REFUSED: Final = (OSError, ImportError, NotImplementedError, RuntimeError)
"""What Python raises where the system has no processes, threads or semaphores, or no more of them."""
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
    count = min(count, len(chunks))
    return (_forked if hasattr(os, "fork") else _pooled)(judge, chunks, count)


def _forked(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Verdicts]:
    """Shares the chunks with processes that have all that this one has: each takes the next when it is free.

    A pool of the standard library would do as well; importing and filling it takes half as long as the work itself.
    """
    try:
        turns = _turns(len(chunks))
    except (OSError, NotImplementedError):
        yield from map(judge, chunks)
        return
    workers: list[tuple[int, BinaryIO]] = []
    try:
        _fork(judge, chunks, turns, count - 1, workers)
        yield from _in_order(len(chunks), _gathered(judge, chunks, turns, [output for _, output in workers]))
    finally:
        os.close(turns)
        # A process that writes to a pipe that nobody reads ends.
        for _, output in workers:
            output.close()
        for process, _ in workers:
            # Where SIGCHLD is ignored, the system keeps no status: it waits for the last process and knows none.
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


def _turns(count: int) -> int:
    """A pipe that holds the number of each chunk; the process that reads one judges that chunk."""
    turns, given = os.pipe()
    os.write(given, b"".join(number.to_bytes(_TURN, "big") for number in range(count)))
    os.close(given)
    return turns


def _fork(
    judge: Judge, chunks: Sequence[Sequence[str]], turns: int, count: int, workers: list[tuple[int, BinaryIO]]
) -> None:
    """Starts processes and adds them to `workers`: as many as the system allows, which may be none."""
    spare: list[int] = []
    ends: tuple[int, ...] = ()
    try:
        spare.extend(os.dup(turns) for _ in range(_SPARE))
        for _ in range(count):
            reading, writing = ends = os.pipe()
            process = os.fork()
            if not process:
                _work(judge, chunks, turns, writing, [*spare, reading, *(output.fileno() for _, output in workers)])
            ends = ()
            os.close(writing)
            _widen(reading)
            workers.append((process, os.fdopen(reading, "rb")))
    except (OSError, NotImplementedError):
        # No more processes, memory or descriptors: those that were started, and this one, do the work.
        for end in ends:
            os.close(end)
    finally:
        for descriptor in spare:
            os.close(descriptor)


def _gathered(
    judge: Judge, chunks: Sequence[Sequence[str]], turns: int, outputs: Sequence[BinaryIO]
) -> Iterator[tuple[int, Verdicts]]:
    """The number of each chunk and the verdicts on it, by this process and by those whose outputs these are."""
    # Unlike `select`, it takes any descriptor; Windows has no such function, and no need of it.
    from select import POLLIN, poll

    ready = poll()
    writers = {output.fileno(): output for output in outputs}
    for descriptor in writers:
        ready.register(descriptor, POLLIN)
    while (number := _next(turns)) is not None:
        yield number, judge(chunks[number])
        for descriptor, _ in ready.poll(0):
            with suppress(EOFError):
                yield pickle.load(writers[descriptor])  # noqa: S301
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


def _work(judge: Judge, chunks: Sequence[Sequence[str]], turns: int, writing: int, others: Iterable[int]) -> NoReturn:
    """Writes the answers on each chunk that it takes and ends the process; closes the descriptors `others` first."""
    status = 1
    try:
        for other in others:
            os.close(other)
        gc.disable()
        with os.fdopen(writing, "wb") as output:
            while (number := _next(turns)) is not None:
                pickle.dump((number, judge(chunks[number])), output, pickle.HIGHEST_PROTOCOL)
                output.flush()
        status = 0
    except (BrokenPipeError, KeyboardInterrupt, CannotRun):
        # The process that started it has no more use for it, or meets the same error and reports it.
        pass
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def _pooled(judge: Judge, chunks: Sequence[Sequence[str]], count: int) -> Iterator[Verdicts]:
    """The same where processes cannot be forked, and start anew."""
    done = 0
    try:
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

        with ProcessPoolExecutor(min(count, _POOL), initializer=gc.disable) as pool:
            try:
                for verdicts in pool.map(judge, chunks):
                    yield verdicts
                    done += 1
            except BrokenProcessPool:
                raise CannotRun(_UNTIMELY) from None
    except _REFUSED:
        # What a chunk itself raises is raised again here.
        yield from map(judge, chunks[done:])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
