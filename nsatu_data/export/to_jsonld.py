"""Writes the dataset as linked data in JSON-LD. It is the same graph as the Turtle that `to_turtle` writes.

The keys are those of the records, and the context in the file maps them to properties.
"""

from collections.abc import Mapping
from typing import Final

from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.rdf import json_ld, namespaces
from nsatu_data.rdf.record_nodes import nodes
from nsatu_data.rdf.vocabulary_nodes import concept_schemes
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "linked data (RDF) in JSON-LD"
TEXTS: Final = "refused"
DROPS: Final = "nothing"


def write(dataset: Dataset, _texts: Mapping[str, Canonical] | None = None) -> str:
    """Makes the document. Equal datasets give equal bytes."""
    manifest = values(dataset.manifest)
    return json_ld.write([*nodes(manifest, map(values, dataset)), *concept_schemes()], namespaces.base_of(manifest))
