"""Writes the files in which programs read about one thing: a node of the graph as Turtle and as JSON-LD."""

import json
from collections.abc import Iterable, Iterator

from docs.site.navigation import link
from nsatu_data.model.schema_version import SCHEMA_VERSION
from nsatu_data.rdf import json_ld, turtle
from nsatu_data.rdf.graph import Iri, Node, Value

CONTEXT = f"schema/{SCHEMA_VERSION}/context.jsonld"
"""The path of the context that the files in JSON-LD refer to."""


def as_turtle(nodes: Iterable[Node], base: str | None = None) -> bytes:
    """The nodes as Turtle. `base` is the start of the identifiers of a dataset."""
    return turtle.write(nodes, base).encode()


def as_json_ld(nodes: Iterable[Node], path: str, base: str | None = None) -> bytes:
    """The nodes as JSON-LD for a file at `path`.

    It refers to the context by its relative address, so that it can be read before any address is registered.
    """
    written = json.loads(json_ld.write(nodes, base or ""))
    context = link(path, CONTEXT)
    whole = {"@context": [context, {"@base": base}] if base else context, "@graph": written["@graph"]}
    return as_json(whole)


def as_json(value: object) -> bytes:
    """A value as a file in JSON."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def within(node: Node) -> Iterator[tuple[str, Value]]:
    """Each property of a node and of the nodes in it, with each of its values."""
    for predicate, values in node.properties.items():
        for value in values:
            yield predicate, value
            if isinstance(value, Node):
                yield from within(value)


def identifiers(node: Node) -> Iterator[str]:
    """The identifiers of a node and of the nodes in it."""
    if node.iri is not None:
        yield node.iri
    for _, value in within(node):
        if isinstance(value, Node) and value.iri is not None:
            yield value.iri


def mentioned(node: Node) -> Iterator[str]:
    """The properties and types of a node and of the nodes in it, and what these refer to."""
    yield from node.types
    for predicate, value in within(node):
        yield predicate
        if isinstance(value, Iri):
            yield value.iri
        if isinstance(value, Node):
            yield from value.types
