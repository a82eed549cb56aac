"""The values of records as short texts, for the cells of a table and for CSV, and the columns of tables."""

from collections.abc import Sequence
from typing import Any, Final

from nsatu_data.model.field_shape import FieldShape

NULL: Final = "null"
"""Stands for the value null: the source does not say. A field that is left out has an empty text."""
NOBODY: Final = "nobody named"
"""The words for null where a record could be referred to, in output for people. The page has the same words."""
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "source": ("id", "genre", "language", "label"),
    "actor": ("id", "type", "naming", "label"),
    "place": ("id", "type", "label"),
    "event": ("id", "occurrence", "certainty", "agents", "label"),
    "context": ("id", "certainty", "polarity", "actors", "label"),
    "motive": ("id", "form", "certainty", "actor", "label"),
    "risk": ("id", "certainty", "voice", "bearers", "label"),
    "reaction": ("id", "stance", "certainty", "actor", "label"),
    "implication": ("id", "form", "certainty", "voice", "label"),
}
_OF_SEVERAL: Final = ("id", "label")


def usual_columns(kinds: Sequence[str]) -> tuple[str, ...]:
    """The fields that a table of records of these kinds shows if nobody chooses others."""
    return _COLUMNS.get(kinds[0], _OF_SEVERAL) if len(kinds) == 1 else _OF_SEVERAL


def items(field: FieldShape, value: Any) -> tuple[str, ...]:
    """The texts of a value: one for each item of a list, and one for any other value."""
    if value is None:
        return (NULL,) if field.nullable else ()
    if field.name == "sentences":
        return (str(len(value)),)
    if field.part is not None and not field.many:
        return tuple(f"{key} {item}" for key, item in value.model_dump(mode="json", exclude_unset=True).items())
    return tuple(map(_item, value)) if field.many else (str(value),)


def text_for_people(field: FieldShape, value: Any) -> str:
    """The texts of a value in one line. A voice or an actor that is null is nobody."""
    return NOBODY if value is None and is_nobody(field) else ", ".join(items(field, value))


def is_nobody(field: FieldShape) -> bool:
    """Whether null in this field means that the source names nobody."""
    return field.nullable and field.is_reference


def _item(value: Any) -> str:
    return str(value) if isinstance(value, str) else pointer(value)


def pointer(evidence: Any) -> str:
    """An evidence pointer in short, as `source/river-pact 3:120-155`: the source, the sentence, start and end."""
    return f"{evidence.source} {evidence.sentence}:{evidence.start}-{evidence.end}"
