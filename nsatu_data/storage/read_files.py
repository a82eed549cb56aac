"""Reads the files of a dataset, and those that a user names.

Below the dataset's folder no link is followed, and nothing is read but regular files. What a user names, a bundle or a
text, may be a link.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nsatu_data.diagnostics import CannotRun, Fault
from nsatu_data.storage.file_names import reason

FILE_LIMIT: Final = 256 * 1024
"""The largest YAML file that is read, in bytes."""
BUNDLE_LIMIT: Final = 64 * 1024 * 1024
"""The largest bundle that is read, in bytes: some hundred thousand records."""

# Opening a pipe or a device must not wait, and what a system has no flag for, it has no need of.
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
"""The errors for a link, or something else, in the place of a file or a folder that was listed."""


def read(root: Path, path: str, limit: int = FILE_LIMIT) -> bytes | Fault:
    """The bytes of a file that was listed, at most one more than `limit`; a fault where it cannot be read.

    It is opened from its folder: so no link is followed that took the place of either since the dataset was listed.
    """
    kind, _, name = path.rpartition("/")
    try:
        folder = _folder(root, kind)
        try:
            return _content(_opened(root, folder, path, name), limit)
        finally:
            _close(folder)
    except OSError as error:
        return _unreadable(error)


def read_each(root: Path, paths: Iterable[str], limit: int = FILE_LIMIT) -> Iterator[tuple[str, bytes | Fault]]:
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
                data = _content(_opened(root, folder, path, name), limit)
            except OSError as error:
                data = _unreadable(error)
            yield path, data
    finally:
        _close(folder)


def read_named(path: Path, limit: int) -> bytes:
    """The bytes of a file that a user named, which may be a link, at most one more than `limit`.

    Raises CannotRun for what cannot be read, or is no regular file: a device or a pipe may have no end.
    """
    try:
        data = _content(os.open(path, _OPEN_FLAGS), limit)
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {reason(error)}") from None
    if isinstance(data, Fault):
        raise CannotRun(f"{path}: this is not a regular file")
    return data


def changed(how: str) -> Fault:
    """The fault of a file that is not as it was when the dataset was listed, or when it was read before."""
    message = f"the file was changed while the dataset was read: {how}"
    return Fault("changed-file", message, help="check again when nothing else writes to the dataset")


def _folder(root: Path, kind: str) -> int | None:
    """Opens the folder of a kind, or the dataset's own, which may be a link; None where there is no opening folders."""
    return os.open(f"{root}/{kind}", _FOLDER if kind else _OPEN_FLAGS) if _FROM_FOLDERS else None


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


def _unreadable(error: OSError) -> Fault:
    if error.errno == errno.ENOENT:
        return changed("it is gone")
    if error.errno in _REPLACED_ERRORS:
        return changed("something else is in its place")
    return Fault("unreadable-file", f"the file cannot be read: {reason(error)}", help="see to its permissions")
