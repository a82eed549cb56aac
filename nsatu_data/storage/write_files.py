"""Writes files, each whole or not at all.

A new text is written to a temporary file in the folder of its target, which then takes the target's place in one step.
What is written into a dataset never leaves the dataset's folder: no link below it is followed. An output that a user
names may be a link, a pipe or a device.
"""

import os
import stat
import sys
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
            problem = f"{file_names.shown(change.root, change.path)}: {reason(error)}"
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
        raise CannotRun(f"{file_names.shown(at_work.root, at_work.path)}: {reason(error)}") from None


def create(root: Path, path: str, text: str) -> None:
    """Writes a new file of a dataset. Raises CannotRun where that is not possible, or one is there already."""
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
        why = "there is such a file already; edit it, or remove it first" if exists else reason(error)
        raise CannotRun(f"{file_names.shown(root, path)}: {why}") from None


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
            open_folder(target.parent) as folder,
            temporary_file(folder, data, folder.status(target.name)) as temporary,
        ):
            folder.rename(temporary.name, target.name)
    except OSError as error:
        raise CannotRun(f"{path}: {reason(error)}") from None


def is_standard_output(path: Path) -> bool:
    """Whether a path stands for what the process prints to, as `/dev/stdout` does."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (AttributeError, OSError, ValueError):
        return False


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
    with os.fdopen(os.open(path, FLAGS | os.O_WRONLY), "wb", buffering=0) as file:
        while data:
            data = data[file.write(data) or 0 :]


@contextmanager
def _prepared(change: Change) -> Iterator[TemporaryFile]:
    """The temporary file that is to take the place of a file of a dataset."""
    kind = change.path.rpartition("/")[0]
    with open_folder(change.root, kind) as folder:
        status = folder.status(change.name)
        if status is None or not stat.S_ISREG(status.st_mode):
            raise _overtaken()
        with temporary_file(folder, change.new.encode(), status) as temporary:
            yield temporary


def _put(change: Change, temporary: TemporaryFile) -> None:
    """Lets a temporary file take the place of what was read; where the new text stands there already, that is all."""
    folder = temporary.folder
    if holds(folder, change.name, change.old):
        folder.rename(temporary.name, change.name)
    elif not holds(folder, change.name, change.new.encode()):
        raise _overtaken()


def _put_back(change: Change, temporary: TemporaryFile) -> None:
    """Gives a file its old bytes back, if it is the one that was put there and nobody has written to it since."""
    folder = temporary.folder
    with suppress(OSError):
        status = folder.status(change.name)
        is_ours = status is not None and os.path.samestat(status, temporary.identity)
        if is_ours and holds(folder, change.name, change.new.encode()):
            with temporary_file(folder, change.old, status) as old:
                folder.rename(old.name, change.name)


def _overtaken() -> RefusedError:
    return RefusedError("another program changed the file meanwhile, and its work is kept; run the command again")


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
    descriptor = os.open(root, FLAGS | FOLDER)
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
            raise RefusedError("another program keeps the dataset's folder locked; try again when it has finished")
        yield
    finally:
        os.close(descriptor)
