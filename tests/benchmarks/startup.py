"""How long it takes to start: importing and loading, against importing pydantic alone.

Every command is a new process in an empty folder. Runs are interleaved, so that whatever else the machine does falls on
all of them alike. The installed package is built and installed from this checkout, since it reads its derived bundle
where a checkout reads and judges its records.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
RUNS = 21
BASELINE = "from pydantic import BaseModel, Field, TypeAdapter"
LOAD = "import nsatu_data; nsatu_data.load()"
HELP = "import sys; sys.argv[1:] = ['--help']; from nsatu_data.cli import main; main()"


def main() -> None:
    """Measures and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        installed = _installed(Path(folder))
        programs = {
            "baseline B: import pydantic": (BASELINE, installed),
            "load, installed": (LOAD, installed),
            "load, checkout": (LOAD, CHECKOUT),
            "nsatu-data --help": (HELP, installed),
        }
        empty = Path(folder, "empty")
        empty.mkdir()
        measured = _measured(programs, empty)
    baseline = statistics.median(measured["baseline B: import pydantic"])
    print(f"start-up, {RUNS} interleaved runs, wall time in ms; load may take 1.5 B + 30 = {1.5 * baseline + 30:.0f}")
    print(f"{'':30}{'median':>8}{'least':>8}{'most':>8}{'of B':>8}")
    for name, times in measured.items():
        middle = statistics.median(times)
        print(f"{name:30}{middle:8.0f}{min(times):8.0f}{max(times):8.0f}{middle / baseline:8.2f}")


def _installed(folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    target = folder / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(CHECKOUT)], check=True)
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(target)], check=True)
    return target


def _measured(programs: Mapping[str, tuple[str, Path]], folder: Path) -> dict[str, list[float]]:
    """Wall times in milliseconds, by program. One run of each goes first and is not counted."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(RUNS + 1):
        for name, (program, path) in programs.items():
            environment = {**os.environ, "PYTHONPATH": str(path)}
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", program], check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL
            )
            if run:
                times[name].append((time.perf_counter() - start) * 1000)
    return times
