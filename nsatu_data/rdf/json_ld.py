"""Write nodes as JSON-LD 1.1, with the keys that the records have in YAML and JSON.

The context is inline, so that nothing has to be fetched. `schema/context.jsonld` publishes the same context.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from nsatu_data.rdf.graph import Iri, List, Literal, Node, Value
from nsatu_data.rdf.mapping import SILENT_ON, Property, class_of, owners, properties
from nsatu_data.rdf.namespaces import SKOS, XSD, prefixes, relative, scheme
from nsatu_data.rdf.record_nodes import links
from nsatu_data.rdf.vocabulary_nodes import POSITION

JSON = dict[str, Any]
_CONCEPT: Final = f"{SKOS}Concept"
_SCHEME: Final = f"{SKOS}ConceptScheme"
_OF_JSON: Final = (f"{XSD}string", f"{XSD}integer")
"""The datatypes of texts and integers of JSON."""


class _Key(NamedTuple):
    """The key of a property in nodes of one class, and how its values are written.

    - `type`: `@id` for IRIs, `@vocab` for names of other keys and for terms, a datatype, or None;
    - `is_ordered`: whether the value is one ordered list;
    - `is_many`: whether the values are in a list even if there is one;
    - `terms`: the IRI of the vocabulary of the values.
    """

    name: str
    property: str
    type: str | None = None
    language: str | None = None
    is_ordered: bool = False
    is_many: bool = False
    terms: str | None = None

    def definition(self) -> JSON:
        """The key in a context."""
        defined: JSON = {"@id": _compact(self.property)}
        if self.type is not None:
            defined["@type"] = _compact(self.type)
        if self.language is not None:
            defined["@language"] = self.language
        if self.is_ordered:
            defined["@container"] = "@list"
        if self.terms is not None:
            defined["@context"] = {"@vocab": f"{self.terms}/"}
        return defined


def context(base: str | None = None) -> JSON:
    """The context. `base` is the start of the IRIs of a dataset, so that ids of records are IRIs."""
    whole: JSON = {"@version": 1.1}
    if base is not None:
        whole["@base"] = base
    whole |= prefixes()
    whole["id"] = "@id"
    whole |= {key: {"@id": key, "@type": "@id"} for key in _link_keys()}
    for each, keys in _keys().items():
        scoped = {key.name: key.definition() for key in keys.values()}
        whole[_class_name(each)] = {"@id": _compact(each), "@context": scoped}
    return whole


def write(nodes: Iterable[Node], base: str) -> str:
    """The text of a JSON-LD document. `base` is the start of the IRIs of the dataset."""
    keys = ",\n    ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in context(base).items())
    graph = json.dumps([_node(node, base) for node in nodes], indent=2, ensure_ascii=False)
    return f'{{\n  "@context": {{\n    {keys}\n  }},\n  "@graph": {graph}\n}}\n'


def context_file() -> str:
    """The text of the published context."""
    return json.dumps({"@context": context()}, indent=2, ensure_ascii=False) + "\n"


@cache
def _links() -> tuple[str, ...]:
    return tuple(dict.fromkeys(link for owner in owners() for link in links(owner)))


def _link_keys() -> tuple[str, ...]:
    return tuple(map(_compact, _links()))


@cache
def _global_keys() -> frozenset[str]:
    """The keys that nodes of every class have."""
    return frozenset(["id", *prefixes(), *_link_keys(), *map(_class_name, _keys())])


@cache
def _keys() -> Mapping[str, Mapping[str, _Key]]:
    """The keys in nodes of each class, by property."""
    found: dict[str, dict[str, _Key]] = {
        _SCHEME: _by_property(_texts_of_concepts()),
        _CONCEPT: _by_property(
            [
                *_texts_of_concepts(),
                _Key("note", f"{SKOS}note", language="en"),
                _Key("topConceptOf", f"{SKOS}topConceptOf", "@id"),
                _Key("inScheme", f"{SKOS}inScheme", "@id"),
                _Key("position", POSITION),
            ]
        ),
    }
    for owner in owners():
        keys = found.setdefault(class_of(owner), {})
        keys[SILENT_ON] = _Key("silent_on", SILENT_ON, "@vocab")
        for field in properties(owner).values():
            inner = keys
            for step in field.steps:
                inner[step.property] = _Key(step.name, step.property, "@id")
                inner = found.setdefault(step.type, {})
            inner |= _by_property(_keys_of(field))
    return found


def _texts_of_concepts() -> Iterator[_Key]:
    yield _Key("prefLabel", f"{SKOS}prefLabel", language="en")
    yield _Key("definition", f"{SKOS}definition", language="en")


def _by_property(keys: Iterable[_Key]) -> dict[str, _Key]:
    return {key.property: key for key in keys}


def _keys_of(field: Property) -> Iterator[_Key]:
    # In JSON-LD, `id` is the IRI.
    name = "identifier" if field.shape.name == "id" else field.shape.name
    terms = field.shape.vocabulary
    if field.datatype is not None:
        kind = None if field.datatype in _OF_JSON else field.datatype
    else:
        kind = "@vocab" if field.encoding == "term" else "@id"
    key = _Key(name, field.iri, kind, is_many=field.shape.many, terms=scheme(terms) if terms is not None else None)
    yield key
    if field.shape.many:
        yield key._replace(name=f"{name}_in_order", property=field.in_order, is_ordered=True, is_many=False)
    if field.encoding == "address":
        yield _Key(f"{name}_as_written", field.as_written)


def _compact(iri: str) -> str:
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _class_name(iri: str) -> str:
    """The key of a class in the context: the end of its IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def _node(node: Node, base: str) -> JSON:
    assert node.iri is not None
    main, *others = node.types
    keys = _keys().get(main, {})
    written: JSON = {"id": _relative(node.iri, base)}
    name = _class_name(main) if main in _keys() else _compact(main)
    written["@type"] = [name, *map(_compact, others)] if others else name
    for predicate, values in node.properties.items():
        if predicate in keys:
            key = keys[predicate]
        else:
            key = _Key(_compact(predicate), predicate, "@id" if predicate in _links() else None)
        rendered = [_value(value, key, keys, base) for value in values]
        written[key.name] = rendered if key.is_many or len(rendered) > 1 else rendered[0]
    return written


def _value(value: Value, key: _Key, keys: Mapping[str, _Key], base: str) -> Any:
    match value:
        case Iri(iri):
            return _iri(iri, key, keys, base)
        case Literal():
            return _literal(value, key)
        case List(items):
            return [_value(item, key, keys, base) for item in items]
    return _node(value, base)


def _iri(iri: str, key: _Key, keys: Mapping[str, _Key], base: str) -> Any:
    if key.terms is not None and iri.startswith(f"{key.terms}/"):
        name = iri[len(key.terms) + 1 :]
        # A term that has the name of a key would be taken for the key.
        is_key = name in _global_keys() or any(name == other.name for other in keys.values())
        return {"@id": iri} if is_key else name
    if key.property == SILENT_ON:
        return keys[iri].name
    short = _relative(iri, base)
    return short if key.type == "@id" else {"@id": short}


def _literal(literal: Literal, key: _Key) -> Any:
    if literal.datatype == f"{XSD}integer":
        return literal.value
    if (literal.datatype, literal.language) == (key.type, key.language):
        return literal.value
    written: JSON = {"@value": literal.value}
    if literal.datatype is not None:
        written["@type"] = literal.datatype
    if literal.language is not None:
        written["@language"] = literal.language
    return written


def _relative(iri: str, base: str) -> str:
    """An IRI of the dataset without its start, and any other IRI as it is."""
    return relative(iri, base) or iri
