"""Rows hold everything that records hold, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import load
from nsatu_data.export import to_json
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import RECORDS, Manifest
from nsatu_data.model.vocabulary import Kind
from nsatu_data.tables.description import tables
from nsatu_data.tables.rows import bundle_rows, record_rows, rows_by_table, to_bundle
from tests.support import case_files, drawn_values
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]


def _bundle(folder: Path) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(to_json.write(load(folder)))
    return bundle


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_rows_become_the_same_bundle_in_the_same_order_of_fields(folder: Path) -> None:
    bundle = _bundle(folder)
    rows = list(bundle_rows(bundle))
    assert json.dumps(to_bundle(rows)) == json.dumps(bundle)
    assert json.dumps(to_bundle(reversed(rows))) == json.dumps(bundle)


@st.composite
def _bundles(draw: st.DrawFn) -> dict[str, Any]:
    """Bundles with records of any values. Also with empty parts, which YAML cannot write but a bundle can hold."""
    bundle: dict[str, Any] = {"dataset": draw(drawn_values.parts(Manifest))}
    for kind in RECORDS:
        records = draw(st.lists(drawn_values.records(kind), max_size=3, unique_by=lambda record: str(record["id"])))
        for record in records:
            for part in ("identifiers", "against_words"):
                if part in record and draw(st.booleans()):
                    record[part] = {}
        bundle[f"{kind}s"] = sorted(records, key=lambda record: str(record["id"]))
    return bundle


_few = settings(max_examples=10)  # Each example has up to 27 records.


@_few
@given(_bundles(), st.randoms())
def test_rows_of_any_records_become_the_same_records(bundle: dict[str, Any], random: Any) -> None:
    rows = list(bundle_rows(bundle))
    random.shuffle(rows)
    assert to_bundle(rows) == bundle


@_few
@given(_bundles())
def test_cells_have_the_type_of_their_column_and_are_empty_only_where_it_says_so(bundle: dict[str, Any]) -> None:
    types = {"text": str, "integer": int, "boolean": bool}
    for name, rows in rows_by_table(bundle_rows(bundle)).items():
        columns = tables()[name].columns
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                if cell is None:
                    assert column.empty != "never", column
                else:
                    assert type(cell) is types[column.datatype], column
                    assert cell != ""


@_few
@given(_bundles())
def test_keys_identify_rows(bundle: dict[str, Any]) -> None:
    for name, rows in rows_by_table(bundle_rows(bundle)).items():
        table = tables()[name]
        places = [[column.name for column in table.columns].index(key) for key in table.key]
        keys = [tuple(row[place] for place in places) for row in rows]
        assert len(set(keys)) == len(keys) if table.key else len(keys) == 1, name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_foreign_keys_find_their_rows(folder: Path) -> None:
    rows = rows_by_table(bundle_rows(_bundle(folder)))
    for name, table in tables().items():
        for key in table.foreign_keys:
            mine = _project(name, key.columns, rows[name])
            assert {one for one in mine if None not in one} <= set(_project(key.table, key.targets, rows[key.table]))


def _project(name: str, columns: tuple[str, ...], rows: list[Any]) -> list[tuple[Any, ...]]:
    places = [[column.name for column in tables()[name].columns].index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows]


def test_the_row_of_every_record_is_in_the_table_of_its_kind() -> None:
    for record in _bundle(ROOT / "records")["risks"]:
        names = [name for name, _ in record_rows(record)]
        assert names[:2] == ["records", "risks"]


def test_each_field_of_each_model_is_in_some_table() -> None:
    held: set[tuple[str, str]] = set()
    for table in tables().values():
        for owner in table.owners:
            fields = [table.field] if table.field else [column.path[0] for column in table.columns]
            held |= {(str(owner), str(field)) for field in fields}
    wanted = {
        (owner, name)
        for owner in (*map(str, Kind), "dataset")
        for name, shape in FIELDS[owner].items()
        if shape.constant is None
    }
    assert held - {(str(kind), "kind") for kind in Kind} == wanted


def test_every_name_is_used_once() -> None:
    for table in tables(corpus=True).values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
        assert {*table.key} <= {*names}
        assert all({*key.columns} <= {*names} for key in table.foreign_keys)
        assert all(key.targets == tables(corpus=True)[key.table].key for key in table.foreign_keys)
