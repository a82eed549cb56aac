"""Laws of `Dataset.neighbours`, and of `Dataset.search`."""

from itertools import product
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import load
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.dataset.kind_collections import MixedRecords
from nsatu_data.model.record_models import RECORDS, AnyRecord
from tests.support.drawn_datasets import linked_records
from tests.support.example_datasets import Values, dataset, manifest
from tests.support.folders import ROOT

BUDGET = "risk/strain-on-the-budget"


def _strings(value: Any) -> set[str]:
    """Every string in a value, at any depth."""
    if isinstance(value, dict):
        return set().union(*map(_strings, value.values()))
    if isinstance(value, list):
        return set().union(*map(_strings, value))
    return {value} if isinstance(value, str) else set()


def _distances(records: list[Values]) -> dict[tuple[str, str], float]:
    """The distance of each record from each other, as Floyd and Warshall compute it: no search, no order.

    A reference is any string that is another record's id. No path goes through a source.
    """
    ids = [values["id"] for values in records]
    far = {(one, other): 0 if one == other else inf for one, other in product(ids, ids)}
    for values in records:
        for target in _strings(values) & set(ids) - {values["id"]}:
            far[values["id"], target] = far[target, values["id"]] = 1
    for middle in ids:
        if not middle.startswith("source/"):
            for one, other in product(ids, ids):
                far[one, other] = min(far[one, other], far[one, middle] + far[middle, other])
    return far


def _obeys_the_law_of_distances(whole: Dataset, depths: range) -> None:
    far = _distances([record.model_dump(mode="json") for record in whole])
    for record, depth in product(whole, depths):
        found = whole.neighbours(record, depth)
        near = [far[record.id, other.id] for other in found]
        assert set(found.ids()) == {other.id for other in whole if 0 < far[record.id, other.id] <= depth}
        assert near == sorted(near)
        order = {one.id: index for index, one in enumerate(whole)}
        assert list(found.ids()) == sorted(found.ids(), key=lambda one: (far[record.id, one], order[one]))


@pytest.mark.exhaustive
@given(linked_records(tuple(kind for kind in RECORDS if kind != "source"), most=7), linked_records(("source",), most=1))
def test_neighbours_are_the_records_at_most_that_far_away(some: list[AnyRecord], sources: list[AnyRecord]) -> None:
    _obeys_the_law_of_distances(Dataset(manifest(), [*some, *sources]), range(5))


@pytest.mark.exhaustive
def test_neighbours_of_the_real_records_are_those_at_most_that_far_away() -> None:
    _obeys_the_law_of_distances(load(ROOT / "records"), range(4))


def test_neighbours_come_nearest_first_and_no_path_leads_through_a_source() -> None:
    whole = dataset()
    assert whole.neighbours(BUDGET).ids() == ("source/river-pact", "actor/arda", "event/arda-joins")
    assert len(whole.neighbours(BUDGET, 2)) < len(whole) - 1
    assert whole.neighbours("source/river-pact").ids() == tuple(one.id for one in whole)[1:]
    assert whole.neighbours(BUDGET, 0).ids() == ()
    assert whole.neighbours(whole[BUDGET], 2) == whole.neighbours(BUDGET, depth=2)
    assert type(whole.neighbours(BUDGET)) is MixedRecords


def test_an_unknown_record_and_a_negative_depth_are_refused() -> None:
    with pytest.raises(KeyError, match=r"^there is no record actor/adra; did you mean actor/arda\?$"):
        dataset().neighbours("actor/adra")
    with pytest.raises(ValueError, match=r"^depth is -1, but a number of steps cannot be negative$"):
        dataset().neighbours("actor/arda", -1)


@given(st.lists(st.sampled_from(["arda", "strain", "bud", "ask", "PACT", "river"]), min_size=1, max_size=3))
def test_a_search_finds_the_records_with_all_words_and_those_that_are_named_so_first(words: list[str]) -> None:
    def has(texts: list[str]) -> bool:
        known = " ".join(texts).lower().replace("'", " ").replace(",", " ").split()
        return all(any(one.startswith(word.lower()) for one in known) for word in words)

    def names(record: AnyRecord) -> list[str]:
        return [record.label, getattr(record, "name", None) or "", *getattr(record, "aliases", ())]

    found = [record for record in dataset() if has([*names(record), getattr(record, "statement", "")])]
    by_name = [record for record in found if has(names(record))]
    expected = [*by_name, *(record for record in found if record not in by_name)]
    assert list(dataset().search(" ".join(words))) == expected


def test_a_search_can_be_narrowed_and_needs_a_word() -> None:
    assert dataset().search("arda").where(kind="actor").ids() == ("actor/arda",)
    assert dataset().search("nothing like it").ids() == ()
    with pytest.raises(ValueError, match=r"^there is no word to search for; give at least one letter or digit$"):
        dataset().search(" -- ")
