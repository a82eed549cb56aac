"""However many processes judge a folder, what is said of it is the same."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from nsatu_data import CannotRun, judging, workers
from nsatu_data.checking import check_all
from nsatu_data.intake import Manner
from nsatu_data.judging import Judged, Verdicts
from tests.benchmarks import corpus

SIZE = 400

HERE = os.getpid()

Start = Callable[[workers.Judge, Sequence[Sequence[str]], int], Iterator[Verdicts]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write(folder, SIZE, faulty=0.2)
    return folder


@pytest.fixture(autouse=True)
def _in_small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK", 7)


@pytest.fixture(params=["forked", "pooled"])
def _started(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are started in either way."""
    if request.param == "pooled":
        monkeypatch.setattr(workers, "_forked", workers._pooled)


@pytest.mark.parametrize("number", [2, 3, 5])
@pytest.mark.usefixtures("_started")
def test_the_findings_are_those_of_one_process(number: int, root: Path) -> None:
    alone = check_all([root], manner=Manner(workers=1))
    assert check_all([root], manner=Manner(workers=number)) == alone
    assert len(alone[0]) > SIZE / 10
    assert alone[1].records > SIZE / 2


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.usefixtures("_started")
def test_verdicts_come_in_the_order_of_paths_some_at_a_time(number: int, root: Path) -> None:
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("*/*.yaml"))
    for order in (paths, paths[::-1]):
        judged = list(workers.judged(root, order, number))
        assert len(judged) == -(-len(order) // workers.CHUNK)
        whole = judging.files_judged(root, order)
        assert [item for done in judged for item in done.sound.items()] == list(whole.sound.items())
        assert [one for done in judged for one in done.others] == whole.others


def test_what_is_to_be_kept_is_judged_in_one_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_shared", None)
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("place/*.yaml"))
    verdicts = list(workers.judged(root, paths, 4, keep=True))
    assert all(judged.model or judged.found for done in verdicts for judged in done.others)
    assert sum(len(done.others) for done in verdicts) == len(paths)


def test_of_what_is_of_an_unknown_schema_no_shape_is_judged(root: Path) -> None:
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("*/*.yaml"))
    verdicts = list(workers.judged(root, paths, 3, shapeless=True))
    assert all(not done.sound for done in verdicts)
    assert [one.facts for done in verdicts for one in done.others] == [None] * len(paths)
    codes = {found.diagnostic.code for done in verdicts for one in done.others for found in one.found}
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

    monkeypatch.setattr(workers, "_cores", lambda: cores)
    monkeypatch.setattr(workers, "_shared", shared)
    monkeypatch.setattr(judging, "files_judged", judged)
    assert sum(len(done.others) for done in workers.judged(Path(), ["x"] * files)) == files
    assert asked == ([count] if count else [])


def _await_an_end() -> None:
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def _end(_paths: Sequence[str]) -> Verdicts:
    if os.getpid() != HERE:
        os._exit(9)
    _await_an_end()
    return Verdicts({}, [])


@pytest.mark.parametrize("start", [workers._forked, workers._pooled])
def test_a_worker_that_ends_before_its_work_ends_the_run(start: Start) -> None:
    with pytest.raises(CannotRun) as caught:
        list(start(_end, [["actor/a.yaml"], ["actor/b.yaml"]], 2))
    assert str(caught.value) == "a worker came to an end before its work; try with --workers 1"


def _fail_elsewhere(*_: object, **__: object) -> Verdicts:
    if os.getpid() != HERE:
        raise RuntimeError("unforeseen")
    _await_an_end()
    return Verdicts({}, [])


def test_a_worker_that_fails_says_so_and_ends_the_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judging, "files_judged", _fail_elsewhere)
    with pytest.raises(CannotRun):
        check_all([root], manner=Manner(workers=2))
    assert "RuntimeError: unforeseen" in capfd.readouterr().err


def _fail(*_: object, **__: object) -> Verdicts:
    raise RuntimeError("unforeseen")


def test_what_fails_here_leaves_no_worker_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "files_judged", _fail)
    with pytest.raises(RuntimeError, match="unforeseen"):
        check_all([root], manner=Manner(workers=3))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_whoever_stops_listening_leaves_no_worker_behind(root: Path) -> None:
    paths = sorted(f"{file.parent.name}/{file.name}" for file in root.glob("*/*.yaml"))
    judged = workers.judged(root, paths, 3)
    next(judged)
    judged.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
