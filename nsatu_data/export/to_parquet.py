"""Writes the dataset as a folder of Parquet files: one for each kind, with nested values, one for all evidence.

`nsatu_data.frames.description` describes the columns. `dataset.parquet` is the manifest. A term is encoded in a
dictionary with all terms in their order; the metadata of each column holds its description and its terms.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.frames.parquet_files import ParquetFiles
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "a folder of Parquet files, one for each kind and one for evidence"
TEXTS: Final = "refused"
EXTRA: Final = "frames"
DROPS: Final = "nothing"


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
