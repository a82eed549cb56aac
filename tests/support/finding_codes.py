"""Lists every code that a finding about a dataset can have, from the package's source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import nsatu_data
from nsatu_data import rules
from nsatu_data.model import schema_version
from nsatu_data.syntax.portable import refusals

PACKAGE = Path(nsatu_data.__file__).parent


def codes() -> set[str]:
    """Every code that `validate` can report."""
    return set(_codes())


def _codes() -> Iterator[str]:
    yield from (refusal.code for refusal in (*refusals.OF_LINES, *refusals.OF_FILES))
    yield from (rule.CODE for rule in rules.RULES)
    yield schema_version.CODE
    for file in PACKAGE.rglob("*.py"):
        yield from _codes_of_faults(ast.parse(file.read_text(encoding="utf-8")))


def _codes_of_faults(tree: ast.Module) -> Iterator[str]:
    """The string constants that are the first or second argument of a call that makes a fault."""
    first = {
        "Fault",
        "refuse",
        "TextFault",
        "NotInSchema",
        "Null",
        "Absent",
        "Allowed",
        "Matching",
        "_fault",
        "_add_fault",
        "_characters",
    }
    second = {"_refused", "_add_folder_finding"}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        place = 1 if name in second else 0
        if name in first | second and len(call.args) > place:
            code = call.args[place]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value
