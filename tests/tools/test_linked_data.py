"""Turtle and JSON-LD hold the same graph, and the whole dataset: rdflib and PyLD read what we wrote."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from pyld import jsonld
from rdflib.compare import isomorphic

from nsatu_data import load
from nsatu_data.dataset import bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json, to_jsonld, to_turtle
from nsatu_data.model.vocabulary import Kind
from nsatu_data.rdf import namespaces
from nsatu_data.rdf.namespaces import TERMS
from tests.support import case_files, drawn_datasets, example_datasets, guide_walkthrough
from tests.support.bundle_of_graph import to_bundle
from tests.support.example_datasets import changed, dataset, record
from tests.support.folders import ROOT, SCHEMA
from tests.tools import graphs

FOLDERS = [ROOT / "records", *case_files.valid()]
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
KINDS = "|".join(f"{kind}|{kind.capitalize()}" for kind in Kind)
SCHEMA_ORG = rdflib.Namespace("https://schema.org/")
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
    "end", ["", "//evil.org/", "/evil.org/", "a:b", "schema:name", "../x", "x/../y", "./x", "?q", "#a", "dataset"]
)
def test_an_address_that_begins_as_the_dataset_does_comes_back(end: str) -> None:
    manifest = example_datasets.manifest(id="river-pact")
    address = f"{namespaces.base_of(bundle.values(manifest))}{end}"
    with_address = Dataset(manifest, map(record, changed("source/river-pact", "/url", address)))
    _check(with_address)
    # Both files could make the same mistake.
    for graph in (
        graphs.from_turtle(to_turtle.write(with_address)),
        graphs.from_json_ld(to_jsonld.write(with_address)),
    ):
        assert [str(value) for value in graph.objects(None, rdflib.URIRef("https://schema.org/url"))] == [address]


def test_the_order_of_lists_and_the_silence_of_the_source_are_explicit() -> None:
    with_themes = dataset(changed("risk/strain-on-the-budget", "/themes", ["military", "economic", "legal"]))
    graph = graphs.from_turtle(to_turtle.write(with_themes))
    whole = to_bundle(sorted(graphs.triples(graph), key=str))
    assert whole["risks"][0]["themes"] == ["military", "economic", "legal"]
    without_lists = [triple for triple in graphs.triples(graph) if not triple.predicate.endswith("InOrder")]
    assert sorted(to_bundle(without_lists)["risks"][0]["themes"]) == ["economic", "legal", "military"]
    found = graph.query(f"{PREFIXES} SELECT ?field {{ ?source a nsatu:Source ; nsatu:silentOn ?field }}")
    names = {"headline", "author", "publisher", "datePublished", "url"}
    assert {str(row[0]) for row in found} == {f"https://schema.org/{name}" for name in names}  # type: ignore[index]


def test_annotations_select_the_text_that_the_state_fixes() -> None:
    river_pact = dataset()
    graph = graphs.from_turtle(to_turtle.write(river_pact))
    found = graph.query(
        f"""{PREFIXES} SELECT ?id ?source ?start ?end ?digest ?number {{
          ?annotation a oa:Annotation ; oa:hasBody/schema:identifier ?id ; oa:hasTarget ?target ;
            nsatu:inSentence/nsatu:sentenceSpanNumber ?number .
          ?target oa:hasSource/schema:identifier ?source ; oa:hasState/schema:sha256 ?digest ;
            oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ]
        }}"""
    )
    wanted = [
        (each.id, one.source, one.start, one.end, river_pact.sources[one.source].text.sha256, one.sentence)
        for each in river_pact
        for one in getattr(each, "evidence", ())
    ]
    assert sorted(tuple(value.toPython() for value in row) for row in found) == sorted(wanted)  # type: ignore[union-attr]


def test_offsets_have_the_datatype_of_the_web_annotation_vocabulary() -> None:
    for graph in (
        graphs.from_turtle(to_turtle.write(dataset())),
        graphs.from_json_ld(to_jsonld.write(dataset())),
    ):
        for name in ("start", "end"):
            offsets = list(graph.objects(None, rdflib.URIRef(f"http://www.w3.org/ns/oa#{name}")))
            assert {offset.datatype for offset in offsets} == {rdflib.XSD.nonNegativeInteger}  # type: ignore[attr-defined]


def test_only_claims_have_a_primary_source_and_only_actors_and_places_are_the_same_as_others() -> None:
    loaded = load(ROOT / "records")
    graph = graphs.from_turtle(to_turtle.write(loaded))
    base = namespaces.base_of(bundle.values(loaded.manifest))
    records = {each.id: rdflib.URIRef(base + each.id) for each in loaded}
    claims = {records[each.id] for each in loaded if hasattr(each, "statement")}
    assert set(graph.subjects(rdflib.PROV.hadPrimarySource)) == claims
    known = {records[each.id] for each in loaded if getattr(each, "identifiers", None) is not None}
    assert known
    assert set(graph.subjects(SCHEMA_ORG.sameAs)) == known
    assert set(graph.objects(None, rdflib.URIRef(f"{TERMS}record"))) == set(records.values())
    assert not set(graph.predicates()) & {rdflib.SKOS.exactMatch, SCHEMA_ORG.hasPart}


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


def test_the_classes_above_follow_from_the_terms() -> None:
    """A program that knows subclasses adds no class of ours or of a standard, and no class is missing."""
    terms = graphs.from_turtle((SCHEMA / "terms.ttl").read_text(encoding="utf-8"))
    graph = graphs.from_turtle(to_turtle.write(load(ROOT / "records")))
    risk, claim, record_class = (rdflib.URIRef(f"{TERMS}{name}") for name in ("Risk", "Claim", "Record"))
    assert list(terms.objects(risk, rdflib.RDFS.subClassOf)) == [claim]
    assert set(terms.objects(claim, rdflib.RDFS.subClassOf)) == {record_class, SCHEMA_ORG.Claim}
    of_actors = {SCHEMA_ORG.Organization, SCHEMA_ORG.Project, SCHEMA_ORG.Person}
    ours = set(terms.subjects(rdflib.RDF.type, rdflib.RDFS.Class)) - {claim, record_class}
    for each in ours:
        above = set(terms.transitive_objects(each, rdflib.RDFS.subClassOf))
        for node in graph.subjects(rdflib.RDF.type, each):
            assert set(graph.objects(node, rdflib.RDF.type)) - of_actors == above


def test_every_class_and_property_has_a_label_and_each_of_several_comments_its_kind() -> None:
    terms = graphs.from_turtle((SCHEMA / "terms.ttl").read_text(encoding="utf-8"))
    labels = {}
    for kind in (rdflib.RDFS.Class, rdflib.RDF.Property):
        for each in terms.subjects(rdflib.RDF.type, kind):
            (label,) = terms.objects(each, rdflib.RDFS.label)
            assert isinstance(label, rdflib.Literal)
            assert label.language == "en"
            labels[str(each).removeprefix(TERMS)] = str(label)
            comments = list(map(str, terms.objects(each, rdflib.RDFS.comment)))
            if len(comments) > 1:
                assert all(re.match(f"(?:{KINDS})(?:, (?:{KINDS}))*: [A-Z]", one) for one in comments), comments
    assert labels["SentenceSpan"] == "Sentence span"
    assert labels["partOf"] == "Part of"
    about = set(map(str, terms.objects(rdflib.URIRef(f"{TERMS}about"), rdflib.RDFS.comment)))
    assert {"Event: The event that this one is part of.", "Reaction: The event to which the actor reacts."} <= about


@pytest.mark.parametrize("count", [0, 2])
def test_a_graph_without_exactly_one_dataset_is_refused(count: int) -> None:
    triples = list(graphs.triples(graphs.from_turtle(to_turtle.write(dataset()))))
    copies = [one._replace(subject=f"{one.subject}{number}") for number in range(count) for one in triples]
    with pytest.raises(ValueError, match=f"the graph has {count} datasets, not one"):
        to_bundle(copies)


def test_bundles_with_offsets_in_other_units_come_back() -> None:
    with_units = json.loads(json.dumps([bundle.values(each) for each in dataset()]))
    for values in with_units:
        for item in values.get("evidence", values.get("sentences")):
            item["utf16"] = item["utf8"] = {"start": item["start"], "end": item["end"]}
    _check(dataset(with_units))
