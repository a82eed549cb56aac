"""Reads the files of a dataset, and files that a user names.

Below the dataset's folder, only regular files are read, and links are not followed. A file that a user names, such as a
bundle or a text, may be a link.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage.file_names import reason

FILE_LIMIT: Final = 256 * 1024
"""The largest YAML file that is read, in bytes, except for a source's record."""
SOURCE_LIMIT: Final = 16 * 1024 * 1024
"""The largest record of a source, in bytes.

The record has a row for each sentence. The rows of the largest text allowed fit, unless its sentences are very short.
"""
BUNDLE_LIMIT: Final = 64 * 1024 * 1024
"""The largest bundle that is read, in bytes: a few hundred thousand records."""

# O_NONBLOCK, because opening a pipe or a device must not wait. A system without one of the flags does not need it.
_OPEN_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_LINK: Final = _OPEN_FLAGS | getattr(os, "O_NOFOLLOW", 0)
_FOLDER: Final = _NO_LINK | getattr(os, "O_DIRECTORY", 0)
_FROM_FOLDERS: Final = os.open in os.supports_dir_fd
_REPLACED_ERRORS: Final = frozenset({errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.ENXIO})
"""The errors if a link or something else has replaced a file or folder since it was listed."""


def limit_of(path: str) -> int:
    """The size limit for a file of the dataset, in bytes."""
    return limit_of_kind(path.partition("/")[0])


def limit_of_kind(kind: str) -> int:
    """The size limit for the file of a record of this kind, in bytes; `dataset` stands for the manifest."""
    return SOURCE_LIMIT if kind == Kind.SOURCE else FILE_LIMIT


def read(root: Path, path: str, limit: int | None = None) -> bytes | Fault:
    """The bytes of a listed file, at most one more than its limit; a fault if the file cannot be read.

    If the platform can open folders, the folder is opened first, and then the file relative to the open folder. So no
    link is followed that has replaced the folder or the file since the listing.
    """
    kind, _, name = path.rpartition("/")
    try:
        folder = _folder(root, kind)
        try:
            return _content(_opened(root, folder, path, name), limit_of(path) if limit is None else limit)
        finally:
            _close(folder)
    except OSError as error:
        return _unreadable(error)


def read_each(root: Path, paths: Iterable[str], limit: int | None = None) -> Iterator[tuple[str, bytes | Fault]]:
    """Each path with the result of `read`. Faster than `read` if `paths` lists each folder's files together."""
    folder: int | None = None
    open_kind: str | None = None
    try:
        for path in paths:
            kind, _, name = path.rpartition("/")
            data: bytes | Fault
            try:
                if kind != open_kind:
                    _close(folder)
                    folder = open_kind = None
                    folder, open_kind = _folder(root, kind), kind
                data = _content(_opened(root, folder, path, name), limit_of(path) if limit is None else limit)
            except OSError as error:
                data = _unreadable(error)
            yield path, data
    finally:
        _close(folder)


def read_named(path: Path, limit: int) -> bytes:
    """The bytes of a file that a user named: at most one byte more than `limit`. The file may be a link.

    Raises CannotRun if the file cannot be read or is not a regular file: a device or a pipe may have no end.
    """
    try:
        data = _content(os.open(path, _OPEN_FLAGS), limit)
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {reason(error)}") from None
    if isinstance(data, Fault):
        raise CannotRun(f"{path}: this is not a regular file")
    return data


def changed(how: str) -> Fault:
    """The fault of a file that changed after the dataset was listed or first read."""
    message = f"the file was changed while the dataset was read: {how}"
    return Fault("changed-file", message, help="check again when no other program writes to the dataset")


def _folder(root: Path, kind: str) -> int | None:
    """Opens a kind's folder, or the dataset's own, which may be a link. None if the platform cannot open folders."""
    return os.open(f"{root}/{kind}", _FOLDER if kind else _OPEN_FLAGS) if _FROM_FOLDERS else None


def _opened(root: Path, folder: int | None, path: str, name: str) -> int:
    return os.open(f"{root}/{path}", _NO_LINK) if folder is None else os.open(name, _NO_LINK, dir_fd=folder)


def _close(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


def _content(descriptor: int, limit: int) -> bytes | Fault:
    """Reads and closes an open file: at most one byte more than `limit`. A fault if it is not a regular file."""
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return changed("something else is in its place")
        # The call asks for one byte more than the file's size or `limit`. If it returns as many bytes as the size,
        # `data` is the whole file.
        data = os.read(descriptor, min(status.st_size, limit) + 1)
        if len(data) != status.st_size:
            while len(data) <= limit and (more := os.read(descriptor, limit + 1 - len(data))):
                data += more
        return data
    finally:
        os.close(descriptor)


def _unreadable(error: OSError) -> Fault:
    if error.errno == errno.ENOENT:
        return changed("it no longer exists")
    if error.errno in _REPLACED_ERRORS:
        return changed("something else is in its place")
    return Fault("unreadable-file", f"the file cannot be read: {reason(error)}", help="check its permissions")
