"""Graphs parsed by rdflib and PyLD, and their triples as `tests.support.bundle_of_graph` takes them."""

import json
from collections.abc import Iterator

import rdflib
from pyld import jsonld

from nsatu_data.rdf.graph import Iri, Literal
from tests.support.bundle_of_graph import Triple


def from_turtle(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def from_json_ld(text: str) -> rdflib.Graph:
    """The graph that PyLD makes of JSON-LD. rdflib only reads the N-Quads."""
    lines = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads", "documentLoader": _refuse})
    return rdflib.Graph().parse(data=lines, format="nt")


def _refuse(address: str, _options: object) -> None:
    raise AssertionError(f"{address} must not be fetched")


def triples(graph: rdflib.Graph) -> Iterator[Triple]:
    for subject, predicate, value in graph:
        yield Triple(str(subject), str(predicate), _term(value))


def _term(value: rdflib.term.Node) -> Iri | Literal:
    if not isinstance(value, rdflib.Literal):
        return Iri(str(value))
    datatype = str(value.datatype) if value.datatype else None
    is_integer = value.datatype in (rdflib.XSD.integer, rdflib.XSD.nonNegativeInteger)
    return Literal(int(value) if is_integer else str(value), datatype, value.language)
