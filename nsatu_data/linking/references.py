"""Finds the references of a record with the field table. So a new reference field needs no change here."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from nsatu_data.model.conditions import reader
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind

REFERENCES: Final[dict[str, dict[str, bool]]] = {
    kind: {name: field.many for name, field in FIELDS[kind].items() if field.is_reference} for kind in Kind
}
"""For each kind, the fields that refer to records; the value is true if the field is a list."""


class Reference(NamedTuple):
    """One reference: the field, the id that it refers to, and the JSON pointer to that id."""

    field: str
    target: str
    pointer: str


def references(record: Any) -> Iterator[Reference]:
    """Every reference of a record, in the order of its fields.

    References to sources come last, under the field `evidence`. The record is a model or a mapping of its values.
    """
    value = reader(record)
    for field, many in REFERENCES[value("kind")].items():
        for index, target in enumerate(_targets(value(field), many=many)):
            yield Reference(field, target, pointer(value("kind"), field, index))
    for index, evidence in enumerate(value("evidence") or () if value("kind") != "source" else ()):
        yield Reference("evidence", reader(evidence)("source"), f"/evidence/{index}/source")


def pointer(kind: str, field: str, index: int = 0) -> str:
    """The JSON pointer to a reference. `index` is used only if the field is a list."""
    return f"/{field}/{index}" if REFERENCES[kind][field] else f"/{field}"


def _targets(value: Any, *, many: bool) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if many else (value,)
