"""Accepts a record at once where it is certain that the models would, by its published schema in a compiled validator.

It gives no reasons: what it does not accept is judged by `nsatu_data.shape`, which tells what is wrong, if anything is.
What JSON Schema cannot say it looks at itself: the characters of a file are the reader's business, days of the calendar
and the laws of `nsatu_data.outline.UNSAYABLE` are held here. Tests hold it and the models to the same verdicts.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from jsonschema_rs import Draft202012Validator

from nsatu_data import conditions, edtf, files
from nsatu_data.outline import DATES, UNSAYABLE

_LAWS: Final = {
    kind: [(part, conditions.UNSAYABLE[code]) for part, codes in parts.items() for code in codes]
    for kind, parts in UNSAYABLE.items()
}


def accepts(name: str, values: Any) -> bool:
    """Whether the values of a file in portable YAML are certainly a record of the kind, or a `dataset`."""
    return _validator(name).is_valid(values) and _is_lawful(name, values)


@cache
def _validator(name: str) -> Draft202012Validator:
    file = files.schemas() / f"{name}.schema.json"
    return Draft202012Validator(json.loads(file.read_bytes()))


def _is_lawful(name: str, values: Mapping[str, Any]) -> bool:
    for field in DATES[name]:
        if values[field] is not None and edtf.unreal_day(values[field]) is not None:
            return False
    for part, law in _LAWS[name]:
        for holder in values[part] if part else (values,):
            if any(law.check(*map(holder.get, law.fields))):
                return False
    return True
