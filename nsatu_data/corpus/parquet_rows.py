"""Reads bundles from a Parquet file: each row of the column `bundle` holds the JSON text of one.

Only that column is read, a row at a time, so that memory does not grow with the file. A row group may declare at most
`GROUP_LIMIT` bytes, because a page of it can decompress to as many.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nsatu_data.corpus.bundle_lines import too_large
from nsatu_data.diagnostics import CannotRun, Fault, span_at
from nsatu_data.extras import require
from nsatu_data.storage.read_files import BUNDLE_LIMIT

COLUMN: Final = "bundle"
GROUP_LIMIT: Final = 256 * 1024 * 1024
"""The most bytes of bundles in a row group, decompressed."""
_BUFFER: Final = 1024 * 1024

NO_BUNDLE: Final = Fault(
    "not-json", "the row has no bundle: the cell is null", help="remove the row", span=span_at("", 0)
)


def groups(path: Path) -> int:
    """The number of row groups. Raises CannotRun if the file cannot be read, or has no column of bundles."""
    pa = _arrow()
    try:
        file = _file(path)
        schema, metadata = file.schema_arrow, file.metadata
    except (pa.ArrowException, OSError) as error:
        raise CannotRun(f"{path}: this is not a Parquet file that can be read: {_first_line(error)}") from None
    if schema.names.count(COLUMN) != 1:
        names = ", ".join(schema.names) or "none"
        raise CannotRun(f"{path}: the file needs a column `{COLUMN}` with the JSON text of a bundle; it has {names}")
    if not _is_text(schema.field(COLUMN).type):
        raise CannotRun(f"{path}: the column `{COLUMN}` must be of texts, not of {schema.field(COLUMN).type}")
    if not metadata.num_rows:
        raise CannotRun(f"{path}: there is nothing to check: the file has no rows")
    for group in range(metadata.num_row_groups):
        size = _size(metadata.row_group(group))
        if size > GROUP_LIMIT:
            raise CannotRun(
                f"{path}: row group {group + 1} has {size} bytes of bundles, more than {GROUP_LIMIT}; "
                "write the file with smaller row groups, as `row_group_size=500` does in pyarrow"
            )
    return int(metadata.num_row_groups)


def _size(group: Any) -> int:
    columns = (group.column(number) for number in range(group.num_columns))
    return max((column.total_uncompressed_size for column in columns if column.path_in_schema == COLUMN), default=0)


def _is_text(kind: Any) -> bool:
    types = _arrow().types
    kind = kind.value_type if types.is_dictionary(kind) else kind
    return any(
        is_kind(kind)
        for is_kind in (
            types.is_string,
            types.is_large_string,
            types.is_binary,
            types.is_large_binary,
            types.is_string_view,
            types.is_binary_view,
        )
    )


def rows(path: Path, group: int) -> Iterator[bytes | Fault]:
    """The bundles in a row group; a fault for a row without one. A fault without a span is about the whole group."""
    pa = _arrow()
    try:
        for batch in _file(path).iter_batches(1, row_groups=[group], columns=[COLUMN], use_threads=False):
            for cell in batch.column(0):
                yield _bundle(cell)
    except (pa.ArrowException, OSError) as error:
        message = f"row group {group + 1} cannot be read: {_first_line(error)}"
        yield Fault("unreadable-file", message, help="write the file again")


def _bundle(cell: Any) -> bytes | Fault:
    if _arrow().types.is_dictionary(cell.type):
        cell = cell.value
    # The buffer is not a copy, so a large bundle is refused before it fills more memory.
    buffer = cell.as_buffer()
    if buffer is None:
        return NO_BUNDLE
    return too_large("bundle") if buffer.size > BUNDLE_LIMIT else bytes(buffer)


def _arrow() -> Any:
    return require("pyarrow", extra="frames", what="a corpus in Parquet")


def _file(path: Path) -> Any:
    parquet = require("pyarrow.parquet", extra="frames", what="a corpus in Parquet")
    # Without `pre_buffer`, the column is not read in advance; with a buffer, it is read a page at a time.
    return parquet.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
