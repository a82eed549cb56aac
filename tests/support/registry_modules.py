"""Generates the modules that list a folder's content: models, rules, report formats, and exports.

They import each module by name, so that tools that bundle programs, such as PyInstaller, find the import statements.
The listed modules are not imported here: they need modules that are being generated.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import nsatu_data

PACKAGE: Final = Path(nsatu_data.__file__).parent


def model() -> str:
    """The text of `nsatu_data.model`: the public names of the records, their parts, ids and vocabularies."""
    return "".join(f"{line}\n" for line in _model())


def _model() -> Iterator[str]:
    homes = _public_models()
    yield (
        '"""The records\' fields and terms: models, vocabularies, the forms of strings, '
        "derived tables, and records in short."
    )
    yield ""
    yield "The names here are public: the models of records and of their parts, the types of ids, and the vocabularies."
    yield "Derived from the modules in this folder by `make derived`; not to be edited."
    yield '"""'
    yield ""
    yield "from typing import TYPE_CHECKING, Any"
    yield ""
    yield "if TYPE_CHECKING:"
    for module, names in homes.items():
        yield f"    from nsatu_data.model.{module} import ("
        yield from (f"        {name}," for name in names)
        yield "    )"
    yield ""
    yield "__all__ = ["
    yield from (f'    "{name}",' for name in sorted(name for names in homes.values() for name in names))
    yield "]"
    yield ""
    yield "if not TYPE_CHECKING:"
    yield ""
    yield "    def __getattr__(name: str) -> Any:"
    yield "        if name not in __all__:"
    yield '            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")'
    yield "        from nsatu_data.model import vocabulary"
    yield ""
    yield "        if hasattr(vocabulary, name):"
    yield "            return getattr(vocabulary, name)"
    yield "        # The models import pydantic, which vocabularies do not need."
    yield "        from nsatu_data.model import record_models"
    yield ""
    yield "        return getattr(record_models, name)"
    yield ""
    yield ""
    yield "def __dir__() -> list[str]:"
    yield "    return __all__"


def _public_models() -> dict[str, list[str]]:
    """The public names by module: every class but `Model`, every id type, `AnyClaim` and `AnyRecord`."""
    homes = {}
    for module in ("record_models", "scalars", "vocabulary"):
        tree = ast.parse((PACKAGE / "model" / f"{module}.py").read_text(encoding="utf-8"))
        assigned = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
        aliases = [node.id for node in assigned if isinstance(node, ast.Name)]
        names = [
            name for name in aliases if name in ("AnyClaim", "AnyRecord") or (name.endswith("Id") and name[0] != "_")
        ]
        if module != "scalars":
            classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
            names += [name for name in classes if name != "Model" and not name.startswith("_")]
        homes[module] = sorted(names)
    return homes


def rules() -> str:
    """The text of `nsatu_data.rules`."""
    return "".join(f"{line}\n" for line in _rules())


def _rules() -> Iterator[str]:
    names = sorted(file.stem for file in (PACKAGE / "rules").glob("[a-z]*.py"))
    yield '"""Checks across records, one a module; the module is named by its code.'
    yield ""
    yield "Derived from the modules in this folder by `make derived`; not to be edited."
    yield '"""'
    yield ""
    yield "from types import ModuleType"
    yield "from typing import Final"
    yield ""
    yield "from nsatu_data.rules import ("
    yield from (f"    {name}," for name in names)
    yield ")"
    yield ""
    yield "RULES: Final[tuple[ModuleType, ...]] = ("
    yield from (f"    {name}," for name in names)
    yield ")"
    yield '"""Every rule. Which comes first does not matter: findings are sorted by their place."""'


def formats() -> str:
    """The text of `nsatu_data.report.formats`."""
    names = names_in("report", "as_")
    entries = {name: f"_{name}" for name in names}
    return _lazy("report", "as_", "The writers of the formats of a report", "Callable[[], Writer]", entries)


def exports() -> str:
    """The text of `nsatu_data.export.exports`. Raises ValueError for a module without the line `HELP` or `DROPS`."""
    entries = {}
    for name in names_in("export", "to_"):
        file = PACKAGE / "export" / f"to_{name}.py"
        found = constants(file)
        for name_of, use in {"HELP": "the command's help", "DROPS": "the table in docs/exports.md"}.items():
            if name_of not in found:
                raise ValueError(f"nsatu_data/export/{file.name} has no line `{name_of}: Final = ...` for {use}")
        optional = map(found.get, ("FLAG", "FLAG_HELP", "EXTRA"))
        given = [found["HELP"], found.get("TEXTS", "optional"), *optional]
        items = [f"_{name}", *("None" if one is None else _literal(one) for one in given)]
        entries[name] = "".join(["(\n", *(f"        {item},\n" for item in items), "    )"])
    described = "The writers of the exports, the help and the texts of each, its flag with a help, and its extra"
    of = "tuple[Callable[[], Writer], str, str, str | None, str | None, str | None]"
    return _lazy("export", "to_", described, of, entries)


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def names_in(room: str, prefix: str) -> list[str]:
    """The names of the modules of a room, without their prefix."""
    return sorted(file.stem.removeprefix(prefix) for file in (PACKAGE / room).glob(f"{prefix}*.py"))


def constants(file: Path) -> dict[str, object]:
    """The constants of a module that are declared `Final` and have literal values."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Constant)
    }


def _lazy(room: str, prefix: str, described: str, of: str, entries: dict[str, str]) -> str:
    """A module that maps names to functions, each of which imports the function `write` of a module of the room."""
    return "".join(f"{line}\n" for line in _lazy_lines(room, prefix, described, of, entries))


def _lazy_lines(room: str, prefix: str, described: str, of: str, entries: dict[str, str]) -> Iterator[str]:
    yield f'"""{described}, by name.'
    yield ""
    yield f"Derived from the modules `{prefix}<name>` in this folder by `make derived`; not to be edited."
    yield '"""'
    yield ""
    yield "from typing import TYPE_CHECKING, Final"
    yield ""
    yield "if TYPE_CHECKING:"
    yield "    from collections.abc import Callable"
    yield ""
    yield f"    from nsatu_data.{room} import Writer"
    for name in entries:
        yield ""
        yield ""
        yield f'def _{name}() -> "Writer":'
        yield f"    from nsatu_data.{room}.{prefix}{name} import write"
        yield ""
        yield "    return write"
    yield ""
    yield ""
    yield f'WRITERS: "Final[dict[str, {of}]]" = {{'
    yield from (f'    "{name}": {entry},' for name, entry in entries.items())
    yield "}"
