"""Writes temporary files. Each contains a complete new text, and then replaces a file in the same folder.

If the platform allows it, the folder stays open until the file is replaced. If the folder's path leads to another
folder by then, nothing is written to that other folder.
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
NEW: Final = _NO_LINK | os.O_RDWR | os.O_CREAT | os.O_EXCL
_READ: Final = _NO_LINK | os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_FROM_FOLDERS: Final = {os.open, os.rename, os.stat, os.unlink, os.mkdir} <= os.supports_dir_fd
_NO_HARD_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""The errors of a file system without hard links."""


class RefusedError(OSError):
    """A write that the system would allow, but this package refuses."""


class OpenFolder(NamedTuple):
    """An open folder: names are looked up in it, even if its path now leads to something else.

    If the platform cannot open folders, `descriptor` is None, and names are looked up by path.
    """

    path: Path
    descriptor: int | None

    def at(self, name: str) -> str | Path:
        """The path argument for functions of `os` that also take the descriptor as `dir_fd`."""
        return self.path / name if self.descriptor is None else name

    def open(self, name: str, flags: int, mode: int = 0o777) -> int:
        return os.open(self.at(name), flags, mode, dir_fd=self.descriptor)

    def status(self, name: str) -> os.stat_result | None:
        """The status of a file, without following links; None if it does not exist."""
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
    """A temporary file with the complete new text. Its `identity` stays the same when it is renamed."""

    folder: OpenFolder
    name: str
    identity: os.stat_result


@contextmanager
def open_folder(root: Path, kind: str = "", *, create: bool = False) -> Iterator[OpenFolder]:
    """Opens the folder `root`, which may be a link, or the folder `kind` in it, which may not be a link."""
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
        raise RefusedError("its folder is a link, and may lead out of the dataset; replace it with the folder itself")
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
    """Whether this is a Windows junction, which leads elsewhere as a link does."""
    return getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


@contextmanager
def temporary_file(folder: OpenFolder, data: bytes, old: os.stat_result | None) -> Iterator[TemporaryFile]:
    """Writes a temporary file, and removes it at the end if the block has not renamed it.

    `old` is the status of the file that it will replace, or None for a new file.
    """
    name = f"{TEMPORARY}{os.urandom(8).hex()}"
    is_ours = True
    try:
        try:
            descriptor = folder.open(name, NEW, 0o666 if old is None else 0o600)
        except FileExistsError:
            is_ours = False
            raise RefusedError("the name of its temporary file is taken; run the command again") from None
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                keep(old, descriptor)
            os.fsync(descriptor)
            identity = os.fstat(descriptor)
        yield TemporaryFile(folder, name, identity)
    finally:
        if is_ours:
            with suppress(OSError):
                folder.unlink(name)


def keep(old: os.stat_result, descriptor: int) -> None:
    """Gives an open file the owner, group and permissions of the file that it will replace."""
    if not hasattr(os, "fchown"):
        # On Windows a new file inherits the permissions of its folder.
        return
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError:
            message = (
                "the file belongs to another user or group, and this would change its owner; run this as its owner"
            )
            raise RefusedError(message) from None
    # Permissions come last, because a change of owner removes some of them.
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def holds(folder: OpenFolder, name: str, data: bytes) -> bool:
    """Whether the folder contains a regular file with this name and exactly these bytes."""
    try:
        descriptor = folder.open(name, _READ)
    except OSError:
        return False
    with os.fdopen(descriptor, "rb") as file:
        return stat.S_ISREG(os.fstat(descriptor).st_mode) and file.read(len(data) + 1) == data


def claim(folder: OpenFolder, temporary: str, name: str) -> None:
    """Gives a temporary file the new name `name`. Raises FileExistsError if the name is taken."""
    try:
        folder.link(temporary, name)
    except (AttributeError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_HARD_LINKS:
            raise
        # Without hard links, reserve the name with an empty file, then replace that file.
        os.close(folder.open(name, NEW, 0o600))
        try:
            folder.rename(temporary, name)
        except BaseException:
            with suppress(OSError):
                folder.unlink(name)
            raise
