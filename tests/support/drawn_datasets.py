"""Hypothesis strategies for datasets, and for records, that refer to each other."""

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import is_id
from nsatu_data.model.record_models import RECORDS, AnyRecord, Manifest
from nsatu_data.model.string_forms import FORMS
from tests.support import drawn_values
from tests.support.drawn_values import records as any_records
from tests.support.example_datasets import record as built

if TYPE_CHECKING:
    from nsatu_data.model.field_shape import FieldShape

Values = dict[str, Any]


@st.composite
def datasets(draw: DrawFn) -> Dataset:
    """Datasets in which every reference has a target, and the values are otherwise any."""
    records = [draw(drawn_values.records(kind)) for kind in RECORDS for _ in range(draw(st.integers(1, 2)))]
    for number, record in enumerate(records):
        record["id"] = f"{record['kind']}/r{number}"
    known = [record["id"] for record in records]
    for record in records:
        _refer(draw, FIELDS[record["kind"]], record, known)
        for pointer in record.get("evidence", ()):
            _refer(draw, FIELDS["Evidence"], pointer, known)
    manifest = Manifest.model_validate_json(json.dumps(draw(drawn_values.parts(Manifest))))
    return Dataset(manifest, [RECORDS[record["kind"]].model_validate_json(json.dumps(record)) for record in records])


def _refer(draw: DrawFn, fields: Any, values: Values, known: list[str]) -> None:
    shape: FieldShape
    for name, shape in fields.items():
        if shape.is_reference and values.get(name) is not None:
            kinds = FORMS[str(shape.alias)].kinds
            targets = [each for each in known if each.partition("/")[0] in kinds]
            many = st.lists(st.sampled_from(targets), min_size=1, max_size=3, unique=True)
            values[name] = draw(many if shape.many else st.sampled_from(targets))


_SLUGS = ("a", "b", "c")


def _narrowed(value: Any) -> Any:
    """A value in which each id has one of a few slugs, so that many references lead to a record."""
    if isinstance(value, dict):
        return {key: _narrowed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        narrowed = [_narrowed(item) for item in value]
        return [item for index, item in enumerate(narrowed) if item not in narrowed[:index] or isinstance(item, dict)]
    if isinstance(value, str) and is_id(value):
        kind, _, slug = value.partition("/")
        return f"{kind}/{_SLUGS[len(slug) % len(_SLUGS)]}"
    return value


@st.composite
def linked_records(draw: DrawFn, kinds: tuple[str, ...] = tuple(RECORDS), most: int = 6) -> list[AnyRecord]:
    """Records with different ids. Some of their references lead to records that are not there."""
    made: dict[str, AnyRecord] = {}
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=most)):
        values = _narrowed(draw(any_records(kind)))
        made[values["id"]] = built(values)
    return list(made.values())
