"""What the published vocabulary says of our classes and properties."""

import pytest

from nsatu_data.rdf import turtle
from nsatu_data.rdf.namespaces import TERMS
from nsatu_data.rdf.vocabulary_nodes import ontology

_END = f"  rdfs:isDefinedBy <{TERMS}> ;\n"


def _paragraph(name: str) -> str:
    (node,) = (node for node in ontology() if node.iri == TERMS + name)
    return turtle.write([node]).partition("\n\n")[2]


@pytest.mark.parametrize(
    ("name", "comment", "parents"),
    [
        (
            "Record",
            "Someone or something that a dataset has a record of. The record and what it describes share one IRI.",
            None,
        ),
        (
            "Claim",
            "One proposition, who commits to it, on what basis and how surely.",
            "nsatu:Record, schema:Claim",
        ),
        ("Event", "A single act, including speech.", "nsatu:Claim"),
        (
            "Actor",
            "Someone who acts, speaks, is addressed or is spoken of.",
            "nsatu:Record, prov:Agent",
        ),
        ("Creator", "Someone who made the dataset.", "prov:Agent"),
        (
            "Dataset",
            "The file `dataset.yaml`: what the dataset is as a whole. It is not a record.",
            "schema:Dataset, prov:Entity",
        ),
    ],
)
def test_classes_have_labels_and_the_classes_above_them(name: str, comment: str, parents: str | None) -> None:
    last = f"  rdfs:isDefinedBy <{TERMS}> .\n" if parents is None else f"{_END}  rdfs:subClassOf {parents} .\n"
    assert _paragraph(name) == (
        f'nsatu:{name}\n  a rdfs:Class ;\n  rdfs:label "{name}"@en ;\n  rdfs:comment "{comment}"@en ;\n{last}'
    )


def test_a_label_has_the_words_of_a_name() -> None:
    assert 'rdfs:label "Against words"@en' in _paragraph("AgainstWords")
    assert 'rdfs:label "text utf8 bytes"@en' in _paragraph("textUtf8Bytes")


def test_a_meaning_that_differs_names_the_kinds_for_which_it_holds() -> None:
    assert _paragraph("about") == (
        "nsatu:about\n"
        "  a rdf:Property ;\n"
        '  rdfs:label "about"@en ;\n'
        '  rdfs:comment "Event: The event that this one is part of."@en, '
        '"Context: The claims for which this is background."@en, '
        '"Motive: The act or lasting conduct that the motive explains."@en, '
        '"Risk: What the risk would come from; if the source does not say, the claim whose words name the risk."@en, '
        '"Reaction: The event to which the actor reacts."@en, '
        '"Implication: What it is drawn from."@en ;\n'
        f"{_END}"
        "  rdfs:domain nsatu:Claim ;\n"
        "  rdfs:range nsatu:Claim .\n"
    )
    assert '"Actor, Place: Where the source speaks of it."@en, "Claim: The words' in _paragraph("evidence")


@pytest.mark.parametrize(
    ("name", "domain", "range_"),
    [
        ("bearers", "rdfs:domain nsatu:Risk", "rdfs:range nsatu:Actor"),
        ("certainty", "rdfs:domain nsatu:Claim", "rdfs:range skos:Concept"),
        ("voice", "rdfs:domain nsatu:Claim", "schema:rangeIncludes nsatu:Source, nsatu:Actor"),
        (
            "evidence",
            "schema:domainIncludes nsatu:Actor, nsatu:Place, nsatu:Claim",
            "rdfs:range nsatu:Evidence",
        ),
        ("type", "schema:domainIncludes nsatu:Actor, nsatu:Place, nsatu:Event", "rdfs:range skos:Concept"),
        ("evidenceInOrder", "schema:domainIncludes nsatu:Actor, nsatu:Place, nsatu:Claim", "rdfs:range rdf:List"),
        ("when", "rdfs:domain nsatu:Event", "rdfs:range edtf:EDTF-level1"),
        ("textCodePoints", "rdfs:domain nsatu:Text", "rdfs:range xsd:integer"),
        ("cameo", "rdfs:domain nsatu:Event", "rdfs:range xsd:string"),
        ("urlAsWritten", "rdfs:domain nsatu:Source", "rdfs:range xsd:string"),
        ("silentOn", "schema:domainIncludes nsatu:Source, nsatu:Actor, nsatu:Claim", "rdfs:range rdf:Property"),
        ("inSentence", "rdfs:domain nsatu:Evidence", "rdfs:range nsatu:SentenceSpan"),
        ("record", "rdfs:domain nsatu:Dataset", "rdfs:range nsatu:Record"),
        ("position", "rdfs:domain skos:Concept", "rdfs:range xsd:integer"),
        # The ids of retired records refer to nothing, and items of Wikidata have no class of ours.
        ("retired", "rdfs:domain nsatu:Dataset", None),
        ("identifiersWikidata", "rdfs:domain nsatu:Identifiers", None),
    ],
)
def test_domains_and_ranges_hold_for_every_use(name: str, domain: str, range_: str | None) -> None:
    ends = [domain] if range_ is None else [domain, range_]
    assert _paragraph(name).endswith(_END + " ;\n".join(f"  {end}" for end in ends) + " .\n")
