import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import staged_output, temporary_files, write_files
from nsatu_data.storage.staged_output import Wanted
from nsatu_data.storage.write_files import Change
from tests.support.written_files import before as before_step
from tests.support.written_files import contents, raising

OVERTAKEN = "another program changed the file meanwhile, and its change is kept; run the command again"
LINKED = "its folder is a link, and may lead out of the dataset; replace it with the folder itself"


@pytest.fixture(autouse=True)
def leaves_no_temporary_file(tmp_path: Path) -> Iterator[None]:
    yield
    assert [path for path in tmp_path.rglob(".nsatu-data-*") if path.name != ".nsatu-data-planted"] == []


@pytest.fixture(params=[temporary_files._FROM_FOLDERS, False], ids=["from-folders", "by-path"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset's folder in the working directory, with files that hold their own names.

    Each test that uses it runs with both ways of opening a folder's files: by descriptor and by path.
    """
    monkeypatch.setattr(temporary_files, "_FROM_FOLDERS", request.param)
    monkeypatch.chdir(tmp_path)
    root = Path("records")
    for path in ("dataset.yaml", "actor/a.yaml", "actor/b.yaml", "risk/c.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())
    return root


def _write(output: Path, text: str) -> None:
    staged_output.write(output, text, Wanted("json", replace=True))


def _change(root: Path, path: str, new: str = "new") -> Change:
    return Change(root, path, path.encode(), new)


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_that_the_mask_leaves(root: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        _write(Path("output"), "new")
        write_files.create(root, "place/p.yaml", "new")
    finally:
        os.umask(before)
    for path in (Path("output"), root / "place" / "p.yaml"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    assert stat.S_IMODE((root / "place").stat().st_mode) == 0o777 & ~mask


def _written(how: str, root: Path) -> Path:
    """Write over `actor/a.yaml` in one of several ways."""
    path = "actor/a.yaml"
    if how == "output":
        _write(root / path, "new")
    elif how == "each":
        assert list(write_files.replace_each([_change(root, path)])) == [(_change(root, path), None)]
    else:
        write_files.replace_together([_change(root, path)])
    return root / path


WAYS = pytest.mark.parametrize("how", ["output", "each", "together"])


@WAYS
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o400])
def test_a_file_that_is_replaced_keeps_its_permissions(root: Path, how: str, mode: int) -> None:
    (root / "actor" / "a.yaml").chmod(mode)
    path = _written(how, root)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)


@WAYS
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_that_root_replaces_keeps_its_owner_and_group(root: Path, how: str) -> None:
    os.chown(root / "actor" / "a.yaml", 12345, 23456)
    (root / "actor" / "a.yaml").chmod(0o6750)
    status = _written(how, root).stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 23456, 0o6750)


@WAYS
def test_a_file_whose_owner_cannot_be_kept_is_not_replaced(
    root: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    seen = os.fstat

    def other(descriptor: int) -> os.stat_result:
        values = list(seen(descriptor))
        values[stat.ST_UID] += 1
        return os.stat_result(values)

    monkeypatch.setattr(os, "fstat", other)
    before_step(monkeypatch, "fchown", 0, raising(PermissionError(1, "Operation not permitted")))
    reason = "the file belongs to another user or group, and this would change its owner; run this as its owner"
    reported = f"records/actor/a.yaml: {reason}"
    if how == "each":
        change = _change(root, "actor/a.yaml")
        assert list(write_files.replace_each([change])) == [(change, reported)]
    else:
        with pytest.raises(CannotRun) as caught:
            _written(how, root)
        assert str(caught.value) == reported
    assert contents(root) == before


def test_files_are_replaced_one_by_one_and_one_that_was_overtaken_keeps_the_work_of_the_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = [_change(root, path) for path in ("actor/a.yaml", "actor/b.yaml", "risk/c.yaml")]
    # Another program saves the second file while the first is replaced.
    before_step(monkeypatch, "replace", 0, lambda: (root / "actor" / "b.yaml").write_bytes(b"theirs"))
    reported = [(changes[0], None), (changes[1], f"records/actor/b.yaml: {OVERTAKEN}"), (changes[2], None)]
    assert list(write_files.replace_each(changes)) == reported
    wanted = {"dataset.yaml": b"dataset.yaml", "actor/a.yaml": b"new", "actor/b.yaml": b"theirs", "risk/c.yaml": b"new"}
    assert contents(root) == wanted


@pytest.mark.parametrize("how", ["each", "together"])
def test_what_another_run_has_written_alike_is_done(root: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before_step(monkeypatch, "fsync", 0, lambda: (root / "actor" / "a.yaml").write_bytes(b"new"))
    assert _written(how, root).read_bytes() == b"new"


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()], ids=["error", "interrupt"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_files_that_depend_on_each_other_are_replaced_together_or_not_at_all(
    root: Path, number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    changes = [_change(root, path) for path in ("actor/a.yaml", "actor/b.yaml", "risk/c.yaml")]
    with monkeypatch.context() as patched:
        before_step(patched, "replace", number, raising(error))
        with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else CannotRun) as caught:
            write_files.replace_together(changes)
    assert str(caught.value) in ("", f"records/{changes[number].path}: Input/output error")
    assert contents(root) == before
    write_files.replace_together(changes)
    assert contents(root) == {**before, **{change.path: b"new" for change in changes}}


def test_only_what_the_run_itself_put_there_is_put_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(root)
    changes = [_change(root, path) for path in ("actor/a.yaml", "actor/b.yaml", "risk/c.yaml")]

    def meanwhile() -> None:
        # The first was saved again after this run had replaced it. The second was formatted alike by another run,
        # so it is a different file with equal bytes. The third is one that this run does not replace.
        (root / "actor" / "a.yaml").write_bytes(b"theirs")
        (root / "other").write_bytes(b"new")
        (root / "other").replace(root / "actor" / "b.yaml")
        (root / "risk" / "c.yaml").write_bytes(b"theirs too")

    put = write_files._put

    def put_and_more(change: Change, temporary: Any) -> None:
        if change == changes[2]:
            meanwhile()
        put(change, temporary)

    monkeypatch.setattr(write_files, "_put", put_and_more)
    with pytest.raises(CannotRun) as caught:
        write_files.replace_together(changes)
    assert str(caught.value) == f"records/risk/c.yaml: {OVERTAKEN}"
    theirs = {"actor/a.yaml": b"theirs", "actor/b.yaml": b"new", "risk/c.yaml": b"theirs too"}
    assert contents(root) == {**before, **theirs}


def test_runs_wait_for_each_other_between_comparing_and_replacing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs change one file in different ways; one overtakes the other at every possible moment."""
    other = Change(root, "actor/a.yaml", b"actor/a.yaml", "other")
    outcomes: list[str | None] = []

    def run() -> None:
        outcomes.extend(problem for _, problem in write_files.replace_each([other]))

    thread = threading.Thread(target=run)
    synchronised = os.replace

    def overtake(*arguments: Any, **named: Any) -> None:
        # The comparison is over, and this run holds the lock, so the other run can no longer interfere.
        monkeypatch.setattr(os, "replace", synchronised)
        thread.start()
        thread.join(timeout=0.2)
        synchronised(*arguments, **named)

    monkeypatch.setattr(os, "replace", overtake)
    assert [problem for _, problem in write_files.replace_each([_change(root, "actor/a.yaml")])] == [None]
    thread.join()
    assert outcomes == [f"records/actor/a.yaml: {OVERTAKEN}"]
    assert (root / "actor" / "a.yaml").read_bytes() == b"new"


def test_a_lock_that_another_program_keeps_is_an_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    descriptor = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(CannotRun) as caught:
            write_files.replace_together([_change(root, "actor/a.yaml")])
    finally:
        os.close(descriptor)
    reason = "another program keeps the dataset's folder locked; try again when it has finished"
    assert str(caught.value) == f"records/actor/a.yaml: {reason}"
    assert sum(pauses) == pytest.approx(10)


def test_a_new_file_is_created_once(root: Path) -> None:
    write_files.create(root, "place/p.yaml", "new")
    for path in ("place/p.yaml", "actor/a.yaml", "dataset.yaml"):
        before = contents(root)
        with pytest.raises(CannotRun) as caught:
            write_files.create(root, path, "newer")
        assert str(caught.value) == f"records/{path}: the file exists already; edit it, or remove it first"
        assert contents(root) == before


def test_a_new_file_is_created_where_the_file_system_has_no_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_step(monkeypatch, "link", 0, raising(PermissionError(1, "Operation not permitted")))
    write_files.create(root, "place/p.yaml", "new")
    assert (root / "place" / "p.yaml").read_bytes() == b"new"
    before_step(monkeypatch, "link", 0, raising(PermissionError(1, "Operation not permitted")))
    with pytest.raises(CannotRun) as caught:
        write_files.create(root, "place/p.yaml", "newer")
    assert str(caught.value) == "records/place/p.yaml: the file exists already; edit it, or remove it first"
    assert (root / "place" / "p.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "link", "replace"])
def test_a_new_file_that_is_broken_off_is_not_there(root: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(root)
    if step == "replace":
        before_step(monkeypatch, "link", 0, raising(PermissionError(1, "Operation not permitted")))
    before_step(monkeypatch, step, 0, raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_files.create(root, "place/p.yaml", "new")
    assert contents(root) == before


def _linked_folder(root: Path) -> None:
    (root / "risk").rename("outside")
    (root / "risk").symlink_to("../outside")


def _linked_file(root: Path) -> None:
    (root / "risk" / "c.yaml").rename("outside")
    (root / "risk" / "c.yaml").symlink_to("../../outside")


@pytest.mark.parametrize(("plant", "reason"), [(_linked_folder, LINKED), (_linked_file, OVERTAKEN)])
def test_no_writer_leaves_the_folder_of_the_dataset(plant: Callable[[Path], None], reason: str, root: Path) -> None:
    plant(root)
    before = contents(Path())
    change = _change(root, "risk/c.yaml")
    assert list(write_files.replace_each([change])) == [(change, f"records/risk/c.yaml: {reason}")]
    with pytest.raises(CannotRun) as caught:
        write_files.replace_together([change])
    assert str(caught.value) == f"records/risk/c.yaml: {reason}"
    exists = "the file exists already; edit it, or remove it first"
    with pytest.raises(CannotRun) as caught:
        write_files.create(root, "risk/c.yaml", "new")
    assert str(caught.value) == f"records/risk/c.yaml: {LINKED if plant is _linked_folder else exists}"
    assert contents(Path()) == before


@pytest.mark.skipif(not temporary_files._FROM_FOLDERS, reason="the platform opens no folders")
@pytest.mark.parametrize("root", [True], indirect=True)
def test_a_folder_that_is_exchanged_for_a_link_meanwhile_leads_nowhere(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("outside").mkdir()

    def exchange() -> None:
        (root / "risk").rename("moved")
        (root / "risk").symlink_to("../outside")

    before_step(monkeypatch, "fsync", 0, exchange)
    write_files.replace_together([_change(root, "risk/c.yaml")])
    assert (contents(Path("moved")), contents(Path("outside"))) == ({"c.yaml": b"new"}, {})


def test_a_planted_link_with_the_name_of_a_temporary_file_is_not_followed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if somebody guesses the random name, nothing is written through the link, and the link stays."""
    Path("secret").write_bytes(b"secret")
    monkeypatch.setattr(os, "urandom", lambda _: b"planted")
    name = f".nsatu-data-{b'planted'.hex()}"
    for folder in (Path(), root / "actor"):
        (folder / name).symlink_to(Path("secret").absolute())
    writes: dict[str, Callable[[], None]] = {
        "output": lambda: _write(Path("output"), "new"),
        "records/actor/n.yaml": lambda: write_files.create(root, "actor/n.yaml", "new"),
        "records/actor/a.yaml": lambda: write_files.replace_together([_change(root, "actor/a.yaml")]),
    }
    for path, write in writes.items():
        with pytest.raises(CannotRun) as caught:
            write()
        assert str(caught.value) == f"{path}: the name of its temporary file is taken; run the command again"
    assert Path("secret").read_bytes() == b"secret"
    for folder in (Path(), root / "actor"):
        (folder / name).unlink()


@pytest.mark.usefixtures("root")
def test_names_of_temporary_files_cannot_be_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    opened = os.open

    def note(path: Any, flags: int, *others: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            assert flags & os.O_EXCL
            names.append(Path(path).name)
        return opened(path, flags, *others, **named)

    monkeypatch.setattr(os, "open", note)
    for _ in range(3):
        _write(Path("output"), "new")
    assert len(set(names)) == 3
    assert all(len(name) == len(".nsatu-data-") + 16 for name in names)
