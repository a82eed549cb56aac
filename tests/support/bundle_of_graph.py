"""Make a bundle of the triples of a graph: the way back from RDF. Any library can parse the file.

Only the properties of the fields are read. Links that follow from them may be missing or wrong, and everything else in
the graph is ignored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind
from nsatu_data.rdf import namespaces
from nsatu_data.rdf.graph import Iri, Literal
from nsatu_data.rdf.mapping import SILENT_ON, Property, class_of, properties
from nsatu_data.rdf.namespaces import NIL, RDF, TYPE, scheme


class Triple(NamedTuple):
    """A triple. A blank node is an `Iri` with any name that no other node has."""

    subject: str
    predicate: str
    object: Iri | Literal


_Graph = Mapping[str, Mapping[str, list[Iri | Literal]]]
_FIRST: Final = f"{RDF}first"
_REST: Final = f"{RDF}rest"


def to_bundle(triples: Iterable[Triple]) -> dict[str, Any]:
    """The bundle of the only dataset in a graph. Raises ValueError if there is none, or if there are several.

    The values are not checked; `nsatu_data.check` does that.
    """
    graph: defaultdict[str, defaultdict[str, list[Iri | Literal]]] = defaultdict(lambda: defaultdict(list))
    by_class: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, target in triples:
        graph[subject][predicate].append(target)
        if predicate == TYPE and isinstance(target, Iri):
            by_class[target.iri].append(subject)
    datasets = by_class[class_of("dataset")]
    if len(datasets) != 1:
        raise ValueError(f"the graph has {len(datasets)} datasets, not one")
    base = datasets[0].removesuffix(namespaces.DATASET)
    bundle: dict[str, Any] = {"dataset": _read(graph, "dataset", datasets[0], base)}
    for kind in Kind:
        records = [_read(graph, kind, iri, base) for iri in by_class[class_of(kind)]]
        bundle[f"{kind}s"] = sorted(records, key=lambda record: str(record["id"]))
    return bundle


def _read(graph: _Graph, owner: str, iri: str, base: str) -> dict[str, Any]:
    known = properties(owner)
    silent = {each.iri for each in graph[iri].get(SILENT_ON, ()) if isinstance(each, Iri)}
    values: dict[str, Any] = {}
    for name, shape in FIELDS[owner].items():
        if name not in known:
            values[name] = shape.constant
        elif known[name].iri in silent:
            values[name] = None
        elif found := list(_values(graph, known[name], iri, base)):
            values[name] = found if shape.many else found[0]
    return values


def _values(graph: _Graph, field: Property, iri: str, base: str) -> Iterator[Any]:
    for step in field.steps:
        (inner,) = graph[iri].get(step.property, ()) or [Iri(NIL)]
        iri = str(inner[0])
    here = graph.get(iri, {})
    if field.encoding == "address" and field.as_written in here:
        yield from (literal[0] for literal in here[field.as_written])
        return
    whole = here.get(field.in_order)
    for value in _items(graph, str(whole[0][0])) if whole else here.get(field.iri, ()):
        yield _value(graph, field, value, base)


def _items(graph: _Graph, cell: str) -> Iterator[Iri | Literal]:
    while cell != NIL:
        (value,), (rest,) = graph[cell][_FIRST], graph[cell][_REST]
        yield value
        cell = str(rest[0])


def _value(graph: _Graph, field: Property, value: Iri | Literal, base: str) -> Any:
    if isinstance(value, Literal):
        return value.value
    if field.encoding == "part":
        return _read(graph, str(field.shape.part), value.iri, base)
    vocabulary = field.shape.vocabulary
    start, end = field.frame
    if vocabulary or field.encoding == "reference":
        start = f"{scheme(vocabulary)}/" if vocabulary else base
    return value.iri.removeprefix(start).removesuffix(end)
