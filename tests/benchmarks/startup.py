"""Measures start-up: importing, loading, and judging one record, compared with importing only pydantic.

The package is built from this checkout and installed, because an installed package reads its derived bundle, while a
checkout reads and judges its records.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import CHECKOUT, Program, interleaved, python
from tests.support.example_datasets import write_folder

RUNS = 21
BASELINE = "from pydantic import BaseModel, Field, TypeAdapter"
LOAD = "import nsatu_data; nsatu_data.load()"


def table() -> Iterator[str]:
    """Measure, and yield the lines of a Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        installed = _installed(folder)
        example_folder = write_folder(folder / "example")
        empty = folder / "empty"
        empty.mkdir()
        validate = python("-m", "nsatu_data", "validate")
        measured = interleaved(
            {
                "baseline B: import pydantic": Program(python("-c", BASELINE), empty, installed),
                "load, installed": Program(python("-c", LOAD), empty, installed),
                "load, checkout": Program(python("-c", LOAD), empty),
                "validate, one record": Program([*validate, "place/lorn.yaml"], example_folder, installed),
                "validate, the records": Program([*validate, "records"], CHECKOUT, installed),
                "--help": Program(python("-m", "nsatu_data", "--help"), empty, installed),
            },
            RUNS,
        )
    baseline = measured["baseline B: import pydantic"].median
    limits = {"load": 1.5 * baseline + 30, "validate": 1.5 * baseline + 60}
    yield f"| {RUNS} interleaved runs, ms | median | least | most | of B | at most |"
    yield "|---|---:|---:|---:|---:|---:|"
    for program, times in measured.items():
        limit = next((f"{limits[name]:.0f}" for name in limits if program.startswith(name)), "")
        yield (
            f"| {program} | {times.median:.0f} | {times.least:.0f} | {times.most:.0f} "
            f"| {times.median / baseline:.2f} | {limit} |"
        )


def _installed(folder: Path) -> Path:
    target = folder / "installed"
    pip = python("-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-build-isolation", "--target", str(target), str(CHECKOUT)], check=True
    )
    subprocess.run(python("-m", "compileall", "-q", str(target)), check=True)
    return target
