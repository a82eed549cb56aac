"""The evidence of all records as one flat table."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nsatu_data.model.record_models import AnyRecord, Offsets, Source


class EvidenceRow(NamedTuple):
    """A pointer, with the id and kind of its record, and its place in the record's list of evidence, from 0.

    The other fields are those of `nsatu_data.model.Evidence`. `pandas.DataFrame` and `polars.DataFrame` take a sequence
    of these rows.
    """

    record: str
    kind: str
    position: int
    source: str
    sentence: int
    start: int
    end: int
    sha256: str
    utf16: Offsets | None
    utf8: Offsets | None


def evidence_rows(records: Iterable[AnyRecord]) -> Iterator[EvidenceRow]:
    """The rows of all records, in order."""
    for record in records:
        for position, pointer in enumerate(() if isinstance(record, Source) else record.evidence):
            yield EvidenceRow(record.id, record.kind, position, *(value for _, value in pointer))
