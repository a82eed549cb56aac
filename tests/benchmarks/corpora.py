"""Measures corpora of growing size: validation, exports, and Spark on as many cores.

`python -m tests.benchmarks.corpora 1000 10000` prints the tables for corpora of these sizes.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks import bundle_corpus
from tests.benchmarks.measuring import CHECKOUT, python
from tests.benchmarks.memory import measured

SIZES: Final = (10_000, 100_000, 1_000_000)
WORKERS: Final = 2
GOALS: Final = {("export sqlite", 100_000): 6, ("export parquet", 100_000): 4}
"""The most seconds of a task, by its name and the number of records."""
CORPUS: Final = "corpus.jsonl"


def table(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Measure, and yield the lines of a Markdown table."""
    columns = ("bundles", "records", "seconds", "at most", "records a second", "peak memory, MB")
    yield f"| corpora, {WORKERS} processes | {' | '.join(columns)} |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            bundles = bundle_corpus.write(folder / CORPUS, size)
            records = bundles * bundle_corpus.records_in_a_bundle()
            for task, command in _tasks().items():
                taken, peak = measured(command, folder)
                goal = GOALS.get((task, size), "")
                yield (
                    f"| {task} | {bundles:,} | {records:,} | {taken:.1f} | {goal} | {records / taken:,.0f} "
                    f"| {peak / 1e6:.0f} |"
                )


def _tasks() -> Mapping[str, Sequence[str]]:
    ours = python("-m", "nsatu_data")
    tasks = {
        "validate": [*ours, "validate", "--workers", str(WORKERS), CORPUS],
        "validate, one process": [*ours, "validate", "--workers", "1", CORPUS],
        "export sqlite": [*ours, "export", "sqlite", "--dataset", CORPUS, "--output", "corpus.sqlite"],
        "export parquet": [*ours, "export", "parquet", "--dataset", CORPUS, "--output", "corpus.parquet"],
    }
    spark = os.environ.get("SPARK_PYTHON")
    if spark is not None:
        tasks[f"Spark, local[{WORKERS}]"] = [
            str((CHECKOUT / spark).absolute()), "-m", "tests.benchmarks.spark_job", CORPUS, str(WORKERS)
        ]  # fmt: skip
    return tasks


def main() -> None:
    for line in table([int(size) for size in sys.argv[1:]] or SIZES):
        print(line, flush=True)


if __name__ == "__main__":
    main()
