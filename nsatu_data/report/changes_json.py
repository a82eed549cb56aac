"""Writes the changes between two datasets as one JSON object, for programs. This is version 1 of the format.

`{"version": 1, "level", "old": {"name", "version", "schema_version", "records"}, "new": {...}, "required_version",
"says_enough", "reasons": [{"reason", "level", "count"}], "manifest": [change], "added": [{"reason", "record"}],
"removed": [{"reason", "record"}], "changed": [{"id", "level", "changes": [change]}]}`.

A change is `{"pointer", "reason", "before", "after"}`, and has `"items"` if the field is a list. `pointer` is a JSON
pointer into the record. `before` or `after` is missing if the field is left out. An item is `{"change", "reason",
"before", "after"}`. To make the new dataset from the old one, set each pointer to its `after`.
"""

from typing import Any

from nsatu_data.comparison import versions
from nsatu_data.comparison.changes import ABSENT, Changes, FieldChange, Side
from nsatu_data.comparison.reasons import Reason
from nsatu_data.diagnostics import pointer_to
from nsatu_data.report.as_json import dumps
from nsatu_data.report.changed_values import Names


def write(changes: Changes, names: Names) -> str:
    """Formats the changes as JSON."""
    whole = {
        "version": 1,
        "level": changes.level.label,
        "old": _side(names.old, changes.old),
        "new": _side(names.new, changes.new),
        "required_version": versions.required(changes),
        "says_enough": versions.says_enough(changes),
        "reasons": [
            {"reason": reason, "level": reason.level.label, "count": number}
            for reason, number in changes.reasons.items()
        ],
        "manifest": [_field(field) for field in changes.manifest],
        "added": [{"reason": Reason.ADDED, "record": record} for record in changes.added],
        "removed": [{"reason": one.reason, "record": one.record} for one in changes.removed],
        "changed": [
            {
                "id": one.before["id"],
                "level": one.level.label,
                "changes": [_field(field) for field in one.fields],
            }
            for one in changes.changed
        ],
    }
    return dumps(whole)


def _side(name: str, side: Side) -> dict[str, Any]:
    manifest = side.manifest
    versions = {field: manifest[field] for field in ("version", "schema_version")}
    return {"name": name, **versions, "records": side.records}


def _field(field: FieldChange) -> dict[str, Any]:
    items = [{"change": item.how, "reason": item.reason, **_values(item.before, item.after)} for item in field.items]
    written = {
        "pointer": pointer_to(field.path),
        "reason": max(field.reasons, key=lambda reason: reason.level),
        **_values(field.before, field.after),
    }
    return {**written, "items": items} if items else written


def _values(before: Any, after: Any) -> dict[str, Any]:
    return {name: value for name, value in (("before", before), ("after", after)) if value is not ABSENT}
