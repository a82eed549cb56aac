import json
from collections import Counter
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from nsatu_data.diagnostics import pointer_to
from nsatu_data.model.record_models import WHOLES
from nsatu_data.schema import json_schema
from nsatu_data.syntax import yaml_reader
from tests.support import conformance_kit
from tests.support.broken_constraints import breaches, reasons
from tests.support.folders import CASES
from tests.support.shape_verdicts import judge


@cache
def _index() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((CASES / conformance_kit.INDEX).read_bytes())["cases"]
    return cases


def _of_keywords(name: str) -> list[dict[str, Any]]:
    return [case for case in _index() if case["path"].startswith(f"{conformance_kit.KEYWORDS}/{name}.jsonl#")]


@cache
def _lines(name: str) -> list[Any]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").split("\n")[:-1]]


def _document(case: dict[str, Any]) -> Any:
    path, _, number = case["path"].partition("#")
    if number:
        return _lines(path)[int(number)]
    data = (CASES / path).read_bytes()
    return json.loads(data if path.endswith(".json") else yaml_reader.read(data).json or "null")


@pytest.mark.exhaustive
def test_the_kit_is_what_the_cases_give() -> None:
    texts = conformance_kit.files()
    for path, text in texts.items():
        assert (CASES / path).read_bytes() == text.encode("utf-8"), f"{path} is stale: run `make derived`"
    assert {f"{conformance_kit.KEYWORDS}/{file.name}" for file in (CASES / conformance_kit.KEYWORDS).iterdir()} == set(
        texts
    ) - {conformance_kit.INDEX}


def test_every_case_of_the_kit_has_a_name_and_a_place_of_its_own() -> None:
    assert [name for name, count in Counter(case["name"] for case in _index()).items() if count > 1] == []
    for case in _index():
        assert tuple(case) == conformance_kit.Entry._fields
        assert (case["keyword"] is None) or (case["pointer"] is not None and not case["valid"]), case["name"]
        assert (case["code"] is None) == case["valid"], case["name"]


@pytest.mark.parametrize("name", json_schema.names())
def test_a_schema_says_of_every_case_what_the_kit_tells(name: str) -> None:
    judge = json_schema.validator(name)
    for case in conformance_kit.asked({"cases": _index()}):
        if case["schema"] == name:
            errors = [
                (error.validator, pointer_to(error.absolute_path)) for error in judge.iter_errors(_document(case))
            ]
            assert case["valid"] == (not errors), case["name"]
            assert case["valid"] or (case["keyword"], case["pointer"]) in errors, case["name"]


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", json_schema.names())
def test_every_constraint_of_a_schema_has_a_case_that_fails_for_it_alone(name: str) -> None:
    reported = {case["name"].removeprefix(f"{conformance_kit.KEYWORDS}/{name}/") for case in _of_keywords(name)}
    can = {
        str(breach.context.constraint)
        for breach in breaches(name, json_schema.schema(name))
        if not reasons(breach.context)
    }
    assert reported == can
    judge = json_schema.validator(name)
    for case in _of_keywords(name):
        (error,) = judge.iter_errors(_document(case))
        assert (error.validator, pointer_to(error.absolute_path)) == (case["keyword"], case["pointer"]), case["name"]


@pytest.mark.parametrize("name", WHOLES)
def test_the_models_refuse_whatever_breaks_a_constraint(name: str) -> None:
    for case in _of_keywords(name):
        record, faults = judge(WHOLES[name], json.dumps(_document(case)))
        assert record is None
        assert faults[0].code == case["code"], case["name"]


def test_a_case_whose_syntax_is_refused_is_one_that_the_reader_refuses() -> None:
    for case in _index():
        if case["path"].endswith(".yaml"):
            faults = yaml_reader.read((CASES / case["path"]).read_bytes()).faults
            assert case["syntax"] == (faults == ()), case["name"]


def test_the_kit_holds_what_every_schema_accepts() -> None:
    accepted = {case["schema"] for case in _index() if case["valid"]}
    assert accepted == set(json_schema.names())
    for case in _index():
        if case["valid"]:
            assert jsonschema_rs.Draft202012Validator(json_schema.schema(case["schema"])).is_valid(_document(case))
