"""Parse FIELD=VALUE settings for a new record."""

from collections.abc import Iterable
from typing import Any

from nsatu_data.diagnostics import CannotRun
from nsatu_data.model import characters
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import nearest


def parse_settings(kind: str, settings: Iterable[str]) -> dict[str, Any]:
    """Return the values of a record by field, or the values of the manifest if `kind` is `dataset`.

    Items of a list are separated by commas, or the setting is repeated for each item; free text is never split. `null`
    stands for null in a field that allows it. A field inside another is written FIELD.FIELD, for example
    `licences.data`. If the outer field is a list, such as `creators`, all its settings form a single item.

    Raises CannotRun for a field that does not exist or cannot be set.
    """
    values: dict[str, Any] = {}
    for setting in settings:
        path, equals, written = setting.partition("=")
        if not equals:
            raise CannotRun(f"{setting!r} is not FIELD=VALUE")
        wrong = characters.text_fault(setting)
        if wrong:
            raise CannotRun(f"{setting!a} cannot be written: {wrong.message}")
        name, _, member = path.partition(".")
        field = _field(kind, name)
        if member and field.part:
            inner = _inner(values, field)
            _put(inner, _field(field.part, member), written)
        elif field.part:
            members = ", ".join(f"{name}.{inner}" for inner in FIELDS[field.part])
            raise CannotRun(f"{name} has no single value; set its fields: {members}")
        elif member or field.constant or name == "id":
            raise CannotRun(f"{path} cannot be set; leave it out")
        else:
            _put(values, field, written)
    return values


def _field(part: str, name: str) -> FieldShape:
    shapes = FIELDS[part]
    if name not in shapes:
        near = nearest(name, list(shapes))
        raise CannotRun(f"there is no field {name}" + (f"; did you mean {near}?" if near else ""))
    return shapes[name]


def _inner(values: dict[str, Any], field: FieldShape) -> dict[str, Any]:
    """Return the dictionary for the fields of a part; create it if it is missing."""
    value = values.setdefault(field.name, [{}] if field.many else {})
    inner: dict[str, Any] = value[0] if field.many else value
    return inner


def _put(values: dict[str, Any], field: FieldShape, written: str) -> None:
    if field.many:
        values[field.name] = [*values.get(field.name, ()), *_items(field, written)]
    elif written == "null" and field.nullable:
        values[field.name] = None
    else:
        values[field.name] = _scalar(field, written)


def _items(field: FieldShape, written: str) -> list[Any]:
    # Ids and terms contain no commas, but free text may.
    parts = written.split(",") if field.is_reference or field.vocabulary else [written]
    return [_scalar(field, part.strip()) for part in parts]


def _scalar(field: FieldShape, written: str) -> Any:
    if field.vocabulary and written not in list(field.vocabulary):
        near = nearest(written, list(field.vocabulary))
        help = f"did you mean {near}?" if near else f"use one of {', '.join(field.vocabulary)}"
        raise CannotRun(f"{written!r} is not a term of {field.name}; {help}")
    return int(written) if field.leaf is int and written.isdecimal() else written
