"""The exports as tables are read back, by our own reader and by libraries that did not write them, value by value."""

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from nsatu_data import cli, load
from nsatu_data.dataset import search
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_csv, to_json, to_jsonl, to_sqlite
from nsatu_data.tables import csv_files
from nsatu_data.tables.description import tables
from nsatu_data.tables.rows import to_bundle
from tests.support import case_files, drawn_datasets
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]


def _bundle(dataset: Dataset) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(to_json.write(dataset))
    return bundle


def _csv_back(dataset: Dataset, *, spreadsheet: bool) -> dict[str, Any]:
    files = to_csv.write(dataset, spreadsheet=spreadsheet)
    read = ((name, row) for name, table in tables().items() for row in csv_files.read(table, str(files[f"{name}.csv"])))
    return to_bundle(read)


def _sqlite_back(dataset: Dataset) -> dict[str, Any]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(to_sqlite.write(dataset))
    rows = []
    for name, table in tables().items():
        for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
            kinds = [column.datatype for column in table.columns]
            rows.append(
                (name, tuple(bool(cell) if kind == "boolean" else cell for cell, kind in zip(row, kinds, strict=True)))
            )
    return to_bundle(rows)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_csv_holds_the_whole_dataset(folder: Path) -> None:
    dataset = load(folder)
    for spreadsheet in (False, True):
        assert _csv_back(dataset, spreadsheet=spreadsheet) == _bundle(dataset)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_database_holds_the_whole_dataset(folder: Path) -> None:
    dataset = load(folder)
    assert _sqlite_back(dataset) == _bundle(dataset)


@settings(max_examples=10)
@given(drawn_datasets.datasets())
def test_tables_hold_datasets_of_any_values(dataset: Dataset) -> None:
    assert _csv_back(dataset, spreadsheet=True) == _bundle(dataset)
    assert _sqlite_back(dataset) == _bundle(dataset)
    lines = [json.loads(line) for line in to_jsonl.write(dataset).split("\n")[:-1]]
    assert lines == [
        _bundle(dataset)["dataset"],
        *(one for key, many in _bundle(dataset).items() if key != "dataset" for one in many),
    ]


def test_views_of_the_database_answer_the_obvious_questions() -> None:
    dataset = load(ROOT / "records")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(to_sqlite.write(dataset))
    claims = {row[0]: row for row in connection.execute("SELECT id, certainty, voice, voice_label FROM claims")}
    assert claims == {
        claim.id: (claim.id, claim.certainty, claim.voice, dataset[claim.voice].label if claim.voice else None)
        for claim in dataset.claims
    }
    links = connection.execute("SELECT record, field, target FROM links").fetchall()
    wanted = [
        (record.id, field, target.id)
        for record in dataset
        for field, targets in dataset.referred_from(record.id).items()
        for target in targets
    ]
    assert sorted(set(links)) == sorted(set(wanted))
    themes = connection.execute("SELECT claim, theme FROM claim_themes").fetchall()
    assert sorted(themes) == sorted((claim.id, str(theme)) for claim in dataset.claims for theme in claim.themes)
    found = {row[0] for row in connection.execute("SELECT id FROM search WHERE search MATCH 'budget*'")}
    assert found == {record.id for record in search.search(dataset, search.words(["budget"]))}


def test_a_file_that_does_not_follow_the_terms_is_refused_by_the_database() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(to_sqlite.write(load(ROOT / "records")))
    connection.execute("PRAGMA foreign_keys = ON")
    for wrong in (
        "UPDATE risks SET certainty = 'sure'",
        "UPDATE risks SET voice = 'actor/nobody'",
        "UPDATE risks SET statement = NULL",
        "UPDATE evidence SET start = 'first'",
        "DELETE FROM actors",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(wrong)


def test_a_database_that_exists_is_replaced_only_if_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records, output, folder = str(ROOT / "records"), tmp_path / "a.sqlite", tmp_path / "csv"
    output.write_bytes(b"mine")
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    for name, target in (("sqlite", output), ("csv", folder)):
        assert cli.main(["export", name, "--dataset", records, "--output", str(target)]) == 2
    assert output.read_bytes() == b"mine"
    assert [file.name for file in folder.iterdir()] == ["mine.txt"]
    assert capsys.readouterr().err == (
        f"nsatu-data: {output}: exists already; choose another name, or replace it with --force\n"
        f"nsatu-data: {folder}: exists already; choose another name, or replace its files with --force\n"
    )
    for name, target in (("sqlite", output), ("csv", folder)):
        assert cli.main(["export", name, "--dataset", records, "--output", str(target), "--force"]) == 0
    assert output.read_bytes() == to_sqlite.write(load(ROOT / "records"))
    assert (folder / "mine.txt").read_bytes() == b"mine"
    with (folder / "risks.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(load(ROOT / "records").risks)


def test_a_database_and_a_folder_need_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("sqlite", "csv"):
        assert cli.main(["export", name, "--dataset", str(ROOT / "records")]) == 2
    assert cli.main(["export", "json", "--spreadsheet", "--dataset", str(ROOT / "records")]) == 2
    assert capsys.readouterr().err == (
        "nsatu-data: sqlite writes a file that is not text; name it with --output\n"
        "nsatu-data: csv writes several files; name a folder with --output\n"
        "nsatu-data: json has no option --spreadsheet\n"
    )
