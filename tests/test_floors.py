import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

from tests.datasets import ROOT

PACKAGE: Final = ROOT / "nsatu_data"
FLOORS: Final = (
    {
        "vocabulary",
        "identifiers",
        "printable",
        "diagnostics",
        "characters",
        "invisible",
        "invisible_table",
        "edtf",
        "fields",
        "forms",
        "outline",
        "parts",
    },
    {
        "portable_yaml",
        "ordinary_yaml",
        "conditions",
        "files",
        "json_text",
        "layout",
        "models",
        "scalars",
        "schema_version",
        "syntax",
        "package_data",
        "text",
        "words",
        "realigning",
        "termination",
        "writing",
    },
    {
        "schema",
        "annotations",
        "shape",
        "fitting",
        "telling",
        "quick_judge",
        "collection",
        "selection",
        "kinds",
        "references",
        "dataset",
        "facts",
        "reading",
        "neighbours",
        "cues",
        "lexicon",
    },
    {"rules", "coverage", "manuals"},
    {
        "placing",
        "judging",
        "workers",
        "intake",
        "checking",
        "loading",
        "authoring",
        "formatting",
        "mending",
        "example",
        "reference",
        "derivation",
        "plain_schema",
        "findings_page",
        "export",
        "report",
        "streams",
    },
    {"commands", "cli"},
    {"__init__", "__main__"},
)
FLOOR_OF: Final = {name: number for number, names in enumerate(FLOORS) for name in names}
OPTIONAL: Final = {"jsonschema", "nupunkt", "sentencex", "tqdm", "wcwidth", "yaml"}


def _files() -> dict[str, Path]:
    """The package's files by the name of the module within the package: `cli`, `rules.main_event`, `rules`."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = file
    return found


FILES: Final = _files()


def _imports(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Each import that is executed by these statements, at once or later: the module, and a name taken from it."""
    for statement in body:
        for node in _executed(statement):
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, "imports are absolute"
                yield from ((node.module or "", alias.name) for alias in node.names)


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, without what stands there for type checkers alone."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _executed(child)


def _at_import(module: ast.Module) -> list[ast.stmt]:
    return [statement for statement in module.body if isinstance(statement, ast.Import | ast.ImportFrom)]


def _within(body: list[ast.stmt]) -> set[str]:
    """The modules of the package that these statements import, by their names within the package."""
    found = set()
    for module, name in _imports(body):
        first, _, inner = module.partition(".")
        if first == "nsatu_data":
            whole = f"{inner}.{name}".strip(".")
            found.add(whole if whole in FILES else inner or "__init__")
    return found


def _parsed(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def test_every_module_has_its_floor() -> None:
    assert {name.partition(".")[0] for name in FILES} == set(FLOOR_OF)
    assert sum(map(len, FLOORS)) == len(FLOOR_OF)


@pytest.mark.parametrize("name", FILES)
def test_imports_go_down_only(name: str) -> None:
    here = FLOOR_OF[name.partition(".")[0]]
    above = [other for other in _within(_parsed(name).body) if FLOOR_OF[other.partition(".")[0]] > here]
    assert above == []


def test_no_imports_go_in_a_circle() -> None:
    TopologicalSorter({name: _within(_parsed(name).body) - {name} for name in FILES}).prepare()


@pytest.mark.parametrize("name", FILES)
def test_optional_dependencies_are_imported_only_where_they_are_used(name: str) -> None:
    module = _parsed(name)
    assert not {imported.partition(".")[0] for imported, _ in _imports(_at_import(module))} & OPTIONAL
    nested = [statement for statement in module.body if not isinstance(statement, ast.FunctionDef | ast.ClassDef)]
    assert not {imported.partition(".")[0] for imported, _ in _imports(nested)} & OPTIONAL


@pytest.mark.parametrize("name", FILES)
def test_no_name_is_imported_from_another_module_than_its_own(name: str) -> None:
    """What a module only imported is imported from its home, so that the floors tell the truth."""
    for module, imported in _imports(_parsed(name).body):
        home = module.removeprefix("nsatu_data").strip(".")
        if module.startswith("nsatu_data.") and f"{home}.{imported}" not in FILES:
            assert imported in _defined(home), f"{imported} is not defined in {home}"


def _defined(name: str) -> set[str]:
    """The names that a module's own statements give a value."""
    names = set()
    for statement in _parsed(name).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.add(statement.target.id)
    return names
