"""Writes the dataset as a folder of Parquet files: one for each kind, with nested values, one for all evidence.

`nsatu_data.frames.description` describes the columns. `dataset.parquet` is the manifest. A term is encoded in a
dictionary with all terms in their order; the metadata of each column holds its description and its terms.
"""

from collections.abc import Mapping
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from nsatu_data.corpus.export_parts import Parts
from nsatu_data.corpus.judge_members import Sound
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.extras import require
from nsatu_data.frames import arrow_tables
from nsatu_data.frames.frame_rows import evidence_rows
from nsatu_data.frames.parquet_files import WHAT, ParquetFiles
from nsatu_data.model.vocabulary import Kind
from nsatu_data.tables.description import ACTOR_MATCHES, tables
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a folder of Parquet files, one for each kind and one for evidence"
TEXTS: Final = "refused"
EXTRA: Final = "frames"
DROPS: Final = "nothing"
_MATCHES: Final = f"{ACTOR_MATCHES}.parquet"
OF_ONE_FORM: Final = (_MATCHES,)


class _Kept(BytesIO):
    """A file in memory whose content remains when it is closed."""

    def close(self) -> None:
        pass


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> dict[str, str | bytes]:
    """Makes the files, by their names. Equal datasets give equal bytes with the same version of pyarrow."""
    files: dict[str, _Kept] = {}
    with ParquetFiles(lambda name: files.setdefault(name, _Kept())) as parquet:
        parquet.add_manifest(values(dataset.manifest))
        for record in dataset:
            parquet.add(values(record))
    return {name: file.getvalue() for name, file in files.items()}


def prepare_corpus(sound: list[Sound]) -> dict[str, Any]:
    """The Arrow record batches of some datasets, by frame."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in sound:
        found.setdefault("dataset", []).append({"dataset": one.dataset, **one.bundle["dataset"]})
        for record in chain.from_iterable(one.bundle[f"{kind}s"] for kind in Kind):
            found.setdefault(record["kind"], []).append({"dataset": one.dataset, **record})
            rows = evidence_rows(record)
            found.setdefault("evidence", []).extend({"dataset": one.dataset, **row} for row in rows)
    return {frame: arrow_tables.batch_of(frame, rows, corpus=True) for frame, rows in found.items()}


def write_corpus(parts: Parts, target: Path) -> None:
    """Makes the files of a corpus in an empty folder. Memory does not grow with the corpus."""
    with ParquetFiles(lambda name: (target / name).open("wb"), corpus=True) as parquet:
        for content in parts.contents():
            for frame, batch in content.items():
                parquet.add_batch(frame, batch)
    _write_matches(parts, target / _MATCHES)


def _write_matches(parts: Parts, target: Path) -> None:
    pa = arrow_tables.arrow(WHAT)
    columns = tables(corpus=True)[ACTOR_MATCHES].columns
    fields = [
        pa.field(one.name, pa.string(), nullable=False, metadata={"description": one.description}) for one in columns
    ]
    parquet = require("pyarrow.parquet", extra="frames", what=WHAT)
    with parquet.ParquetWriter(target, pa.schema(fields), compression="zstd") as writer:
        rows = iter(parts.matches())
        while some := list(islice(rows, arrow_tables.BATCH)):
            writer.write_batch(pa.RecordBatch.from_pylist([row._asdict() for row in some], schema=pa.schema(fields)))
