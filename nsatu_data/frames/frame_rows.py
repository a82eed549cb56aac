"""Turn records into the rows of frames, and rows into records again.

A record is a mapping of its JSON values, as a bundle holds it: absent fields are left out, null is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from nsatu_data.frames.description import CLAIM_KINDS, CLAIMS, DATASET, EVIDENCE, Field, fields

Values = Mapping[str, Any]


def rows(
    frame: str, manifest: Values, records: Iterable[Values], label: Callable[[str], str | None]
) -> Iterator[Values]:
    """The rows of a frame, in the order of the records. `label` gives the label of the record with an id."""
    if frame == DATASET:
        yield manifest
        return
    columns = [field for field in fields(CLAIMS) if field.label_of is not None]
    for record in records:
        if frame == EVIDENCE:
            yield from evidence_rows(record)
        elif frame == record["kind"]:
            yield record
        elif frame == CLAIMS and record["kind"] in CLAIM_KINDS:
            yield {**record, **dict(_labels(record, columns, label))}


def evidence_rows(record: Values) -> Iterator[Values]:
    """The rows of a record in the frame of evidence."""
    for position, pointer in enumerate(record.get(EVIDENCE, ())):
        yield {"record": record["id"], "kind": record["kind"], "position": position, **pointer}


def _labels(record: Values, columns: Iterable[Field], label: Callable[[str], str | None]) -> Iterator[tuple[str, Any]]:
    for column in columns:
        target = record.get(str(column.label_of))
        if target is not None:
            yield column.name, [label(one) for one in target] if column.many else label(target)


def record_of(kind: str, row: Values) -> dict[str, Any]:
    """The values of a record of a kind, from its row in a frame. `dataset` gives the manifest.

    The row may have more columns, and it may have None for a list that is left out.
    """
    return _values(fields(kind), row)


def _values(described: Iterable[Field], row: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in described:
        value = row[field.name]
        if value is None:
            if field.empty == "null":
                found[field.name] = None
        elif field.many:
            found[field.name] = [_values(field.fields, item) if field.fields else item for item in value]
        else:
            found[field.name] = _values(field.fields, value) if field.fields else value
    return found
