import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypeAliasType

from nsatu_data.model import characters, record_models
from nsatu_data.model.scalars import Edtf, Label, Name, Natural, Ordinal, Passage, Sentence
from nsatu_data.model.string_forms import OFFSET_LIMIT
from tests.support.drawn_values import SCALARS, lines, texts

ALIASES = {name: alias for name, alias in vars(record_models).items() if isinstance(alias, TypeAliasType)}
NOISE = st.text(max_size=8) | st.text("aA0-/. \n%~?XQé", max_size=12) | texts

DATES = (
    *("2024", "0000", "-0044", "201X", "20XX", "2024-07", "2024-12", "2024-07-09", "2024-02-29", "2000-02-29"),
    *("2024-21", "2024-24", "2024-XX", "2024-07-XX", "2024-XX-XX", "1984?", "2004-06~", "2004-06-11%", "-0004-02-29"),
    *("1964/2008", "2004-06/2006-08", "2004-02-01/2005", "1984?/2004~", "2004-06-XX/2004-07-03"),
    *("1985-04-12/..", "1985/..", "../1985-04", "1985/", "/1985", "../1985?", "/1985-04-12"),
)
NO_DATES = (
    *("", "24", "02024", "2024-7", "2024-13", "2024-00", "2024-25", "2024-07-32", "2024-07-00", "20240709", "2X24"),
    *("XXXX", "2024//2025", "..", "../..", "/", "../", "/..", "2024-07-09T10:00:00Z", "?2024", "2024?~"),
    *(
        "2024-21-01",
        "2024 - 07",
        "2024-07-09/10",
        "Y2024",
        "{2024}",
        "[2024]",
        "2024\n",
        "2024-07-9X",
        "2024/2025/2026",
    ),
)


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """A validator for a value of this type, strict as in the models."""
    return TypeAdapter(kind, config=ConfigDict(strict=True))


def takes(kind: Any, value: Any) -> bool:
    try:
        adapter(kind).validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


@cache
def validator(kind: Any) -> Draft202012Validator:
    return Draft202012Validator(adapter(kind).json_schema())


def is_unsayable(text: str) -> bool:
    """Whether the models refuse a text that JSON Schema cannot refuse: see `conditions.OTHERS_NOT_IN_SCHEMA`."""
    return not text.isascii() and characters.text_fault(text) is not None


@pytest.mark.parametrize("name", sorted(ALIASES))
@settings(max_examples=30)
@given(data=st.data())
def test_what_fits_is_taken_by_model_and_schema(name: str, data: st.DataObject) -> None:
    text = data.draw(SCALARS[name])
    assert takes(ALIASES[name], text)
    assert validator(ALIASES[name]).is_valid(text)


@pytest.mark.parametrize("name", sorted(ALIASES))
@settings(max_examples=30)
@given(data=st.data())
def test_model_and_schema_give_one_verdict(name: str, data: st.DataObject) -> None:
    fits = data.draw(SCALARS[name])
    at = data.draw(st.integers(0, len(fits)))
    cut = data.draw(st.integers(0, 2))
    text = data.draw(st.sampled_from((fits[:at] + data.draw(NOISE) + fits[at + cut :], data.draw(NOISE), f"{fits}\n")))
    assert takes(ALIASES[name], text) == validator(ALIASES[name]).is_valid(text)


def test_every_scalar_has_a_strategy() -> None:
    assert set(SCALARS) == set(ALIASES)


@pytest.mark.parametrize("date", DATES)
def test_a_date_of_edtf_level_1_is_taken(date: str) -> None:
    assert takes(Edtf, date)
    assert validator(Edtf).is_valid(date)


@pytest.mark.parametrize("date", NO_DATES)
def test_what_is_no_date_is_refused(date: str) -> None:
    assert not takes(Edtf, date)
    assert not validator(Edtf).is_valid(date)


@pytest.mark.parametrize("date", ["2024-XX-15", "201X-04", "20XX-04-12", "201X-02-30"])
def test_an_unspecified_digit_left_of_a_specified_one_is_level_2_and_refused(date: str) -> None:
    assert not takes(Edtf, date)


@pytest.mark.parametrize("date", ["2023-02-29", "1900-02-29", "2024-04-31", "2024/2023-02-30", "-0003-02-29"])
def test_a_day_that_the_calendar_has_not_is_refused_by_the_model_alone(date: str) -> None:
    with pytest.raises(ValidationError) as raised:
        adapter(Edtf).validate_json(json.dumps(date))
    assert [(error["type"], error["msg"]) for error in raised.value.errors()] == [
        ("no-such-day", date.rpartition("/")[2])
    ]
    assert validator(Edtf).is_valid(date)


@pytest.mark.parametrize(("kind", "maximum"), [(Label, 80), (Name, 160), (Sentence, 500), (Passage, 2000)])
def test_a_line_may_be_so_long_in_code_points(kind: Any, maximum: int) -> None:
    for unit in "aé😀":
        assert takes(kind, unit * maximum)
        assert validator(kind).is_valid(unit * maximum)
        assert not takes(kind, unit * (maximum + 1))
        assert not validator(kind).is_valid(unit * (maximum + 1))


@given(NOISE | lines() | st.text("a \n\té\u0301\u00a0", max_size=5))
def test_model_and_schema_give_one_verdict_on_a_line_save_the_unsayable(text: str) -> None:
    tidy = text != "" and characters.text_fault(text) is None and "\n" not in text and " ".join(text.split(" ")) == text
    tidy = tidy and not re.search("^ | $|  ", text)
    assert takes(Label, text) == tidy
    assert takes(Label, text) == validator(Label).is_valid(text) or is_unsayable(text)


@pytest.mark.parametrize(("kind", "least"), [(Natural, 0), (Ordinal, 1)])
@given(value=st.integers(-3, 3) | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans())
def test_a_number_is_whole_and_within_bounds_for_model_and_schema(kind: Any, least: int, value: float) -> None:
    whole = not isinstance(value, bool) and value == int(value) and least <= value <= OFFSET_LIMIT
    assert takes(kind, value) == validator(kind).is_valid(value) == whole
    if whole:
        assert type(adapter(kind).validate_json(json.dumps(value))) is int


@pytest.mark.parametrize("kind", [*ALIASES.values(), Label, Natural])
@pytest.mark.parametrize("value", [None, True, [], {}, ["a"], 1.5])
def test_nothing_of_another_type_is_coerced(kind: Any, value: Any) -> None:
    assert not takes(kind, value)
    assert not validator(kind).is_valid(value)
