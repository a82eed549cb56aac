"""Runs the programs that the README of the npm package shows, and compares what they print with the block below each.

A program in TypeScript is compiled first. One that needs `require` is a script, and every other a module.
"""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.rehearsal.steps import Failed
from tests.support import npm_packages
from tests.support.folders import INTEROP

_PROGRAM: Final = re.compile(r"^```(javascript|typescript)\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_OPENING: Final = re.compile(r"^```(?:javascript|typescript|js|ts)$", re.MULTILINE)
_REQUIRED: Final = re.compile(r'\brequire\("nsatu-data')
_TOOLS: Final = INTEROP / "typescript"
"""Its lock file has the compiler, and the packages of others that a program imports."""


class Example(NamedTuple):
    """A program, and what the document says that it prints."""

    language: str
    program: str
    printed: str


def examples_in(text: str) -> list[Example]:
    """The programs in a Markdown text. Raises Failed if one has no output after it."""
    found = [Example(*match.groups()) for match in _PROGRAM.finditer(text)]
    if len(found) != len(_OPENING.findall(text)):
        raise Failed("a program in the README has no block of text after it that says what it prints")
    return found


def link_tools(project: Path) -> None:
    """Let the programs of a project import what a user is told to install besides. Needs npm."""
    npm_packages.install(_TOOLS)
    link = project / "node_modules" / "ajv"
    if not link.exists():
        link.symlink_to(_TOOLS / "node_modules" / "ajv")


def check(number: int, example: Example, project: Path, node: str, environment: Mapping[str, str]) -> None:
    """Run a program in a project that has the package. Raises Failed if it fails or prints something else."""
    suffix = ".mts" if example.language == "typescript" else ".cjs" if _REQUIRED.search(example.program) else ".mjs"
    file = project / f"program-{number}{suffix}"
    file.write_text(example.program, encoding="utf-8")
    if suffix == ".mts":
        compiler = str(_TOOLS / "node_modules" / "typescript" / "bin" / "tsc")
        options = ["--strict", "--module", "nodenext", "--target", "es2022"]
        # The compiler needs a newer node than the package does, such as the one on PATH.
        _printed(number, ["node", compiler, *options, file.name], project, environment)
        file = file.with_suffix(".mjs")
    printed = _printed(number, [node, file.name], project, environment)
    if printed != example.printed:
        raise Failed(f"program {number} prints {printed!r}, but the README shows {example.printed!r}")


def _printed(number: int, command: list[str], here: Path, environment: Mapping[str, str]) -> str:
    ran = subprocess.run(command, cwd=here, env=environment, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode:
        raise Failed(f"program {number} ends with {ran.returncode}: {(ran.stderr or ran.stdout).strip()}")
    return ran.stdout
