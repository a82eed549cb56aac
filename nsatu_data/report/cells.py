"""The values of records as short texts, for the cells of a table and for CSV."""

from typing import Any

from nsatu_data.dataset.bundle import values
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.record_models import Evidence

NULL = "null"
"""Stands for the value null: the source does not say. A field that is left out has an empty text."""
NOBODY = "nobody named"
"""The words for null where a record could be referred to, in output for people. The page has the same words."""


def items(field: FieldShape, value: Any) -> tuple[str, ...]:
    """The texts of a value: one for each item of a list, and one for any other value."""
    if value is None:
        return (NULL,) if field.nullable else ()
    if field.name == "sentences":
        return (str(len(value)),)
    if field.part is not None and not field.many:
        return tuple(f"{key} {item}" for key, item in values(value).items())
    return tuple(map(_item, value)) if field.many else (str(value),)


def text_for_people(field: FieldShape, value: Any) -> str:
    """The texts of a value in one line. A voice or an actor that is null is nobody."""
    return NOBODY if value is None and is_nobody(field) else ", ".join(items(field, value))


def is_nobody(field: FieldShape) -> bool:
    """Whether null in this field means that the source names nobody."""
    return field.nullable and field.is_reference


def _item(value: Any) -> str:
    return pointer(value) if isinstance(value, Evidence) else str(value)


def pointer(evidence: Evidence) -> str:
    """An evidence pointer in short, as `source/river-pact 3:120-155`: the source, the sentence, start and end."""
    return f"{evidence.source} {evidence.sentence}:{evidence.start}-{evidence.end}"
