"""The SHACL shapes accept every valid dataset, and refuse what the JSON Schema refuses: pyshacl judges."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pyshacl
import pytest
import rdflib

from nsatu_data import load
from nsatu_data.dataset import bundle
from nsatu_data.rdf import namespaces, turtle
from nsatu_data.rdf.record_nodes import nodes
from nsatu_data.schema import json_schema
from tests.support import case_files, guide_walkthrough, river_pact, value_mutations
from tests.support.case_files import Case
from tests.support.folders import ROOT, SCHEMA
from tests.tools import graphs

Values = dict[str, Any]

FOLDERS = [ROOT / "records", *case_files.valid()]
NOT_IN_GRAPHS = {
    "missing-field/bundle-array": "a graph has no array of all records of a kind",
    "wrong-type/bundle-array": "a graph has no array of all records of a kind",
    "wrong-type/bundle-is-a-list": "a graph has no bundle",
    "wrong-kind/moved": "a graph has no folders",
}
"""The cases whose fault is in what only files have, and why."""
REFUSED = [case for case in case_files.invalid() if case.schema.verdict == "refuses" and case.judged is not None]


@cache
def _shapes() -> rdflib.Graph:
    return graphs.from_turtle((SCHEMA / "shapes.ttl").read_text(encoding="utf-8"))


def _report(manifest: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> str:
    """The faults that pyshacl finds in a dataset; an empty text if it accepts it."""
    graph = graphs.from_turtle(turtle.write(nodes(manifest, records), namespaces.base_of(manifest)))
    accepts, _, text = pyshacl.validate(graph, shacl_graph=_shapes())
    return "" if accepts else str(text)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_valid_dataset_is_accepted(folder: Path) -> None:
    dataset = load(folder)
    assert _report(bundle.values(dataset.manifest), map(bundle.values, dataset)) == ""


def test_the_second_article_is_accepted(tmp_path: Path) -> None:
    guide_walkthrough.section_with_outputs(tmp_path)
    dataset = load(tmp_path / "records")
    assert _report(bundle.values(dataset.manifest), map(bundle.values, dataset)) == ""


def test_the_shapes_are_shapes() -> None:
    nothing = rdflib.Graph()
    accepts, _, text = pyshacl.validate(nothing, shacl_graph=_shapes(), meta_shacl=True)
    assert accepts, text


def _with(records: list[Values], value: Any) -> list[Values]:
    """The records, with one of them in place of the one with the same id."""
    return [*(record for record in records if record["id"] != value.get("id")), value]


def _of_case(case: Case) -> tuple[Values, list[Values]]:
    documents = list(case_files.documents(case_files.VALID / case.base))
    manifest = next(value for name, value in documents if name == "dataset")
    records = [value for name, value in documents if name != "dataset"]
    assert case.judged is not None
    name, value = case_files.schema_of(case.judged), case_files.judged(case)
    if name == "bundle":
        return value["dataset"], [record for key, many in value.items() if key != "dataset" for record in many]
    return (value, records) if name == "dataset" else (manifest, _with(records, value))


@pytest.mark.parametrize(
    "case", [case for case in REFUSED if case.name not in NOT_IN_GRAPHS], ids=lambda case: case.name
)
def test_the_shapes_refuse_what_the_schema_refuses(case: Case) -> None:
    assert _report(*_of_case(case)) != ""


def test_the_cases_that_are_left_out_exist() -> None:
    assert NOT_IN_GRAPHS.keys() <= {case.name for case in REFUSED}


def _mutations(number: int) -> list[tuple[str, Any, str]]:
    """Records and manifests that the schema refuses after one change, always the same; and what was changed."""
    random = Random(5)  # noqa: S311 - the same for everyone
    names = ["dataset", *(record["kind"] for record in river_pact.records())]
    values = [river_pact.manifest(), *river_pact.records()]
    found: list[tuple[str, Any, str]] = []
    while len(found) < number:
        index = random.randrange(len(names))
        change = value_mutations.of_values(names[index], values[index], random)
        if change is not None and not json_schema.validator(names[index]).is_valid(change.value):
            found.append((names[index], change.value, f"{change.how} {change.pointer}"))
    return found


@pytest.mark.parametrize(("name", "value", "change"), _mutations(60))
def test_the_shapes_refuse_mutated_records_as_the_schema_does(name: str, value: Any, change: str) -> None:
    manifest, records = (
        (value, river_pact.records())
        if name == "dataset"
        else (river_pact.manifest(), _with(river_pact.records(), value))
    )
    assert _report(manifest, records) != "", change


@pytest.mark.parametrize(
    ("written", "other", "complaint"),
    [
        ('oa:start "0"^^xsd:nonNegativeInteger', "oa:start 0", "sh:datatype xsd:nonNegativeInteger"),
        ("  a nsatu:Actor", "  prov:hadPrimarySource <source/river-pact> ;\n  a nsatu:Actor", "Node .* is closed"),
        ("  a nsatu:Risk", "  schema:sameAs <https://example.org/> ;\n  a nsatu:Risk", "Node .* is closed"),
        ("  a nsatu:Dataset", "  schema:hasPart <source/river-pact> ;\n  a nsatu:Dataset", "Node .* is closed"),
        ("  a nsatu:Dataset", "  nsatu:record <source/none> ;\n  a nsatu:Dataset", "sh:qualifiedMinCount"),
    ],
)
def test_links_are_those_of_the_mapping(written: str, other: str, complaint: str) -> None:
    manifest = river_pact.manifest()
    text = turtle.write(nodes(manifest, river_pact.records()), namespaces.base_of(manifest))
    assert written in text
    graph = graphs.from_turtle(text.replace(written, other, 1))
    accepts, _, report = pyshacl.validate(graph, shacl_graph=_shapes())
    assert not accepts
    assert re.search(complaint, str(report)), report


def test_a_reference_must_lead_to_a_record_of_the_right_kind() -> None:
    for target in ("actor/nobody", "place/lorn"):
        records = deepcopy(river_pact.records())
        next(record for record in records if record["kind"] == "event")["agents"] = [target]
        assert "sh:class nsatu:Actor" in _report(river_pact.manifest(), records).replace(namespaces.TERMS, "nsatu:")
