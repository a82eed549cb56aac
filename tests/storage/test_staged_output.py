"""An output is written whole or not at all, and it replaces only what it may."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import staged_output
from nsatu_data.storage.staged_output import Wanted
from tests.support.written_files import before as before_step
from tests.support.written_files import contents, raising


@pytest.fixture(autouse=True)
def leaves_no_temporary_file(tmp_path: Path) -> Iterator[None]:
    yield
    assert list(tmp_path.rglob(".nsatu-data-*")) == []


def _write(output: Path, text: str) -> None:
    staged_output.write(output, text, Wanted("json", replace=True))


def test_an_output_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a"
    _write(path, "é\n")
    _write(path, "è\r\n")
    assert contents(path.parent) == {"a": "è\r\n".encode()}


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_output_that_fails_leaves_only_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    before_step(monkeypatch, step, 0, raising(error))
    with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else CannotRun) as caught:
        _write(path, "new")
    assert str(caught.value) in ("", f"{path}: No space left on device")
    assert contents(tmp_path) == {"a": b"old"}


def test_an_output_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to("loop")
    reasons = {
        "folder": " is a folder; json writes a file",
        "file/below": ": `file` above it is a file, not a folder",
        "file/below/it": ": `file` above it is a file, not a folder",
        "n" * 300: ": File name too long",
        "loop": ": Too many levels of symbolic links",
    }
    for name, reason in reasons.items():
        with pytest.raises(CannotRun) as caught:
            _write(tmp_path / name, "new")
        assert str(caught.value) == f"{tmp_path / name}{reason}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "loop"]


@pytest.mark.parametrize("old", [b"old", None], ids=["target", "dangling"])
def test_an_output_that_is_a_link_replaces_the_target_of_the_link(tmp_path: Path, old: bytes | None) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "first").symlink_to("../second")
    (tmp_path / "second").symlink_to(tmp_path / "out" / "target")
    if old is not None:
        (tmp_path / "out" / "target").write_bytes(old)
        (tmp_path / "out" / "target").chmod(0o604)
    _write(tmp_path / "in" / "first", "new")
    assert (tmp_path / "in" / "first").readlink() == Path("../second")
    assert (tmp_path / "second").readlink() == tmp_path / "out" / "target"
    assert contents(tmp_path / "out") == {"target": b"new"}
    if old is not None:
        assert stat.S_IMODE((tmp_path / "out" / "target").stat().st_mode) == 0o604


def test_an_output_into_a_pipe_is_written_into_it(tmp_path: Path) -> None:
    pipe, text = tmp_path / "pipe", "é" * 100_000
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    _write(pipe, text)
    reader.join()
    assert read == [text.encode()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_output_into_a_device_is_written_into_it() -> None:
    ours, theirs = os.openpty()
    try:
        path = Path(os.ttyname(theirs))
        _write(path, "new")
        assert os.read(ours, 100) == b"new"
        assert stat.S_ISCHR(path.lstat().st_mode)
    finally:
        os.close(ours)
        os.close(theirs)


def test_an_open_file_without_a_name_is_written_into(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("w+b") as file:
        path.unlink()
        _write(Path(f"/proc/self/fd/{file.fileno()}"), "new")
        assert file.read() == b"new"
    assert list(tmp_path.iterdir()) == []


PROGRAM = "import sys; from nsatu_data.cli import main; print('before', flush=True); sys.exit(main(sys.argv[1:]))"
EXPORT = (sys.executable, "-c", PROGRAM, "export", "json", "--output", "/dev/stdout")


def test_what_stands_for_standard_output_is_printed_to(tmp_path: Path) -> None:
    shown = subprocess.run(EXPORT, capture_output=True, check=True)
    assert shown.stderr == b""
    assert shown.stdout.startswith(b'before\n{\n  "dataset": {')
    log = tmp_path / "log"
    log.write_bytes(b"first\n")
    with log.open("ab") as file:
        subprocess.run(EXPORT, stdout=file, check=True)
    assert log.read_bytes() == b"first\n" + shown.stdout
    with (tmp_path / "whole").open("wb") as file:
        subprocess.run(EXPORT, stdout=file, check=True)
    assert (tmp_path / "whole").read_bytes() == shown.stdout


FOLDER = Wanted("csv", is_folder=True)
AGAIN = Wanted("csv", is_folder=True, replace=True, of_one_form=("stale", "c"))
EXISTS = "exists already; choose another name, or"
FAILURES = pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=type)


def _refused(act: Callable[[], None]) -> str:
    with pytest.raises(CannotRun) as caught:
        act()
    return str(caught.value)


def test_a_folder_is_written_only_where_none_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out"
    staged_output.write(path, {"a": "1", "b": b"2"}, FOLDER)
    assert contents(tmp_path) == {"new/out/a": b"1", "new/out/b": b"2"}
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("new/out")
    os.mkfifo(tmp_path / "pipe")
    reasons = {
        "new/out": f": {EXISTS} replace its files with --force",
        "link": f": {EXISTS} replace its files with --force",
        "file": " is a file; csv writes a folder",
        "pipe": " is not a folder; csv writes a folder",
    }
    for name, reason in reasons.items():
        message = _refused(lambda name=name: staged_output.write(tmp_path / name, {"a": "3"}, FOLDER))  # type: ignore[misc]
        assert message == f"{tmp_path / name}{reason}"
    assert contents(tmp_path / "new") == {"out/a": b"1", "out/b": b"2"}


def test_a_file_is_written_only_where_none_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    staged_output.write(path, "1", Wanted("sqlite"))
    message = _refused(lambda: staged_output.write(path, "2", Wanted("sqlite")))
    assert message == f"{path}: {EXISTS} replace it with --force"
    assert contents(tmp_path) == {"a": b"1"}


@pytest.mark.parametrize("wanted", [Wanted("sqlite"), FOLDER])
def test_what_another_run_has_written_meanwhile_is_not_replaced(tmp_path: Path, wanted: Wanted) -> None:
    path = tmp_path / "out"
    what = "replace its files" if wanted.is_folder else "replace it"

    def overtaken() -> None:
        with staged_output.staged(path, wanted) as prepared:
            if wanted.is_folder:
                (prepared / "a").write_bytes(b"ours")
                path.mkdir()
                (path / "a").write_bytes(b"theirs")
            else:
                prepared.write_bytes(b"ours")
                path.write_bytes(b"theirs")

    assert _refused(overtaken) == f"{path}: {EXISTS} {what} with --force"
    assert list(contents(tmp_path).values()) == [b"theirs"]


@pytest.mark.parametrize("wanted", [Wanted("sqlite"), FOLDER])
def test_no_folder_above_an_output_is_made_in_vain(
    tmp_path: Path, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "deep" / "out"
    with pytest.raises(RuntimeError), staged_output.staged(path, wanted):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    step = "rename" if wanted.is_folder else "link"
    before_step(monkeypatch, step, 0, raising(OSError(28, "No space left on device")))
    content = {"a": "new"} if wanted.is_folder else "new"
    assert _refused(lambda: staged_output.write(path, content, wanted)) == f"{path}: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_only_its_owner_may_read_is_never_open_to_others(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with staged_output.staged(path, Wanted("sqlite", replace=True)) as prepared:
        assert stat.S_IMODE(prepared.stat().st_mode) == 0o600
        prepared.write_bytes(b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def _old_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("a", "c", "mine", "stale"):
        (folder / name).write_bytes(b"old")
    (folder / "a").chmod(0o600)
    return folder


NEW = {"a": "new", "b": "new", "c": "new"}


def test_files_of_a_folder_are_replaced_and_those_of_the_other_form_removed(tmp_path: Path) -> None:
    folder = _old_folder(tmp_path)
    staged_output.write(folder, NEW, AGAIN)
    assert contents(tmp_path) == {"out/a": b"new", "out/b": b"new", "out/c": b"new", "out/mine": b"old"}
    assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "b").stat().st_mode) & 0o400


@FAILURES
@pytest.mark.parametrize("number", range(6))
def test_files_of_a_folder_are_replaced_together_or_not_at_all(
    tmp_path: Path, number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _old_folder(tmp_path)
    before = contents(tmp_path)
    with monkeypatch.context() as patched:
        before_step(patched, "replace", number, raising(error))
        with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else CannotRun) as caught:
            staged_output.write(folder, NEW, AGAIN)
    assert str(caught.value) in ("", f"{folder}: No space left on device")
    assert contents(tmp_path) == before
    assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["b", "stale"])
@pytest.mark.parametrize("form", ["folder", "link", "pipe"])
def test_what_is_no_file_is_named_before_any_file_is_replaced(tmp_path: Path, name: str, form: str) -> None:
    folder = _old_folder(tmp_path)
    (folder / name).unlink(missing_ok=True)
    if form == "folder":
        (folder / name).mkdir()
    elif form == "link":
        (folder / name).symlink_to("mine")
    else:
        os.mkfifo(folder / name)
    before = contents(tmp_path)
    message = _refused(lambda: staged_output.write(folder, NEW, AGAIN))
    assert message == f"{folder / name}: this is no regular file; remove it, or choose another folder"
    assert contents(tmp_path) == before
