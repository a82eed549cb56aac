"""Compares two datasets, field by field.

What a change means follows from the description of its field, so that a new field of a model needs nothing here.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from nsatu_data.comparison import paired_items
from nsatu_data.comparison.changes import (
    ABSENT,
    Changes,
    FieldChange,
    How,
    ItemChange,
    RecordChange,
    Removed,
    Side,
    Values,
)
from nsatu_data.comparison.reasons import Reason
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS

_OF_RELEASES: Final = {"Version": Reason.VERSION, "Day": Reason.RELEASED}
"""The reasons for changes that say nothing of the data, by the form of the field."""


def compare(old: Dataset, new: Dataset) -> Changes:
    """Find everything that differs between two datasets. The order in which a dataset was made makes no difference."""
    before, after = values(old.manifest), values(new.manifest)
    was, now = {record.id for record in old}, {record.id for record in new}
    retired = set(after.get("retired", ()))
    both = [(old[record.id], record) for record in new if record.id in was]
    records = ((values(one), values(other)) for one, other in both if one != other)
    changed = ((*pair, tuple(_fields(pair[0]["kind"], *pair))) for pair in records)
    manifest = (
        _retirements(change, was, now) if change.path == ("retired",) else change
        for change in _fields("dataset", before, after)
    )
    return Changes(
        old=Side(before, len(old)),
        new=Side(after, len(new)),
        manifest=tuple(manifest),
        added=tuple(values(record) for record in new if record.id not in was),
        removed=tuple(
            Removed(values(record), Reason.RETIRED if record.id in retired else Reason.VANISHED)
            for record in old
            if record.id not in now
        ),
        # Two records may differ in Python and still be the same in JSON, such as () and a list that is left out.
        changed=tuple(RecordChange(*one) for one in changed if one[2]),
    )


def _retirements(change: FieldChange, was: Collection[str], now: Collection[str]) -> FieldChange:
    """The change of the list of retired ids. `was` and `now` hold the ids of records."""
    items = []
    for item in change.items:
        if item.how is How.ADDED:
            reason = Reason.RETIRED if item.after in was else Reason.RESERVED
        else:
            reason = Reason.REUSED if item.before in now else Reason.UNRETIRED
        items.append(item._replace(reason=reason))
    return change._replace(items=tuple(items))


def _fields(name: str, before: Values, after: Values, path: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    """The fields that differ between two values of the whole or part `name`."""
    for shape in FIELDS[name].values():
        one, other = before.get(shape.name, ABSENT), after.get(shape.name, ABSENT)
        if one == other:
            continue
        where = (*path, shape.name)
        if shape.part is not None and not shape.many and isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from _fields(shape.part, one, other, where)
        else:
            yield _field(shape, one, other, where)


def _field(shape: FieldShape, before: Any, after: Any, path: tuple[str, ...]) -> FieldChange:
    if not shape.many:
        return FieldChange(path, before, after, _reason(shape, before, after, path))
    items = _items(shape, () if before is ABSENT else before, () if after is ABSENT else after)
    return FieldChange(path, before, after, Reason.VALUE if items else Reason.ORDER, items)


def _items(shape: FieldShape, before: Any, after: Any) -> tuple[ItemChange, ...]:
    if shape.part == "Evidence":
        return paired_items.pointers(before, after)
    if shape.part == "SentenceSpan":
        return paired_items.sentences(before, after)
    if shape.part is not None:
        return (ItemChange(How.CHANGED, before, after, Reason.VALUE),)
    return paired_items.plain(before, after)


def _reason(shape: FieldShape, before: Any, after: Any, path: tuple[str, ...]) -> Reason:
    """The reason for a change of a field that is no list."""
    if path[0] == "text":
        return Reason.TEXT
    if path[0] == "licences":
        return Reason.LICENCE
    if shape.alias == "DatasetId" and before is not ABSENT:
        return Reason.DATASET_ID
    if shape.alias in _OF_RELEASES:
        return _OF_RELEASES[shape.alias]
    if shape.alias == "SchemaVersion":
        is_major = before.partition(".")[0] != after.partition(".")[0]
        return Reason.SCHEMA_MAJOR if is_major else Reason.SCHEMA_MINOR
    is_prose = shape.leaf is str and shape.alias is shape.constant is None
    return Reason.WORDING if is_prose and isinstance(before, str) and isinstance(after, str) else Reason.VALUE
