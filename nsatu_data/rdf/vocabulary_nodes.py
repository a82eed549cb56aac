"""The vocabularies as SKOS concept schemes, and our classes and properties with the descriptions of the models."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.model.vocabulary import Term
from nsatu_data.rdf.graph import Iri, Literal, Node
from nsatu_data.rdf.mapping import CLAIM, RECORD, SILENT_ON, class_of, owners, properties
from nsatu_data.rdf.namespaces import OWL, RDF, RDFS, SCHEMA, SKOS, TERMS, XSD, scheme, vocabularies
from nsatu_data.rdf.record_nodes import HAS_RECORD, IN_SENTENCE

_ENGLISH: Final = "en"


def concept_schemes() -> Iterator[Node]:
    """A scheme for each vocabulary, followed by its terms. `schema:position` is the place of a term in it, from 1."""
    for terms in vocabularies():
        yield Node(
            scheme(terms),
            [f"{SKOS}ConceptScheme"],
            {
                f"{SKOS}prefLabel": [Literal(terms.__name__, language=_ENGLISH)],
                f"{SKOS}definition": [Literal(" ".join((terms.__doc__ or "").split()), language=_ENGLISH)],
            },
        )
        for position, term in enumerate(terms, 1):
            yield _concept(term, position)


def _concept(term: Term, position: int) -> Node:
    node = Node(f"{scheme(type(term))}/{term}", [f"{SKOS}Concept"])
    node.add(f"{SKOS}prefLabel", Literal(str(term), language=_ENGLISH))
    node.add(f"{SKOS}definition", Literal(term.definition, language=_ENGLISH))
    if term.standard is not None:
        node.add(f"{SKOS}note", Literal(term.standard, language=_ENGLISH))
    node.add(f"{SKOS}topConceptOf", Iri(scheme(type(term))))
    node.add(f"{SKOS}inScheme", Iri(scheme(type(term))))
    node.add(f"{SCHEMA}position", Literal(position, f"{XSD}integer"))
    return node


def classes_and_properties() -> Iterator[Node]:
    """Our classes, then our properties. Properties of standards are described by the standards."""
    from nsatu_data.model import record_models
    from nsatu_data.model.record_models import WHOLES

    yield _described(RECORD, f"{RDFS}Class", ["A record of a dataset."])
    yield _described(CLAIM, f"{RDFS}Class", ["One proposition, who commits to it, on what basis and how surely."])
    for owner in owners():
        model = WHOLES.get(owner) or getattr(record_models, owner)
        yield _described(class_of(owner), f"{RDFS}Class", [" ".join((model.__doc__ or "").split())])
    yield _described(SILENT_ON, f"{RDF}Property", ["A property whose value the source does not say (null)."])
    yield _described(IN_SENTENCE, f"{RDF}Property", ["The sentence of a pointer, as the source lists it."])
    yield _described(HAS_RECORD, f"{RDF}Property", ["A record of the dataset."])
    meanings: dict[str, list[str]] = {}
    for owner in owners():
        for name, field in properties(owner).items():
            if field.iri.startswith(TERMS):
                meanings.setdefault(field.iri, []).append(field.shape.description)
            if field.shape.many:
                meanings[field.in_order] = [f"The whole list `{name}` in its order, if it has several items."]
            if field.encoding == "address":
                meanings[field.as_written] = [f"`{name}` as written, if characters had to be escaped in its IRI."]
    for iri, comments in sorted(meanings.items()):
        yield _described(iri, f"{RDF}Property", list(dict.fromkeys(comments)))


def _described(iri: str, kind: str, comments: list[str]) -> Node:
    node = Node(iri, [kind])
    node.add(f"{RDFS}comment", *(Literal(comment, language=_ENGLISH) for comment in comments))
    node.add(f"{RDFS}isDefinedBy", Iri(TERMS))
    return node


def ontology() -> Iterator[Node]:
    """The whole vocabulary of the graphs, as `terms.ttl` in the folder `schema` holds it."""
    title = Literal("The terms of nsatu_data", language=_ENGLISH)
    yield Node(TERMS, [f"{OWL}Ontology"], {f"{RDFS}label": [title]})
    yield from classes_and_properties()
    yield from concept_schemes()
