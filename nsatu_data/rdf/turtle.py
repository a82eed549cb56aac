"""Write nodes as Turtle (RDF 1.1). The same nodes give the same bytes.

Each node with an IRI has a paragraph of its own. IRIs of the dataset are relative to `@base`: `<actor/japan>`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

from nsatu_data.rdf.graph import Iri, List, Literal, Node, Value
from nsatu_data.rdf.namespaces import XSD, prefixes, relative

_LOCAL_NAME: Final = re.compile("[A-Za-z0-9_][A-Za-z0-9_-]*")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE: Final = re.compile('["\\\\\\x00-\\x1f\\x7f]')
_INDENT: Final = "  "

_Name = Callable[[str], str]


def write(nodes: Iterable[Node], base: str | None = None) -> str:
    """The text of a Turtle document. It declares the prefixes that it uses."""
    used: set[str] = set()
    name = _namer(base, used)
    body = [_paragraph(each, name) for node in nodes for each in _named(node)]
    head = [f"@base <{base}> ."] if base else []
    head += [f"@prefix {prefix}: <{prefixes()[prefix]}> ." for prefix in prefixes() if prefix in used]
    return "\n".join([*head, "", *body])


def _namer(base: str | None, used: set[str]) -> _Name:
    """A function that writes IRIs, and adds the prefixes that it needs to `used`."""

    @cache
    def name(iri: str) -> str:
        if base is not None and (short := relative(iri, base)) is not None:
            return f"<{short}>"
        for prefix, namespace in _longest_first():
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    return name


@cache
def _longest_first() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(prefixes().items(), key=lambda each: -len(each[1])))


def _named(node: Node) -> Iterator[Node]:
    """A node, and the nodes with IRIs among its values at any depth."""
    if node.iri is not None:
        yield node
    for values in node.properties.values():
        for value in values:
            if isinstance(value, Node):
                yield from _named(value)


def _paragraph(node: Node, name: _Name) -> str:
    assert node.iri is not None
    lines = " ;\n".join(_lines(node, name, _INDENT))
    return f"{name(node.iri)}\n{lines} .\n"


def _lines(node: Node, name: _Name, indent: str) -> Iterator[str]:
    if node.types:
        yield f"{indent}a {', '.join(map(name, node.types))}"
    for predicate, values in node.properties.items():
        yield f"{indent}{name(predicate)} {', '.join(_value(value, name, indent) for value in values)}"


def _value(value: Value, name: _Name, indent: str) -> str:
    match value:
        case Iri(iri):
            return name(iri)
        case Literal():
            return _literal(value, name)
        case List(items):
            return f"( {' '.join(_value(item, name, indent) for item in items)} )"
    if value.iri is not None:
        return name(value.iri)
    first, *others = _lines(value, name, indent + _INDENT)
    if not others and "\n" not in first:
        return f"[ {first.strip()} ]"
    inner = " ;\n".join([first, *others])
    return f"[\n{inner}\n{indent}]"


def _literal(literal: Literal, name: _Name) -> str:
    if isinstance(literal.value, bool):
        return "true" if literal.value else "false"
    if isinstance(literal.value, int) and literal.datatype == f"{XSD}integer":
        return str(literal.value)
    quoted = f'"{_TO_ESCAPE.sub(_escape, str(literal.value))}"'
    if literal.language is not None:
        return f"{quoted}@{literal.language}"
    return quoted if literal.datatype is None else f"{quoted}^^{name(literal.datatype)}"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
