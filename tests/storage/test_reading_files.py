import errno
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from itertools import cycle
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from nsatu_data.diagnostics import CannotRun, Fault, Severity
from nsatu_data.storage import dataset_folder, file_names, read_files
from nsatu_data.storage.dataset_folder import Entry

MOVE = "move it to `<kind>/<slug>.yaml`, or out of the dataset"


@pytest.fixture
def from_folders(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test with and without opening files relative to a folder's descriptor, which not all systems support."""
    monkeypatch.setattr(read_files, "_FROM_FOLDERS", request.param)


each_way = pytest.mark.parametrize("from_folders", [True, False], indirect=True, ids=["from-folders", "by-path"])


def misplaced(message: str, help: str) -> Fault:
    return Fault("misplaced-file", message, help=help)


def build(root: Path, *names: str) -> Path:
    """A folder with these files; a name that ends with a slash is a folder."""
    for name in names:
        path = root / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_text(name, encoding="utf-8")
    return root


def test_temporary_files_that_were_left_are_found_and_do_not_belong_to_the_dataset(tmp_path: Path) -> None:
    build(tmp_path, "dataset.yaml", "actor/a.yaml", "actor/.nsatu-data-2", "actor/.nsatu-dat", ".nsatu-data-1")
    build(tmp_path, "actor/.nsatu-data-a.yaml", "risk/.nsatu-data-folder/", "people/.nsatu-data-3")
    (tmp_path / "risk" / ".nsatu-data-link").symlink_to("../actor/a.yaml")
    os.mkfifo(tmp_path / "risk" / ".nsatu-data-pipe")
    message = "a run that was killed left this temporary file"
    help = "remove it when no other run is active, and repeat the run that was killed"
    left = Fault("leftover-file", message, help=help, severity=Severity.WARNING)
    message = "this has the name of a temporary file but is not a regular file"
    planted = Fault("not-a-file", message, help="remove it; nsatu-data did not create it")
    listing = dataset_folder.listing(tmp_path)
    assert listing.leftovers == [
        (".nsatu-data-1", left),
        ("actor/.nsatu-data-2", left),
        ("actor/.nsatu-data-a.yaml", left),
        ("risk/.nsatu-data-folder", planted),
        ("risk/.nsatu-data-link", planted),
        ("risk/.nsatu-data-pipe", planted),
    ]
    assert [entry.path for entry in dataset_folder.entries(tmp_path)] == ["actor/a.yaml", "dataset.yaml", "people"]
    assert len(dataset_folder.listing(tmp_path, limit=2).leftovers) <= 4
    assert dataset_folder.differing(tmp_path / "actor", {"a.yaml": "actor/a.yaml"}) == []


def test_every_file_is_reported_in_the_order_of_paths_and_what_is_misplaced_with_it(tmp_path: Path) -> None:
    build(tmp_path, "dataset.yaml", "actor/b.yaml", "actor/a.yaml", "actor/README.md", "NOTES.md", ".hidden")
    build(tmp_path, "actor/.draft.yaml", "actor/c.txt", "actor/d/e.yaml", "risk/", "place/f.yaml/", "people/x.yaml")
    build(tmp_path, "event", "stray.txt", "folder.md/", "actor/notes.md/")
    (tmp_path / "actor" / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "actor" / "note.md").symlink_to("README.md")
    (tmp_path / "motive").symlink_to("actor")
    os.mkfifo(tmp_path / "actor" / "pipe.yaml")
    os.mkfifo(tmp_path / "actor" / "pipe.txt")
    beside = misplaced("only the manifest and a folder for each kind belong here", MOVE)
    folder = misplaced("a kind's folder cannot contain folders", "move its files to `actor/`")
    link = Fault("not-a-file", "a link is not followed", help="put the file itself here")
    irregular = Fault("not-a-file", "this is not a regular file", help="put the file itself here")
    listing = dataset_folder.listing(tmp_path)
    assert listing.records == ["actor/a.yaml", "actor/b.yaml"]
    assert sorted([*map(dataset_folder.Entry, listing.records), *listing.others]) == dataset_folder.entries(tmp_path)
    assert [entry.path for entry in listing.others] == sorted(entry.path for entry in listing.others)
    assert dataset_folder.entries(tmp_path) == [
        ("actor/a.yaml", None),
        ("actor/b.yaml", None),
        ("actor/c.txt", misplaced("the name of a record's file must end with .yaml", MOVE)),
        ("actor/d", folder),
        ("actor/link.yaml", link),
        ("actor/note.md", link),
        ("actor/notes.md", folder),
        ("actor/pipe.txt", irregular),
        ("actor/pipe.yaml", irregular),
        ("dataset.yaml", None),
        ("event", beside),
        ("folder.md", beside),
        ("motive", link),
        ("people", beside),
        ("place/f.yaml", irregular),
        ("stray.txt", beside),
    ]


@pytest.mark.parametrize(
    ("lies", "help"),
    [
        ("actors/", "did you mean `actor/`?"),
        ("Actor/", "did you mean `actor/`?"),
        ("implications/", "did you mean `implication/`?"),
        ("people/", MOVE),
        ("dataset.yml", "did you mean `dataset.yaml`?"),
        ("Dataset.YAML", "did you mean `dataset.yaml`?"),
        ("datasets.yaml", "did you mean `dataset.yaml`?"),
        ("arda.yaml", MOVE),
        ("actor/arda.yml", "did you mean `actor/arda.yaml`?"),
        ("actor/arda.YAML", "did you mean `actor/arda.yaml`?"),
        ("actor/Arda.yaml", "did you mean `actor/arda.yaml`?"),
        ("actor/-arda--of_the Ford.yaml", "did you mean `actor/arda-of-the-ford.yaml`?"),
        ("actor/ârda.yaml", MOVE),
        ("actor/---.yaml", MOVE),
        ("actor/arda.json", MOVE),
        ("actor/arda", MOVE),
    ],
)
def test_a_misplaced_file_is_reported_with_the_intended_place(tmp_path: Path, lies: str, help: str) -> None:
    build(tmp_path, lies)
    assert [entry.fault and entry.fault.help for entry in dataset_folder.entries(tmp_path)] == [help]


def test_no_name_is_proposed_that_is_taken(tmp_path: Path) -> None:
    build(tmp_path, "dataset.yaml", "dataset.yml", "actor/arda.yaml", "actor/Arda.yaml", "actor/arda.yml")
    helps = {entry.path: entry.fault.help for entry in dataset_folder.entries(tmp_path) if entry.fault}
    keep = "keep one: `actor/arda.yaml` exists too"
    assert helps == {"dataset.yml": MOVE, "actor/Arda.yaml": keep, "actor/arda.yml": keep}


@pytest.mark.parametrize(
    "name", [b"arda\n.yaml", b"arda\x1b[31m.yaml", b"\xff\xfe.yaml", "\u202elmay.yaml".encode(), b"a" * 251 + b".yml"]
)
def test_a_name_of_any_bytes_is_reported(tmp_path: Path, name: bytes) -> None:
    build(tmp_path, "actor/")
    Path(os.fsdecode(os.fsencode(tmp_path / "actor") + b"/" + name)).touch()
    (entry,) = dataset_folder.entries(tmp_path)
    assert entry.fault is not None
    assert entry.fault.code == "misplaced-file"
    assert Path(file_names.shown(tmp_path, entry.path)).exists()


def test_a_slug_may_be_as_long_as_a_name_can_be_and_the_name_of_a_device(tmp_path: Path) -> None:
    build(tmp_path, f"actor/{'a' * 250}.yaml", "actor/con.yaml")
    assert [entry.fault for entry in dataset_folder.entries(tmp_path)] == [None, None]


@pytest.mark.parametrize("files_of_a_kind", [3, 4, 5, 40])
def test_more_files_than_allowed_are_recognised_by_their_number(tmp_path: Path, files_of_a_kind: int) -> None:
    build(tmp_path, "dataset.yaml", "NOTES.md", ".hidden", *(f"actor/{n}.md" for n in range(9)))
    build(tmp_path, *(f"actor/a{number}.yaml" for number in range(files_of_a_kind - 1)), "risk/stray.txt")
    found = [entry.path for entry in dataset_folder.entries(tmp_path, limit=4) if entry.path != dataset_folder.MANIFEST]
    assert (len(found) > 4) == (files_of_a_kind > 4)
    assert files_of_a_kind > 4 or len(found) == files_of_a_kind


@pytest.mark.parametrize("endless", [".", "actor"])
def test_a_folder_without_end_is_not_listed_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endless: str
) -> None:
    build(tmp_path, "stray", "actor/a.yaml")
    scandir = os.scandir

    @contextmanager
    def scan(folder: Path) -> Iterator[Iterator["os.DirEntry[str]"]]:
        with scandir(folder) as found:
            yield cycle(found) if folder == tmp_path / endless else found

    monkeypatch.setattr(os, "scandir", scan)
    assert 100 < len(dataset_folder.entries(tmp_path, limit=100)) < 110


def test_a_folder_that_cannot_be_listed_cannot_be_run(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"none: No such file or directory$"):
        dataset_folder.entries(tmp_path / "none")


def test_the_kind_is_that_of_the_folder() -> None:
    assert Entry("actor/a.yaml").kind == "actor"
    assert Entry("dataset.yaml").kind == ""


def test_a_file_is_read_as_far_as_the_limit_and_one_byte_more(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\nabc")
    assert read_files.read(tmp_path, "a") == b"\xff\r\nabc"
    assert read_files.read(tmp_path, "a", limit=2) == b"\xff\r\n"
    assert read_files.read(tmp_path, "a", limit=6) == b"\xff\r\nabc"
    assert read_files.read(tmp_path, "a", limit=5) == b"\xff\r\nabc"


@pytest.mark.parametrize("stated", [0, 3, 6, 9])
def test_a_file_is_read_to_its_end_whatever_its_length_was_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: int
) -> None:
    # Files that grow or shrink, or arrive in pieces over a network.
    (tmp_path / "a").write_bytes(b"abcdef")
    read, fstat = os.read, os.fstat
    monkeypatch.setattr(os, "read", lambda descriptor, length: read(descriptor, min(length, 2)))
    monkeypatch.setattr(os, "fstat", lambda descriptor: _with_size(fstat(descriptor), stated))
    assert read_files.read(tmp_path, "a") == b"abcdef"
    assert read_files.read(tmp_path, "a", limit=4) == b"abcde"


def _with_size(status: os.stat_result, size: int) -> os.stat_result:
    return os.stat_result((*status[:6], size, *status[7:]))


def _replace(path: Path, by: str) -> None:
    """Remove a file or a folder, and create something else in its place."""
    path.rename(path.with_name(".away"))
    match by:
        case "link":
            path.symlink_to(".away")
        case "loop":
            path.symlink_to(path.name)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "socket":
            # A socket's path must be short, and a temporary path is long.
            with chdir(path.parent), socket(AF_UNIX) as bound:
                bound.bind(path.name)
        case "file":
            path.touch()


GONE = Fault(
    "changed-file",
    "the file was changed while the dataset was read: it no longer exists",
    help="check again when no other program writes to the dataset",
)
REPLACED = GONE._replace(message="the file was changed while the dataset was read: something else is in its place")


@each_way
@pytest.mark.usefixtures("from_folders")
@pytest.mark.parametrize(
    ("by", "fault"),
    [
        ("nothing", GONE),
        ("link", REPLACED),
        ("loop", REPLACED),
        ("pipe", REPLACED),
        ("folder", REPLACED),
        ("socket", REPLACED),
    ],
)
def test_what_takes_the_place_of_a_file_is_not_read(tmp_path: Path, by: str, fault: Fault) -> None:
    build(tmp_path, "actor/a.yaml", "dataset.yaml")
    for path in ("actor/a.yaml", "dataset.yaml"):
        _replace(tmp_path / path, by)
        assert read_files.read(tmp_path, path) == fault


@pytest.mark.parametrize(
    ("by", "fault"), [("nothing", GONE), ("link", REPLACED), ("loop", REPLACED), ("file", REPLACED)]
)
def test_what_takes_the_place_of_a_folder_is_not_entered(tmp_path: Path, by: str, fault: Fault) -> None:
    build(tmp_path, "actor/a.yaml", "actor/b.yaml", "place/c.yaml")
    _replace(tmp_path / "actor", by)
    paths = ["actor/a.yaml", "actor/b.yaml", "place/c.yaml"]
    assert list(read_files.read_each(tmp_path, paths)) == list(zip(paths, [fault, fault, b"place/c.yaml"], strict=True))
    assert read_files.read(tmp_path, "actor/a.yaml") == fault


@each_way
@pytest.mark.usefixtures("from_folders")
def test_many_files_are_read_as_each_of_them_is(tmp_path: Path) -> None:
    paths = ["place/b.yaml", "place/gone.yaml", "dataset.yaml", "actor/a.yaml", "place/a.yaml", "risk/gone.yaml"]
    build(tmp_path, *(path for path in paths if "gone" not in path))
    each = [(path, read_files.read(tmp_path, path, limit=8)) for path in paths]
    assert list(read_files.read_each(tmp_path, paths, limit=8)) == each
    assert [data if isinstance(data, bytes) else data.code for _, data in each] == [
        b"place/b.y",
        "changed-file",
        b"dataset.y",
        b"actor/a.y",
        b"place/a.y",
        "changed-file",
    ]


def test_what_fails_otherwise_is_reported_in_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "actor/a.yaml")

    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    message = "the file cannot be read: Input/output error"
    assert read_files.read(tmp_path, "actor/a.yaml") == Fault("unreadable-file", message, help="check its permissions")


def test_a_link_to_the_dataset_is_followed_and_a_file_with_two_names_is_a_file(tmp_path: Path) -> None:
    build(tmp_path, "there/dataset.yaml", "there/actor/a.yaml")
    (tmp_path / "there" / "actor" / "b.yaml").hardlink_to(tmp_path / "there" / "actor" / "a.yaml")
    (tmp_path / "here").symlink_to("there")
    here = tmp_path / "here"
    assert dataset_folder.entries(here) == [("actor/a.yaml", None), ("actor/b.yaml", None), ("dataset.yaml", None)]
    assert read_files.read(here, "actor/b.yaml") == b"there/actor/a.yaml"
    assert read_files.read(here, "dataset.yaml") == b"there/dataset.yaml"


def _descriptors() -> list[str]:
    return sorted(path.name for path in Path("/dev/fd").iterdir())


def test_whatever_happens_no_file_is_left_open(tmp_path: Path) -> None:
    build(tmp_path, "actor/a.yaml", "actor/folder.yaml/", "dataset.yaml")
    paths = ["actor/a.yaml", "actor/gone.yaml", "actor/folder.yaml", "gone/a.yaml", "dataset.yaml", "actor/a.yaml"]
    before = _descriptors()
    for path in paths:
        read_files.read(tmp_path, path, limit=2)
    assert len(list(read_files.read_each(tmp_path, paths))) == 6
    stopped = read_files.read_each(tmp_path, paths)
    assert next(stopped) == ("actor/a.yaml", b"actor/a.yaml")
    del stopped
    read_files.read_named(tmp_path / "dataset.yaml", 2)
    for name in ("actor", "gone"):
        with pytest.raises(CannotRun):
            read_files.read_named(tmp_path / name, 2)
    assert _descriptors() == before


def test_a_file_that_is_named_is_read_through_links_as_far_as_the_limit(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "link").symlink_to("a")
    assert read_files.read_named(tmp_path / "link", 9) == b"text"
    assert read_files.read_named(tmp_path / "link", 2) == b"tex"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone", "No such file or directory"),
        ("folder", "this is not a regular file"),
        ("pipe", "this is not a regular file"),
        ("/dev/zero", "this is not a regular file"),
        ("loop", "Too many levels of symbolic links"),
        ("n" * 300, "File name too long"),
        ("\0", "a path cannot contain a null character"),
        ("\ud800", "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed"),
    ],
    # A report between processes cannot contain half a character.
    ids=ascii,
)
def test_what_is_named_and_no_file_cannot_be_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    build(tmp_path, "folder/")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotRun) as caught:
        read_files.read_named(Path(name), 9)
    assert caught.value.args == (f"{name}: {reason}",)
    assert not dataset_folder.is_bundle(Path(f"{name}.json"))


def test_a_bundle_is_a_file_that_ends_with_json(tmp_path: Path) -> None:
    build(tmp_path, "a.json", "a.yaml", "b.json/")
    (tmp_path / "link.json").symlink_to("a.json")
    found = {path.name: dataset_folder.is_bundle(path) for path in tmp_path.iterdir()}
    assert found == {"a.json": True, "a.yaml": False, "b.json": False, "link.json": True}


def test_the_root_is_the_nearest_folder_with_a_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "out/dataset.yaml", "out/actor/a.yaml", "out/in/dataset.yaml", "out/in/actor/b.yaml", "bare/c.yaml")
    out = tmp_path / "out"
    assert (
        dataset_folder.root_of(out)
        == dataset_folder.root_of(out / "actor")
        == dataset_folder.root_of(out / "actor" / "a.yaml")
        == out
    )
    assert dataset_folder.root_of(out / "in" / "actor" / "b.yaml") == out / "in"
    assert dataset_folder.root_of(tmp_path / "bare") == tmp_path / "bare"
    with pytest.raises(CannotRun, match=r"c\.yaml: no folder above it holds dataset\.yaml, and it does"):
        dataset_folder.root_of(tmp_path / "bare" / "c.yaml")
    with pytest.raises(CannotRun, match=r"^nowhere: there is no such file or folder$"):
        dataset_folder.root_of(Path("nowhere"))
    monkeypatch.chdir(out / "actor")
    assert dataset_folder.root_of(Path("a.yaml")) == out
    (tmp_path / "link").symlink_to(out / "actor")
    assert dataset_folder.root_of(tmp_path / "link") == tmp_path / "link"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("n" * 300, "File name too long"),
        ("loop/a.yaml", "Too many levels of symbolic links"),
        ("\0", "a path cannot contain a null character"),
        ("dataset.yaml/a.yaml", "there is no such file or folder"),
    ],
)
def test_a_path_that_cannot_be_reached_cannot_be_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, reason: str
) -> None:
    build(tmp_path, "dataset.yaml")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotRun) as caught:
        dataset_folder.root_of(Path(path))
    assert caught.value.args == (f"{path}: {reason}",)


@pytest.mark.parametrize("by", ["link", "loop", "folder"])
def test_what_lies_in_the_place_of_the_manifest_makes_the_root_as_well(tmp_path: Path, by: str) -> None:
    build(tmp_path, "dataset.yaml", "in/dataset.yaml", "in/actor/a.yaml")
    _replace(tmp_path / "in" / "dataset.yaml", by)
    assert dataset_folder.root_of(tmp_path / "in" / "actor" / "a.yaml") == tmp_path / "in"
    assert [entry.path for entry in dataset_folder.entries(tmp_path / "in") if entry.fault] == ["dataset.yaml"]


def test_without_a_working_directory_paths_are_shown_as_they_were_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "actor/a.yaml")

    def fail() -> str:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "getcwd", fail)
    assert file_names.shown(tmp_path, "actor/a.yaml") == f"{tmp_path.as_posix()}/actor/a.yaml"
    assert file_names.shown(Path("records"), "actor/a.yaml") == "records/actor/a.yaml"
    assert file_names.absolute(tmp_path) == tmp_path
    with pytest.raises(CannotRun) as caught:
        file_names.absolute(Path("records"))
    assert str(caught.value) == "the working directory cannot be reached: No such file or directory"


def test_a_path_is_shown_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "here/records/actor/", "hereafter/")
    monkeypatch.chdir(tmp_path / "here")
    assert file_names.shown(Path("records"), "actor/a.yaml") == "records/actor/a.yaml"
    assert file_names.shown(tmp_path / "here" / "records", "actor/a.yaml") == "records/actor/a.yaml"
    assert file_names.shown(tmp_path / "hereafter", "actor/a.yaml") == "../hereafter/actor/a.yaml"
    assert file_names.shown(Path(".."), "actor/a.yaml") == "../actor/a.yaml"
    assert file_names.shown(Path(".."), ".") == ".."
    monkeypatch.chdir("/")
    assert file_names.shown(tmp_path, "a.yaml") == (tmp_path / "a.yaml").as_posix()[1:]


def test_what_differs_is_reported_with_how(tmp_path: Path) -> None:
    build(tmp_path, "same", "other", "extra", ".hidden", "folder/")
    wanted = {"same": "same", "other": "another", "missing": "", "folder": ""}
    assert dataset_folder.differing(tmp_path, wanted) == [
        ((tmp_path / "extra").as_posix(), "the file is not derived from the models"),
        ((tmp_path / "folder").as_posix(), "the file is missing"),
        ((tmp_path / "missing").as_posix(), "the file is missing"),
        ((tmp_path / "other").as_posix(), "the file differs from what the models give"),
    ]
    with pytest.raises(CannotRun, match=r"there is no such folder$"):
        dataset_folder.differing(tmp_path / "none", {})
