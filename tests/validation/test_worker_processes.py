"""The findings are the same for any number of worker processes."""

import builtins
import concurrent.futures.process
import errno
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from nsatu_data import CannotRun
from nsatu_data.validation import judge_record, worker_processes
from nsatu_data.validation.check_dataset import check_all
from nsatu_data.validation.collect_records import IntakeOptions
from nsatu_data.validation.judge_record import Judged, Verdicts
from tests.benchmarks import corpus

SIZE = 400

HERE = os.getpid()

Start = Callable[[worker_processes.Judge, Sequence[Sequence[str]], int], Iterator[Verdicts]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write(folder, SIZE, faulty=0.2)
    return folder


@pytest.fixture(autouse=True)
def _in_small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_processes, "CHUNK", 7)


@pytest.fixture(params=["forked", "pooled"])
def _started(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start workers in both ways."""
    if request.param == "pooled":
        monkeypatch.setattr(worker_processes, "_forked", worker_processes._pooled)


@pytest.mark.parametrize("number", [2, 3, 5])
@pytest.mark.usefixtures("_started")
def test_the_findings_are_those_of_one_process(number: int, root: Path) -> None:
    alone = check_all([root], options=IntakeOptions(workers=1))
    assert check_all([root], options=IntakeOptions(workers=number)) == alone
    assert len(alone[0]) > SIZE / 10
    assert alone[1].records > SIZE / 2


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.usefixtures("_started")
def test_verdicts_come_in_the_order_of_paths_some_at_a_time(number: int, root: Path) -> None:
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("*/*.yaml"))
    for order in (paths, paths[::-1]):
        judged = list(worker_processes.judge_in_parallel(root, order, number))
        assert len(judged) == -(-len(order) // worker_processes.CHUNK)
        whole = judge_record.judge_files(root, order)
        assert [item for done in judged for item in done.sound.items()] == list(whole.sound.items())
        assert [one for done in judged for one in done.others] == whole.others


def test_what_is_to_be_kept_is_judged_in_one_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_processes, "_shared", None)
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("place/*.yaml"))
    verdicts = list(worker_processes.judge_in_parallel(root, paths, 4, keep=True))
    assert all(judged.model or judged.findings for done in verdicts for judged in done.others)
    assert sum(len(done.others) for done in verdicts) == len(paths)


def test_of_what_is_of_an_unknown_schema_no_shape_is_judged(root: Path) -> None:
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("*/*.yaml"))
    verdicts = list(worker_processes.judge_in_parallel(root, paths, 3, shapeless=True))
    assert all(not done.sound for done in verdicts)
    assert [one.facts for done in verdicts for one in done.others] == [None] * len(paths)
    codes = {found.diagnostic.code for done in verdicts for one in done.others for found in one.findings}
    assert codes == {"ambiguous-scalar"}


@pytest.mark.parametrize(("files", "cores", "count"), [(999, 8, 0), (1000, 8, 2), (10_000, 1, 0), (10_000, 4, 4)])
def test_workers_are_as_many_as_are_worth_it(
    files: int, cores: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def judged(_: Path, paths: Sequence[str], **__: bool) -> Verdicts:
        return Verdicts({}, [Judged(path, None) for path in paths])

    def shared(_: object, chunks: Sequence[Sequence[str]], number: int) -> list[Verdicts]:
        asked.append(number)
        return [judged(Path(), chunk) for chunk in chunks]

    monkeypatch.setattr(worker_processes, "cores", lambda: cores)
    monkeypatch.setattr(worker_processes, "_shared", shared)
    monkeypatch.setattr(judge_record, "judge_files", judged)
    assert sum(len(done.others) for done in worker_processes.judge_in_parallel(Path(), ["x"] * files)) == files
    assert asked == ([count] if count else [])


def _await_an_end() -> None:
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def _end(_paths: Sequence[str]) -> Verdicts:
    if os.getpid() != HERE:
        os._exit(9)
    _await_an_end()
    return Verdicts({}, [])


@pytest.mark.parametrize("start", [worker_processes._forked, worker_processes._pooled])
def test_a_worker_that_ends_before_its_work_ends_the_run(start: Start) -> None:
    with pytest.raises(CannotRun) as caught:
        list(start(_end, [["actor/a.yaml"], ["actor/b.yaml"]], 2))
    assert str(caught.value) == "a worker process ended before its work was done; try --workers 1"


def _fail_elsewhere(*_: object, **__: object) -> Verdicts:
    if os.getpid() != HERE:
        raise RuntimeError("unforeseen")
    _await_an_end()
    return Verdicts({}, [])


def test_a_worker_that_fails_says_so_and_ends_the_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judge_record, "judge_files", _fail_elsewhere)
    with pytest.raises(CannotRun):
        check_all([root], options=IntakeOptions(workers=2))
    assert "RuntimeError: unforeseen" in capfd.readouterr().err


def _fail(*_: object, **__: object) -> Verdicts:
    raise RuntimeError("unforeseen")


def test_a_failure_in_the_main_process_leaves_no_worker_running(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_record, "judge_files", _fail)
    with pytest.raises(RuntimeError, match="unforeseen"):
        check_all([root], options=IntakeOptions(workers=3))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_consumer_that_stops_early_leaves_no_worker_running(root: Path) -> None:
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("*/*.yaml"))
    judged = worker_processes.judge_in_parallel(root, paths, 3)
    next(judged)
    judged.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _refusing(function: Callable[..., Any], error: Exception, after: int) -> Callable[..., Any]:
    """A function that works for `after` calls, and then always raises the error."""
    left = [after]

    def refuse(*arguments: Any, **named: Any) -> Any:
        if not left[0]:
            raise error
        left[0] -= 1
        return function(*arguments, **named)

    return refuse


REFUSALS = [
    *(OSError(number, os.strerror(number)) for number in (errno.EAGAIN, errno.ENOMEM, errno.ENOSYS)),
    NotImplementedError("os.fork"),
]


@pytest.mark.parametrize("error", REFUSALS, ids=repr)
@pytest.mark.parametrize("started", [0, 1, 3])
def test_where_no_more_processes_are_allowed_those_that_run_do_the_work(
    error: Exception, started: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_all([root], options=IntakeOptions(workers=1))
    monkeypatch.setattr(os, "fork", _refusing(os.fork, error, started))
    assert check_all([root], options=IntakeOptions(workers=5)) == alone
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("name", ["pipe", "dup"])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_where_descriptors_run_out_the_findings_are_the_same(
    name: str, after: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_all([root], options=IntakeOptions(workers=1))
    before = len(list(Path("/proc/self/fd").iterdir()))
    error = OSError(errno.EMFILE, "Too many open files")
    monkeypatch.setattr(os, name, _refusing(getattr(os, name), error, after))
    assert check_all([root], options=IntakeOptions(workers=5)) == alone
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSYS, "Function not implemented"),
        FileNotFoundError(errno.ENOENT, "No such file or directory"),
        PermissionError(errno.EACCES, "Permission denied"),
        NotImplementedError("system provides too few semaphores"),
        RuntimeError("can't start new thread"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("step", ["__init__", "submit"])
def test_without_fork_or_semaphores_one_process_does_the_work(
    error: Exception, step: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_all([root], options=IntakeOptions(workers=1))
    monkeypatch.delattr(os, "fork")
    pool = concurrent.futures.process.ProcessPoolExecutor
    monkeypatch.setattr(pool, step, _refusing(getattr(pool, step), error, 0))
    assert check_all([root], options=IntakeOptions(workers=4)) == alone


def test_without_processes_in_the_library_one_process_does_the_work(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_all([root], options=IntakeOptions(workers=1))
    imported = builtins.__import__

    def refuse(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "concurrent.futures.process":
            raise ImportError(name)
        return imported(name, *arguments, **named)

    monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert check_all([root], options=IntakeOptions(workers=4)) == alone


def test_what_a_pool_has_judged_before_it_fails_is_not_judged_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = check_all([root], options=IntakeOptions(workers=1))

    def some(_: object, judge: worker_processes.Judge, chunks: Sequence[Sequence[str]]) -> Iterator[Verdicts]:
        yield from map(judge, chunks[:3])
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(concurrent.futures.process.ProcessPoolExecutor, "map", some)
    assert check_all([root], options=IntakeOptions(workers=2)) == alone


def test_no_more_processes_are_started_than_there_are_chunks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forks = []
    fork = os.fork

    def count() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(worker_processes, "CHUNK", SIZE // 2)
    monkeypatch.setattr(os, "fork", count)
    check_all([root], options=IntakeOptions(workers=64))
    assert len(forks) == len(list(root.glob("*/*.yaml"))) // (SIZE // 2)


def _ignore_the_ends_of_children() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def _allow_few_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


@pytest.mark.parametrize("limit", [_ignore_the_ends_of_children, _allow_few_descriptors])
def test_a_process_with_little_allowed_tells_the_same(limit: Callable[[], None], root: Path) -> None:
    begin = (
        "import sys; from nsatu_data import cli; from nsatu_data.validation import worker_processes; "
        "worker_processes.CHUNK = 5; sys.exit(cli.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", begin, "validate", str(root), "--format", "json", "--workers"]
    alone = subprocess.run([*command, "1"], capture_output=True, check=False)
    run = subprocess.run([*command, "64"], capture_output=True, check=False, preexec_fn=limit)
    assert json.loads(run.stdout)["summary"]["errors"] > SIZE / 10
    assert (run.returncode, run.stdout, run.stderr) == (1, alone.stdout, b"")
