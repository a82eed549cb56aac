import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.support.folders import ROOT

PACKAGE: Final = ROOT / "nsatu_data"
OPTIONAL: Final = {
    *("jsonschema", "nupunkt", "sentencex", "tqdm", "wcwidth", "yaml"),
    *("matplotlib", "networkx", "numpy", "pandas", "polars", "pyarrow"),
}


def _files() -> dict[str, Path]:
    """The package's files by the module's name within the package, such as `cli`, `rules.main_event` or `rules`."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = file
    return found


FILES: Final = _files()


def _imports(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Each import that these statements execute, at once or in functions: the module, and the name imported from it."""
    for statement in body:
        for node in _executed(statement):
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, "imports are absolute"
                yield from ((node.module or "", alias.name) for alias in node.names)


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all nodes below it, except code for type checkers only."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _executed(child)


def _at_import(module: ast.Module) -> list[ast.stmt]:
    return [statement for statement in module.body if isinstance(statement, ast.Import | ast.ImportFrom)]


@cache
def _parsed(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_optional_dependencies_are_imported_only_where_they_are_used(name: str) -> None:
    module = _parsed(name)
    assert not {imported.partition(".")[0] for imported, _ in _imports(_at_import(module))} & OPTIONAL
    nested = [statement for statement in module.body if not isinstance(statement, ast.FunctionDef | ast.ClassDef)]
    assert not {imported.partition(".")[0] for imported, _ in _imports(nested)} & OPTIONAL


@pytest.mark.parametrize("name", FILES)
def test_no_name_is_imported_from_another_module_than_its_own(name: str) -> None:
    """Each name is imported from the module that defines it, so the layers in pyproject.toml see real dependencies."""
    for module, imported in _imports(_parsed(name).body):
        home = module.removeprefix("nsatu_data").strip(".")
        if module.startswith("nsatu_data.") and f"{home}.{imported}" not in FILES:
            assert imported in _defined(home), f"{imported} is not defined in {home}"


@cache
def _defined(name: str) -> frozenset[str]:
    """The names that a module's own statements define."""
    names = set()
    for statement in _parsed(name).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.add(statement.target.id)
    return frozenset(names)


def test_import_statements_lead_to_every_module_so_that_a_program_can_bundle_the_package() -> None:
    reached: set[str] = set()
    # A job for Spark imports `spark` itself.
    waiting = ["__main__", "spark"]
    while waiting:
        name = waiting.pop()
        if name in FILES and name not in reached:
            reached.add(name)
            waiting += _named(_parsed(name))
    assert set(FILES) - reached == set()


def _named(module: ast.Module) -> Iterator[str]:
    """The modules of the package in import statements. Bundling tools also see those for type checkers."""
    for node in (node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)):
        for alias in node.names:
            path = f"{node.module}.{alias.name}".split(".")[1:]
            yield from ("__init__", *(".".join(path[:end]) for end in range(1, len(path) + 1)))
