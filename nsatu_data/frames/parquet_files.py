"""Write records as Parquet files: one for each kind, one for all evidence, and one for the manifest.

Rows are converted in batches and written in row groups of a limited size, so memory does not grow with the data.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

from nsatu_data.extras import require
from nsatu_data.frames import arrow_tables
from nsatu_data.frames.description import DATASET, EVIDENCE
from nsatu_data.frames.frame_rows import Values, evidence_rows
from nsatu_data.model.vocabulary import Kind

WHAT: Final = "parquet"
ROW_GROUP: Final = 8_000_000
"""The size in bytes, as Arrow counts, from which a row group is written."""


def file_names() -> dict[str, str]:
    """The name of each frame's file, by frame."""
    return {
        **{str(kind): f"{kind}s.parquet" for kind in Kind},
        EVIDENCE: "evidence.parquet",
        DATASET: "dataset.parquet",
    }


class ParquetFiles:
    """Files that are open for records. Leaving the context writes the last row groups.

    Call `add_manifest` once for each dataset. For a corpus, give both methods the id of the dataset.
    """

    def __init__(self, open_file: Callable[[str], BinaryIO], *, corpus: bool = False) -> None:
        """`open_file` opens the file with a name for writing. The context closes it."""
        arrow_tables.arrow(WHAT)
        self._corpus = corpus
        self._rows: defaultdict[str, list[Values]] = defaultdict(list)
        self._batches: defaultdict[str, list[Any]] = defaultdict(list)
        self._closing = ExitStack()
        with ExitStack() as opened:
            self._writers = {
                frame: self._writer(frame, opened.enter_context(open_file(name)), opened)
                for frame, name in file_names().items()
            }
            self._closing = opened.pop_all()

    def _writer(self, frame: str, file: BinaryIO, opened: ExitStack) -> Any:
        parquet = require("pyarrow.parquet", extra="frames", what=WHAT)
        schema = arrow_tables.schema(frame, corpus=self._corpus)
        return opened.enter_context(parquet.ParquetWriter(file, schema, compression="zstd"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._closing:
            if error is None:
                for frame in self._writers:
                    self._convert(frame)
                    self._write(frame)

    def add_manifest(self, manifest: Values, dataset: str | None = None) -> None:
        """Add the row of a dataset's manifest."""
        self._add(DATASET, [manifest], dataset)

    def add(self, record: Values, dataset: str | None = None) -> None:
        """Add a record and its evidence."""
        self._add(record["kind"], [record], dataset)
        self._add(EVIDENCE, evidence_rows(record), dataset)

    def _add(self, frame: str, rows: Iterable[Values], dataset: str | None) -> None:
        waiting = self._rows[frame]
        waiting.extend({DATASET: dataset, **row} for row in rows) if self._corpus else waiting.extend(rows)
        if len(waiting) >= arrow_tables.BATCH:
            self._convert(frame)
            self._write_large(frame)

    def add_batch(self, frame: str, batch: Any) -> None:
        """Add rows of a frame that are an Arrow record batch already."""
        self._batches[frame].append(batch)
        self._write_large(frame)

    def _write_large(self, frame: str) -> None:
        if sum(batch.nbytes for batch in self._batches[frame]) >= ROW_GROUP:
            self._write(frame)

    def _convert(self, frame: str) -> None:
        if self._rows[frame]:
            self._batches[frame].append(arrow_tables.batch_of(frame, self._rows[frame], corpus=self._corpus))
            self._rows[frame].clear()

    def _write(self, frame: str) -> None:
        if self._batches[frame]:
            table = arrow_tables.arrow().Table.from_batches(self._batches[frame])
            self._writers[frame].write_table(table)
            self._batches[frame].clear()
