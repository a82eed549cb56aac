"""Writes files, each whole or not at all.

A new text is written to a temporary file in the folder of its target, which then takes the target's place in one step.
What is written into a dataset never leaves the dataset's folder: no link below it is followed. An output that a user
names may be a link, a pipe or a device.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import dataset_folder
from nsatu_data.storage.termination import unwinding

_FLAGS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
_NO_LINK: Final = _FLAGS | getattr(os, "O_NOFOLLOW", 0)
_NEW: Final = _NO_LINK | os.O_RDWR | os.O_CREAT | os.O_EXCL
_READ: Final = _NO_LINK | os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_FROM_FOLDERS: Final = {os.open, os.rename, os.stat, os.unlink, os.mkdir} <= os.supports_dir_fd
_NO_HARD_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""What systems say of a file system that has no hard links."""
_PAUSE: Final = 0.02
"""Seconds between two attempts to lock the dataset's folder, which other runs lock for a moment at a time."""
_ATTEMPTS: Final = 500


class Change(NamedTuple):
    """A file's place below the folder of its dataset, the bytes that it held when it was read, and its new text."""

    root: Path
    path: str
    old: bytes
    new: str

    @property
    def name(self) -> str:
        """The file's name within its folder."""
        return self.path.rpartition("/")[2]


class _Refused(OSError):
    """The system would allow it, and we do not."""


class _Folder(NamedTuple):
    """A folder that is open: names in it are looked up there, even if something else takes the folder's place.

    Where the platform cannot open folders, `descriptor` is None, and names are looked up by path.
    """

    path: Path
    descriptor: int | None

    def at(self, name: str) -> str | Path:
        """The argument that stands for a file of this folder, beside the descriptor, in the functions of `os`."""
        return self.path / name if self.descriptor is None else name

    def open(self, name: str, flags: int, mode: int = 0o777) -> int:
        return os.open(self.at(name), flags, mode, dir_fd=self.descriptor)

    def status(self, name: str) -> os.stat_result | None:
        """What the system knows about a file, or a link itself; None where there is none."""
        try:
            return os.stat(self.at(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def unlink(self, name: str) -> None:
        os.unlink(self.at(name), dir_fd=self.descriptor)

    def rename(self, name: str, other: str) -> None:
        os.replace(self.at(name), self.at(other), src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)

    def link(self, name: str, other: str) -> None:
        os.link(self.at(name), self.at(other), src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)


class _Temporary(NamedTuple):
    """A temporary file that holds a whole text, and its identity, which stays when it takes the place of another."""

    folder: _Folder
    name: str
    identity: os.stat_result


def replace_each(changes: Iterable[Change]) -> Iterator[tuple[Change, str | None]]:
    """Replaces files that do not depend on each other, one by one; gives each with the reason why it was not replaced.

    A file that another program has changed since it was read keeps what that program wrote.
    """
    for change in changes:
        problem = None
        try:
            with unwinding(), _prepared(change) as temporary, _locked(change.root):
                _put(change, temporary)
        except OSError as error:
            problem = f"{dataset_folder.shown(change.root, change.path)}: {_reason(error)}"
        yield change, problem


def replace_together(changes: Sequence[Change]) -> None:
    """Replaces files of one dataset that depend on each other: all of them, or none.

    Where one cannot be replaced, or the run is interrupted, those before it get their old bytes back, unless another
    program has changed them since. Raises CannotRun where a file cannot be written, or is not as it was read.
    """
    at_work = changes[0]
    try:
        with unwinding(), ExitStack() as stack:
            prepared = []
            for at_work in changes:
                prepared.append((at_work, stack.enter_context(_prepared(at_work))))
            stack.enter_context(_locked(at_work.root))
            try:
                for at_work, temporary in prepared:
                    _put(at_work, temporary)
            except BaseException:
                for change, temporary in prepared:
                    _put_back(change, temporary)
                raise
    except OSError as error:
        raise CannotRun(f"{dataset_folder.shown(at_work.root, at_work.path)}: {_reason(error)}") from None


def create(root: Path, path: str, text: str) -> None:
    """Writes a new file of a dataset. Raises CannotRun where that is not possible, or one is there already."""
    kind, _, name = path.rpartition("/")
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (
            unwinding(),
            _folder(root, kind, create=True) as folder,
            _temporary(folder, text.encode(), None) as temporary,
        ):
            _claim(folder, temporary.name, name)
    except OSError as error:
        exists = isinstance(error, FileExistsError)
        reason = "there is such a file already; edit it, or remove it first" if exists else _reason(error)
        raise CannotRun(f"{dataset_folder.shown(root, path)}: {reason}") from None


def write(path: Path, text: str) -> None:
    """Writes an output that a user named. Raises CannotRun where that is not possible.

    A link is followed, and its target replaced. A pipe or a device is written into. What replaces a file has the
    file's owner and permissions.
    """
    data = text.encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = _target(path)
        if target is None:
            _write_into(path, data)
            return
        with (
            unwinding(),
            _folder(target.parent) as folder,
            _temporary(folder, data, folder.status(target.name)) as temporary,
        ):
            folder.rename(temporary.name, target.name)
    except OSError as error:
        raise CannotRun(f"{path}: {_reason(error)}") from None


def is_standard_output(path: Path) -> bool:
    """Whether a path stands for what the process prints to, as `/dev/stdout` does."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):
        return False


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _target(path: Path) -> Path | None:
    """The file that an output takes the place of; None where it must be written into what is there."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return Path(os.path.realpath(path))
    target = Path(os.path.realpath(path))
    # The links in /proc/self/fd lead to open files, which may have no name any more.
    with suppress(OSError):
        if stat.S_ISREG(status.st_mode) and os.path.samestat(os.lstat(target), status):
            return target
    return None


def _write_into(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, _FLAGS | os.O_WRONLY), "wb", buffering=0) as file:
        while data:
            data = data[file.write(data) or 0 :]


@contextmanager
def _folder(root: Path, kind: str = "", *, create: bool = False) -> Iterator[_Folder]:
    """Opens a folder, which may be a link, or the folder of a kind in it, which may be none."""
    path = root / kind
    above = os.open(root, _FLAGS | _FOLDER) if _FROM_FOLDERS else None
    try:
        if kind:
            with _kind_folder(_Folder(root, above), kind, create=create) as descriptor:
                yield _Folder(path, descriptor)
        else:
            yield _Folder(path, above)
    finally:
        if above is not None:
            os.close(above)


@contextmanager
def _kind_folder(root: _Folder, kind: str, *, create: bool) -> Iterator[int | None]:
    if create:
        with suppress(FileExistsError):
            os.mkdir(root.at(kind), dir_fd=root.descriptor)
    status = root.status(kind)
    if status and (stat.S_ISLNK(status.st_mode) or _is_junction(status)):
        raise _Refused("its folder is a link, and may lead out of the dataset; put the folder itself in its place")
    if status and not stat.S_ISDIR(status.st_mode):
        raise _Refused(f"`{kind}` is not a folder; move it out of the dataset")
    if root.descriptor is None:
        yield None
        return
    descriptor = root.open(kind, _NO_LINK | _FOLDER)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_junction(status: os.stat_result) -> bool:
    """Whether this is what Windows calls a junction, which leads elsewhere as a link does."""
    return getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


@contextmanager
def _prepared(change: Change) -> Iterator[_Temporary]:
    """The temporary file that is to take the place of a file of a dataset."""
    kind = change.path.rpartition("/")[0]
    with _folder(change.root, kind) as folder:
        status = folder.status(change.name)
        if status is None or not stat.S_ISREG(status.st_mode):
            raise _overtaken()
        with _temporary(folder, change.new.encode(), status) as temporary:
            yield temporary


@contextmanager
def _temporary(folder: _Folder, data: bytes, old: os.stat_result | None) -> Iterator[_Temporary]:
    """Writes a temporary file that replaces the `old` one, or a new file, and removes it if it was not moved."""
    name = f"{dataset_folder.TEMPORARY}{os.urandom(8).hex()}"
    is_ours = True
    try:
        try:
            descriptor = folder.open(name, _NEW, 0o666 if old is None else 0o600)
        except FileExistsError:
            is_ours = False
            raise _Refused("the name of its temporary file is taken; run the command again") from None
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _keep(old, descriptor)
            os.fsync(descriptor)
            identity = os.fstat(descriptor)
        yield _Temporary(folder, name, identity)
    finally:
        if is_ours:
            with suppress(OSError):
                folder.unlink(name)


def _keep(old: os.stat_result, descriptor: int) -> None:
    """Gives a file the owner, the group and the permissions of the one that it will replace."""
    if not hasattr(os, "fchown"):
        # On Windows a new file has what its folder passes on.
        return
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError:
            message = "the file belongs to another user or group, and would not any more; run this as its owner"
            raise _Refused(message) from None
    # A change of the owner takes some permissions away, so they come last.
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _put(change: Change, temporary: _Temporary) -> None:
    """Lets a temporary file take the place of what was read; where the new text stands there already, that is all."""
    folder = temporary.folder
    if _holds(folder, change.name, change.old):
        folder.rename(temporary.name, change.name)
    elif not _holds(folder, change.name, change.new.encode()):
        raise _overtaken()


def _put_back(change: Change, temporary: _Temporary) -> None:
    """Gives a file its old bytes back, if it is the one that was put there and nobody has written to it since."""
    folder = temporary.folder
    with suppress(OSError):
        status = folder.status(change.name)
        is_ours = status is not None and os.path.samestat(status, temporary.identity)
        if is_ours and _holds(folder, change.name, change.new.encode()):
            with _temporary(folder, change.old, status) as old:
                folder.rename(old.name, change.name)


def _overtaken() -> _Refused:
    return _Refused("another program changed the file meanwhile, and its work is kept; run the command again")


def _holds(folder: _Folder, name: str, data: bytes) -> bool:
    """Whether a name stands for a regular file that holds these bytes."""
    try:
        descriptor = folder.open(name, _READ)
    except OSError:
        return False
    with os.fdopen(descriptor, "rb") as file:
        return stat.S_ISREG(os.fstat(descriptor).st_mode) and file.read(len(data) + 1) == data


def _claim(folder: _Folder, temporary: str, name: str) -> None:
    """Gives a temporary file a name that nothing has yet. Raises FileExistsError where something has it."""
    try:
        folder.link(temporary, name)
    except (AttributeError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_HARD_LINKS:
            raise
        # An empty file takes the name, and is replaced at once.
        os.close(folder.open(name, _NEW, 0o600))
        try:
            folder.rename(temporary, name)
        except BaseException:
            with suppress(OSError):
                folder.unlink(name)
            raise


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Keeps other runs of this command from changing the dataset, where the platform has locks for folders.

    The system takes the lock away when the process ends, in whatever way.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(root, _FLAGS | _FOLDER)
    try:
        for _ in range(_ATTEMPTS):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
            except OSError:
                # Some network file systems lock no folders. The comparison before each replacement remains.
                break
            else:
                break
        else:
            raise _Refused("another program keeps the dataset's folder locked; try again when it has finished")
        yield
    finally:
        os.close(descriptor)
