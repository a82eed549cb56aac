"""Makes paths absolute, relative to a dataset, or relative to the working directory, as findings show them."""

import os
from pathlib import Path

from nsatu_data.diagnostics import CannotRun


def absolute(path: Path) -> Path:
    """The absolute form of a path. Raises CannotRun without a working directory.

    A link is followed only if `..` comes after it, because the system goes up from the folder that the link leads to.
    """
    try:
        # Windows removes `link\\..` before it follows links.
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
    """A path relative to the dataset's folder, in POSIX form; `.` for the whole dataset. Links are not followed."""
    if root.is_file():
        # A bundle is one file: it is always the whole dataset.
        return "."
    return os.path.relpath(absolute(path), absolute(root)).replace(os.sep, "/")


def is_below(path: str, part: str) -> bool:
    """Whether the file `path` is `part`, or lies in the folder `part`. Every file lies in `.`.

    Both paths are relative to the dataset's folder.
    """
    return part in (".", path) or path.startswith(f"{part}/")


def shown(root: Path, path: str) -> str:
    """The path that findings show for a dataset's file. It opens the file from the working directory.

    The path is relative, with `..` if the file is not below the working directory. It is absolute if the
    file is on another drive, or if the working directory was removed. The caller must make the path printable: Python
    represents a byte that is not UTF-8 as half of a surrogate pair (PEP 383).
    """
    try:
        here = os.getcwd()
        whole = os.fspath(absolute(root / path))
    except (OSError, CannotRun):
        # Without a working directory, only absolute paths can be opened, so `root` is absolute.
        return (root / path).as_posix()
    if (below := _below(here, whole)) is None:
        # `here` has no links, because `getcwd` resolves them, but `whole` may have links. So the links of `root` are
        # resolved for a second comparison.
        below = _below(here, os.path.normpath(os.path.join(os.path.realpath(root), path)))
    if below is None:
        try:
            below = os.path.relpath(whole, here)
        except ValueError:
            # On Windows, a path on another drive has no relative form.
            below = whole
    return below.replace(os.sep, "/")


def shown_text(file: Path) -> str:
    """Like `shown`, for a file that the user named."""
    return shown(file.parent, file.name)


def _below(folder: str, path: str) -> str | None:
    """An absolute path relative to an absolute folder; None if it does not lie in the folder."""
    if path == folder:
        return "."
    above = folder.rstrip(os.sep) + os.sep
    return path[len(above) :] if path.startswith(above) else None


def reason(error: OSError | ValueError) -> str:
    """The reason why the system refused a path, for a message."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    # Python's wording differs between versions.
    return "a path cannot contain a null character" if "embedded null" in str(error) else str(error)
