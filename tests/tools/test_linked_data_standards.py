"""What the graphs say with properties of standards, and with ours, is what their vocabularies mean."""

from collections.abc import Iterator
from typing import Any

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef
from rdflib.namespace import DC, DCTERMS, PROV, SDO

from nsatu_data import load
from nsatu_data.export import to_turtle
from nsatu_data.rdf import namespaces
from nsatu_data.rdf.mapping import DATE
from nsatu_data.rdf.namespaces import TERMS
from tests.support import case_files
from tests.support.folders import ROOT, SCHEMA
from tests.tools import graphs

OA = rdflib.Namespace(namespaces.OA)


def _described() -> rdflib.Graph:
    return graphs.from_turtle((SCHEMA / "terms.ttl").read_text(encoding="utf-8"))


_OF_SCHEMA_ORG: dict[Any, URIRef] = {
    **dict.fromkeys([SDO.Claim, SDO.Dataset], SDO.CreativeWork),
    **dict.fromkeys([SDO.Project], SDO.Organization),
}
_ANYTHING: set[URIRef] = set()
_WORK = {SDO.CreativeWork}
_TEXT = {XSD.string}
_STANDARD: dict[URIRef, tuple[set[URIRef], set[URIRef]]] = {
    RDF.first: (_ANYTHING, _ANYTHING),
    RDF.rest: (_ANYTHING, _ANYTHING),
    RDF.type: (_ANYTHING, _ANYTHING),
    RDFS.label: (_ANYTHING, _TEXT),
    DC.creator: (_ANYTHING, _ANYTHING),
    DC.publisher: (_ANYTHING, _ANYTHING),
    DCTERMS.issued: (_ANYTHING, {URIRef(DATE), XSD.date}),
    DCTERMS.subject: (_ANYTHING, {SKOS.Concept}),
    DCTERMS.conformsTo: (_ANYTHING, _ANYTHING),
    SDO.identifier: (_ANYTHING, _TEXT),
    SDO.name: (_ANYTHING, _TEXT),
    SDO.alternateName: (_ANYTHING, _TEXT),
    SDO.description: (_ANYTHING, _TEXT),
    SDO.url: (_ANYTHING, _ANYTHING),
    SDO.sameAs: (_ANYTHING, _ANYTHING),
    SDO.text: (_WORK, _TEXT),
    SDO.headline: (_WORK, _TEXT),
    SDO.mentions: (_WORK, _ANYTHING),
    SDO.inLanguage: (_WORK, _TEXT),
    SDO.copyrightNotice: (_WORK, _TEXT),
    SDO.version: (_WORK, _TEXT),
    SDO.schemaVersion: (_WORK, _TEXT),
    SDO.license: (_WORK, _ANYTHING),
    SDO.creator: (_WORK, {PROV.Agent}),
    SDO.location: ({SDO.Organization}, {SDO.Place}),
    SDO.containedInPlace: ({SDO.Place}, {SDO.Place}),
    PROV.wasDerivedFrom: ({PROV.Entity}, {PROV.Entity}),
    PROV.hadPrimarySource: ({SDO.Claim}, {PROV.Entity}),
    OA.hasTarget: ({OA.Annotation}, {OA.SpecificResource}),
    OA.hasBody: ({OA.Annotation}, _ANYTHING),
    OA.motivatedBy: ({OA.Annotation}, _ANYTHING),
    OA.hasSource: ({OA.SpecificResource}, {SDO.CreativeWork}),
    OA.hasState: ({OA.SpecificResource}, {OA.State}),
    OA.hasSelector: ({OA.SpecificResource}, {OA.TextPositionSelector}),
    OA.start: ({OA.TextPositionSelector}, {XSD.nonNegativeInteger}),
    OA.end: ({OA.TextPositionSelector}, {XSD.nonNegativeInteger}),
    SKOS.prefLabel: (_ANYTHING, {RDF.langString}),
    SKOS.definition: (_ANYTHING, _ANYTHING),
    SKOS.note: (_ANYTHING, _ANYTHING),
    SKOS.inScheme: (_ANYTHING, {SKOS.ConceptScheme}),
    SKOS.topConceptOf: ({SKOS.Concept}, {SKOS.ConceptScheme}),
}
"""The domains and ranges that the standards give the properties we use, written by hand; nothing if they give none.

`prov:hadPrimarySource` allows every entity. We allow claims alone, since an actor's IRI names the actor itself.
"""


def _kinds(graph: rdflib.Graph, value: Any) -> set[Any]:
    """The classes of a node, or the datatype of a literal."""
    if isinstance(value, rdflib.Literal):
        return {RDF.langString if value.language else value.datatype or XSD.string}
    found = set(graph.objects(value, RDF.type))
    found |= {RDF.List} if (value, RDF.first, None) in graph else set()
    return found | {_OF_SCHEMA_ORG[each] for each in found if each in _OF_SCHEMA_ORG}


def _graphs() -> Iterator[rdflib.Graph]:
    for folder in [ROOT / "records", *case_files.valid()]:
        yield graphs.from_turtle(to_turtle.write(load(folder)))


def test_properties_of_standards_say_what_the_standards_mean() -> None:
    for graph in _graphs():
        for subject, predicate, value in graph:
            assert isinstance(predicate, URIRef)
            if predicate.startswith(TERMS):
                continue
            domain, range_ = _STANDARD[predicate]
            assert not domain or domain & _kinds(graph, subject), (subject, predicate)
            assert not range_ or range_ & _kinds(graph, value), (predicate, value)


def test_names_of_standards_exist() -> None:
    for graph in [*_graphs(), _described()]:
        for name in {name for triple in graph for name in triple if isinstance(name, URIRef)}:
            for standard in (SDO, PROV, SKOS, DC, DCTERMS, RDF, RDFS, OWL, XSD):
                if name.startswith(str(standard)):
                    assert name in standard, name


def test_properties_of_ours_have_the_domains_and_ranges_that_are_published() -> None:
    described = _described()
    for graph in _graphs():
        known = graph + described
        for subject, predicate, value in graph:
            if not str(predicate).startswith(TERMS):
                continue
            for end, strict, loose in (
                (subject, RDFS.domain, SDO.domainIncludes),
                (value, RDFS.range, SDO.rangeIncludes),
            ):
                published = {*described.objects(predicate, strict), *described.objects(predicate, loose)}
                # What `nsatu:silentOn` leads to is described by a standard, if it is a standard's property.
                kinds = _kinds(known, end) | ({RDF.Property} if predicate == URIRef(f"{TERMS}silentOn") else set())
                assert not published or published & kinds, (predicate, end)


def test_nodes_have_every_class_that_follows_from_theirs() -> None:
    described = _described()
    for graph in _graphs():
        for node in set(graph.subjects(RDF.type)):
            classes = set(graph.objects(node, RDF.type))
            assert {above for each in classes for above in described.objects(each, RDFS.subClassOf)} <= classes
            main = [each for each in classes if str(each).startswith(TERMS)]
            more = classes - {above for each in main for above in described.transitive_objects(each, RDFS.subClassOf)}
            # What is left are the classes of nodes that have none of ours, and those for types of actors.
            assert not main or more <= {SDO.Organization, SDO.Project, SDO.Person}
