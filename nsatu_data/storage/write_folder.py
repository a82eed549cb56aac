"""Replaces the files of a folder: all of them, or none."""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage.dataset_folder import TEMPORARY
from nsatu_data.storage.temporary_files import FLAGS, keep


def replace_files(prepared: Path, folder: Path, removed: Sequence[str] = ()) -> None:
    """Moves the files of `prepared` into a folder, and removes files from it that are no longer true.

    The names in `removed` matter only if `prepared` has no such file. Other files of the folder stay. If a file cannot
    be replaced, or the run is interrupted, the folder gets its old files back. Raises CannotRun before any change if a
    link, a folder or something else is where a file must lie.
    """
    new = sorted(file.name for file in prepared.iterdir())
    old = _existing(folder, [*new, *removed])
    for name in old & set(new):
        _keep(folder / name, prepared / name)
    # Old files are kept until all new ones are in their places.
    kept = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
    kept.mkdir(0o700)
    try:
        for name in sorted({*new, *old}):
            if name in old:
                (folder / name).replace(kept / name)
            if name in new:
                (prepared / name).replace(folder / name)
    except BaseException:
        _put_back(prepared, folder, kept, new, old)
        raise
    for name in old:
        with suppress(OSError):
            (kept / name).unlink()
    with suppress(OSError):
        kept.rmdir()


def _existing(folder: Path, names: Iterable[str]) -> set[str]:
    """The names of files that exist. Raises CannotRun if one of them is no regular file."""
    found = set()
    for name in names:
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(os.lstat(folder / name).st_mode):
                raise CannotRun(f"{folder / name}: this is no regular file; remove it, or choose another folder")
            found.add(name)
    return found


def _keep(old: Path, new: Path) -> None:
    descriptor = os.open(new, FLAGS | os.O_RDWR)
    try:
        keep(os.lstat(old), descriptor)
    finally:
        os.close(descriptor)


def _put_back(prepared: Path, folder: Path, kept: Path, new: Iterable[str], old: Iterable[str]) -> None:
    """Undoes the changes. An old file that cannot be put back stays in the folder `kept`."""
    for name in old:
        # An old file that was not moved yet is in its place.
        with suppress(OSError):
            (kept / name).replace(folder / name)
    for name in set(new) - set(old):
        if not os.path.lexists(prepared / name):
            with suppress(OSError):
                (folder / name).unlink()
    with suppress(OSError):
        kept.rmdir()
