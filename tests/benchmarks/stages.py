"""Measures the time of each stage for one record, on one core."""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import facts
from nsatu_data.model.record_models import RECORDS
from nsatu_data.rules import RULES
from nsatu_data.storage import dataset_folder, read_files
from nsatu_data.syntax import yaml_reader
from nsatu_data.validation import fast_accept
from tests.benchmarks import corpus

RUNS = 5
SIZE = 10_000

T = TypeVar("T")


def table() -> Iterator[str]:
    """Measure, and yield the lines of a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(Path(folder), SIZE)
        gc.disable()
        times = [_once(Path(folder)) for _ in range(RUNS + 1)][1:]
        gc.enable()
    yield f"| one core, {RUNS} runs, µs a record | median | least | most |"
    yield "|---|---:|---:|---:|"
    for stage in times[0]:
        taken = [run[stage] for run in times]
        yield f"| {stage} | {statistics.median(taken):.1f} | {min(taken):.1f} | {max(taken):.1f} |"


def _once(root: Path) -> dict[str, float]:
    times: dict[str, float] = {}

    def timed(stage: str, run: Callable[[], T]) -> T:
        start = time.perf_counter()
        made = run()
        times[stage] = (time.perf_counter() - start) / SIZE * 1e6
        return made

    paths = timed("finding the files", lambda: dataset_folder.listing(root).records)
    data = timed("reading", lambda: [read_files.read(root, path) for path in paths])
    documents = timed("parsing", lambda: [yaml_reader.read(one) for one in data if isinstance(one, bytes)])
    texts = [document.json or "" for document in documents]
    values = [document.values for document in documents]
    timed("shaping", lambda: [fast_accept.accepts(one["kind"], one) for one in values])
    timed(
        "(shaping by the models, where records are kept)",
        lambda: [RECORDS[one["kind"]].model_validate_json(text) for one, text in zip(values, texts, strict=True)],
    )
    known = timed("linking: facts", lambda: {one["id"]: facts(one) for one in values})
    reading = DatasetFacts(known)
    timed("linking: rules", lambda: [list(rule.check(reading)) for rule in RULES])
    return times
