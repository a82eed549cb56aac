"""What a record refers to: read off its fields, so that a new field that refers needs no other edit."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nsatu_data.fields import fields
from nsatu_data.models import Record


class Reference(NamedTuple):
    """One mention of a record by another: the field that makes it, the id, and the pointer to it."""

    field: str
    target: str
    pointer: str


def references(record: Record) -> Iterator[Reference]:
    """Every reference that a record makes, in the order of its fields; evidence refers to its source by `evidence`."""
    for field, many in _reference_fields(type(record)):
        value = getattr(record, field)
        if not many:
            if value is not None:
                yield Reference(field, value, f"/{field}")
        else:
            for index, target in enumerate(value):
                yield Reference(field, target, f"/{field}/{index}")
    for index, pointer in enumerate(getattr(record, "evidence", ())):
        yield Reference("evidence", pointer.source, f"/evidence/{index}/source")


@cache
def _reference_fields(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model that refer to records, each with whether it is a list."""
    return tuple((name, field.many) for name, field in fields(model).items() if field.is_reference)
