"""Puts the fields of JSON values into the order of the models, in which datasets are written."""

from collections.abc import Iterator, Mapping
from typing import Any

from nsatu_data.corpus.judge_members import Sound
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind


def records(one: Sound) -> Iterator[dict[str, Any]]:
    """The records of a dataset, in the order of a bundle."""
    for kind in Kind:
        yield from (ordered(kind, record) for record in one.bundle[f"{kind}s"])


def manifest(one: Sound) -> dict[str, Any]:
    """The manifest of a dataset."""
    return ordered("dataset", one.bundle["dataset"])


def bundle(one: Sound) -> dict[str, Any]:
    """The bundle of a dataset."""
    kinds = {f"{kind}s": [ordered(kind, record) for record in one.bundle[f"{kind}s"]] for kind in Kind}
    return {"dataset": manifest(one), **kinds}


def ordered(part: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record, of the manifest or of a part of one."""
    found: dict[str, Any] = {}
    for name, shape in FIELDS[part].items():
        if name in values:
            value = values[name]
            if shape.part is not None and value is not None:
                inner = shape.part
                value = [ordered(inner, item) for item in value] if shape.many else ordered(inner, value)
            found[name] = value
    return found
