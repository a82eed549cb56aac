"""Hypothesis strategies for datasets whose records refer to each other."""

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS, Manifest
from nsatu_data.model.string_forms import FORMS
from tests.support import drawn_values

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
