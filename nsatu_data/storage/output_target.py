"""Finds out what the name of an output leads to: something new, a file, a folder, or something to write into."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage.temporary_files import FLAGS, RefusedError

_STEP: Final = 1024 * 1024


class Target(NamedTuple):
    """What an output leads to.

    - `path`: the file or folder to write or replace, after all links were followed;
    - `status`: its status; None if it does not exist;
    - `is_stream`: whether it must be written into, as a pipe, a device and the standard output must.
    """

    path: Path
    status: os.stat_result | None = None
    is_stream: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder that exists."""
        return self.status is not None and stat.S_ISDIR(self.status.st_mode)


def find(output: Path) -> Target:
    """Finds what an output leads to. Raises OSError if the system does not tell."""
    try:
        status = output.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Target(Path(os.path.realpath(output)))
    path = Path(os.path.realpath(output))
    if stat.S_ISDIR(status.st_mode):
        return Target(path, status)
    # A link in /proc/self/fd leads to an open file, which may have been deleted. Then `path` does not name that file.
    with suppress(OSError):
        is_named = stat.S_ISREG(status.st_mode) and os.path.samestat(os.lstat(path), status)
        if is_named and not is_standard_output(output):
            return Target(path, status)
    return Target(output, status, is_stream=True)


def refuse_wrong_form(output: Path, target: Target, name: str, *, is_folder: bool) -> None:
    """Raise CannotRun if a folder is where the export `name` writes a file, or the reverse."""
    if target.status is None or target.is_folder == is_folder:
        return
    if target.is_folder:
        raise CannotRun(f"{output} is a folder; {name} writes a file")
    what = "not a folder" if target.is_stream else "a file"
    raise CannotRun(f"{output} is {what}; {name} writes a folder")


def is_standard_output(path: Path) -> bool:
    """Whether a path leads to the process's standard output, as `/dev/stdout` does."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):
        return False


def is_inside(output: Path, folder: Path) -> bool:
    """Whether an output is the file or folder at a path, or would lie in it. Links are followed."""
    whole = Path(os.path.realpath(output))
    return any(_is_same(each, folder) for each in (whole, *whole.parents))


def is_same(output: Path, other: Path) -> bool:
    """Whether an output leads to the same file or folder as another path."""
    return _is_same(Path(os.path.realpath(output)), other)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return os.path.samestat(path.stat(), other.stat())
    except (OSError, ValueError):
        return False


def nearest_folder(path: Path) -> Path:
    """The nearest folder above a path that exists. Raises OSError if a file is in its place."""
    for folder in path.parents:
        with suppress(FileNotFoundError, NotADirectoryError):
            if stat.S_ISDIR(folder.stat().st_mode):
                return folder
            raise RefusedError(f"`{folder.name}` above it is a file, not a folder")
    raise RefusedError("there is no folder above it")


def write_into(target: Target, prepared: Path) -> None:
    """Copies a file into a pipe, a device or the standard output."""
    if is_standard_output(target.path):
        # A copy of the descriptor goes on where the output is, and does not write over what is there already.
        sys.stdout.flush()
        descriptor = os.dup(sys.stdout.fileno())
    else:
        descriptor = os.open(target.path, FLAGS | os.O_WRONLY)
    with os.fdopen(descriptor, "wb", buffering=0) as file, prepared.open("rb") as source:
        while data := source.read(_STEP):
            while data:
                data = data[file.write(data) or 0 :]
