"""Measures the peak memory of a run over all its processes, and the memory that each further record adds."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from tests.benchmarks import corpus
from tests.benchmarks.measuring import CHECKOUT, python

SIZES = (10_000, 100_000)
_PAUSE = 0.02
"""Seconds between two samples."""


def table() -> Iterator[str]:
    """Measure, and yield the lines of a Markdown table."""
    yield "| records | seconds | peak memory of all processes, MB | kB for each record more |"
    yield "|---:|---:|---:|---:|"
    before: tuple[int, int] | None = None
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus.write(folder / "records", size)
            taken, peak = measured(python("-m", "nsatu_data", "validate", "records"), folder)
        growth = f"{(peak - before[1]) / (size - before[0]) / 1000:.2f}" if before else ""
        yield f"| {size} | {taken:.1f} | {peak / 1e6:.0f} | {growth} |"
        before = size, peak


def measured(command: Sequence[str], folder: Path) -> tuple[float, int]:
    """Seconds of one run, and the peak memory in bytes of it and its workers, with shared pages counted once."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    most = 0
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, _memory_of(psutil.Process(run.pid)))
            time.sleep(_PAUSE)
    if run.returncode:
        raise SystemExit(f"{command} ended with {run.returncode}")
    return time.perf_counter() - start, most


def _memory_of(process: psutil.Process) -> int:
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
        except psutil.Error:
            # The process has ended since it was listed.
            continue
    return total
