"""Writes files of a dataset atomically.

A new text is written to a temporary file in the target's folder. The temporary file then replaces the target in one
step. The writes never leave the dataset's folder: links below it are not followed.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import file_names
from nsatu_data.storage.file_names import reason
from nsatu_data.storage.temporary_files import (
    FLAGS,
    FOLDER,
    RefusedError,
    TemporaryFile,
    claim,
    holds,
    open_folder,
    temporary_file,
)
from nsatu_data.storage.termination import unwinding

_PAUSE: Final = 0.02
"""Seconds between two attempts to lock the dataset's folder, which other runs lock only briefly."""
_ATTEMPTS: Final = 500


class Change(NamedTuple):
    """A change to a file: the dataset's folder, the path in it, the bytes that were read, and the new text."""

    root: Path
    path: str
    old: bytes
    new: str

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.rpartition("/")[2]


def replace_each(changes: Iterable[Change]) -> Iterator[tuple[Change, str | None]]:
    """Replaces files that do not depend on each other. Yields each change with an error message, or None.

    A file that another program has changed since it was read is not replaced.
    """
    for change in changes:
        problem = None
        try:
            with unwinding(), _prepared(change) as temporary, _locked(change.root):
                _put(change, temporary)
        except OSError as error:
            problem = f"{file_names.shown(change.root, change.path)}: {reason(error)}"
        yield change, problem


def replace_together(changes: Sequence[Change]) -> None:
    """Replaces files of one dataset that depend on each other: all of them, or none.

    If a file cannot be replaced, or the run is interrupted, the files that were already replaced get their old bytes
    back. A file that another program has changed since its replacement keeps that change. Raises CannotRun if a file
    cannot be written, or has changed since it was read.
    """
    current = changes[0]
    try:
        with unwinding(), ExitStack() as stack:
            prepared = []
            for current in changes:
                prepared.append((current, stack.enter_context(_prepared(current))))
            stack.enter_context(_locked(current.root))
            try:
                for current, temporary in prepared:
                    _put(current, temporary)
            except BaseException:
                for change, temporary in prepared:
                    _put_back(change, temporary)
                raise
    except OSError as error:
        raise CannotRun(f"{file_names.shown(current.root, current.path)}: {reason(error)}") from None


def create(root: Path, path: str, text: str) -> None:
    """Writes a new file of a dataset. Raises CannotRun if it cannot be written or exists already."""
    kind, _, name = path.rpartition("/")
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (
            unwinding(),
            open_folder(root, kind, create=True) as folder,
            temporary_file(folder, text.encode(), None) as temporary,
        ):
            claim(folder, temporary.name, name)
    except OSError as error:
        exists = isinstance(error, FileExistsError)
        why = "the file exists already; edit it, or remove it first" if exists else reason(error)
        raise CannotRun(f"{file_names.shown(root, path)}: {why}") from None


@contextmanager
def _prepared(change: Change) -> Iterator[TemporaryFile]:
    """The temporary file with the new text of a dataset's file."""
    kind = change.path.rpartition("/")[0]
    with open_folder(change.root, kind) as folder:
        status = folder.status(change.name)
        if status is None or not stat.S_ISREG(status.st_mode):
            raise _changed_meanwhile()
        with temporary_file(folder, change.new.encode(), status) as temporary:
            yield temporary


def _put(change: Change, temporary: TemporaryFile) -> None:
    """Replaces a file that still has its old bytes with the temporary file. A file that has the new text stays."""
    folder = temporary.folder
    if holds(folder, change.name, change.old):
        folder.rename(temporary.name, change.name)
    elif not holds(folder, change.name, change.new.encode()):
        raise _changed_meanwhile()


def _put_back(change: Change, temporary: TemporaryFile) -> None:
    """Gives a file its old bytes back, if `_put` placed the file and no program has changed it since."""
    folder = temporary.folder
    with suppress(OSError):
        status = folder.status(change.name)
        is_ours = status is not None and os.path.samestat(status, temporary.identity)
        if is_ours and holds(folder, change.name, change.new.encode()):
            with temporary_file(folder, change.old, status) as old:
                folder.rename(old.name, change.name)


def _changed_meanwhile() -> RefusedError:
    return RefusedError("another program changed the file meanwhile, and its change is kept; run the command again")


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Keeps other runs of this command from changing the dataset, if the platform can lock folders.

    The system releases the lock when the process ends, however it ends.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(root, FLAGS | FOLDER)
    try:
        for _ in range(_ATTEMPTS):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
            except OSError:
                # Some network file systems cannot lock folders. Files are still compared before each replacement.
                break
            else:
                break
        else:
            raise RefusedError("another program keeps the dataset's folder locked; try again when it has finished")
        yield
    finally:
        os.close(descriptor)
