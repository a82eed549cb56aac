"""Spark gives the findings and claims that this package gives by itself."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession

from nsatu_data import CannotRun, spark
from nsatu_data.corpus import finding_rows
from nsatu_data.corpus.judge_members import judge_bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.record_models import Bundle
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support import corpora
from tests.support.code_blocks import blocks
from tests.support.folders import ROOT

CHANGED = [
    corpora.changed(number, change, f"d{number}-{place}")
    for number in range(2)
    for place, change in enumerate(corpora.CHANGES)
]
LINES = [*map(corpora.line, [*corpora.BUNDLES, *CHANGED]), "{", "", "[]", '{"dataset": 1}']


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


def _bundles(session: SparkSession, lines: list[str | None]) -> DataFrame:
    return session.createDataFrame(list(enumerate(lines)), "number int, bundle string").repartition(3)


def _plain(row: Any) -> dict[str, Any]:
    return dict(row.asDict(recursive=True))


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=repr)


def test_findings_are_those_of_this_package(session: SparkSession) -> None:
    found = spark.findings(_bundles(session, [*LINES]), keep=["number"])
    assert found.columns == ["number", *finding_rows.FindingRow._fields]
    expected: list[Any] = []
    for number, line in enumerate(LINES):
        dataset, check, _ = judge_bundle(line.encode(), IntakeOptions())
        expected += [
            {"number": number, **row._asdict(), "related": [place._asdict() for place in row.related]}
            for row in finding_rows.rows(check.diagnostics, dataset)
        ]
    assert len({row["code"] for row in expected}) > 5
    assert _sorted([_plain(row) for row in found.collect()]) == _sorted(expected)


def test_an_id_that_several_have_is_a_finding_of_each(session: SparkSession) -> None:
    one, other = corpora.BUNDLES[:2]
    lines = [corpora.line(bundle) for bundle in (one, other, one, one)]
    found = spark.findings(_bundles(session, [*lines, None]), keep=["number"]).collect()
    assert sorted((row.number, row.code, row.dataset or "", row.message) for row in found) == [
        *((number, "duplicate-dataset-id", one["dataset"]["id"], "3 datasets have this id") for number in (0, 2, 3)),
        (4, "not-json", "", "the row has no bundle: the cell is null"),
    ]


def test_claims_are_those_of_the_datasets_without_errors(session: SparkSession) -> None:
    found = spark.claims(_bundles(session, [*LINES, None])).collect()
    expected: list[Any] = []
    for line in LINES:
        dataset, check, _ = judge_bundle(line.encode(), IntakeOptions())
        if dataset is not None and not check.summary.errors:
            loaded = Dataset.from_bundle(Bundle.model_validate_json(line))
            expected += [
                (dataset, claim.id, claim.statement, claim.voice and loaded[claim.voice].label, len(claim.evidence))
                for claim in loaded.claims
            ]
    assert len({dataset for dataset, *_ in expected}) > len(corpora.BUNDLES)
    rows = [(row.dataset, row.id, row.statement, row.voice_label, len(row.evidence)) for row in found]
    assert sorted(rows, key=repr) == sorted(expected, key=repr)


def test_a_missing_or_taken_column_is_said_in_a_line(session: SparkSession) -> None:
    bundles = session.createDataFrame([("{}", "x")], "value string, code string")
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: spark.findings(bundles), "there is no column bundle; the columns are value, code"),
        (lambda: spark.claims(bundles), "there is no column bundle; the columns are value, code"),
        (
            lambda: spark.findings(bundles, "value", keep=["code"]),
            "findings have a column code of their own; rename that of the bundles",
        ),
    ]
    for call, message in calls:
        with pytest.raises(CannotRun) as caught:
            call()
        assert str(caught.value) == message


def test_spark_submit_runs_the_job_in_the_documentation(tmp_path: Path) -> None:
    (job,) = [block for block in blocks(ROOT / "docs/corpora.md", "python") if "spark.findings" in block]
    (tmp_path / "job.py").write_text(job)
    corpora.write_lines(tmp_path / "corpus.jsonl", [*corpora.BUNDLES, CHANGED[1]])
    command = [str(Path(sys.executable).parent / "spark-submit"), "--master", "local[2]", "job.py"]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    assert "missing-field" in run.stdout
    assert (tmp_path / "claims.parquet").is_dir()
