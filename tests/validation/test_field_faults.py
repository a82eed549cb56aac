"""Faults in values are found at the places where the models refuse them, for any value anywhere in a record."""

import json
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nsatu_data.diagnostics import pointer_to
from nsatu_data.model.conditions import CONDITIONS, Condition
from nsatu_data.model.field_table import CONDITIONS as OF_PARTS
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import WHOLES, Model
from nsatu_data.model.string_forms import FORMS
from nsatu_data.schema.model_fields import fields, name_of, parts_of
from nsatu_data.validation.field_faults import misfits
from tests.support import river_pact
from tests.support.value_mutations import of_values

VALID = {str(values.get("kind", "dataset")): values for values in (*river_pact.records(), river_pact.manifest())}
OTHERS: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=90)
    | st.sampled_from(["source/a", "actor/con", "2023-02-29", "2024-07", "certain", "a  b", " a"])
    | st.sampled_from(["e\u0301", "\u202e", "", "x" * 81, "x" * 501])
    | st.sampled_from([0, 1, -1, 10**8, 10**8 + 1, 1.0, 2.5, -0.0, 1e300]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)


def _refused(model: type[Model], values: Any) -> set[str]:
    """The places that a model reports, without conditions between fields or items."""
    try:
        model.model_validate_json(json.dumps(values))
    except ValidationError as error:
        between = ("condition", "repeated-item")
        places = {pointer_to(one["loc"]): one["type"] for one in error.errors()}
        # A list with too few valid items counts as too short.
        outer = {place for place in places if any(other.startswith(f"{place}/") for other in places)}
        return {place for place, name in places.items() if name not in between and place not in outer}
    return set()


def _places(values: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps = values.items() if isinstance(values, dict) else enumerate(values if isinstance(values, list) else ())
    return [path, *(inner for step, value in steps for inner in _places(value, (*path, step)))]


def _with(values: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    changed = deepcopy(values)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", VALID)
@settings(max_examples=200)
@given(data=st.data())
def test_what_does_not_fit_is_where_the_models_refuse_it(name: str, data: st.DataObject) -> None:
    values: Any = VALID[name]
    for _ in range(data.draw(st.integers(1, 3))):
        values = _with(values, data.draw(st.sampled_from(_places(values))), data.draw(OTHERS))
    found = [one.pointer for one in misfits(name, values)]
    assert set(found) == _refused(WHOLES[name], values)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", VALID)
def test_every_sort_of_mutation_does_not_fit_where_the_models_refuse_it(name: str) -> None:
    mutated = 0
    for seed in range(400):
        changed = of_values(name, VALID[name], Random(seed))  # noqa: S311
        if changed is not None:
            values = changed.value
            assert {one.pointer for one in misfits(name, values)} == _refused(WHOLES[name], values)
            mutated += 1
    assert mutated > 100


PARTS = sorted({part for model in WHOLES.values() for part in parts_of(model)}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", PARTS)
def test_the_fields_and_laws_without_models_are_those_of_the_models(model: type[Model]) -> None:
    assert FIELDS[name_of(model)] == dict(fields(model))
    laws: list[Condition] = [law for code in OF_PARTS.get(name_of(model), ()) for law in CONDITIONS[code]]
    assert laws == list(model.conditions)


def test_every_part_and_every_form_is_there_and_no_other() -> None:
    assert set(FIELDS) == {name_of(model) for model in PARTS}
    assert {field.alias for part in FIELDS.values() for field in part.values()} - {None} <= set(FORMS)
