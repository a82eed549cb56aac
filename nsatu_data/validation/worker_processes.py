"""Judges the files of a folder, or the datasets of a corpus, on all cores if there are many.

The result does not depend on the number of processes. If the system cannot start any, this process does all the work.

The work is divided into chunks, which are numbered. A process takes the number of a chunk from a shared pipe, judges
the chunk, and writes the verdicts to a pipe of its own: the length of the message, then the message.
"""

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, NoReturn, TypeVar

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import termination
from nsatu_data.validation import judge_record
from nsatu_data.validation.judge_record import Verdicts

Judge = Callable[[Sequence[str]], Verdicts]
C = TypeVar("C")
R = TypeVar("R")

CHUNK: Final = 250
"""The number of files in a chunk. Chunks are larger if there would otherwise be more than `CHUNK_LIMIT`."""
_NUMBER_WIDTH: Final = 2
"""The width in bytes of a chunk's number in the shared pipe."""
CHUNK_LIMIT: Final = 4000
"""The most chunks. Their numbers fit in a pipe on every system."""
_LENGTH_WIDTH: Final = 8
"""The width in bytes of a message's length."""
_WORTH_A_WORKER: Final = 500
"""The number of files that can be judged in the time that it takes to start a process."""
_PIPE_SIZE: Final = 2**20
"""The size in bytes of the pipe that a process writes to, if the system can set it."""
_SPARE_DESCRIPTORS: Final = 16
"""The number of file descriptors that a process needs for reading files and importing modules."""
_POOL_LIMIT: Final = 61
"""The most processes that the standard library's pool accepts on Windows."""
_CANNOT_START: Final = (OSError, ImportError, NotImplementedError, RuntimeError)
"""The exceptions that Python raises if the system lacks, or has run out of, processes, threads or semaphores."""
_WORKER_DIED: Final = "a worker process ended before its work was done; try --workers 1"


def judge_in_parallel(
    root: Path, paths: Sequence[str], workers: int | None = None, *, keep: bool = False, shapeless: bool = False
) -> Iterator[Verdicts]:
    """Judges the files and yields the verdicts on each chunk, in the order of `paths`.

    Without `workers`, the number of processes fits the number of files and cores. If `keep` or `shapeless` is set, this
    process judges all files. Raises CannotRun if a worker process ends before its work is done.
    """
    count = min(cores(), len(paths) // _WORTH_A_WORKER) if workers is None else workers
    if keep or shapeless or count < 2:
        yield from (judge_record.judge_files(root, chunk, keep=keep, shapeless=shapeless) for chunk in _chunks(paths))
    else:
        yield from _shared(partial(judge_record.judge_files, root), _chunks(paths), count)


def _chunks(paths: Sequence[str]) -> list[Sequence[str]]:
    size = max(CHUNK, len(paths) // CHUNK_LIMIT + 1)
    return [paths[start : start + size] for start in range(0, len(paths), size)]


def share(judge: Callable[[C], R], chunks: Sequence[C], workers: int, *, takes_part: bool = True) -> Iterator[R]:
    """Judges chunks in several processes, and yields the results in the order of the chunks.

    There may be at most `CHUNK_LIMIT` chunks. This process is one of the `workers`; if `takes_part` is false, it only
    receives results, so that the caller has time to use them. A worker waits until its result is received, so results
    do not pile up. Raises CannotRun if a worker process ends before its work is done.
    """
    if workers < 2 or len(chunks) < 2:
        yield from map(judge, chunks)
    elif takes_part or not hasattr(os, "fork"):
        yield from _shared(judge, chunks, workers)
    else:
        yield from _forked(judge, chunks, min(workers, len(chunks)) + 1, takes_part=False)


def _shared(judge: Callable[[C], R], chunks: Sequence[C], count: int) -> Iterator[R]:
    count = min(count, len(chunks))
    return (_forked if hasattr(os, "fork") else _pooled)(judge, chunks, count)


def _forked(judge: Callable[[C], R], chunks: Sequence[C], count: int, *, takes_part: bool = True) -> Iterator[R]:
    """Shares the chunks with forked processes, which need not import anything again.

    The standard library's pool is not used: importing and starting the pool takes half as long as the work itself.
    """
    try:
        turns = _turns(len(chunks))
    except (OSError, NotImplementedError):
        yield from map(judge, chunks)
        return
    workers: list[tuple[int, BinaryIO]] = []
    try:
        _fork(judge, chunks, turns, count - 1, workers)
        mine = turns if takes_part or not workers else None
        yield from _in_order(len(chunks), _gathered(judge, chunks, mine, [output for _, output in workers]))
    finally:
        os.close(turns)
        # Closing the pipes ends the processes that still write to them.
        for _, output in workers:
            output.close()
        for process, _ in workers:
            # If SIGCHLD is ignored, the system keeps no exit status, and `waitpid` fails after all processes ended.
            with suppress(ChildProcessError):
                os.waitpid(process, 0)


def _turns(count: int) -> int:
    """Makes a pipe that contains the number of each chunk. A process that reads a number judges that chunk."""
    turns, given = os.pipe()
    os.write(given, b"".join(number.to_bytes(_NUMBER_WIDTH, "big") for number in range(count)))
    os.close(given)
    return turns


def _fork(
    judge: Callable[[C], R], chunks: Sequence[C], turns: int, count: int, workers: list[tuple[int, BinaryIO]]
) -> None:
    """Starts up to `count` processes and adds them to `workers`. The system may allow fewer, or none."""
    spare: list[int] = []
    ends: tuple[int, ...] = ()
    try:
        spare.extend(os.dup(turns) for _ in range(_SPARE_DESCRIPTORS))
        for _ in range(count):
            reading, writing = ends = os.pipe()
            with termination.held():
                process = os.fork()
                if not process:
                    _work(judge, chunks, turns, writing, [*spare, reading, *(output.fileno() for _, output in workers)])
            ends = ()
            os.close(writing)
            _widen(reading)
            workers.append((process, os.fdopen(reading, "rb", buffering=0)))
    except (OSError, NotImplementedError):
        # The system has no more processes, memory or descriptors. This process and those already started do the work.
        for end in ends:
            os.close(end)
    finally:
        for descriptor in spare:
            os.close(descriptor)


def _gathered(
    judge: Callable[[C], R], chunks: Sequence[C], turns: int | None, outputs: Sequence[BinaryIO]
) -> Iterator[tuple[int, R]]:
    """Judges chunks, and reads the verdicts of other processes from `outputs`. Yields chunk numbers with verdicts.

    Without `turns`, only the other processes judge.
    """
    # Unlike `select`, `poll` accepts large descriptors. Windows has no `poll`, but does not fork either.
    from select import POLLIN, poll

    ready = poll()
    writers = {output.fileno(): output for output in outputs}
    for descriptor in writers:
        ready.register(descriptor, POLLIN)
    while turns is not None or writers:
        number = None if turns is None else _next(turns)
        if number is None:
            turns = None
        else:
            yield number, judge(chunks[number])
        # All writers are read in turn, so that none gets far ahead of a writer that waits.
        for descriptor, _ in ready.poll(0 if turns is not None else None) if writers else ():
            message = _message(writers[descriptor])
            if message is None:
                ready.unregister(descriptor)
                del writers[descriptor]
            else:
                yield pickle.loads(message)  # noqa: S301


def _message(output: BinaryIO) -> bytes | None:
    """The next message of a worker. None at the end, also if the worker ended in a message."""
    length = _exactly(output, _LENGTH_WIDTH)
    return None if length is None else _exactly(output, int.from_bytes(length, "big"))


def _exactly(output: BinaryIO, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = output.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _in_order(count: int, gathered: Iterable[tuple[int, R]]) -> Iterator[R]:
    waiting: dict[int, R] = {}
    next_number = 0
    for number, verdicts in gathered:
        waiting[number] = verdicts
        while next_number in waiting:
            yield waiting.pop(next_number)
            next_number += 1
    if next_number < count:
        raise CannotRun(_WORKER_DIED)


def _next(turns: int) -> int | None:
    """Takes the number of the next chunk. None if all chunks are taken."""
    return int.from_bytes(turn, "big") if (turn := os.read(turns, _NUMBER_WIDTH)) else None


def _widen(pipe: int) -> None:
    """Enlarges a pipe, so that a worker need not wait while the process that reads the pipe is busy."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)


def _work(judge: Callable[[C], R], chunks: Sequence[C], turns: int, writing: int, others: Iterable[int]) -> NoReturn:
    """Runs a worker process until all chunks are taken, then exits. The descriptors in `others` are closed first."""
    status = 1
    try:
        termination.end_at_once()
        for other in others:
            os.close(other)
        gc.disable()
        with os.fdopen(writing, "wb") as output:
            while (number := _next(turns)) is not None:
                message = pickle.dumps((number, judge(chunks[number])), pickle.HIGHEST_PROTOCOL)
                output.write(len(message).to_bytes(_LENGTH_WIDTH, "big"))
                output.write(message)
                output.flush()
        status = 0
    except (BrokenPipeError, KeyboardInterrupt, CannotRun):
        # Either the parent process no longer needs the verdicts, or it meets and reports the same error itself.
        pass
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def _pooled(judge: Callable[[C], R], chunks: Sequence[C], count: int) -> Iterator[R]:
    """Shares the chunks with a pool of new processes, on systems that cannot fork."""
    done = 0
    try:
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

        with ProcessPoolExecutor(min(count, _POOL_LIMIT), initializer=gc.disable) as pool:
            try:
                for verdicts in pool.map(judge, chunks):
                    yield verdicts
                    done += 1
            except BrokenProcessPool:
                raise CannotRun(_WORKER_DIED) from None
    except _CANNOT_START:
        # The exception may come from judging a chunk. Judging that chunk again here then raises the exception again.
        yield from map(judge, chunks[done:])


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
