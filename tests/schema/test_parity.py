"""Three validators, in Python, Rust and JavaScript, give the same verdict on every document of the repository."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

import nsatu_data
from nsatu_data.dataset import bundle
from nsatu_data.diagnostics import pointer_to
from nsatu_data.model.record_models import RECORDS as KINDS
from nsatu_data.schema import json_schema
from tests.support import ajv_validator, case_files, npm_packages
from tests.support.ajv_validator import Error
from tests.support.case_files import Verdict
from tests.support.folders import RECORDS

ACCEPTED = Verdict("accepts")

each_judge = pytest.mark.parametrize("judge", ["jsonschema", "jsonschema-rs", "ajv"])


class Document(NamedTuple):
    """A document, the name of its schema, and the correct verdict."""

    origin: str
    schema: str
    value: Any
    verdict: Verdict


@cache
def _documents() -> tuple[Document, ...]:
    return (*_valid(), *_invalid())


def _valid() -> Iterator[Document]:
    for folder in (RECORDS, *case_files.valid()):
        for name, value in case_files.documents(folder):
            yield Document(f"{folder.name}: {value.get('id', 'dataset')}", name, value, ACCEPTED)
            if name != "dataset":
                yield Document(f"{folder.name}: {value['id']}", "record", value, ACCEPTED)
        dataset = nsatu_data.load(folder)
        frame = {"dataset": bundle.values(dataset.manifest)}
        arrays = {f"{kind}s": [bundle.values(one) for one in dataset if one.kind == kind] for kind in KINDS}
        yield Document(f"{folder.name}: bundle", "bundle", frame | arrays, ACCEPTED)
    yield Document(case_files.BUNDLE.name, "bundle", case_files.value_of(case_files.BUNDLE), ACCEPTED)


def _invalid() -> Iterator[Document]:
    for case in case_files.invalid():
        if case.schema.verdict == "not asked":
            continue
        assert case.judged is not None
        name, value = case_files.schema_of(case.judged), case_files.judged(case)
        yield Document(case.name, name, value, case.schema)
        # A record in another kind's folder may itself be valid.
        if name not in ("dataset", "bundle") and value.get("kind", name) == name:
            yield Document(case.name, "record", value, Verdict(case.schema.verdict))


@cache
def _errors(judge: str) -> list[list[Error]]:
    """A validator's errors for every document."""
    schemas = {name: json_schema.schema(name) for name in json_schema.names()}
    documents = [(document.schema, document.value) for document in _documents()]
    if judge == "ajv":
        if reason := npm_packages.missing():
            pytest.skip(reason)
        answer = ajv_validator.judge(schemas, documents)
        assert {name: log for name, log in answer.logs.items() if log} == {}
        return answer.errors
    if judge == "jsonschema-rs":
        quick = {name: jsonschema_rs.Draft202012Validator(value) for name, value in schemas.items()}
        return [
            [
                Error(str(error.schema_path[-1]), pointer_to(error.instance_path))
                for error in quick[name].iter_errors(value)
            ]
            for name, value in documents
        ]
    return [
        [
            Error(str(error.validator), pointer_to(error.absolute_path))
            for error in json_schema.validator(name).iter_errors(value)
        ]
        for name, value in documents
    ]


@each_judge
def test_a_validator_gives_the_verdict_that_is_right(judge: str, capsys: pytest.CaptureFixture[str]) -> None:
    reported = list(zip(_documents(), _errors(judge), strict=True))
    wrong = [
        (one.origin, one.schema, errors)
        for one, errors in reported
        if bool(errors) != (one.verdict.verdict == "refuses")
    ]
    assert wrong == []
    refused = sum(bool(errors) for _, errors in reported)
    with capsys.disabled():
        print(f"\n{judge}: {len(reported)} documents, {len(reported) - refused} accepted, {refused} refused")


@each_judge
def test_a_validator_names_the_keyword_and_the_place_that_a_case_tells(judge: str) -> None:
    for document, errors in zip(_documents(), _errors(judge), strict=True):
        if document.verdict.keyword is not None:
            assert (document.verdict.keyword, document.verdict.pointer) in errors, document.origin


def test_every_case_has_a_verdict_with_its_reason() -> None:
    for case in case_files.invalid():
        verdict = case.schema
        assert verdict.verdict in ("refuses", "accepts", "not asked"), case.name
        assert (verdict.keyword is not None and verdict.pointer is not None) == (verdict.verdict == "refuses"), (
            case.name
        )
        assert (verdict.why is None) == (verdict.verdict == "refuses"), case.name
        assert (case.judged is None) == (verdict.verdict == "not asked"), case.name


@pytest.mark.parametrize("name", json_schema.names())
def test_a_schema_is_valid_against_its_dialect(name: str) -> None:
    Draft202012Validator.check_schema(json_schema.schema(name))
    jsonschema_rs.meta.validate(json_schema.schema(name))


def test_ajv_compiles_every_schema_without_a_word() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    assert ajv_validator.judge({name: json_schema.schema(name) for name in json_schema.names()}, []).logs == {
        name: [] for name in json_schema.names()
    }


def test_ajv_speaks_of_a_schema_that_is_not_strict() -> None:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    loose = {
        "unknown keyword": {"type": "string", "nonsense": 1},
        "union": {"type": ["string", "integer"]},
        "keyword without its type": {"minLength": 1},
        "undefined requirement": {"type": "object", "required": ["a"]},
        "format": {"type": "string", "format": "date"},
        "no schema": {"type": "strin"},
    }
    assert [name for name, log in ajv_validator.judge(loose, []).logs.items() if not log] == []
