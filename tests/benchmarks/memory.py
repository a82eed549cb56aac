"""How much memory a run takes at its peak, in all its processes together, and what one record more adds to it."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.benchmarks import corpus
from tests.benchmarks.measuring import CHECKOUT, python

SIZES = (10_000, 100_000)
_PAUSE = 0.02
"""Seconds between two looks."""


def table() -> Iterator[str]:
    """Measures, and gives the lines of a table in Markdown."""
    yield "| records | seconds | peak memory of all processes, MB | kB for each record more |"
    yield "|---:|---:|---:|---:|"
    before: tuple[int, int] | None = None
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus.write(folder / "records", size)
            taken, peak = _peak(folder)
        growth = f"{(peak - before[1]) / (size - before[0]) / 1000:.2f}" if before else ""
        yield f"| {size} | {taken:.1f} | {peak / 1e6:.0f} | {growth} |"
        before = size, peak


def _peak(folder: Path) -> tuple[float, int]:
    """Seconds of one run, and the most bytes that it and its workers held at once, shared ones counted once."""
    start = time.perf_counter()
    command = python("-m", "nsatu_data", "validate", "records")
    environment = {"PYTHONPATH": str(CHECKOUT)}
    most = 0
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, _held(psutil.Process(run.pid)))
            time.sleep(_PAUSE)
    if run.returncode:
        raise SystemExit(f"{command} ended with {run.returncode}")
    return time.perf_counter() - start, most


def _held(process: psutil.Process) -> int:
    held = 0
    for one in (process, *process.children(recursive=True)):
        try:
            held += one.memory_full_info().pss
        except psutil.Error:
            # It ended since it was listed.
            continue
    return held
