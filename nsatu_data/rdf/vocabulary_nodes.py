"""The vocabularies as SKOS concept schemes, and our classes and properties with the descriptions of the models.

The models also give the classes of the nodes that have a property, and of its values. If there is one class of them
all, it is the property's `rdfs:domain` or `rdfs:range`, from which programs may infer. If there are several, each is
named with `schema:domainIncludes` or `schema:rangeIncludes`, from which nothing follows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Kind, Term
from nsatu_data.rdf.graph import Iri, Literal, Node
from nsatu_data.rdf.mapping import CLAIM, RECORD, SILENT_ON, Property, claims, class_of, owners, parents, properties
from nsatu_data.rdf.namespaces import OWL, RDF, RDFS, SCHEMA, SKOS, TERMS, XSD, scheme, term, vocabularies
from nsatu_data.rdf.record_nodes import HAS_RECORD, IN_SENTENCE

POSITION: Final = term("position")
"""The property of a term with its place in the vocabulary, from 1."""
_ENGLISH: Final = "en"
_CONCEPT: Final = f"{SKOS}Concept"
_TEXT: Final = f"{XSD}string"
_NUMBER: Final = f"{XSD}integer"


class _Use(NamedTuple):
    """How the nodes of one class use a property. `values` has the classes or the datatype of its values, if known."""

    holder: str
    meaning: str
    values: tuple[str, ...]


def concept_schemes() -> Iterator[Node]:
    """A scheme for each vocabulary, followed by its terms. `nsatu:position` is the place of a term in it, from 1."""
    for terms in vocabularies():
        yield Node(
            scheme(terms),
            [f"{SKOS}ConceptScheme"],
            {
                f"{SKOS}prefLabel": [Literal(terms.__name__, language=_ENGLISH)],
                f"{SKOS}definition": [Literal(" ".join((terms.__doc__ or "").split()), language=_ENGLISH)],
            },
        )
        for position, each in enumerate(terms, 1):
            yield _concept(each, position)


def _concept(concept: Term, position: int) -> Node:
    node = Node(f"{scheme(type(concept))}/{concept}", [_CONCEPT])
    node.add(f"{SKOS}prefLabel", Literal(str(concept), language=_ENGLISH))
    node.add(f"{SKOS}definition", Literal(concept.definition, language=_ENGLISH))
    if concept.standard is not None:
        node.add(f"{SKOS}note", Literal(concept.standard, language=_ENGLISH))
    node.add(f"{SKOS}topConceptOf", Iri(scheme(type(concept))))
    node.add(f"{SKOS}inScheme", Iri(scheme(type(concept))))
    node.add(POSITION, Literal(position, _NUMBER))
    return node


def classes_and_properties() -> Iterator[Node]:
    """Our classes, then our properties. Properties of standards are described by the standards."""
    from nsatu_data.model import record_models
    from nsatu_data.model.record_models import WHOLES

    yield _class(
        RECORD, "Someone or something that a dataset has a record of. The record and what it describes share one IRI."
    )
    yield _class(CLAIM, "One proposition, who commits to it, on what basis and how surely.")
    for owner in owners():
        model = WHOLES.get(owner) or getattr(record_models, owner)
        yield _class(class_of(owner), " ".join((model.__doc__ or "").split()))
    for iri, uses in _uses().items():
        yield _property(iri, uses)


def _class(iri: str, comment: str) -> Node:
    node = _described(iri, f"{RDFS}Class", _words(iri).capitalize(), [comment])
    node.add(f"{RDFS}subClassOf", *map(Iri, parents(iri)))
    return node


def _property(iri: str, uses: list[_Use]) -> Node:
    node = _described(iri, f"{RDF}Property", _words(iri), list(_meanings(uses)))
    values = [use.values for use in uses]
    for rdfs, includes, found in (
        ("domain", "domainIncludes", [use.holder for use in uses]),
        # Of values that are not known for every use, nothing holds.
        ("range", "rangeIncludes", [each for several in values for each in several] if all(values) else []),
    ):
        united = _united(found)
        node.add(f"{RDFS}{rdfs}" if len(united) == 1 else f"{SCHEMA}{includes}", *map(Iri, united))
    return node


def _described(iri: str, kind: str, label: str, comments: list[str]) -> Node:
    node = Node(iri, [kind])
    node.add(f"{RDFS}label", Literal(label, language=_ENGLISH))
    node.add(f"{RDFS}comment", *(Literal(comment, language=_ENGLISH) for comment in comments))
    node.add(f"{RDFS}isDefinedBy", Iri(TERMS))
    return node


def _words(iri: str) -> str:
    """The words of a name: `AgainstWords` as `against words`."""
    return re.sub("(?<=[a-z0-9])(?=[A-Z])", " ", iri.removeprefix(TERMS)).lower()


def _uses() -> dict[str, list[_Use]]:
    """The uses of each property of ours."""
    found: defaultdict[str, list[_Use]] = defaultdict(list)
    for owner in owners():
        for name, field in properties(owner).items():
            holder = field.holder
            if field.iri.startswith(TERMS):
                found[field.iri].append(_Use(holder, field.shape.description, _values(field)))
            if field.shape.many:
                whole = f"The whole list `{name}` in its order, if it has several items."
                found[field.in_order].append(_Use(holder, whole, (f"{RDF}List",)))
            if field.encoding == "address":
                written = f"`{name}` as written, if characters had to be escaped in its IRI."
                found[field.as_written].append(_Use(holder, written, (_TEXT,)))
            if field.shape.nullable:
                silence = "A property whose value the source does not say (null)."
                found[SILENT_ON].append(_Use(class_of(owner), silence, (f"{RDF}Property",)))
    sentence = "The sentence of a pointer, as the source lists it."
    found[IN_SENTENCE].append(_Use(class_of("Evidence"), sentence, (class_of("SentenceSpan"),)))
    found[HAS_RECORD].append(_Use(class_of("dataset"), "What the dataset has a record of.", (RECORD,)))
    found[POSITION].append(_Use(_CONCEPT, "The place of a term in its vocabulary, from 1.", (_NUMBER,)))
    return dict(sorted(found.items()))


def _values(field: Property) -> tuple[str, ...]:
    """The classes or the datatype of the values of a field; nothing if they may be of any class."""
    if field.datatype is not None:
        return (field.datatype,)
    if field.shape.part is not None:
        return (class_of(field.shape.part),)
    if field.encoding == "term":
        return (_CONCEPT,)
    # The ids of retired records refer to nothing.
    if field.encoding == "reference" and field.owner != "dataset":
        return tuple(class_of(kind) for kind in Kind if kind in FORMS[str(field.shape.alias)].kinds)
    return ()


def _united(found: Iterable[str]) -> list[str]:
    """Classes without repetition. `nsatu:Claim` stands for all its kinds, and `nsatu:Record` for all kinds."""
    united = dict.fromkeys(found)
    for parent, kinds in ((RECORD, [class_of(kind) for kind in Kind]), (CLAIM, claims())):
        if united.keys() >= set(kinds):
            # The parent has the place of its first kind.
            united = dict.fromkeys(parent if each in kinds else each for each in united)
    return list(united)


def _meanings(uses: list[_Use]) -> Iterator[str]:
    """The comments on a property. If the meaning differs, each begins with the classes for which it holds."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for use in uses:
        holders[use.meaning].append(use.holder)
    for meaning, found in holders.items():
        names = ", ".join(_words(each).capitalize() for each in _united(found))
        yield f"{names}: {meaning}" if len(holders) > 1 else meaning


def ontology() -> Iterator[Node]:
    """The whole vocabulary of the graphs, as `terms.ttl` in the folder `schema` holds it."""
    title = Literal("The terms of nsatu_data", language=_ENGLISH)
    yield Node(TERMS, [f"{OWL}Ontology"], {f"{RDFS}label": [title]})
    yield from classes_and_properties()
    yield from concept_schemes()
