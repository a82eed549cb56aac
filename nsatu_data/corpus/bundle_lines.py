"""Reads the lines of a file with JSON lines, each of which is a bundle. A long line does not fill the memory."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from nsatu_data.diagnostics import Fault, span_at
from nsatu_data.storage.file_names import reason
from nsatu_data.storage.read_files import BUNDLE_LIMIT

_STEP: Final = 1024 * 1024
"""The bytes that are read at once where nothing is kept."""

EMPTY: Final = Fault(
    "not-json", "the line is empty, and each line must be a bundle", help="remove the line", span=span_at("", 0)
)


def has_records(path: Path) -> bool:
    """Whether a file has a manifest in its first line, as `export jsonl` writes it, and so is no corpus.

    Raises OSError if it cannot be read.
    """
    with path.open("rb") as file:
        first = file.readline(_STEP)
    try:
        values = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(values, dict) and "schema_version" in values


def lines(path: Path, start: int, end: int) -> Iterator[bytes | Fault]:
    """The lines that begin between two offsets, without their line feeds; a fault for a line that is not read.

    The fault of a file that can no longer be read has no span.
    """
    try:
        with path.open("rb") as file:
            yield from _lines(file, start, end)
    except OSError as error:
        message = f"the file cannot be read: {reason(error)}"
        yield Fault("unreadable-file", message, help="check its permissions, and that no program changes it")


def _lines(file: BinaryIO, start: int, end: int) -> Iterator[bytes | Fault]:
    file.seek(max(start - 1, 0))
    # A line that begins before the chunk belongs to an earlier one.
    if start and not _skip(file, end):
        return
    while file.tell() < end and (line := file.readline(BUNDLE_LIMIT + 2)):
        text = line.removesuffix(b"\n")
        if len(text) > BUNDLE_LIMIT:
            if text == line:
                _skip(file, os.fstat(file.fileno()).st_size)
            yield too_large("line")
        elif not text.strip():
            yield EMPTY
        else:
            yield text


def _skip(file: BinaryIO, end: int) -> bool:
    """Goes behind the next line feed. Returns whether there is one before `end`."""
    while (position := file.tell()) < end:
        if file.readline(min(_STEP, end - position)).endswith(b"\n"):
            return True
    return False


def too_large(what: str) -> Fault:
    """The fault of a bundle that is too large."""
    message = f"the {what} has more than {BUNDLE_LIMIT} bytes"
    return Fault("file-too-large", message, help="split the bundle", span=span_at("", 0))
