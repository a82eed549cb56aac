"""mlcroissant reads the records that `croissant.json` describes from the CSV files, value by value."""

import csv
import json
import re
from pathlib import Path
from typing import Any, Final

import mlcroissant
import pytest
from mlcroissant._src.core.issues import GenerationError

from nsatu_data import cli, load
from nsatu_data.tables.dataset_rows import rows_of
from nsatu_data.tables.description import tables
from nsatu_data.tables.rows import rows_by_table
from tests.support import case_files
from tests.support.folders import ROOT

# mlcroissant uses classes that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")

FOLDERS = [ROOT / "records", *case_files.valid()]
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
NO_DATE: Final = 'Property "https://schema.org/datePublished" is recommended, but does not exist.'
"""The only warning, for a dataset that is not released."""


GUESSED: Final = {"cameo", "identifiers_geonames", "published", "when"}
"""The columns of text whose values may all be digits. mlcroissant lets pandas guess, and reads 30.0 for 030."""
MISSING: Final = {"null"}
"""The texts in the datasets that pandas takes for missing values."""


def _export(folder: Path, output: Path) -> Path:
    assert cli.main(["export", "csv", "--dataset", str(folder), "--output", str(output)]) == 0
    return output


def _described(output: Path) -> Any:
    return mlcroissant.Dataset(str(output / "croissant.json"))


def _records(described: Any, name: str) -> list[dict[str, Any]]:
    return [
        {key.partition("/")[2]: value.decode() if isinstance(value, bytes) else value for key, value in row.items()}
        for row in described.records(name)
    ]


@each_folder
def test_mlcroissant_reads_every_table(folder: Path, tmp_path: Path) -> None:
    output = _export(folder, tmp_path / "csv")
    described, wanted = _described(output), rows_by_table(rows_of(load(folder)))
    for name, table in tables().items():
        columns = [column.name for column in table.columns]
        # An empty table has no record, which mlcroissant does not read.
        if wanted[name]:
            cells = [[None if cell in MISSING else cell for cell in row] for row in wanted[name]]
            rows = [dict(zip(columns, row, strict=True)) for row in cells]
            assert _as_numbers(_records(described, name)) == _as_numbers(rows), name


def _as_numbers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, with texts that are numbers as numbers, in the columns in which all are."""
    guessed = {
        column
        for column in GUESSED & rows[0].keys()
        if all(row[column] is None or re.fullmatch(r"[0-9]+(\.0)?", row[column]) for row in rows)
    }
    return [
        {key: float(value) if key in guessed and value is not None else value for key, value in row.items()}
        for row in rows
    ]


@each_folder
def test_mlcroissant_has_nothing_to_say_but_the_date(folder: Path, tmp_path: Path) -> None:
    issues = _described(_export(folder, tmp_path / "csv")).metadata.issues
    assert not issues.errors
    is_released = load(folder).manifest.released is not None
    assert [message.endswith(NO_DATE) for message in issues.warnings] == ([] if is_released else [True])


def test_mlcroissant_sees_a_missing_column(tmp_path: Path) -> None:
    output = _export(ROOT / "records", tmp_path / "csv")
    described = json.loads((output / "croissant.json").read_bytes())
    risks = next(each for each in described["recordSet"] if each["name"] == "risks")
    risks["field"][0]["source"]["extract"]["column"] = "identifier"
    (output / "croissant.json").write_text(json.dumps(described), encoding="utf-8")
    damaged = _described(output)
    assert not damaged.metadata.issues.errors
    with pytest.raises(GenerationError, match=r"risks\.csv"):
        _records(damaged, "risks")


def test_the_names_of_the_columns_are_those_of_the_files(tmp_path: Path) -> None:
    output = _export(ROOT / "records", tmp_path / "csv")
    described = json.loads((output / "croissant.json").read_bytes())
    for each in described["recordSet"]:
        with (output / f"{each['name']}.csv").open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        assert [field["source"]["extract"]["column"] for field in each["field"]] == columns
