"""What several rules need of evidence. No rule itself."""

from collections.abc import Iterator

from nsatu_data.models import Evidence
from nsatu_data.reading import Reading


def pointers(reading: Reading) -> Iterator[tuple[str, int, Evidence]]:
    """Every pointer of every record, with the record's id and the pointer's index."""
    for identifier, record in reading.records.items():
        for index, evidence in enumerate(getattr(record, "evidence", ())):
            yield identifier, index, evidence
