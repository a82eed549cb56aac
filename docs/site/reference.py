"""Writes the reference of the Python library in Markdown: each public name, with its types and its docstring."""

import ast
import inspect
from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, Final

from pydantic import BaseModel

from docs.site import signatures
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Term
from tests.support import public_surface

FOLDER: Final = "reference"
RESULTS: Final = "results"
"""The page of the classes that are not public names, but that public members return."""
_TITLES: Final = {
    "nsatu_data": "`nsatu_data`: load and check",
    "nsatu_data.model": "`nsatu_data.model`: records and vocabularies",
    "nsatu_data.schema": "`nsatu_data.schema`: JSON Schema",
    "nsatu_data.spark": "`nsatu_data.spark`: Apache Spark",
}
_DERIVED: Final = "\nDerived from the modules in this folder by `make derived`; not to be edited."
_INDEX: Final = """\
# Python reference

The public names of the library, from its docstrings. [The page on Python](../docs/python.md) introduces them with
examples. The classes on the page of results are those that public methods return: their public members are stable, and
their modules are private.
"""
_RESULTS: Final = """\
# Collections and other results

Public members return or hold objects of these classes. Do not import them: their modules are private.
"""


def pages() -> dict[str, str]:
    """The Markdown of each page, by its path."""
    names = public_surface.public_names()
    results = [*_bases_of_results(names), *public_surface.reached_classes(names)]
    files = [*(_file(module) for module in public_surface.MODULES), RESULTS]
    texts = {_file(module): "\n".join(_module(module, names)) for module in public_surface.MODULES}
    texts[RESULTS] = "\n".join([_RESULTS, *(line for one in results for line in _class(one.__name__, one, 4))])
    texts["index"] = "\n".join([_INDEX, "```{toctree}", *files, "```", ""])
    return {f"{FOLDER}/{name}.md": text for name, text in texts.items()}


@cache
def full_names() -> dict[str, str]:
    """The full name of each documented class and type, by its last part, which signatures use."""
    names = public_surface.public_names()
    found = {full.rpartition(".")[2]: full for full in names if full[-1:].isalpha()}
    results = [*_bases_of_results(names), *public_surface.reached_classes(names)]
    return {one.__name__: one.__name__ for one in results} | found


def _file(module: str) -> str:
    return module.rpartition(".")[2]


def _bases_of_results(names: dict[str, Any]) -> list[type]:
    """What the collections have in common, documented once."""
    bases = {
        base for one in public_surface.reached_classes(names) for base in one.__mro__[1:] if base.__name__[0] != "_"
    }
    return [base for base in bases if base.__name__ == "Records"]


def _module(module: str, names: dict[str, Any]) -> Iterator[str]:
    yield f"# {_TITLES[module]}"
    yield ""
    yield f":::{{py:module}} {module}"
    yield ":::"
    yield ""
    yield inspect.cleandoc(import_module(module).__doc__ or "").removesuffix(_DERIVED)
    yield ""
    own = {full.rpartition(".")[2]: value for full, value in names.items() if full.rpartition(".")[0] == module}
    for title, members in _groups(module, own).items():
        if title:
            yield f"## {title}"
            yield ""
        for name, value in members.items():
            yield from _name(name, value)


def _groups(module: str, own: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The public names of a module by the heading that they stand under."""
    if module != "nsatu_data.model":
        return {"": own}
    groups: dict[str, dict[str, Any]] = {"Records and their parts": {}, "Vocabularies": {}, "Types": {}}
    for name, value in own.items():
        title = "Types" if not isinstance(value, type) else "Vocabularies" if issubclass(value, Term) else ""
        groups[title or "Records and their parts"][name] = value
    return groups


def _name(name: str, value: Any) -> Iterator[str]:
    if inspect.isfunction(value):
        yield from _directive("function", f"{name}{signatures.of(public_surface.tree(value))}", inspect.getdoc(value))
    elif isinstance(value, str):
        yield from _directive("data", name, "The version of the package, which is the data's.", {"type": "str"})
    elif isinstance(value, type):
        yield from _class(name, value, 4)
    else:
        meaning = f"{FORMS[name].meaning[0].upper()}{FORMS[name].meaning[1:]}." if name in FORMS else None
        canonical = public_surface.type_name(getattr(value, "__value__", value))
        yield from _directive("type", name, meaning, {"canonical": canonical})


def _class(name: str, value: type, colons: int) -> Iterator[str]:
    head = signatures.of(public_surface.tree(vars(value)["__init__"])) if value.__name__ == "InvalidDataset" else ""
    kind = "exception" if issubclass(value, Exception) else "class"
    body = [_description(value), "", *_members(value)]
    yield from _directive(kind, f"{name}{head}", "\n".join(body), colons=colons)


def _description(value: type) -> str:
    return inspect.cleandoc(value.__doc__ or "")


def _members(value: type) -> Iterator[str]:
    if issubclass(value, Enum) and value is not Term and issubclass(value, Term):
        for term in value:
            standard = f" Standard: {term.standard}." if term.standard else ""
            yield from _directive(
                "attribute", term.name, f"{_sentence(term.definition)}{standard}", {"value": repr(str(term))}
            )
    elif issubclass(value, BaseModel):
        for name, field in value.model_fields.items():
            options = {"type": public_surface.type_name(field.annotation)}
            if not field.is_required():
                options["value"] = repr(field.get_default())
            yield from _directive("attribute", name, field.description, options)
    else:
        yield from _written_members(value)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _written_members(value: type) -> Iterator[str]:
    """The members of a class as its source has them, the inherited ones of this package too."""
    seen: set[str] = set()
    for base in public_surface.own_bases(value):
        if base is not value and base.__name__ == "Records":
            continue
        body = public_surface.tree(base).body
        own: set[str] = set()
        for node, after in zip(body, [*body[1:], None], strict=True):
            name, _ = public_surface.member(node)
            if (name.startswith("_") and (name not in _SHOWN_OPERATORS or not _doc_of(base, name))) or name in seen:
                continue
            if name in own and not public_surface.is_overload(node):
                continue  # the signature below several ones is for the interpreter
            yield from _written_member(base, name, node, after, is_further=name in own)
            own.add(name)
        seen |= own


_SHOWN_OPERATORS: Final = {"__getitem__", "__contains__", "__eq__"}


def _written_member(base: type, name: str, node: Any, after: Any, *, is_further: bool) -> Iterator[str]:
    options: dict[str, str] = {"no-index": ""} if is_further else {}
    if isinstance(node, ast.AnnAssign):
        words = ast.literal_eval(after.value) if isinstance(after, ast.Expr) else None
        yield from _directive("attribute", name, words, {"type": signatures.type_of(node.annotation)})
        return
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    words = None if public_surface.is_overload(node) and not is_further else _doc_of(base, name)
    if marks & {"property", "cached_property"}:
        yield from _directive("property", name, words, options | {"type": signatures.type_of(node.returns)})
        return
    if "classmethod" in marks:
        options["classmethod"] = ""
    yield from _directive("method", f"{name}{signatures.of(node)}", words, options)


def _doc_of(base: type, name: str) -> str:
    """The docstring that this class itself gives a member."""
    return inspect.cleandoc(getattr(vars(base).get(name), "__doc__", None) or "")


def _directive(
    kind: str, argument: str, body: str | None, options: dict[str, str] | None = None, colons: int = 3
) -> Iterator[str]:
    yield f"{':' * colons}{{py:{kind}}} {argument}"
    yield from (f":{name}: {value}".rstrip() for name, value in (options or {}).items())
    yield ""
    yield body or ""
    yield ":" * colons
    yield ""
