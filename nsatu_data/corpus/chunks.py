"""Divides a corpus into chunks, so that several processes can judge them.

The number of chunks does not depend on the number of processes. No chunk is read here.
"""

from pathlib import Path
from typing import Final, NamedTuple

from nsatu_data.corpus import bundle_lines
from nsatu_data.diagnostics import CannotRun
from nsatu_data.storage import corpus_files, file_names
from nsatu_data.storage.corpus_files import Form
from nsatu_data.storage.dataset_folder import Entry
from nsatu_data.validation.worker_processes import CHUNK_LIMIT

FOLDERS: Final = 8
"""The datasets in a chunk of a folder. Chunks are larger if there would otherwise be too many."""
BYTES: Final = 2 * 1024 * 1024
"""The bytes in a chunk of a file with JSON lines. Chunks are larger if there would otherwise be too many."""


class Chunk(NamedTuple):
    """A part of a corpus.

    In a folder, `entries` are datasets and what must not be there. In JSON lines, the chunk holds the lines that begin
    between the offsets `start` and `end`. In Parquet, it is the row group with the number `start`.
    """

    path: Path
    form: Form
    start: int = 0
    end: int = 0
    entries: tuple[Entry, ...] = ()


def chunks(path: Path) -> list[Chunk]:
    """The chunks of the corpus at a path, in order. Raises CannotRun if there is no dataset in it."""
    form = corpus_files.form_of(path)
    if form == "folder":
        return _of_folder(path)
    if form == "lines":
        return _of_lines(path)
    if form == "parquet":
        from nsatu_data.corpus import parquet_rows

        return [Chunk(path, form, group) for group in range(parquet_rows.groups(path))]
    raise CannotRun(f"{path}: this is not a corpus: no folder of datasets, .jsonl file or .parquet file")


def _of_folder(path: Path) -> list[Chunk]:
    entries = corpus_files.entries(path)
    size = max(FOLDERS, len(entries) // CHUNK_LIMIT + 1)
    return [
        Chunk(path, "folder", entries=tuple(entries[start : start + size])) for start in range(0, len(entries), size)
    ]


def _of_lines(path: Path) -> list[Chunk]:
    try:
        length = path.stat().st_size
        has_records = bundle_lines.has_records(path)
    except OSError as error:
        raise CannotRun(f"{path}: {file_names.reason(error)}") from None
    if not length:
        raise CannotRun(f"{path}: there is nothing to check: the file is empty")
    if has_records:
        raise CannotRun(
            f"{path}: this is no corpus: it has a record in each line, as `export jsonl` writes; "
            "`export bundles` writes a corpus, with a bundle in each line"
        )
    size = max(BYTES, length // CHUNK_LIMIT + 1)
    return [Chunk(path, "lines", start, min(start + size, length)) for start in range(0, length, size)]
