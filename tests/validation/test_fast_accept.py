import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data.cli import main
from nsatu_data.diagnostics import Fault
from nsatu_data.model.conditions import Condition
from nsatu_data.model.record_models import RECORDS, Manifest, Model
from nsatu_data.schema.model_fields import fields, model_of, parts_of
from nsatu_data.syntax import yaml_reader, yaml_writer
from nsatu_data.validation import fast_accept, judge_record, shape
from tests.support import case_files, river_pact
from tests.support.drawn_values import lines, records
from tests.support.example_datasets import Values
from tests.support.folders import ROOT
from tests.support.shape_verdicts import judge

MODELS: dict[str, type[Model]] = {**RECORDS, "dataset": Manifest}
VALID = [*river_pact.records(), river_pact.manifest()]
REAL = sorted((ROOT / "records").rglob("*.yaml"))


def _name(values: Values) -> str:
    return str(values.get("kind", "dataset"))


def _accepts(name: str, values: Any) -> bool:
    """Whether `fast_accept` accepts values, asked as in a run: about a text that was read without a fault.

    Raises ValueError or TypeError for values that portable YAML cannot express.
    """
    document = yaml_reader.read(yaml_writer.write(values).encode())
    if document.faults:
        raise ValueError(document.faults)
    verdict = fast_accept.accepts(name, document.values)
    assert fast_accept._by_tables(name, document.values) == verdict
    return verdict


@pytest.mark.parametrize("file", REAL, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_real_records_are_accepted_at_once(file: Path) -> None:
    document = yaml_reader.read(file.read_bytes())
    assert document.json is not None
    values = json.loads(document.json)
    assert fast_accept.accepts(_name(values), values)
    assert fast_accept._by_tables(_name(values), values)


def test_the_compiled_judge_is_there() -> None:
    assert fast_accept.IS_COMPILED
    assert fast_accept.accepts is fast_accept._by_schema


@pytest.mark.parametrize("case", case_files.invalid(), ids=lambda case: case.name)
def test_both_judges_say_the_same_of_every_document_of_a_case(
    case: case_files.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run uses only one of the two judges, so both must lead to the same findings."""
    case.compose(tmp_path)
    monkeypatch.chdir(tmp_path)
    case_files.bar(monkeypatch, case)
    asked = []

    def both(name: str, values: Any) -> bool:
        verdict = fast_accept._by_schema(name, values)
        assert fast_accept._by_tables(name, values) == verdict, values
        asked.append(name)
        return verdict

    monkeypatch.setattr(fast_accept, "accepts", both)
    main(case.arguments("json"))
    assert asked or case.path.endswith(".json") or case.code == "too-many-records"


@pytest.mark.parametrize("values", VALID, ids=_name)
def test_the_records_of_the_example_are_accepted_at_once(values: Values) -> None:
    assert _accepts(_name(values), values)


JUNK: list[Any] = [
    None,
    0,
    1,
    -1,
    10**9,
    True,
    "",
    " ",
    "x",
    "a  b",
    " a",
    "stated",
    "actor/arda",
    "source/con",
    [],
    {},
]
JUNK += ["2024-02-29", "2024-02-30", "0" * 64, "é", "x" * 501, "https://example.org/", "Q1", "03", [{}]]
JUNK += [["economic", "economic"]]


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """Values in which one was replaced, removed, repeated, or brought in from elsewhere in the record."""
    valid = draw(st.sampled_from(VALID) | st.sampled_from(list(RECORDS)).flatmap(records))
    values = deepcopy(valid)
    holder: Any = values
    while True:
        key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else list(range(len(holder)))))
        if not holder[key] or not isinstance(holder[key], dict | list) or draw(st.integers(0, 3)) == 0:
            break
        holder = holder[key]
    match draw(st.sampled_from(["replace", "remove", "double", "add"])):
        case "replace":
            holder[key] = draw(st.sampled_from(JUNK) | lines())
        case "remove":
            del holder[key]
        case "double" if isinstance(holder, list):
            holder.append(holder[key])
        case _ if isinstance(holder, dict):
            holder[draw(st.sampled_from(["note", "skip", "cameo", "published", "headquarters", "end"]))] = draw(
                st.sampled_from(JUNK)
            )
    return _name(valid), values


@pytest.mark.exhaustive
@settings(max_examples=500)
@given(_mutated())
def test_at_once_accepted_is_what_the_models_accept(mutated: tuple[str, Any]) -> None:
    name, values = mutated
    record, faults = judge(MODELS[name], json.dumps(values))
    try:
        accepted = _accepts(name, values)
    except (TypeError, ValueError):
        return
    assert accepted == (record is not None and not faults)


@pytest.mark.parametrize(
    "case",
    [case for case in case_files.invalid() if case.judged and case.judged.endswith(".yaml")],
    ids=lambda case: case.name,
)
def test_the_invalid_cases_get_one_verdict(case: case_files.Case) -> None:
    assert case.judged is not None
    overlay = case.folder / "overlay" / case.judged
    document = yaml_reader.read(
        (overlay if overlay.exists() else case_files.VALID / case.base / case.judged).read_bytes()
    )
    if document.faults or document.json is None:
        return
    name = case_files.schema_of(case.judged)
    record, _ = judge(MODELS[name], document.json)
    assert fast_accept.accepts(name, json.loads(document.json)) == (record is not None)


@pytest.mark.parametrize("date", ["2023-02-29", "2024-02-30", "2024-04-31", "1900-02-29", "2024-13-01"])
def test_a_day_that_is_in_no_calendar_is_not_accepted(date: str) -> None:
    values = next(values for values in VALID if values.get("kind") == "source")
    assert not _accepts("source", {**values, "published": date})
    assert _accepts("source", {**values, "published": "2024-02-29"})


def _laws(model: type[Model]) -> dict[str, tuple[Condition, ...]]:
    """Every condition of a model that JSON Schema cannot express, by the path of fields to the part that it checks."""
    found = {"": tuple(law for law in model.conditions if law.not_in_schema is not None)}
    for name, field in fields(model).items():
        part = model_of(field)
        if part:
            found |= {f"{name}/{path}".rstrip("/"): laws for path, laws in _laws(part).items()}
    return {path: laws for path, laws in found.items() if laws}


@pytest.mark.parametrize("name", MODELS)
def test_every_law_that_a_schema_cannot_say_is_looked_at(name: str) -> None:
    looked_at: dict[str, tuple[Condition, ...]] = {}
    for holder, law in fast_accept._CONDITIONS[name]:
        looked_at[holder] = (*looked_at.get(holder, ()), law)
    assert looked_at == _laws(MODELS[name])
    lists = [fields(MODELS[name])[holder] for holder in looked_at if holder]
    assert all(field.many and field.required for field in lists)


@pytest.mark.parametrize("name", MODELS)
def test_every_date_is_looked_at(name: str) -> None:
    own, *parts = parts_of(MODELS[name])
    dates = [field for field in fields(own).values() if field.is_date]
    assert fast_accept._DATES[name] == [field.name for field in dates]
    assert all(not field.many for field in dates)
    assert not any(field.is_date for part in parts for field in fields(part).values())


def test_where_the_quick_judge_is_not_certain_the_models_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    document = yaml_reader.read(yaml_writer.write(river_pact.manifest()).encode())
    assert judge_record.judge_shape("dataset", document, keep=False).model is None
    monkeypatch.setattr(fast_accept, "accepts", lambda *_: False)
    verdict = judge_record.judge_shape("dataset", document, keep=False)
    assert isinstance(verdict.model, Manifest)
    assert (verdict.values, verdict.faults) == (river_pact.manifest(), ())


@pytest.mark.parametrize(
    ("changes", "pointer"), [({"basis": "staded"}, "/basis"), ({"mentions": ["actor/a", "actor/a"]}, "/mentions")]
)
def test_what_the_models_alone_refuse_is_reported_where_they_refuse_it(
    changes: Values, pointer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = next(values for values in VALID if values.get("kind") == "risk")
    monkeypatch.setattr(shape, "faults", lambda *_: [])
    verdict = judge_record.build_model("risk", {**values, **changes})
    fault = Fault("malformed-value", "the value does not fit its field", pointer, "see the schema reference")
    assert verdict == (None, None, [fault])
