"""Accepts a valid record quickly, with its published schema in a compiled validator (jsonschema-rs).

It gives no reasons: `nsatu_data.validation.shape` lists the faults of a record that is not accepted. JSON Schema cannot
express three checks. This module makes two of them: that each day exists in the calendar, and the conditions in
`nsatu_data.model.conditions.NOT_IN_SCHEMA`. The reader of the file has already made the third, of the characters. Tests
compare the verdicts with those of the models.

Without jsonschema-rs, `shape` decides alone. The verdicts are the same but take several times as long.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from nsatu_data.model import conditions, edtf
from nsatu_data.model.field_table import CONDITIONS, FIELDS
from nsatu_data.model.vocabulary import Kind
from nsatu_data.storage import package_data

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

try:
    import jsonschema_rs
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True

_WHOLES: Final = (*Kind, "dataset")
_DATES: Final = {name: [field.name for field in FIELDS[name].values() if field.is_date] for name in _WHOLES}
_CONDITIONS: Final = {
    name: [
        (holder, conditions.NOT_IN_SCHEMA[code])
        for holder, part in [("", name), *((field.name, field.part or "") for field in FIELDS[name].values())]
        for code in CONDITIONS.get(part, ())
        if code in conditions.NOT_IN_SCHEMA
    ]
    for name in _WHOLES
}
"""For each kind, the conditions that its schema cannot express, as pairs of a field name and a condition.

The field is a list, and the condition applies to each item. An empty name stands for the record itself.
"""


def _by_schema(name: str, values: Any) -> bool:
    return _validator(name).is_valid(values) and _passes_other_checks(name, values)


def _by_tables(name: str, values: Any) -> bool:
    from nsatu_data.validation import shape

    return shape.fits(name, values)


accepts: Final = _by_schema if IS_COMPILED else _by_tables
"""Whether the values of a YAML file are a valid record. The first argument is its kind, or `dataset`."""


@cache
def _validator(name: str) -> "Draft202012Validator":
    return jsonschema_rs.Draft202012Validator(json.loads(package_data.schema(name)))


def _passes_other_checks(name: str, values: Mapping[str, Any]) -> bool:
    for field in _DATES[name]:
        date = values.get(field)
        if date is not None and edtf.invalid_day(date) is not None:
            return False
    for field, condition in _CONDITIONS[name]:
        for holder in values[field] if field else (values,):
            if any(condition.check(*map(holder.get, condition.fields))):
                return False
    return True
