"""Runs programs in turn, many times, and measures their wall times."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parents[2]


class Program(NamedTuple):
    """A command to measure, the folder to run it in, the package it imports, and the exit status it must have."""

    command: Sequence[str]
    folder: Path
    package: Path = CHECKOUT
    status: int = 0


class Times(NamedTuple):
    """Wall times of one program, in milliseconds."""

    median: float
    least: float
    most: float


def python(*arguments: str) -> list[str]:
    """A command that runs in the benchmark's own Python."""
    return [sys.executable, *arguments]


def interleaved(programs: Mapping[str, Program], runs: int, uncounted: int = 1) -> dict[str, Times]:
    """Each program's wall times over `runs` rounds. In each round every program runs once.

    This spreads disturbances from other work on the machine evenly. `uncounted` rounds run first and are not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(-uncounted, runs):
        for name, program in programs.items():
            taken = _timed(program)
            if number >= 0:
                times[name].append(taken)
    return {name: Times(statistics.median(taken), min(taken), max(taken)) for name, taken in times.items()}


def _timed(program: Program) -> float:
    environment = {**os.environ, "PYTHONPATH": str(program.package)}
    start = time.perf_counter()
    run = subprocess.run(program.command, cwd=program.folder, env=environment, capture_output=True, check=False)
    taken = (time.perf_counter() - start) * 1000
    if run.returncode != program.status:
        output = (run.stdout + run.stderr).decode(errors="replace")[-2000:]
        raise SystemExit(f"{program.command} ended with {run.returncode}, not {program.status}:\n{output}")
    return taken
