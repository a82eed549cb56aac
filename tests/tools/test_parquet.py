"""DuckDB and polars read the Parquet files that pyarrow wrote, and find the dataset value by value."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from nsatu_data import cli, load
from nsatu_data.dataset import bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_json, to_parquet
from nsatu_data.frames import arrow_tables, parquet_files
from nsatu_data.frames.description import DATASET, EVIDENCE, fields
from nsatu_data.frames.frame_rows import Values, evidence_rows, record_of
from nsatu_data.frames.parquet_files import ParquetFiles, file_names
from nsatu_data.model.vocabulary import Kind
from tests.support import drawn_datasets
from tests.support.example_datasets import dataset as example
from tests.support.folders import ROOT


def _with_duckdb(file: Path) -> list[dict[str, Any]]:
    relation = duckdb.read_parquet(str(file))
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def _with_polars(file: Path) -> list[dict[str, Any]]:
    return pl.read_parquet(file).to_dicts()


READERS = [_with_duckdb, _with_polars]


def _bundle(folder: Path, read: Callable[[Path], list[dict[str, Any]]]) -> dict[str, Any]:
    rows = {frame: read(folder / name) for frame, name in file_names().items()}
    (manifest,) = rows[DATASET]
    made: dict[str, Any] = {DATASET: record_of(DATASET, manifest)}
    for kind in Kind:
        made[f"{kind}s"] = [record_of(kind, row) for row in rows[kind]]
    wanted = [row for kind in Kind for record in made[f"{kind}s"] for row in evidence_rows(record)]
    assert [record_of(EVIDENCE, row) for row in rows[EVIDENCE]] == wanted
    return made


def _write(dataset: Dataset, folder: Path) -> Path:
    for name, content in to_parquet.write(dataset).items():
        assert isinstance(content, bytes)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("read", READERS)
def test_the_files_hold_the_whole_dataset(
    folder: Path, read: Callable[[Path], list[dict[str, Any]]], tmp_path: Path
) -> None:
    output = tmp_path / "parquet"
    assert cli.main(["export", "parquet", "--dataset", str(folder), "--output", str(output)]) == 0
    assert {file.name for file in output.iterdir()} == set(file_names().values())
    assert _bundle(output, read) == json.loads(to_json.write(load(folder)))


@settings(max_examples=15)
@given(dataset=drawn_datasets.datasets())
def test_the_files_hold_datasets_of_any_values(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = _write(dataset, tmp_path_factory.mktemp("parquet"))
    for read in READERS:
        assert _bundle(folder, read) == json.loads(to_json.write(dataset))


def test_pyarrow_finds_the_types_and_the_metadata_again(tmp_path: Path) -> None:
    for dataset in (load(ROOT / "records"), example([])):
        _write(dataset, tmp_path)
        for frame, name in file_names().items():
            table = pq.read_table(tmp_path / name)
            assert table.schema.equals(arrow_tables.schema(frame), check_metadata=True)
            assert set(pq.read_schema(tmp_path / name).names) == {field.name for field in fields(frame)}


def test_terms_are_encoded_in_a_dictionary(tmp_path: Path) -> None:
    _write(load(ROOT / "records"), tmp_path)
    columns = pq.ParquetFile(tmp_path / "risks.parquet").metadata.row_group(0)
    encodings = {columns.column(index).path_in_schema: columns.column(index).encodings for index in range(15)}
    assert "RLE_DICTIONARY" in encodings["certainty"]
    assert "RLE_DICTIONARY" in encodings["themes.list.element"]


def test_only_terms_of_columns_are_ordered_so_that_polars_1_reads_the_rest() -> None:
    events, sources = arrow_tables.schema("event"), arrow_tables.schema("source")
    assert events.field("certainty").type.ordered
    assert not events.field("themes").type.value_type.ordered
    assert not sources.field("text").type.field("form").type.ordered


def test_files_of_many_row_groups_hold_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = load(ROOT / "records")
    monkeypatch.setattr(arrow_tables, "BATCH", 3)
    monkeypatch.setattr(parquet_files, "ROW_GROUP", 5_000)
    _write(dataset, tmp_path)
    assert pq.ParquetFile(tmp_path / "contexts.parquet").metadata.num_row_groups > 3
    for read in READERS:
        assert _bundle(tmp_path, read) == json.loads(to_json.write(dataset))


def test_the_files_of_a_corpus_begin_with_the_id_of_the_dataset(tmp_path: Path) -> None:
    datasets = {"first": load(ROOT / "records"), "second": example()}
    with ParquetFiles(lambda name: (tmp_path / name).open("wb"), corpus=True) as files:
        for identifier, dataset in datasets.items():
            files.add_manifest(bundle.values(dataset.manifest), identifier)
            for record in dataset:
                files.add(bundle.values(record), identifier)
    for frame, name in file_names().items():
        rows = _with_duckdb(tmp_path / name)
        assert list(rows[0]) == [field.name for field in fields(frame, corpus=True)]
        for identifier, dataset in datasets.items():
            assert [record_of(frame, row) for row in rows if row["dataset"] == identifier] == _rows(frame, dataset)


def _rows(frame: str, dataset: Dataset) -> list[Values]:
    if frame == DATASET:
        return [bundle.values(dataset.manifest)]
    records = [bundle.values(record) for record in dataset]
    if frame == EVIDENCE:
        return [row for record in records for row in evidence_rows(record)]
    return [record for record in records if record["kind"] == frame]


def test_files_are_closed_if_a_record_cannot_be_written(tmp_path: Path) -> None:
    opened = []

    def open_file(name: str) -> Any:
        opened.append((tmp_path / name).open("wb"))
        return opened[-1]

    with pytest.raises(KeyError), ParquetFiles(open_file) as files:
        files.add({})
    assert len(opened) == len(file_names())
    assert all(file.closed for file in opened)


def test_without_pyarrow_the_command_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    output = tmp_path / "parquet"
    assert cli.main(["export", "parquet", "--dataset", str(ROOT / "records"), "--output", str(output)]) == 2
    assert capsys.readouterr().err == (
        "nsatu-data: parquet needs pyarrow; install it with: pip install 'nsatu-data[frames]'\n"
    )
    assert not output.exists()
