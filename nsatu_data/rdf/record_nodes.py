"""Turn the manifest and the records into nodes of a graph.

Each field is written as `nsatu_data.rdf.mapping` says; this alone loses nothing. Next to it are links that follow from
the fields, for programs that know only the standards: which sentence a pointer is in, which source a claim is from.

Every node has an IRI, so that the same dataset always gives the same names. Records may have faults: a value of a
wrong type, or of an unknown field, is written as JSON (`rdf:JSON`), so that the SHACL shapes can refuse it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from nsatu_data.model.schema_version import ROOT
from nsatu_data.rdf import namespaces
from nsatu_data.rdf.graph import Iri, List, Literal, Node, Value
from nsatu_data.rdf.mapping import (
    ACTOR_CLASSES,
    CLAIM,
    SILENT_ON,
    Property,
    Step,
    class_of,
    classes,
    owners,
    properties,
)
from nsatu_data.rdf.namespaces import DCTERMS, NIL, OA, PROV, RDF, SCHEMA, escaped, scheme, term

Values = Mapping[str, Any]

IN_SENTENCE: Final = term("inSentence")
HAS_RECORD: Final = term("record")
_PRIMARY_SOURCE: Final = f"{PROV}hadPrimarySource"
_SAME_AS: Final = f"{SCHEMA}sameAs"
_LINKS: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": (HAS_RECORD, f"{PROV}wasDerivedFrom", f"{SCHEMA}license", f"{DCTERMS}conformsTo"),
    "actor": (_SAME_AS,),
    "place": (_SAME_AS,),
    "Evidence": (f"{OA}hasBody", f"{OA}motivatedBy", IN_SENTENCE),
    "SentenceSpan": (f"{OA}hasSource", f"{OA}hasState"),
}
_MODELS: Final = frozenset(owners())


def links(owner: str) -> tuple[str, ...]:
    """The properties of the links that follow from the fields of a model.

    Only claims are derived from a source: the IRI of an actor or a place is that of the actor or the place itself.
    """
    is_claim = owner in _MODELS and CLAIM in classes(owner)
    return (_PRIMARY_SOURCE,) if is_claim else _LINKS.get(owner, ())


def nodes(manifest: Values, records: Iterable[Values]) -> Iterator[Node]:
    """The node of the dataset, then the node of each record."""
    base = namespaces.base_of(manifest)
    written = list(records)
    yield _dataset(manifest, written, base)
    for record in written:
        yield _record(record, base)


def _dataset(manifest: Values, records: list[Values], base: str) -> Node:
    node = _node("dataset", f"{base}{namespaces.DATASET}", manifest, base)
    sources = [record for record in records if record.get("kind") == "source"]
    for predicate, linked in ((HAS_RECORD, records), (f"{PROV}wasDerivedFrom", sources)):
        node.add(predicate, *(Iri(_iri(record, base)) for record in linked))
    for licence in _texts(manifest.get("licences"), "data"):
        node.add(f"{SCHEMA}license", Iri(namespaces.SPDX + escaped(licence)))
    for version in _texts(manifest, "schema_version"):
        node.add(f"{DCTERMS}conformsTo", Iri(f"{ROOT}schema/{escaped(version)}/bundle.schema.json"))
    return node


def _record(record: Values, base: str) -> Node:
    kind = str(record.get("kind"))
    node = _node(kind, _iri(record, base), record, base)
    if kind == "actor" and str(record.get("type")) in ACTOR_CLASSES:
        node.types.append(ACTOR_CLASSES[record["type"]])
    evidence = record.get("evidence")
    if _PRIMARY_SOURCE in links(kind) and isinstance(evidence, list):
        sources = dict.fromkeys(source for item in evidence for source in _texts(item, "source"))
        node.add(_PRIMARY_SOURCE, *(Iri(base + escaped(source)) for source in sources))
    for field, shape in properties("Identifiers").items():
        if _SAME_AS in links(kind) and shape.encoding == "code":
            for code in _texts(record.get("identifiers"), field):
                node.add(_SAME_AS, _of_code(shape, code))
    return node


def _iri(record: Values, base: str) -> str:
    return base + escaped(str(record.get("id")))


def _texts(holder: object, field: str) -> list[str]:
    """The value of a field as a list of one; an empty list if there is none, or if it is not a text."""
    value = holder.get(field) if isinstance(holder, Mapping) else None
    return [value] if isinstance(value, str) else []


def _node(owner: str, iri: str, values: Values, base: str) -> Node:
    known = properties(owner) if owner in _MODELS else {}
    node = Node(iri, list(classes(owner)) if owner in _MODELS else [class_of(owner)])
    silent = []
    for name, value in values.items():
        if name == "kind" and owner != "dataset":
            continue
        if name not in known:
            node.add(term(namespaces.camel_case(name)), _as_json(value))
        elif value is None:
            silent.append(Iri(known[name].iri))
        else:
            _write(node, known[name], value, base)
    node.add(SILENT_ON, *silent)
    return node


def _write(node: Node, field: Property, value: Any, base: str) -> None:
    assert node.iri is not None
    holder = _holder(node, field.steps)
    path = f"{node.iri}{'-' if '#' in node.iri else '#'}{field.shape.name}"
    if not field.shape.many:
        holder.add(field.iri, _value(field, value, path, base, node.iri))
        if field.encoding == "address" and isinstance(value, str) and escaped(value) != value:
            holder.add(field.as_written, Literal(value))
        return
    if not isinstance(value, list):
        holder.add(field.iri, _as_json(value))
        return
    items = [_value(field, item, f"{path}-{number}", base, node.iri) for number, item in enumerate(value, 1)]
    holder.add(field.iri, *items or [Iri(NIL)])
    if len(items) > 1:
        named: list[Value] = [Iri(str(item.iri)) if isinstance(item, Node) else item for item in items]
        holder.add(field.in_order, List(named))


def _holder(node: Node, steps: tuple[Step, ...]) -> Node:
    """The node at the end of the steps, made if it does not exist."""
    first = node.iri
    for step in steps:
        found = [value for value in node.properties.get(step.property, ()) if isinstance(value, Node)]
        if not found:
            found = [Node(f"{first}-{step.name}", [step.type])]
            node.add(step.property, *found)
        node = found[0]
    return node


def _value(field: Property, value: Any, path: str, base: str, owner: str) -> Value:
    written: Value
    match field.encoding, value:
        case "part", dict():
            return _part(str(field.shape.part), path, value, base, owner)
        case "integer", int() if not isinstance(value, bool):
            written = Literal(value, field.datatype)
        case "text", str():
            written = Literal(value)
        case "date" | "day", str():
            written = Literal(value, field.datatype)
        case "term", str():
            assert field.shape.vocabulary is not None
            written = Iri(f"{scheme(field.shape.vocabulary)}/{escaped(value)}")
        case "reference", str():
            written = Iri(base + escaped(value))
        case "code", str():
            written = _of_code(field, value)
        case "address", str() if value.startswith(("http://", "https://")):
            written = Iri(escaped(value))
        case _:
            written = _as_json(value)
    return written


def _of_code(field: Property, code: str) -> Iri:
    start, end = field.frame
    return Iri(f"{start}{escaped(code)}{end}")


def _part(name: str, iri: str, values: Values, base: str, owner: str) -> Node:
    node = _node(name, iri, values, base)
    if name == "Evidence":
        node.add(f"{OA}hasBody", Iri(owner))
        node.add(f"{OA}motivatedBy", Iri(f"{OA}linking"))
        for source in _texts(values, "source"):
            number = values.get("sentence")
            node.add(IN_SENTENCE, Iri(f"{base}{escaped(source)}#sentences-{escaped(str(number))}"))
            _holder(node, properties(name)["source"].steps).add(f"{OA}hasState", Iri(f"{base}{escaped(source)}#text"))
    if name == "SentenceSpan":
        node.add(f"{OA}hasSource", Iri(owner))
        node.add(f"{OA}hasState", Iri(f"{owner}#text"))
    return node


def _as_json(value: Any) -> Literal:
    return Literal(json.dumps(value, ensure_ascii=False), f"{RDF}JSON")
