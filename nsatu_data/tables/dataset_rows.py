"""The rows of a dataset's tables."""

from collections.abc import Iterator

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.tables.rows import Row, manifest_rows, record_rows


def rows_of(dataset: Dataset) -> Iterator[tuple[str, Row]]:
    """The rows of the manifest and of each record, in order, each with the name of its table."""
    yield from manifest_rows(values(dataset.manifest))
    for record in dataset:
        yield from record_rows(values(record))
