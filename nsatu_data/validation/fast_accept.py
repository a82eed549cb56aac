"""Accepts a record at once where it is certain that the models would, by its published schema in a compiled validator.

It gives no reasons: what it does not accept is judged by `nsatu_data.validation.shape`, which tells what is wrong, if
anything is. What JSON Schema cannot say it looks at itself: the characters of a file are the reader's business, days of
the calendar and `nsatu_data.model.conditions.NOT_IN_SCHEMA` are held here. Tests hold it and the models to the
same verdicts.

Where the compiled validator, jsonschema-rs, is not installed, the tables that tell what is wrong judge alone. The
verdicts are the same; they take several times as long.
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
_LAWS: Final = {
    name: [
        (holder, conditions.NOT_IN_SCHEMA[code])
        for holder, part in [("", name), *((field.name, field.part or "") for field in FIELDS[name].values())]
        for code in CONDITIONS.get(part, ())
        if code in conditions.NOT_IN_SCHEMA
    ]
    for name in _WHOLES
}
"""The laws that JSON Schema cannot say, each with the list whose items obey it; empty for the record itself."""


def _by_schema(name: str, values: Any) -> bool:
    return _validator(name).is_valid(values) and _is_lawful(name, values)


def _by_tables(name: str, values: Any) -> bool:
    from nsatu_data.validation import shape

    return shape.fits(name, values)


accepts: Final = _by_schema if IS_COMPILED else _by_tables
"""Whether the values of a file in portable YAML are certainly a record of the kind, or a `dataset`."""


@cache
def _validator(name: str) -> "Draft202012Validator":
    return jsonschema_rs.Draft202012Validator(json.loads(package_data.schema(name)))


def _is_lawful(name: str, values: Mapping[str, Any]) -> bool:
    for field in _DATES[name]:
        if values[field] is not None and edtf.invalid_day(values[field]) is not None:
            return False
    for field, law in _LAWS[name]:
        for holder in values[field] if field else (values,):
            if any(law.check(*map(holder.get, law.fields))):
                return False
    return True
