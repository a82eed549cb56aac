"""Writes the dataset as linked data in Turtle, with the definitions of all terms.

`nsatu_data.rdf.mapping` says which property each field has. Nothing is lost: the tests make the same bundle of the
graph.
"""

from collections.abc import Mapping
from typing import Final

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.rdf import namespaces, turtle
from nsatu_data.rdf.record_nodes import nodes
from nsatu_data.rdf.vocabulary_nodes import concept_schemes
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "linked data (RDF) in Turtle"
TEXTS: Final = "refused"
DROPS: Final = "nothing"


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the document. Equal datasets give equal bytes."""
    manifest = values(dataset.manifest)
    return turtle.write([*nodes(manifest, map(values, dataset)), *concept_schemes()], namespaces.base_of(manifest))
