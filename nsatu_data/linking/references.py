"""What a record refers to: read off its fields, so that a new field that refers needs no other edit."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from nsatu_data.model.conditions import reader
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind

REFERENCES: Final[dict[str, dict[str, bool]]] = {
    kind: {name: field.many for name, field in FIELDS[kind].items() if field.is_reference} for kind in Kind
}
"""The fields of each kind that refer to records, and whether each is a list."""


class Reference(NamedTuple):
    """One mention of a record by another: the field that makes it, the id, and the pointer to it."""

    field: str
    target: str
    pointer: str


def references(record: Any) -> Iterator[Reference]:
    """Every reference that a record makes, in the order of its fields; evidence refers to its source by `evidence`.

    A record is a model, or a mapping of its values.
    """
    value = reader(record)
    for field, many in REFERENCES[value("kind")].items():
        for index, target in enumerate(_targets(value(field), many=many)):
            yield Reference(field, target, pointer(value("kind"), field, index))
    for index, evidence in enumerate(value("evidence") or () if value("kind") != "source" else ()):
        yield Reference("evidence", reader(evidence)("source"), f"/evidence/{index}/source")


def pointer(kind: str, field: str, index: int = 0) -> str:
    """The JSON pointer to a reference: the one at `index` where the field is a list."""
    return f"/{field}/{index}" if REFERENCES[kind][field] else f"/{field}"


def _targets(value: Any, *, many: bool) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if many else (value,)
