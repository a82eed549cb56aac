"""Turtle and JSON-LD hold the same graph, and the whole dataset: rdflib and PyLD read what we wrote."""

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from rdflib.compare import isomorphic
from rdflib.namespace import DC, DCTERMS, SDO

from nsatu_data import load
from nsatu_data.dataset import bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json, to_jsonld, to_turtle
from nsatu_data.rdf.namespaces import TERMS
from tests.support import case_files, drawn_datasets, guide_walkthrough
from tests.support.bundle_of_graph import to_bundle
from tests.support.example_datasets import changed, dataset
from tests.support.folders import ROOT, SCHEMA
from tests.tools import graphs

FOLDERS = [ROOT / "records", *case_files.valid()]
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
PREFIXES = f"PREFIX nsatu: <{TERMS}> PREFIX schema: <https://schema.org/> PREFIX oa: <http://www.w3.org/ns/oa#>"


def _bundle(dataset: Dataset) -> Any:
    return json.loads(to_json.write(dataset))


def _check(dataset: Dataset) -> None:
    turtle = graphs.from_turtle(to_turtle.write(dataset))
    json_ld = graphs.from_json_ld(to_jsonld.write(dataset))
    assert isomorphic(turtle, json_ld)
    for graph in (turtle, json_ld):
        # A graph has no order.
        assert to_bundle(sorted(graphs.triples(graph), key=str)) == _bundle(dataset)


@each_folder
def test_both_formats_hold_the_same_graph_and_the_whole_dataset(folder: Path) -> None:
    _check(load(folder))


def test_the_second_article_comes_back(tmp_path: Path) -> None:
    guide_walkthrough.section_with_outputs(tmp_path)
    _check(load(tmp_path / "records"))


@settings(max_examples=15, deadline=None)
@given(drawn_datasets.datasets())
def test_datasets_of_any_values_come_back(dataset: Dataset) -> None:
    _check(dataset)


# rdflib's own reader of JSON-LD uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@each_folder
def test_rdflib_reads_json_ld_as_pyld_does(folder: Path) -> None:
    text = to_jsonld.write(load(folder))
    assert isomorphic(rdflib.Graph().parse(data=text, format="json-ld"), graphs.from_json_ld(text))


@each_folder
def test_only_the_cells_of_lists_have_no_iri(folder: Path) -> None:
    text = to_turtle.write(load(folder))
    assert "_:" not in text
    graph = graphs.from_turtle(text)
    cells = {cell for cell in graph.subjects() if isinstance(cell, rdflib.BNode)}
    assert cells == set(graph.subjects(rdflib.RDF.first))


@pytest.mark.parametrize(
    "address",
    ["https://example.org/<a>", 'https://example.org/"{|}^`\\', "https://example.org/%3Ca%3E", "http://a/../b//./c"],
)
def test_an_address_comes_back_as_written(address: str) -> None:
    _check(dataset(changed("source/river-pact", "/url", address)))


@pytest.mark.parametrize(
    "rest", ["", "//evil.org/", "a:b", "a/../x", "../x", "./x", "?a", "#a", "actor/arda", "dataset", "a//b", "a%3Ab"]
)
def test_an_address_that_begins_as_the_dataset_does_stays_what_it_is(rest: str) -> None:
    address = f"https://w3id.org/nsatu-data/data/_/{rest}"
    river_pact = dataset(changed("source/river-pact", "/url", address))
    _check(river_pact)
    for graph in (graphs.from_turtle(to_turtle.write(river_pact)), graphs.from_json_ld(to_jsonld.write(river_pact))):
        assert [str(value) for value in graph.objects(None, SDO.url)] == [address]


@settings(max_examples=30, deadline=None)
@given(st.text("az09/.:#?-%", max_size=12))
def test_any_address_that_begins_as_the_dataset_does_comes_back(rest: str) -> None:
    _check(dataset(changed("source/river-pact", "/url", f"https://w3id.org/nsatu-data/data/_/{rest}")))


def test_the_order_of_lists_and_the_silence_of_the_source_are_explicit() -> None:
    with_themes = dataset(changed("risk/strain-on-the-budget", "/themes", ["military", "economic", "legal"]))
    graph = graphs.from_turtle(to_turtle.write(with_themes))
    whole = to_bundle(sorted(graphs.triples(graph), key=str))
    assert whole["risks"][0]["themes"] == ["military", "economic", "legal"]
    without_lists = [triple for triple in graphs.triples(graph) if not triple.predicate.endswith("InOrder")]
    assert sorted(to_bundle(without_lists)["risks"][0]["themes"]) == ["economic", "legal", "military"]
    found = graph.query(f"{PREFIXES} SELECT ?field {{ ?source a nsatu:Source ; nsatu:silentOn ?field }}")
    assert {str(row[0]) for row in found} == {  # type: ignore[index]
        str(SDO.headline),
        str(DC.creator),
        str(DC.publisher),
        str(DCTERMS.issued),
        str(SDO.url),
    }


def test_annotations_select_the_text_that_the_state_fixes() -> None:
    river_pact = dataset()
    graph = graphs.from_turtle(to_turtle.write(river_pact))
    found = graph.query(
        f"""{PREFIXES} SELECT ?id ?source ?start ?end ?digest ?number {{
          ?annotation a oa:Annotation ; oa:hasBody/schema:identifier ?id ; oa:hasTarget ?target ;
            nsatu:inSentence/nsatu:sentenceSpanNumber ?number .
          ?target oa:hasSource/schema:identifier ?source ; oa:hasState/nsatu:textSha256 ?digest ;
            oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ]
        }}"""
    )
    wanted = [
        (record.id, one.source, one.start, one.end, river_pact.sources[one.source].text.sha256, one.sentence)
        for record in river_pact
        for one in getattr(record, "evidence", ())
    ]
    assert sorted(tuple(value.toPython() for value in row) for row in found) == sorted(wanted)  # type: ignore[union-attr]


def test_the_published_context_makes_linked_data_of_the_same_document() -> None:
    document = json.loads(to_jsonld.write(load(FOLDERS[0])))
    base = document["@context"].pop("@base")
    published = json.loads((SCHEMA / "context.jsonld").read_bytes())["@context"]
    assert published == document["@context"]
    expanded = jsonld.expand({**document, "@context": [published, {"@base": base}]})
    assert expanded == jsonld.expand(json.loads(to_jsonld.write(load(FOLDERS[0]))))


def test_every_name_of_ours_is_described_and_every_term_defined() -> None:
    described = graphs.from_turtle((SCHEMA / "terms.ttl").read_text(encoding="utf-8"))
    subjects = {str(subject) for subject in described.subjects(rdflib.RDF.type)}
    for folder in FOLDERS:
        graph = graphs.from_turtle(to_turtle.write(load(folder)))
        used = {str(name) for triple in graph for name in triple if str(name).startswith(TERMS)}
        assert used - subjects == set(), folder


def test_a_term_may_be_written_with_its_prefix_in_a_node_of_any_class() -> None:
    context = json.loads((SCHEMA / "context.jsonld").read_bytes())["@context"]
    for value in ("Certainty:possible", "possible"):
        document = {"@context": context, "id": "https://example.org/a", "@type": "Risk", "certainty": value}
        (expanded,) = jsonld.expand(document)
        assert expanded[f"{TERMS}certainty"] == [{"@id": f"{TERMS}Certainty/possible"}]


@pytest.mark.parametrize("count", [0, 2])
def test_a_graph_without_exactly_one_dataset_is_refused(count: int) -> None:
    triples = list(graphs.triples(graphs.from_turtle(to_turtle.write(dataset()))))
    copies = [one._replace(subject=f"{one.subject}{number}") for number in range(count) for one in triples]
    with pytest.raises(ValueError, match=f"the graph has {count} datasets, not one"):
        to_bundle(copies)


def test_bundles_with_offsets_in_other_units_come_back() -> None:
    with_units = json.loads(json.dumps([bundle.values(record) for record in dataset()]))
    for record in with_units:
        for item in record.get("evidence", record.get("sentences")):
            item["utf16"] = item["utf8"] = {"start": item["start"], "end": item["end"]}
    _check(dataset(with_units))
