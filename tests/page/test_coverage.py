"""The article map counts as `nsatu-data coverage` does."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import load
from nsatu_data.model.numbers import percent
from nsatu_data.report import coverage
from nsatu_data.report.coverage import NO_VIEW
from tests.support import case_files, river_pact
from tests.support.example_datasets import dataset, with_fields
from tests.support.folders import ROOT
from tests.support.page_payload import payload
from tests.support.page_units import run_program

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

SPANS = st.tuples(st.integers(0, 240), st.integers(1, 240), st.integers(1, 4))


def _counted(whole: "Dataset") -> dict[str, Any]:
    """What the map counts, with shares rounded as the command rounds them."""
    (counted,) = run_program("coverage", [payload(whole)])
    for row in counted["rows"]:
        row["share"] = round(row["share"], 4)
    return dict(counted)


@pytest.mark.parametrize("folder", [ROOT / "records", *case_files.valid()], ids=lambda folder: folder.name)
def test_the_map_of_a_dataset_has_the_numbers_of_the_command(folder: Any) -> None:
    whole = load(folder)
    counted = _counted(whole)
    assert counted["rows"] == json.loads(coverage.FORMATS["json"](list(whole), {}, NO_VIEW))
    totals = counted["totals"]
    share = percent(totals["coveredCharacters"] / totals["characters"])
    shown = coverage.FORMATS["table"](list(whole), {}, NO_VIEW).splitlines()
    assert shown[-3] == "{sentences} sentences: {cited} cited, {skipped} skipped, {neither} neither".format(**totals)
    assert shown[-2].startswith(f"Records cite {share} of the characters of the sentences")


@given(st.lists(SPANS, min_size=1, max_size=8))
def test_pointers_at_any_place_are_counted_as_the_command_counts_them(spans: list[tuple[int, int, int]]) -> None:
    pointers = [
        {"source": river_pact.SOURCE, "sentence": number, "start": start, "end": start + length, "sha256": "0" * 64}
        for start, length, number in spans
    ]
    whole = dataset(with_fields("risk/strain-on-the-budget", evidence=pointers))
    assert _counted(whole)["rows"] == json.loads(coverage.FORMATS["json"](list(whole), {}, NO_VIEW))
