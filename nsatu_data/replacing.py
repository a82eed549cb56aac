"""Replaces files of a dataset by new ones, each whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from nsatu_data import files
from nsatu_data.diagnostics import CannotRun


class Change(NamedTuple):
    """A file's place below the folder of its dataset, the bytes that it held when it was read, and its new text."""

    root: Path
    path: str
    old: bytes
    new: str


def replace(changes: Sequence[Change]) -> None:
    """Writes the new texts, with the old files' permissions.

    All are written beside the old files before the first takes its place, and where one cannot take its place, or
    whoever runs it interrupts, those before it are put back. Raises CannotRun where one cannot be written, or is not
    what was read any more.
    """
    written: list[tuple[Path, Change]] = []
    try:
        for change in changes:
            target = change.root / change.path
            try:
                written.append((_beside(target, change.new.encode()), change))
            except OSError as error:
                raise CannotRun(f"{files.shown(change.root, change.path)}: {error.strerror or error}") from None
        while written:
            beside, change = written[0]
            _put(beside, change)
            written.pop(0)
    except BaseException:
        for change in changes:
            _put_back(change)
        raise
    finally:
        for beside, _ in written:
            with suppress(OSError):
                beside.unlink()


def _beside(target: Path, data: bytes) -> Path:
    """Writes a file that nobody reads, to be moved to the target."""
    descriptor, name = tempfile.mkstemp(prefix=".nsatu-data-", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, beside, follow_symlinks=False)
    except BaseException:
        beside.unlink()
        raise
    return beside


def _put(beside: Path, change: Change) -> None:
    shown = files.shown(change.root, change.path)
    if files.read(change.root, change.path) != change.old:
        raise CannotRun(f"{shown}: the file was changed meanwhile")
    try:
        beside.replace(change.root / change.path)
    except OSError as error:
        raise CannotRun(f"{shown}: {error.strerror or error}") from None


def _put_back(change: Change) -> None:
    """Gives a file back the bytes that it held, as far as that is possible, and nobody else wrote to it."""
    with suppress(OSError):
        if files.read(change.root, change.path) == change.new.encode() != change.old:
            beside = _beside(change.root / change.path, change.old)
            beside.replace(change.root / change.path)
