"""The vocabularies as SKOS concept schemes, and our classes and properties with the descriptions of the models."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from nsatu_data.model.vocabulary import Term
from nsatu_data.rdf.graph import Iri, Literal, Node
from nsatu_data.rdf.mapping import CLAIM, RECORD, SILENT_ON, class_of, owners, parents, properties
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
    claim = ["One proposition, who commits to it, on what basis and how surely."]
    yield _described(CLAIM, f"{RDFS}Class", claim, parents(CLAIM))
    for owner in owners():
        model = WHOLES.get(owner) or getattr(record_models, owner)
        yield _described(class_of(owner), f"{RDFS}Class", [" ".join((model.__doc__ or "").split())], parents(owner))
    yield _described(SILENT_ON, f"{RDF}Property", ["A property whose value the source does not say (null)."])
    yield _described(IN_SENTENCE, f"{RDF}Property", ["The sentence of a pointer, as the source lists it."])
    yield _described(HAS_RECORD, f"{RDF}Property", ["A record of the dataset."])
    meanings: dict[str, dict[str, list[str]]] = {}
    for owner in owners():
        for name, field in properties(owner).items():
            if field.iri.startswith(TERMS):
                meanings.setdefault(field.iri, {}).setdefault(field.shape.description, []).append(owner)
            if field.shape.many:
                meanings[field.in_order] = {f"The whole list `{name}` in its order, if it has several items.": []}
            if field.encoding == "address":
                meanings[field.as_written] = {f"`{name}` as written, if characters had to be escaped in its IRI.": []}
    for iri, comments in sorted(meanings.items()):
        yield _described(iri, f"{RDF}Property", _for_kinds(comments))


def _for_kinds(meanings: Mapping[str, list[str]]) -> list[str]:
    """The meanings of a property. If there are several, each begins with the kinds that it holds for."""
    if len(meanings) == 1:
        return list(meanings)
    return [f"{_label(', '.join(owners))}: {meaning}" for meaning, owners in meanings.items()]


def _label(name: str) -> str:
    """`partOf` as `Part of`, `SentenceSpan` as `Sentence span`."""
    words = re.sub("(?<=[a-z0-9])[A-Z]", lambda match: f" {match.group().lower()}", name)
    return words[:1].upper() + words[1:]


def _described(iri: str, kind: str, comments: list[str], above: tuple[str, ...] = ()) -> Node:
    node = Node(iri, [kind])
    node.add(f"{RDFS}label", Literal(_label(iri.removeprefix(TERMS)), language=_ENGLISH))
    node.add(f"{RDFS}subClassOf", *map(Iri, above))
    node.add(f"{RDFS}comment", *(Literal(comment, language=_ENGLISH) for comment in comments))
    node.add(f"{RDFS}isDefinedBy", Iri(TERMS))
    return node


def ontology() -> Iterator[Node]:
    """The whole vocabulary of the graphs, as `terms.ttl` in the folder `schema` holds it."""
    title = Literal("The terms of nsatu_data", language=_ENGLISH)
    yield Node(TERMS, [f"{OWL}Ontology"], {f"{RDFS}label": [title]})
    yield from classes_and_properties()
    yield from concept_schemes()
