"""SHACL shapes, derived from the models: they accept every valid dataset, and refuse what the JSON Schema refuses.

A shape is closed: a property that it does not list is refused. A reference must lead to a record of the right kind in
the same graph, which the schema cannot check. What the schema cannot express, such as the order of sentences, the
shapes do not check either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from nsatu_data.model.characters import ASCII_CONTROLS
from nsatu_data.model.conditions import CONDITIONS, Absent, Allowed, Condition, Matching, Null
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import CONDITIONS as CODES
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.identifiers import SLUG
from nsatu_data.model.schema_version import ROOT
from nsatu_data.model.string_forms import FORMS, OFFSET_LIMIT
from nsatu_data.model.vocabulary import Kind, Term
from nsatu_data.rdf.graph import Iri, List, Literal, Node, Value
from nsatu_data.rdf.mapping import SILENT_ON, Property, class_of, owners, properties
from nsatu_data.rdf.namespaces import RDF, SHACL, TYPE, XSD, scheme
from nsatu_data.rdf.record_nodes import HAS_RECORD, links

_TEXT: Final = f"{XSD}string"
_UNTIDY: Final = f"[{ASCII_CONTROLS}]|  | $"


def shapes() -> Iterator[Node]:
    """A shape for each model."""
    for owner in owners():
        yield _shape(owner)


def _shape(owner: str) -> Node:
    node = Node(f"{class_of(owner)}Shape", [_sh("NodeShape")])
    node.add(_sh("targetClass"), Iri(class_of(owner)))
    fields = properties(owner)
    steps = [step.property for field in fields.values() for step in field.steps]
    ignored = dict.fromkeys([TYPE, *links(owner), *steps])
    node.add(_sh("closed"), Literal(True))
    node.add(_sh("ignoredProperties"), List([Iri(iri) for iri in ignored]))
    for field in fields.values():
        node.add(_sh("property"), _values(field))
        if field.shape.many:
            node.add(_sh("property"), _about(field.in_order, maxCount=_number(1)))
        if field.encoding == "address":
            written = _about(field.as_written, maxCount=_number(1), datatype=Iri(_TEXT))
            _limit(written, field.shape)
            node.add(_sh("property"), written)
        if field.shape.nullable:
            node.add(_sh("xone"), List([_has(field), _is_silent(field)]))
    nullable: list[Value] = [Iri(field.iri) for field in fields.values() if field.shape.nullable]
    node.add(_sh("property"), _about(SILENT_ON, **{"in": List(nullable)} if nullable else {"maxCount": _number(0)}))
    if conditions := [shape for condition in _conditions(owner) for shape in _condition(condition, owner)]:
        node.add(_sh("and"), List(conditions))
    node.add(_sh("sparql"), *_distinct(fields.values()))
    if owner == "dataset":
        node.add(_sh("property"), _records())
    return node


def _sh(name: str) -> str:
    return SHACL + name


def _number(number: int) -> Literal:
    return Literal(number, f"{XSD}integer")


def _about(path: Value | str, **constraints: Value) -> Node:
    """A property shape: what must hold of the values at a path."""
    node = Node(None, [], {_sh("path"): [Iri(path) if isinstance(path, str) else path]})
    for name, value in constraints.items():
        node.add(_sh(name), value)
    return node


def _path(field: Property) -> Value | str:
    if not field.steps:
        return field.iri
    return List([*(Iri(step.property) for step in field.steps), Iri(field.iri)])


def _values(field: Property) -> Node:
    """What must hold of the values of a field."""
    shape = field.shape
    node = _about(_path(field))
    least, most = shape.items if shape.many and shape.items else (1, 1)
    if shape.required and not shape.nullable and least:
        node.add(_sh("minCount"), _number(1))
    if most < OFFSET_LIMIT:
        node.add(_sh("maxCount"), _number(most))
    if field.datatype is not None:
        node.add(_sh("datatype"), Iri(field.datatype))
        _limit(node, shape)
    elif shape.vocabulary is not None:
        node.add(_sh("in"), _terms(shape.vocabulary))
    elif shape.part is not None:
        node.add(_sh("nodeKind"), Iri(_sh("IRI")))
        node.add(_sh("class"), Iri(class_of(shape.part)))
    else:
        node.add(_sh("nodeKind"), Iri(_sh("IRI")))
        _link(node, field)
    return node


def _limit(node: Node, shape: FieldShape) -> None:
    if shape.alias is not None:
        pattern = FORMS[shape.alias].pattern
        node.add(_sh("maxLength"), _number(pattern.maximum))
        _match(node, pattern.found, pattern.forbidden)
    elif shape.size is not None and shape.leaf is int:
        for name, limit in zip(("minInclusive", "maxInclusive"), shape.size, strict=True):
            node.add(_sh(name), _number(limit))
    elif shape.size is not None:
        for name, limit in zip(("minLength", "maxLength"), shape.size, strict=True):
            node.add(_sh(name), _number(limit))
        _match(node, "^[^ ]", _UNTIDY)


def _match(node: Node, found: str, forbidden: str) -> None:
    node.add(_sh("pattern"), Literal(found))
    node.add(_sh("not"), _constraint("pattern", Literal(forbidden)))


def _link(node: Node, field: Property) -> None:
    """Limit the IRIs of references, codes and addresses.

    Forbidden patterns are not needed: for codes and addresses they only find line feeds, which no IRI has.
    """
    form = FORMS[str(field.shape.alias)]
    if field.encoding == "reference" and field.owner != "dataset":
        node.add(_sh("or"), List([_constraint("class", Iri(class_of(kind))) for kind in sorted(form.kinds, key=str)]))
        return
    if field.encoding == "reference":
        # The ids of retired records refer to nothing.
        node.add(
            _sh("pattern"), Literal(f"^{ROOT}data/(?:_|{SLUG})/(?:{'|'.join(sorted(form.kinds, key=str))})/{SLUG}$")
        )
        return
    start, end = (re.escape(part).replace("\\-", "-") for part in field.frame)
    found = form.pattern.found.removeprefix("^").removesuffix("$")
    node.add(_sh("pattern"), Literal(f"^{start}{found}{end}$"))
    longest = _constraint("maxLength", _number(len("".join(field.frame)) + form.pattern.maximum))
    # An address with escapes is longer than it is as written.
    node.add(_sh("or"), List([longest, _constraint("pattern", Literal("%"))]))


def _constraint(name: str, value: Value) -> Node:
    return Node(None, [], {_sh(name): [value]})


def _terms(terms: Sequence[Term] | type[Term]) -> List:
    return List([Iri(f"{scheme(type(term))}/{term}") for term in terms])


def _has(field: Property, **constraints: Value) -> Node:
    return _constraint("property", _about(_path(field), minCount=_number(1), **constraints))


def _is_silent(field: Property) -> Node:
    return _constraint("property", _about(SILENT_ON, hasValue=Iri(field.iri)))


def _conditions(owner: str) -> Iterator[Condition]:
    for code in CODES.get(owner, ()):
        yield from CONDITIONS[code]


def _condition(condition: Condition, owner: str) -> list[Value]:
    """The conditions between fields, as a list of shapes that all must hold."""
    fields = properties(owner)
    found: list[Value]
    match condition:
        case Null(_, _, name, when):
            is_selected = _is(fields, when)
            found = [_either(_not(is_selected), _is_silent(fields[name])), _either(is_selected, _has(fields[name]))]
        case Absent(_, _, name, when):
            gone = _constraint("property", _about(_path(fields[name]), maxCount=_number(0)))
            found = [_either(_not(_is(fields, when)), gone)]
        case Allowed(_, _, name, terms, None):
            found = [_is(fields, (name, terms))]
        case Allowed(_, _, name, terms, when) if when is not None:
            found = [_either(_not(_is(fields, when)), _is(fields, (name, terms)))]
        case Matching(_, _, name, pattern, when, _):
            matches = _constraint("property", _about(_path(fields[name]), pattern=Literal(pattern)))
            found = [_either(_not(_is(fields, when)), matches)]
        case _:
            found = []
    return found


def _is(fields: Mapping[str, Property], when: tuple[str, tuple[Term, ...]]) -> Node:
    name, terms = when
    return _has(fields[name], **{"in": _terms(terms)})


def _not(node: Node) -> Node:
    return _constraint("not", node)


def _either(*nodes: Node) -> Node:
    return _constraint("or", List(list(nodes)))


def _distinct(fields: Iterable[Property]) -> Iterator[Node]:
    """No list of values has an item twice. The values of a property are a set, so only its list can show it."""
    lists = [f"<{field.in_order}>" for field in fields if field.shape.many and field.encoding != "part"]
    if lists:
        query = (
            f"SELECT $this ?list WHERE {{ $this {'|'.join(lists)} ?list . ?list <{RDF}rest>*/<{RDF}first> ?value }} "
            "GROUP BY $this ?list HAVING (COUNT(?value) > COUNT(DISTINCT ?value))"
        )
        yield Node(None, [_sh("SPARQLConstraint")], {_sh("select"): [Literal(query)]})


def _records() -> Node:
    """Every record of a dataset has one of our classes, and its id begins with its kind."""
    return _about(
        HAS_RECORD,
        property=_about(
            TYPE,
            qualifiedMinCount=_number(1),
            qualifiedValueShape=Node(
                None, [], {_sh("in"): [List([Iri(class_of(kind)) for kind in FIELDS if kind in list(Kind)])]}
            ),
        ),
    )
