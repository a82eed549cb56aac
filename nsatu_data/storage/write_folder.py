"""Writes an output that is a folder with several files: all of them, or none."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage.file_names import reason
from nsatu_data.storage.termination import unwinding

Files = Mapping[str, str | bytes]
"""The contents of files by their paths in the folder, with `/` between names."""


def write(folder: Path, files: Files, *, replace: bool = False) -> None:
    """Writes the files into a new folder, or into an existing one if `replace` is true.

    All files are written beside the folder first, and then moved into their places. In an existing folder, files with
    other names stay. Raises CannotRun if the folder exists and `replace` is false, or if a file cannot be written.
    """
    if folder.exists() and not replace:
        raise CannotRun(f"{folder}: exists already; choose another name, or replace its files with --force")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with unwinding(), tempfile.TemporaryDirectory(prefix=".nsatu-data-", dir=folder.parent) as name:
            prepared = Path(name) / "files"
            for path, content in files.items():
                file = prepared / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.encode() if isinstance(content, str) else content)
            move(prepared, folder, files)
    except OSError as error:
        raise CannotRun(f"{folder}: {reason(error)}") from None


def move(prepared: Path, folder: Path, files: Iterable[str]) -> None:
    """Move files into a folder. If it does not exist, `prepared` becomes the folder."""
    if not folder.exists():
        prepared.rename(folder)
        return
    for path in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (prepared / path).replace(target)
