"""Paths of files: from the root of the file system, within a dataset, and as findings show them."""

import os
from pathlib import Path

from nsatu_data.diagnostics import CannotRun


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
        raise CannotRun(f"the working directory cannot be reached: {reason(error)}") from None
    folder = first
    for part in parts:
        if part != "..":
            folder = os.path.join(folder, part)
        else:
            folder = os.path.dirname(os.path.realpath(folder) if os.path.islink(folder) else folder)
    return Path(folder)


def within(root: Path, path: Path) -> str:
    """A path's place within the dataset, in POSIX form; `.` for the whole dataset. Links are not followed."""
    if root.is_file():
        # A bundle is a whole, by whatever name it is known.
        return "."
    return os.path.relpath(absolute(path), absolute(root)).replace(os.sep, "/")


def is_below(path: str, part: str) -> bool:
    """Whether a file of the dataset is a part of it, or lies in it; everything lies in `.`."""
    return part in (".", path) or path.startswith(f"{part}/")


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


def reason(error: OSError | ValueError) -> str:
    """Why the system refuses a path."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    # Each version of Python says this in other words.
    return "a path holds no null character" if "embedded null" in str(error) else str(error)
