"""Where a dataset's files lie, and their bytes.

A dataset is a folder that holds `dataset.yaml` and a folder for each kind, with one record a file:
`<kind>/<slug>.yaml`. Notes in Markdown and hidden files may lie beside them; nothing else may, so that no record
passes unread. Below the dataset's folder no link is followed, and nothing is read but regular files. What a user names,
the folder, a bundle or a text, may be a link.
"""

import errno
import os
import re
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun, Fault, Severity
from nsatu_data.identifiers import SLUG, nearest
from nsatu_data.vocabulary import Kind

MANIFEST: Final = "dataset.yaml"
FILE_LIMIT: Final = 256 * 1024
"""The largest YAML file that is read, in bytes, but for a source's."""
SOURCE_LIMIT: Final = 16 * 1024 * 1024
"""The largest file of a source, which has a row for each sentence: those of the largest text that is read."""
BUNDLE_LIMIT: Final = 64 * 1024 * 1024
"""The largest bundle that is read, in bytes: some hundred thousand records."""
RECORD_LIMIT: Final = 1_000_000
"""The most records of a folder, or of a bundle, that are judged in one run."""

TEMPORARY: Final = ".nsatu-data-"
"""How the names of temporary files begin; those of a run that was killed stay behind."""

_KINDS: Final = tuple(map(str, Kind))
_SUFFIX: Final = ".yaml"
_SOURCES: Final = f"{Kind.SOURCE}/"
_FILE: Final = re.compile(SLUG + re.escape(_SUFFIX))
# Opening a pipe or a device must not wait, and what a system has no flag for, it has no need of.
_OPENED: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_LINK: Final = _OPENED | getattr(os, "O_NOFOLLOW", 0)
_FOLDER: Final = _NO_LINK | getattr(os, "O_DIRECTORY", 0)
_FROM_FOLDERS: Final = os.open in os.supports_dir_fd
_REPLACED: Final = frozenset({errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.ENXIO})
"""What systems say of a link, or of what cannot be opened, in the place of a file or a folder that was listed."""


class Entry(NamedTuple):
    """A file of a dataset: its POSIX path within the dataset's folder, and the fault that keeps it from being read."""

    path: str
    fault: Fault | None = None

    @property
    def kind(self) -> str:
        """The kind that the file's folder is for; empty for the manifest."""
        return self.path.partition("/")[0] if "/" in self.path else ""


def root_of(path: Path) -> Path:
    """The dataset's folder for a path in it: the nearest one, upwards, that holds the manifest.

    Where there is none, the path itself if it is a folder. Raises CannotRun for a path that cannot be reached.
    """
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise CannotRun(f"{path}: there is no such file or folder") from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {_reason(error)}") from None
    folder = path if is_folder else path.parent
    # Made absolute without following links: a link must not lead to another dataset.
    for candidate in (folder, *absolute(folder).parents):
        # A link or a folder in the manifest's place is a fault of that dataset, and not a reason to look further up.
        if os.path.lexists(candidate / MANIFEST):
            return candidate
    if not is_folder:
        raise CannotRun(f"{path}: no folder above it holds {MANIFEST}")
    return path


def is_bundle(path: Path) -> bool:
    """Whether a path is that of a bundle, a file that ends with .json. False for what cannot be reached."""
    return path.suffix == ".json" and os.path.isfile(path)


def absolute(path: Path) -> Path:
    """A path from the file system's root on. Raises CannotRun without a working directory.

    A link is followed only where `..` stands after it: the system goes up from the folder that the link leads to.
    """
    try:
        # Windows drops `link\\..` before it looks at the link.
        if os.name == "nt" or ".." not in path.parts:
            return Path(os.path.abspath(path))
        first, *parts = Path(os.getcwd(), path).parts
    except OSError as error:
        raise CannotRun(f"the working directory cannot be reached: {_reason(error)}") from None
    folder = first
    for part in parts:
        if part != "..":
            folder = os.path.join(folder, part)
        else:
            folder = os.path.dirname(os.path.realpath(folder) if os.path.islink(folder) else folder)
    return Path(folder)


def identity(root: Path) -> tuple[int, int]:
    """What tells a dataset's folder, or a bundle, from every other, whatever path or link leads to it."""
    try:
        status = os.stat(root)
    except OSError as error:
        raise CannotRun(f"{root}: {_reason(error)}") from None
    return status.st_dev, status.st_ino


def within(root: Path, path: Path) -> str:
    """A path's place within the dataset, in POSIX form; `.` for the whole dataset. Links are not followed."""
    if root.is_file():
        # A bundle is a whole, by whatever name it is known.
        return "."
    return os.path.relpath(absolute(path), absolute(root)).replace(os.sep, "/")


def is_below(path: str, part: str) -> bool:
    """Whether a file of the dataset is a part of it, or lies in it; everything lies in `.`."""
    return part in (".", path) or path.startswith(f"{part}/")


class Listing(NamedTuple):
    """The files of a dataset, in the order of paths: the `records` by their paths, and what else lies there.

    `leftovers` are temporary files of runs that were killed, or are at work. They do not belong to the dataset.
    """

    records: list[str]
    others: list[Entry]
    leftovers: list[Entry]


def entries(root: Path, limit: int = RECORD_LIMIT) -> list[Entry]:
    """Every file of the dataset, and whatever lies where no file belongs, in the order of paths; as `listing` does."""
    found = listing(root, limit)
    return sorted([*map(Entry, found.records), *found.others], key=itemgetter(0))


def listing(root: Path, limit: int = RECORD_LIMIT) -> Listing:
    """What lies in the dataset's folder.

    Where more than `limit` lie beside the manifest, that is all that is certain: some of them are left out. Raises
    CannotRun for a folder that cannot be listed.
    """
    found = Listing([], [], [])
    for entry in _listing(root):
        name = entry.name
        if name.startswith(TEMPORARY):
            found.leftovers.append(Entry(name, _leftover(entry)))
        elif name in _KINDS and entry.is_dir(follow_symlinks=False) and not _is_link(entry):
            _add_kind(found, name, Path(root, name), limit)
        elif (fault := _fault_at_top(root, entry)) or name == MANIFEST:
            found.others.append(Entry(name, fault))
        if len(found.records) + len(found.others) > limit + 1 or len(found.leftovers) > limit:
            break
    found.records.sort()
    found.others.sort(key=itemgetter(0))
    found.leftovers.sort(key=itemgetter(0))
    return found


def limit_of(path: str) -> int:
    """The most bytes that are read of a file of the dataset."""
    return SOURCE_LIMIT if path.startswith(_SOURCES) else FILE_LIMIT


def read(root: Path, path: str, limit: int | None = None) -> bytes | Fault:
    """The bytes of a file that was listed, at most one more than its limit; a fault where it cannot be read.

    It is opened from its folder: so no link is followed that took the place of either since the dataset was listed.
    """
    kind, _, name = path.rpartition("/")
    try:
        folder = _folder(root, kind)
        try:
            return _content(_opened(root, folder, path, name), limit_of(path) if limit is None else limit)
        finally:
            _close(folder)
    except OSError as error:
        return _unread(error)


def read_each(root: Path, paths: Iterable[str], limit: int | None = None) -> Iterator[tuple[str, bytes | Fault]]:
    """Each of these files with what `read` gives: the quicker way, where files of one folder stand in a row."""
    folder: int | None = None
    held: str | None = None
    try:
        for path in paths:
            kind, _, name = path.rpartition("/")
            data: bytes | Fault
            try:
                if kind != held:
                    _close(folder)
                    folder = held = None
                    folder, held = _folder(root, kind), kind
                data = _content(_opened(root, folder, path, name), limit_of(path) if limit is None else limit)
            except OSError as error:
                data = _unread(error)
            yield path, data
    finally:
        _close(folder)


def read_named(path: Path, limit: int) -> bytes:
    """The bytes of a file that a user named, which may be a link, at most one more than `limit`.

    Raises CannotRun for what cannot be read, or is no regular file: a device or a pipe may have no end.
    """
    try:
        data = _content(os.open(path, _OPENED), limit)
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {_reason(error)}") from None
    if isinstance(data, Fault):
        raise CannotRun(f"{path}: this is not a regular file")
    return data


def changed(how: str) -> Fault:
    """The fault of a file that is not as it was when the dataset was listed, or when it was read before."""
    message = f"the file was changed while the dataset was read: {how}"
    return Fault("changed-file", message, help="check again when nothing else writes to the dataset")


def shown(root: Path, path: str) -> str:
    """A dataset's file as findings name it: by a path that opens from the working directory.

    It is relative, with `..` where the file does not lie below the working directory; absolute on another drive, or
    where the working directory is gone. It may hold anything that a name may hold: half of a surrogate pair stands for
    a byte that is no UTF-8 (PEP 383). It is made printable where it is written.
    """
    try:
        here = os.getcwd()
        whole = os.fspath(absolute(root / path))
    except (OSError, CannotRun):
        # Where the working directory is gone, what can be reached was named from the file system's root.
        return (root / path).as_posix()
    if (below := _below(here, whole)) is None:
        # The system resolves the name of the working directory, but not that of the dataset: a link may lead back.
        below = _below(here, os.path.normpath(os.path.join(os.path.realpath(root), path)))
    if below is None:
        try:
            below = os.path.relpath(whole, here)
        except ValueError:
            # On Windows, no relative path leads to another drive.
            below = whole
    return below.replace(os.sep, "/")


def shown_text(file: Path) -> str:
    """A file that a user named, as findings name it; as `shown` does."""
    return shown(file.parent, file.name)


def _below(folder: str, path: str) -> str | None:
    """A path as seen from a folder that it lies in, both absolute; None where it lies elsewhere."""
    if path == folder:
        return "."
    above = folder.rstrip(os.sep) + os.sep
    return path[len(above) :] if path.startswith(above) else None


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    # Each version of Python says this in other words.
    return "a path holds no null character" if "embedded null" in str(error) else str(error)


def _folder(root: Path, kind: str) -> int | None:
    """Opens the folder of a kind, or the dataset's own, which may be a link; None where there is no opening folders."""
    return os.open(f"{root}/{kind}", _FOLDER if kind else _OPENED) if _FROM_FOLDERS else None


def _opened(root: Path, folder: int | None, path: str, name: str) -> int:
    return os.open(f"{root}/{path}", _NO_LINK) if folder is None else os.open(name, _NO_LINK, dir_fd=folder)


def _close(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


def _content(descriptor: int, limit: int) -> bytes | Fault:
    """The bytes of a regular file that is open, at most one more than `limit`; closes it."""
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return changed("something else is in its place")
        # Where no more than the file's length comes of asking for more, that is the whole.
        data = os.read(descriptor, min(status.st_size, limit) + 1)
        if len(data) != status.st_size:
            while len(data) <= limit and (more := os.read(descriptor, limit + 1 - len(data))):
                data += more
        return data
    finally:
        os.close(descriptor)


def _unread(error: OSError) -> Fault:
    if error.errno == errno.ENOENT:
        return changed("it is gone")
    if error.errno in _REPLACED:
        return changed("something else is in its place")
    return Fault("unreadable-file", f"the file cannot be read: {_reason(error)}", help="see to its permissions")


def _listing(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """What lies in a folder, in no order; of hidden files only temporary ones."""
    try:
        with os.scandir(folder) as scan:
            yield from (entry for entry in scan if not entry.name.startswith(".") or entry.name.startswith(TEMPORARY))
    except OSError as error:
        raise CannotRun(f"{folder}: {_reason(error)}") from None


def _is_link(entry: "os.DirEntry[str]") -> bool:
    # What Windows calls a junction leads elsewhere as well; Python tells of it from 3.12 on.
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def _is_note(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".md") and entry.is_file(follow_symlinks=False)


def _fault_at_top(root: Path, entry: "os.DirEntry[str]") -> Fault | None:
    """What is wrong with what lies in the dataset's folder and is no folder of a kind; None for what may lie there."""
    if _is_link(entry):
        return _no_file("a link is not followed")
    if entry.name == MANIFEST:
        return None if entry.is_file(follow_symlinks=False) else _no_file("this is not a regular file")
    if _is_note(entry):
        return None
    name = entry.name.lower()
    if entry.is_dir(follow_symlinks=False):
        meant = nearest(name, _KINDS)
        help = f"did you mean `{meant}/`?" if meant else None
    else:
        meant = nearest(name, (MANIFEST,))
        help = f"did you mean `{meant}`?" if meant and not os.path.lexists(root / meant) else None
    return _misplaced("only the manifest and a folder for each kind lie here", help)


def _add_kind(found: Listing, kind: str, folder: Path, limit: int) -> None:
    """Adds what lies in the folder of a kind, notes and hidden files aside: all of it, or more than `limit`."""
    paths, others = [], []
    for entry in _listing(folder):
        name = entry.name
        if _FILE.fullmatch(name) and entry.is_file(follow_symlinks=False):
            paths.append(f"{kind}/{name}")
        elif name.startswith(TEMPORARY):
            found.leftovers.append(Entry(f"{kind}/{name}", _leftover(entry)))
            if len(found.leftovers) > limit:
                break
        elif not _is_note(entry):
            others.append(entry)
        if len(paths) + len(others) > limit + 1:
            break
    found.records.extend(paths)
    beside = set(paths) if others else set[str]()
    found.others.extend(Entry(f"{kind}/{entry.name}", _fault_in_kind(kind, entry, beside)) for entry in others)


def _fault_in_kind(kind: str, entry: "os.DirEntry[str]", beside: Container[str]) -> Fault:
    if _is_link(entry):
        return _no_file("a link is not followed")
    name = entry.name
    if not entry.is_file(follow_symlinks=False):
        if name.endswith(_SUFFIX) or not entry.is_dir(follow_symlinks=False):
            return _no_file("this is not a regular file")
        return _misplaced("a folder lies among the records of a kind", f"move what it holds to `{kind}/`")
    if name.endswith(_SUFFIX):
        message = "a record's file is named by a slug: lower-case letters, digits, single hyphens"
    else:
        message = f"a record's file ends with {_SUFFIX}"
    written = re.fullmatch(r"([ -~]+)\.ya?ml", name, re.IGNORECASE)
    slug = "-".join(re.findall("[a-z0-9]+", written[1].lower())) if written else ""
    if not slug:
        return _misplaced(message)
    meant = f"{kind}/{slug}{_SUFFIX}"
    return _misplaced(message, f"keep one: `{meant}` lies here too" if meant in beside else f"did you mean `{meant}`?")


def _no_file(message: str) -> Fault:
    return Fault("not-a-file", message, help="put the file itself here")


def _leftover(entry: "os.DirEntry[str]") -> Fault:
    if entry.is_file(follow_symlinks=False):
        message = "a run that was killed left this temporary file"
        help = "remove it when no other run is at work, and run again what was killed"
        return Fault("leftover-file", message, help=help, severity=Severity.WARNING)
    message = "this has the name of a temporary file, and is not a regular file"
    return Fault("not-a-file", message, help="remove it; nsatu-data does not make such a thing")


def _misplaced(message: str, help: str | None = None) -> Fault:
    return Fault("misplaced-file", message, help=help or "move it to `<kind>/<slug>.yaml`, or out of the dataset")


def differing(folder: Path, wanted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The files of a folder that are not as wanted, with how; hidden files aside. Raises CannotRun for no folder."""
    if not folder.is_dir():
        raise CannotRun(f"{folder}: there is no such folder")
    found = []
    there = {entry.name for entry in _listing(folder) if not entry.name.startswith(".")}
    for name in sorted({*wanted, *there}):
        path = folder / name
        if name not in wanted:
            found.append((path.as_posix(), "the file is not derived from the models"))
        elif not path.is_file():
            found.append((path.as_posix(), "the file is missing"))
        elif path.read_bytes() != wanted[name].encode("utf-8"):
            found.append((path.as_posix(), "the file differs from what the models give"))
    return found
