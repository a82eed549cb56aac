"""The public names of the library as one text: signatures, fields and terms.

`make expected` writes it to `tests/expected/public-surface.txt`, so that a review sees each change. Signatures come
from the source, because versions of Python print the types of a running program differently.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

MODULES: Final = ("nsatu_data", "nsatu_data.model", "nsatu_data.schema", "nsatu_data.spark")
"""The public modules. Their `__all__` is the public surface."""


def listing() -> str:
    """Every public name with its members, then the classes that public members return or hold."""
    sections = public_names()
    sections.update({f"(not public) {one.__name__}": one for one in reached_classes(sections)})
    return "".join(f"{line}\n" for name, value in sections.items() for line in _section(name, value))


def public_names() -> dict[str, Any]:
    """The value of every public name, in the order of the modules and then of the names."""
    found: dict[str, Any] = {}
    for module in map(import_module, MODULES):
        found.update({f"{module.__name__}.{name}": getattr(module, name) for name in sorted(module.__all__)})
    return found


def reached_classes(names: Mapping[str, Any]) -> list[type]:
    """The classes that are not public, but that public members return or hold."""
    classes = [value for value in names.values() if isinstance(value, type)]
    for one in classes:
        reached = {found for base in own_bases(one) for found in named_classes(base)} - set(classes)
        classes += sorted(reached, key=lambda found: found.__name__)
    public = set(map(id, names.values()))
    return [one for one in classes if id(one) not in public]


def _section(name: str, value: Any) -> Iterator[str]:
    if inspect.isfunction(value):
        yield f"{name}{signature(tree(value))}"
    elif isinstance(value, str):
        yield f"{name}: str"
    elif not isinstance(value, type):
        yield f"{name} = {type_name(getattr(value, '__value__', value))}"
    else:
        bases = ", ".join(base.__name__ for base in value.__bases__)
        yield f"{name}({bases})"
        yield from (f"    {member}" for member in sorted(members(value)))


def type_name(value: Any) -> str:
    """The type of a value at run time, not its annotation."""
    inner = get_args(value)
    if get_origin(value) is Annotated:
        return type_name(inner[0])
    if get_origin(value) in (Union, UnionType):
        return " | ".join(map(type_name, inner))
    if get_origin(value) is Literal:
        return f"Literal[{', '.join(map(repr, inner))}]"
    if inner:
        return f"{value.__origin__.__name__}[{', '.join(map(type_name, inner))}]"
    return "..." if value is ... else "None" if value is NoneType else str(value.__name__)


def members(value: type) -> Iterator[str]:
    if issubclass(value, Enum):
        yield from (f"{term.name} = {str(term)!r}" for term in value)
    if issubclass(value, BaseModel):
        for name, field in value.model_fields.items():
            yield f"{name}: {type_name(field.annotation)}{'' if field.is_required() else ' = ...'}"
        return
    seen: set[str] = set()
    for base in own_bases(value):
        own: set[str] = set()
        for node in tree(base).body:
            name, shown = member(node)
            is_new = name not in own or is_overload(node)
            if is_new and name not in seen and (not name.startswith("_") or name in _OPERATORS):
                own.add(name)
                yield shown
        seen |= own


def is_overload(node: ast.stmt) -> bool:
    """Whether this is one of several signatures. The function below them has a signature for the interpreter only."""
    return isinstance(node, ast.FunctionDef) and "overload" in map(ast.unparse, node.decorator_list)


_OPERATORS: Final = {
    "__reversed__",
    "__init__",
    "__getitem__",
    "__contains__",
    "__iter__",
    "__len__",
    "__eq__",
    "__str__",
}


def member(node: ast.stmt) -> tuple[str, str]:
    """The name of a class's member and its listing; the name is "_" for statements that are not listed."""
    if isinstance(node, ast.FunctionDef):
        marks = {ast.unparse(mark) for mark in node.decorator_list}
        if marks & {"property", "cached_property"}:
            return node.name, f"{node.name}: {_type(node.returns)}"
        return node.name, f"{'classmethod ' * ('classmethod' in marks)}{node.name}{signature(node)}"
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id, f"{node.target.id}: {_type(node.annotation)}{' = ...' * (node.value is not None)}"
    return "_", ""


def signature(node: Any) -> str:
    return f"({ast.unparse(node.args)}) -> {_type(node.returns)}"


def _type(annotation: ast.expr | None) -> str:
    """The source of an annotation, without quotes."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value
    return "None" if annotation is None else ast.unparse(annotation)


def tree(value: Any) -> Any:
    return ast.parse(textwrap.dedent(inspect.getsource(value))).body[0]


def own_bases(value: type) -> list[type]:
    """A class and those of its bases that this package defines."""
    return [base for base in value.__mro__ if base.__module__.partition(".")[0] == "nsatu_data"]


def named_classes(value: type) -> Iterator[type]:
    """The classes of this package that the types of a class's public members name."""
    if issubclass(value, BaseModel | Enum):
        return
    known = vars(sys.modules[value.__module__])
    for node in tree(value).body:
        if isinstance(node, ast.FunctionDef | ast.AnnAssign) and not member(node)[0].startswith("_"):
            annotation = node.returns if isinstance(node, ast.FunctionDef) else node.annotation
            for name in ast.walk(ast.parse(_type(annotation))):
                found = known.get(name.id) if isinstance(name, ast.Name) else None
                if isinstance(found, type) and own_bases(found):
                    yield found
