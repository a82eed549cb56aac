"""The programs in the README of the npm package: finds them, and runs them in a project that has the package.

A program in TypeScript is compiled first. One that needs `require` is a script, and every other a module. The release
workflow runs this module before anything is installed, so it needs only the standard library.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.support import npm_packages
from tests.support.folders import INTEROP

TOOLS: Final = INTEROP / "typescript"
"""Its lock file has the compiler for TypeScript, and ajv, which one of the programs imports."""
COMPILER: Final = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
STRICT: Final = ("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022")
"""Options of the compiler."""
_PROGRAM: Final = re.compile(r"^```(javascript|typescript)\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_OPENING: Final = re.compile(r"^```(?:javascript|typescript|js|ts)$", re.MULTILINE)


class ExampleFailed(Exception):
    """A program that fails, writes to standard error, or has no output in the README; says so in one line."""


class Example(NamedTuple):
    """A program in the README, and what the README says that it prints."""

    language: str
    program: str
    printed: str

    @property
    def suffix(self) -> str:
        """The suffix that tells Node and the compiler how to read the program."""
        if self.language == "typescript":
            return ".mts"
        return ".cjs" if 'require("nsatu-data' in self.program else ".mjs"


def examples(text: str) -> list[Example]:
    """The programs in a README, in order. Raises ExampleFailed if one has no output after it."""
    found = [Example(*match.groups()) for match in _PROGRAM.finditer(text)]
    if len(found) != len(_OPENING.findall(text)):
        raise ExampleFailed("a program in the README has no block of text after it that says what it prints")
    return found


def link_tools(project: Path) -> None:
    """Let the programs of a project import ajv. Needs npm."""
    npm_packages.install(TOOLS)
    link = project / "node_modules" / "ajv"
    if not link.exists():
        link.symlink_to(TOOLS / "node_modules" / "ajv")


def run(example: Example, project: Path, node: str = "node", environment: Mapping[str, str] = os.environ) -> str:
    """What a program prints in a project that has the package. Raises ExampleFailed with the errors if it fails."""
    file = project / f"example{example.suffix}"
    file.write_text(example.program, encoding="utf-8")
    if example.language == "typescript":
        # The compiler needs a newer Node than the package does, such as the one on PATH.
        _output(["node", str(COMPILER), *STRICT, "--module", "nodenext", file.name], project, environment)
        file = file.with_suffix(".mjs")
    return _output([node, file.name], project, environment)


def _output(command: list[str], here: Path, environment: Mapping[str, str]) -> str:
    outcome = subprocess.run(command, cwd=here, env=environment, capture_output=True, encoding="utf-8", check=False)
    if outcome.returncode or outcome.stderr:
        said = f"{outcome.stdout}{outcome.stderr}"
        raise ExampleFailed(f"{' '.join(command)} ends with {outcome.returncode}: {said}")
    return outcome.stdout
