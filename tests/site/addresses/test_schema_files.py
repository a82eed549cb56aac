"""Every version of the schema is whole: an `$id` is the address of its file, and references lead to something."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from docs.site.addresses import schemas, versions
from nsatu_data import load
from nsatu_data.model.schema_version import ROOT, SCHEMA_VERSION
from tests.support import published_versions
from tests.support.folders import RECORDS

Built = dict[str, bytes]


def test_each_identifier_of_a_schema_is_the_address_of_its_file(built: Built) -> None:
    found = {path: json.loads(content)["$id"] for path, content in built.items() if path.endswith(".schema.json")}
    assert len(found) == 12 * len(schemas.versions())
    assert {path: ROOT + path for path in found} == found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_each_reference_of_a_schema_leads_to_a_definition(built: Built) -> None:
    counted = 0
    for path, content in built.items():
        if not path.endswith(".schema.json"):
            continue
        schema = json.loads(content)
        for reference in _references(schema):
            file, _, pointer = (reference if ":" in reference else f"{ROOT}{path}{reference}").partition("#")
            node = json.loads(built[file.removeprefix(ROOT)])
            for step in pointer.split("/")[1:]:
                node = node[step]
            assert isinstance(node, dict), reference
            counted += 1
    assert counted > 100


def test_what_was_published_has_its_published_bytes(built: Built) -> None:
    for version in published_versions.schema_versions():
        for file in published_versions.schema_folder(version).iterdir():
            if version != SCHEMA_VERSION or not file.name.endswith(".md"):
                assert built[f"schema/{version}/{file.name}"] == file.read_bytes()
    for version in published_versions.data_versions():
        assert built[f"{version}/nsatu-data-{version}.json"] == published_versions.data_file(version).read_bytes()


@pytest.mark.parametrize("version", versions.bundles())
def test_each_version_of_the_data_is_valid_by_the_schema_that_it_names(version: str, built: Built) -> None:
    bundle = json.loads(built[f"{version}/nsatu-data-{version}.json"])
    schema = json.loads(built[f"schema/{bundle['dataset']['schema_version']}/bundle.schema.json"])
    assert [error.message for error in Draft202012Validator(schema).iter_errors(bundle)] == []
    assert f"<h1>Version {version} of the data</h1>" in built[f"{version}/index.html"].decode()


@pytest.mark.parametrize("version", schemas.versions())
def test_each_code_has_its_place_on_the_page_of_findings(version: str, built: Built) -> None:
    codes = re.findall("^### (.+)$", built[f"schema/{version}/FINDINGS.md"].decode(), re.MULTILINE)
    page = built[f"schema/{version}/FINDINGS.html"].decode()
    assert len(codes) > 40
    assert [code for code in codes if f'<h3 id="{code}">' not in page] == []


def test_the_page_of_a_version_says_whether_it_may_still_change(built: Built) -> None:
    released = {*published_versions.schema_versions(), *([SCHEMA_VERSION] if load(RECORDS).manifest.released else ())}
    for version in schemas.versions():
        text = built[f"schema/{version}/index.html"].decode()
        assert ("This version is published." in text) is (version in released)
        assert ("This version is not released yet" in text) is (version not in released)
        assert all(
            f">{path.split('/')[2]}<" in text
            for path in built
            if path.startswith(f"schema/{version}/") and path.endswith((".json", ".md"))
        )
