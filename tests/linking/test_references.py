from collections.abc import Iterator
from typing import Any

import pytest

import nsatu_data
from nsatu_data.dataset.bundle import values as values_of
from nsatu_data.linking.references import Reference, references
from nsatu_data.model.record_models import RECORDS
from tests.support import river_pact
from tests.support.example_datasets import Values, by_id, record
from tests.support.folders import ROOT


def _spelt(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every id in the values that looks like a record's id, with its pointer, except the record's own `id`."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from () if (pointer, key) == ("", "id") else _spelt(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spelt(item, f"{pointer}/{index}")
    elif isinstance(value, str) and value.split("/")[0] in RECORDS and "/" in value:
        yield value, pointer


@pytest.mark.parametrize("values", river_pact.records(), ids=lambda values: values["id"])
def test_references_are_those_that_the_values_spell(values: Values) -> None:
    assert sorted((found.target, found.pointer) for found in references(record(values))) == sorted(_spelt(values))


def test_references_of_the_real_records_are_those_that_their_values_spell() -> None:
    for one in nsatu_data.load(ROOT / "records"):
        assert sorted((found.target, found.pointer) for found in references(one)) == sorted(_spelt(values_of(one)))


def test_references_stand_in_the_order_of_fields_and_evidence_is_last() -> None:
    assert list(references(record(by_id()["event/arda-asks-to-join"]))) == [
        Reference("voice", "source/river-pact", "/voice"),
        Reference("agents", "actor/arda", "/agents/0"),
        Reference("recipients", "actor/river-pact", "/recipients/0"),
        Reference("evidence", "source/river-pact", "/evidence/0/source"),
    ]


def test_a_scalar_reference_that_is_absent_or_null_refers_to_nothing() -> None:
    values = {**by_id()["reaction/some-welcome"], "actor": None, "voice": None}
    assert [found.field for found in references(record(values))] == ["about", "evidence"]
