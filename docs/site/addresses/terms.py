"""Makes the pages under `terms/`: one for each class, property, vocabulary, term and shape, and one for them all."""

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from docs.site.addresses import graphs
from docs.site.addresses.parts import address, alternates, facts, file_links, items, paragraph, section
from docs.site.addresses.places import INDEX, anchor, neighbour, page_of, to
from docs.site.navigation import link
from docs.site.small_page import page
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.rdf.graph import Iri, Literal, Node
from nsatu_data.rdf.namespaces import RDF, RDFS, SCHEMA, SHACL, SKOS, TERMS, prefixes, vocabularies
from nsatu_data.rdf.record_nodes import nodes
from nsatu_data.rdf.shapes import shapes
from nsatu_data.rdf.vocabulary_nodes import POSITION, ontology

_KINDS: Final = {
    f"{RDFS}Class": "Class",
    f"{RDF}Property": "Property",
    f"{SKOS}ConceptScheme": "Vocabulary",
    f"{SKOS}Concept": "Term",
    f"{SHACL}NodeShape": "Shape",
}
"""What the page calls each type of node, in the order of the list of them all."""
_PLURALS: Final = {
    "Class": "Classes",
    "Property": "Properties",
    "Vocabulary": "Vocabularies",
    "Term": "Terms",
    "Shape": "Shapes",
}
_SHOWN: Final = {
    f"{RDFS}subClassOf": "Is a kind of",
    f"{RDFS}domain": "Property of",
    f"{SCHEMA}domainIncludes": "Property of, among others",
    f"{RDFS}range": "Values",
    f"{SCHEMA}rangeIncludes": "Values, among others",
    f"{SKOS}note": "In other standards",
    f"{SKOS}inScheme": "Vocabulary",
    POSITION: "Place in the vocabulary",
    f"{SHACL}targetClass": "Checks each",
}
"""What the page calls each property that it shows."""
_WORDS: Final = (f"{SKOS}definition", f"{RDFS}comment")
_LABELS: Final = (f"{SKOS}prefLabel", f"{RDFS}label")

Uses = Mapping[str, list[tuple[str, str]]]
"""The identifiers and labels of the records that use each term, by its identifier."""


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Every page about a term, and the files with the same for programs, by path."""
    whole, *described = ontology()
    named = [node for node in (*described, *shapes()) if node.iri is not None and node.iri.startswith(TERMS)]
    uses, inverse = _uses(dataset), _inverse(named)
    for node in named:
        yield from _about(node, uses, inverse)
    yield from _all(whole, named)


def _about(node: Node, uses: Uses, inverse: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, bytes]]:
    iri = str(node.iri)
    path = str(page_of(iri))
    beside = [neighbour(path, "term", "ttl")]
    yield beside[0], graphs.as_turtle([node])
    # The context of the JSON-LD has no keys for shapes.
    if _kind(node) != "Shape":
        beside.append(neighbour(path, "term", "jsonld"))
        yield beside[1], graphs.as_json_ld([node], beside[1])
    body = "\n".join(
        [
            address(iri),
            *(paragraph(words) for words in _texts(node, _WORDS)),
            facts(_rows(node, path, inverse.get(iri, {}))),
            section("Where it is used", _used(path, uses.get(iri, []))),
            file_links(path, beside),
        ]
    )
    yield path, page(_title(node), body, path, head=alternates(path, beside))


def _title(node: Node) -> str:
    label = next(iter(_texts(node, _LABELS)), _short(str(node.iri)))
    return f"{_kind(node)}: {label}"


def _kind(node: Node) -> str:
    return _KINDS[node.types[0]]


def _texts(node: Node, predicates: Iterable[str]) -> list[str]:
    found = (value for predicate in predicates for value in node.properties.get(predicate, ()))
    return [str(value.value) for value in found if isinstance(value, Literal)]


def _rows(node: Node, path: str, inverse: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for predicate, name in _SHOWN.items():
        yield name, items([_value(value, path) for value in node.properties.get(predicate, ())])
    names = {
        f"{RDFS}subClassOf": "Kinds of it",
        f"{RDFS}domain": "Its properties",
        f"{SCHEMA}domainIncludes": "Properties it shares",
        f"{RDFS}range": "Value of",
        f"{SKOS}inScheme": "Its terms",
        f"{SHACL}targetClass": "Checked by",
    }
    for predicate, name in names.items():
        found = [anchor(path, iri, _short(iri)) + _meaning(iri) for iri in inverse.get(predicate, ())]
        yield name, items(found)


def _meaning(iri: str) -> str:
    """The definition of a term, after its name in a list; empty for a class or a property."""
    vocabulary, _, name = iri.removeprefix(TERMS).partition("/")
    terms = {each.__name__: each for each in vocabularies()}.get(vocabulary, ())
    return "".join(f": {html.escape(term.definition)}" for term in terms if term == name)


def _value(value: object, path: str) -> str:
    if isinstance(value, Iri):
        return anchor(path, value.iri, _short(value.iri))
    return html.escape(str(value.value)) if isinstance(value, Literal) else ""


def _short(iri: str) -> str:
    """An identifier with a prefix, such as `schema:Claim`, or the end of one of the project's own."""
    if iri.startswith(TERMS):
        return iri.removeprefix(TERMS).replace("/", ": ")
    found = [(prefix, start) for prefix, start in prefixes().items() if iri.startswith(start)]
    return f"{found[-1][0]}:{iri.removeprefix(found[-1][1])}" if found else iri


def _inverse(named: Iterable[Node]) -> Mapping[str, Mapping[str, list[str]]]:
    """Which terms have a property with this term as its value, by term and property."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node in named:
        for predicate, several in node.properties.items():
            for value in several:
                if isinstance(value, Iri):
                    found[value.iri][predicate].append(str(node.iri))
    return found


def _uses(dataset: Dataset) -> Uses:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    records = nodes(values(dataset.manifest), map(values, dataset))
    labels = ["The dataset", *(record.label for record in dataset)]
    for node, label in zip(records, labels, strict=True):
        for iri in dict.fromkeys(graphs.mentioned(node)):
            found[iri].append((str(node.iri), label))
    return found


def _used(path: str, found: list[tuple[str, str]]) -> str:
    return items([anchor(path, iri, label) for iri, label in found])


def _all(whole: Node, named: list[Node]) -> Iterator[tuple[str, bytes]]:
    path = str(page_of(TERMS))
    folder = path.removesuffix(INDEX)
    beside = [f"{folder}terms.ttl", f"{folder}terms.jsonld"]
    described = [whole, *(node for node in named if _kind(node) != "Shape")]
    yield beside[0], graphs.as_turtle(described)
    yield beside[1], graphs.as_json_ld(described, beside[1])
    yield f"{folder}shapes.ttl", graphs.as_turtle(shapes())
    lists = []
    for kind in _KINDS.values():
        of_kind = [node for node in named if _kind(node) == kind]
        links = [anchor(path, str(node.iri), _short(str(node.iri))) for node in of_kind]
        lists.append(
            section(f"{_PLURALS[kind]} ({len(of_kind)})", f"<ul>{''.join(f'<li>{each}</li>' for each in links)}</ul>")
        )
    words = (
        "Every name that this project defines for its linked data. The records also use names of other vocabularies."
    )
    shapes_link = f"<p>{to(link(path, f'{folder}shapes.ttl'), 'All shapes in Turtle')}</p>"
    body = "\n".join([address(TERMS), paragraph(words), file_links(path, beside), shapes_link, *lists])
    (title,) = _texts(whole, [f"{RDFS}label"])
    yield path, page(title, body, path, head=alternates(path, beside))
