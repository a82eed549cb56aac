"""Temporary files: each holds a whole text before it takes the place of a file in the same folder.

Where the platform can, the folder is held open, so that nothing is written into what takes its place meanwhile.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.storage.dataset_folder import TEMPORARY

FLAGS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
_NO_LINK: Final = FLAGS | getattr(os, "O_NOFOLLOW", 0)
_NEW: Final = _NO_LINK | os.O_RDWR | os.O_CREAT | os.O_EXCL
_READ: Final = _NO_LINK | os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_FROM_FOLDERS: Final = {os.open, os.rename, os.stat, os.unlink, os.mkdir} <= os.supports_dir_fd
_NO_HARD_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""The errors of a file system without hard links."""


class RefusedError(OSError):
    """The system would allow it, but this package does not."""


class OpenFolder(NamedTuple):
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


class TemporaryFile(NamedTuple):
    """A temporary file that holds a whole text, and its identity, which stays when it takes the place of another."""

    folder: OpenFolder
    name: str
    identity: os.stat_result


@contextmanager
def open_folder(root: Path, kind: str = "", *, create: bool = False) -> Iterator[OpenFolder]:
    """Opens a folder, which may be a link, or the folder of a kind in it, which may be none."""
    path = root / kind
    above = os.open(root, FLAGS | FOLDER) if _FROM_FOLDERS else None
    try:
        if kind:
            with _kind_folder(OpenFolder(root, above), kind, create=create) as descriptor:
                yield OpenFolder(path, descriptor)
        else:
            yield OpenFolder(path, above)
    finally:
        if above is not None:
            os.close(above)


@contextmanager
def _kind_folder(root: OpenFolder, kind: str, *, create: bool) -> Iterator[int | None]:
    if create:
        with suppress(FileExistsError):
            os.mkdir(root.at(kind), dir_fd=root.descriptor)
    status = root.status(kind)
    if status and (stat.S_ISLNK(status.st_mode) or _is_junction(status)):
        raise RefusedError("its folder is a link, and may lead out of the dataset; put the folder itself in its place")
    if status and not stat.S_ISDIR(status.st_mode):
        raise RefusedError(f"`{kind}` is not a folder; move it out of the dataset")
    if root.descriptor is None:
        yield None
        return
    descriptor = root.open(kind, _NO_LINK | FOLDER)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_junction(status: os.stat_result) -> bool:
    """Whether this is what Windows calls a junction, which leads elsewhere as a link does."""
    return getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


@contextmanager
def temporary_file(folder: OpenFolder, data: bytes, old: os.stat_result | None) -> Iterator[TemporaryFile]:
    """Writes a temporary file that replaces the `old` one, or a new file, and removes it if it was not moved."""
    name = f"{TEMPORARY}{os.urandom(8).hex()}"
    is_ours = True
    try:
        try:
            descriptor = folder.open(name, _NEW, 0o666 if old is None else 0o600)
        except FileExistsError:
            is_ours = False
            raise RefusedError("the name of its temporary file is taken; run the command again") from None
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _keep(old, descriptor)
            os.fsync(descriptor)
            identity = os.fstat(descriptor)
        yield TemporaryFile(folder, name, identity)
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
            raise RefusedError(message) from None
    # A change of the owner takes some permissions away, so they come last.
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def holds(folder: OpenFolder, name: str, data: bytes) -> bool:
    """Whether a name stands for a regular file that holds these bytes."""
    try:
        descriptor = folder.open(name, _READ)
    except OSError:
        return False
    with os.fdopen(descriptor, "rb") as file:
        return stat.S_ISREG(os.fstat(descriptor).st_mode) and file.read(len(data) + 1) == data


def claim(folder: OpenFolder, temporary: str, name: str) -> None:
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
