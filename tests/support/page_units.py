"""Runs the TypeScript of the page outside a browser: its unit tests, and programs that read rows and print rows."""

import json
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from tests.support import npm_packages
from tests.support.folders import ROOT
from tests.support.page_build import PAGE, generate_types

TESTS: Final = ROOT / "tests" / "page"
UNITS: Final = TESTS / "units"
PROGRAMS: Final = TESTS / "programs"


def run_program(name: str, rows: Iterable[object]) -> list[Any]:
    """Run `programs/<name>.ts` with rows of JSON as its input, and return the rows of JSON that it prints."""
    with tempfile.TemporaryDirectory() as temporary:
        program = _bundle([PROGRAMS / f"{name}.ts"], Path(temporary))[0]
        given = "".join(f"{json.dumps(row)}\n" for row in rows)
        outcome = subprocess.run(
            ["node", str(program)], input=given, capture_output=True, encoding="utf-8", check=False
        )
    assert outcome.returncode == 0, outcome.stderr
    return [json.loads(line) for line in outcome.stdout.split("\n") if line]


def _bundle(files: list[Path], folder: Path) -> list[Path]:
    """Make a module that Node can run of each TypeScript file."""
    npm_packages.install(PAGE)
    options = ["--bundle", "--platform=node", "--format=esm", "--out-extension:.js=.mjs", "--log-level=error"]
    esbuild = [str(PAGE / "node_modules" / ".bin" / "esbuild"), *map(str, files), *options, f"--outdir={folder}"]
    subprocess.run([*esbuild, f"--outbase={TESTS}"], cwd=PAGE, check=True)
    return [folder / file.relative_to(TESTS).with_suffix(".mjs") for file in files]


def run_units(file: Path) -> tuple[int, str]:
    """Run a file of unit tests. Returns the exit status, and what Node prints."""
    with tempfile.TemporaryDirectory() as temporary:
        (module,) = _bundle([file], Path(temporary))
        outcome = subprocess.run(["node", "--test", str(module)], capture_output=True, encoding="utf-8", check=False)
    return outcome.returncode, outcome.stdout + outcome.stderr


def check_types() -> tuple[int, str]:
    """Check the types of the unit tests and of the programs. Returns the exit status, and what the compiler prints."""
    generate_types()
    command = [str(PAGE / "node_modules" / ".bin" / "tsc"), "--project", str(TESTS)]
    outcome = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return outcome.returncode, outcome.stdout + outcome.stderr
