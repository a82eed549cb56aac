"""Frames of pyarrow, pandas and polars hold the records and nothing else, with real types."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings

from nsatu_data import load
from nsatu_data.dataset import bundle
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.frames import arrow_tables
from nsatu_data.frames.description import CLAIM_KINDS, FRAMES, Field, FrameName, fields
from nsatu_data.frames.frame_rows import record_of
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Certainty, Kind, Theme
from tests.support import drawn_datasets
from tests.support.example_datasets import dataset as example
from tests.support.folders import ROOT

Values = dict[str, Any]


def _wanted(dataset: Dataset, frame: str) -> list[Values]:
    """The rows of a frame, made of the models alone."""
    if frame == "dataset":
        return [bundle.values(dataset.manifest)]
    if frame == "evidence":
        return [
            {"record": record.id, "kind": record.kind, "position": position, **pointer}
            for record in dataset
            for position, pointer in enumerate(bundle.values(record).get("evidence", ()))
        ]
    kinds = tuple(map(str, CLAIM_KINDS)) if frame == "claims" else (frame,)
    return [bundle.values(record) for record in dataset if record.kind in kinds]


def _found(frame: str, rows: list[Values], dataset: Dataset) -> list[Values]:
    """The values of rows as records have them. The labels of claims are compared here."""
    if frame == "evidence":
        return [record_of("evidence", row) for row in rows]
    if frame == "claims":
        for row in rows:
            for column in fields("claims"):
                if column.label_of is not None:
                    assert row[column.name] == _labels(row[column.label_of], dataset)
                elif column.name not in FIELDS[row["kind"]]:
                    assert row[column.name] is None
    return [record_of(row["kind"] if frame == "claims" else frame, row) for row in rows]


def _labels(ids: Any, dataset: Dataset) -> Any:
    if ids is None:
        return None
    return dataset[ids].label if isinstance(ids, str) else [dataset[one].label for one in ids]


def _from_pandas(frame: pd.DataFrame, name: str) -> list[Values]:
    """The rows, by pandas' own values: no Arrow, except that a nested value is a Python object."""
    described = fields(name)
    columns = [[_plain(value, field) for value in frame[field.name]] for field in described]
    return [dict(zip([field.name for field in described], row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any, field: Field) -> Any:
    if field.many or field.type == "part":
        nested = value.tolist() if hasattr(value, "tolist") else value
        return None if nested is pd.NA else nested
    return None if pd.isna(value) else value


def _compare(dataset: Dataset) -> None:
    name: FrameName
    for name in get_args(FrameName):
        wanted = _wanted(dataset, name)
        table = dataset.to_arrow(name)
        table.validate(full=True)
        assert _found(name, table.to_pylist(), dataset) == wanted
        assert _found(name, dataset.to_polars(name).to_dicts(), dataset) == wanted
        assert _found(name, _from_pandas(dataset.to_pandas(name), name), dataset) == wanted


def test_a_record_from_a_frame_equals_the_record(folder: Path) -> None:
    _compare(load(folder))


@settings(max_examples=15)
@given(drawn_datasets.datasets())
def test_frames_hold_any_values(dataset: Dataset) -> None:
    _compare(dataset)


@pytest.mark.parametrize("name", FRAMES)
def test_the_frames_of_an_empty_dataset_have_the_same_types(name: FrameName) -> None:
    full, empty = load(ROOT / "records"), example([])
    assert empty.to_arrow(name).schema.equals(full.to_arrow(name).schema, check_metadata=True)
    assert empty.to_polars(name).schema == full.to_polars(name).schema
    assert empty.to_pandas(name).dtypes.equals(full.to_pandas(name).dtypes)


def test_terms_have_the_order_of_their_vocabulary() -> None:
    dataset = load(ROOT / "records")
    terms = [str(term) for term in Certainty]
    in_pandas = dataset.to_pandas("claims")
    assert list(in_pandas.certainty.cat.categories) == terms
    assert in_pandas.certainty.cat.ordered
    in_polars = dataset.to_polars("claims")
    assert in_polars.schema["certainty"] == pl.Enum(terms)
    wanted = sorted((claim.certainty for claim in dataset.claims), key=list(Certainty).index)
    assert in_pandas.sort_values("certainty").certainty.tolist() == wanted
    assert in_polars.sort("certainty")["certainty"].to_list() == wanted
    at_least = {claim.id for claim in dataset.claims if claim.certainty in {"certain", "probable"}}
    assert set(in_pandas[in_pandas.certainty <= "probable"].id) == at_least
    assert set(in_polars.filter(pl.col("certainty") <= "probable")["id"]) == at_least
    assert in_polars.schema["themes"] == pl.List(pl.Enum([str(term) for term in Theme]))


def test_every_column_says_what_it_means() -> None:
    for name in FRAMES:
        for column in arrow_tables.schema(name):
            assert column.metadata[b"description"]
            assert column.metadata[b"empty"] in {b"never", b"null", b"absent"}
            is_label = column.name.endswith(("_label", "_labels"))
            assert column.nullable is (column.metadata[b"empty"] != b"never" or is_label), (name, column.name)
    voice, certainty = (arrow_tables.schema("claims").field(name).metadata for name in ("voice", "certainty"))
    assert (voice[b"empty"], voice[b"references"]) == (b"null", b"source, actor")
    assert certainty[b"vocabulary"] == b"Certainty"
    assert json.loads(certainty[b"terms"]) == {str(term): term.definition for term in Certainty}
    actor = arrow_tables.schema("claims").field("actor").metadata
    assert (actor[b"only_in"], actor[b"null_in"]) == (b"motive, reaction", b"reaction")


def test_a_label_is_missing_if_the_record_is() -> None:
    dataset = load(ROOT / "records")
    without = Dataset(dataset.manifest, [record for record in dataset if record.kind not in {"actor", "event"}])
    for row in without.to_arrow("claims").to_pylist():
        assert row["voice_label"] == (without[row["voice"]].label if row["voice"] in without else None)
        if row["about"] is not None:
            assert row["about_labels"] == [without[one].label if one in without else None for one in row["about"]]


def test_many_rows_are_converted_in_batches() -> None:
    dataset = load(ROOT / "records")
    rows = dataset.to_arrow("claims").to_pylist()
    sizes = [batch.num_rows for batch in arrow_tables.batches("claims", rows, size=7)]
    assert sizes == [7] * (len(rows) // 7) + ([len(rows) % 7] if len(rows) % 7 else [])
    made = pa.Table.from_batches(list(arrow_tables.batches("claims", rows, size=7)))
    assert made.equals(dataset.to_arrow("claims").combine_chunks())


def test_a_kind_is_the_name_of_its_frame() -> None:
    dataset = load(ROOT / "records")
    assert dataset.to_arrow(Kind.RISK).equals(dataset.to_arrow("risk"))


def test_no_library_is_imported_until_it_is_used() -> None:
    libraries = {"matplotlib", "networkx", "numpy", "pandas", "polars", "pyarrow"}
    program = (
        "import sys, nsatu_data\n"
        "from nsatu_data import cli\n"
        "nsatu_data.load().evidence\n"
        "cli.main(['validate'])\n"
        "cli.main(['export', 'graphml'])\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "nsatu_data.export.to_graphml" in run.stderr.split()
    assert set(run.stderr.split()) & libraries == set()


def test_a_list_or_a_part_with_terms_may_be_absent() -> None:
    """No field is so today: a list of terms is required, and so is the only part with a term."""
    terms = Field("terms", "term", "Made up.", "absent", many=True, terms=tuple(Certainty))
    part = Field("part", "part", "Made up.", "absent", fields=(terms._replace(name="term", many=False),))
    given: dict[Field, list[Any]] = {
        terms: [["open", "certain"], None, ["possible"]],
        part: [{"term": "open"}, None, {"term": None}],
    }
    for field, values in given.items():
        plain = pa.array(values, arrow_tables._type(field, is_encoded=False))
        kind = arrow_tables._type(field, is_encoded=True)
        encoded = arrow_tables._encoded(field, plain, kind)
        assert encoded.type == kind
        assert encoded.to_pylist() == values
