"""The parts of an RDF graph, as trees that the writers of Turtle and JSON-LD walk.

A node with an IRI can be the value of a property of another node. The writers then write it there, or refer to it.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Iri(NamedTuple):
    """A name of something: an absolute IRI."""

    iri: str


class Literal(NamedTuple):
    """A text, a number or a truth value. Without `datatype` and `language` it is a plain text (`xsd:string`)."""

    value: str | int
    datatype: str | None = None
    language: str | None = None


@dataclass
class Node:
    """Something with properties. A node without an IRI is written in place, and only SHACL shapes have such nodes."""

    iri: str | None
    types: list[str] = field(default_factory=list)
    properties: dict[str, list["Value"]] = field(default_factory=dict)

    def add(self, predicate: str, *values: "Value") -> None:
        """Add values to a property. Without values, nothing is added."""
        if values:
            self.properties.setdefault(predicate, []).extend(values)


@dataclass
class List:
    """An ordered list (`rdf:List`)."""

    items: list["Value"]


Value = Iri | Literal | Node | List
