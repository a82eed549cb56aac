import os
from pathlib import Path

import pytest

from nsatu_data import files
from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.files import Entry


def build(root: Path, *names: str) -> Path:
    """A folder with these files; a name that ends with a slash is a folder."""
    for name in names:
        path = root / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_text(name, encoding="utf-8")
    return root


def test_every_file_is_told_in_the_order_of_paths_and_what_is_misplaced_with_it(tmp_path: Path) -> None:
    build(tmp_path, "dataset.yaml", "actor/b.yaml", "actor/a.yaml", "actor/README.md", "NOTES.md", ".hidden")
    build(tmp_path, "actor/.draft.yaml", "actor/c.yml", "actor/d/e.yaml", "risk/", "place/f.yaml/", "people/x.yaml")
    build(tmp_path, "event", "stray.txt", "folder.md/")
    (tmp_path / "actor" / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "motive").symlink_to("actor")
    found = [(entry.path, entry.fault and (entry.fault.code, entry.fault.message)) for entry in files.entries(tmp_path)]
    beside = ("misplaced-file", "only the manifest and a folder for each kind lie here")
    suffix = ("misplaced-file", "a record's file ends with .yaml")
    assert found == [
        ("actor/a.yaml", None),
        ("actor/b.yaml", None),
        ("actor/c.yml", suffix),
        ("actor/d", suffix),
        ("actor/link.yaml", ("not-a-file", "a link is not followed")),
        ("dataset.yaml", None),
        ("event", beside),
        ("folder.md", beside),
        ("motive", beside),
        ("people", beside),
        ("place/f.yaml", ("not-a-file", "this is not a regular file")),
        ("stray.txt", beside),
    ]


def test_a_folder_that_cannot_be_listed_cannot_be_run(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"none: No such file or directory$"):
        files.entries(tmp_path / "none")


def test_the_kind_is_that_of_the_folder() -> None:
    assert Entry("actor/a.yaml").kind == "actor"
    assert Entry("dataset.yaml").kind == ""


def test_a_file_is_read_as_far_as_the_limit_and_one_byte_more(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\nabc")
    assert files.read(tmp_path, "a") == b"\xff\r\nabc"
    assert files.read(tmp_path, "a", limit=2) == b"\xff\r\n"
    fault = files.read(tmp_path, "b")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.message) == ("unreadable-file", "the file cannot be read: No such file or directory")


def test_the_root_is_the_nearest_folder_with_a_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "out/dataset.yaml", "out/actor/a.yaml", "out/in/dataset.yaml", "out/in/actor/b.yaml", "bare/c.yaml")
    out = tmp_path / "out"
    assert files.root_of(out) == files.root_of(out / "actor") == files.root_of(out / "actor" / "a.yaml") == out
    assert files.root_of(out / "in" / "actor" / "b.yaml") == out / "in"
    assert files.root_of(tmp_path / "bare") == tmp_path / "bare"
    with pytest.raises(CannotRun, match=r"c\.yaml: no folder above it holds dataset\.yaml$"):
        files.root_of(tmp_path / "bare" / "c.yaml")
    with pytest.raises(CannotRun, match=r"^nowhere: there is no such file or folder$"):
        files.root_of(Path("nowhere"))
    monkeypatch.chdir(out / "actor")
    assert files.root_of(Path("a.yaml")) == out
    (tmp_path / "link").symlink_to(out / "actor")
    assert files.root_of(tmp_path / "link") == tmp_path / "link"


def test_a_path_is_shown_from_the_working_directory_where_it_lies_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "here/records/actor/", "hereafter/")
    monkeypatch.chdir(tmp_path / "here")
    assert files.shown(Path("records"), "actor/a.yaml") == "records/actor/a.yaml"
    assert files.shown(tmp_path / "here" / "records", "actor/a.yaml") == "records/actor/a.yaml"
    assert files.shown(tmp_path / "hereafter", "actor/a.yaml") == "actor/a.yaml"
    assert files.shown(Path(".."), "actor/a.yaml") == "actor/a.yaml"
    monkeypatch.chdir("/")
    assert files.shown(tmp_path, "a.yaml") == (tmp_path / "a.yaml").as_posix()[1:]


def test_a_whole_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.yaml"
    files.write(path, "é\n")
    files.write(path, "è\r\n")
    assert path.read_bytes() == "è\r\n".encode()
    assert [found.name for found in path.parent.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("step", ["replace", "write_bytes"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = build(tmp_path, "a.yaml") / "a.yaml"
    begin = Path.write_bytes

    def fail(beside: Path, data: bytes | Path) -> None:
        if isinstance(data, bytes):
            begin(beside, data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path if step == "write_bytes" else os, step, fail)
    with pytest.raises(CannotRun, match=r"a\.yaml: No space left on device$"):
        files.write(path, "new")
    assert path.read_text(encoding="utf-8") == "a.yaml"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_path_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    build(tmp_path, "file", "folder/x")
    for path in (tmp_path / "folder", tmp_path / "file" / "below", tmp_path / ("n" * 300)):
        with pytest.raises(CannotRun):
            files.write(path, "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_what_differs_is_told_with_how(tmp_path: Path) -> None:
    build(tmp_path, "same", "other", "extra", ".hidden", "folder/")
    wanted = {"same": "same", "other": "another", "missing": "", "folder": ""}
    assert files.differing(tmp_path, wanted) == [
        ((tmp_path / "extra").as_posix(), "the file is not derived from the models"),
        ((tmp_path / "folder").as_posix(), "the file is missing"),
        ((tmp_path / "missing").as_posix(), "the file is missing"),
        ((tmp_path / "other").as_posix(), "the file differs from what the models give"),
    ]
    with pytest.raises(CannotRun, match=r"there is no such folder$"):
        files.differing(tmp_path / "none", {})
