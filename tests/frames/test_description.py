"""The description of the frames, for which no library is needed."""

import sys
from typing import get_args

import pytest

from nsatu_data import load
from nsatu_data.dataset.evidence_rows import EvidenceRow
from nsatu_data.extras import MissingExtra, require
from nsatu_data.frames.description import CLAIM_KINDS, FRAMES, Field, FrameName, fields
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.record_models import Source
from nsatu_data.model.vocabulary import Certainty, ImplicationForm, Kind, MotiveForm
from nsatu_data.tables.description import tables
from tests.support.folders import ROOT


def test_the_names_of_frames_are_those_of_their_type() -> None:
    assert get_args(FrameName) == FRAMES


@pytest.mark.parametrize("kind", [*Kind, "dataset"])
def test_a_frame_of_a_kind_has_every_field_of_the_kind(kind: str) -> None:
    assert [field.name for field in fields(kind)] == list(FIELDS[kind])


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_cell_means_the_same_in_frames_and_in_tables(kind: Kind) -> None:
    in_tables = {column.name: column.empty for column in tables()[f"{kind}s"].columns if len(column.path) == 1}
    in_frames = {field.name: field.empty for field in fields(kind) if field.name in in_tables and not field.fields}
    assert in_frames == {name: in_tables[name] for name in in_frames}
    assert len(in_frames) > len(Kind) / 3


def _of_claims() -> dict[str, Field]:
    return {field.name: field for field in fields("claims")}


def test_the_frame_of_claims_has_every_field_of_every_kind_and_a_column_of_labels_for_each_column_of_ids() -> None:
    columns = _of_claims()
    known = {name for kind in CLAIM_KINDS for name in FIELDS[kind]}
    labels = {field.label_of: field.many for field in columns.values() if field.label_of is not None}
    assert columns.keys() - known == {f"{name}_{'labels' if many else 'label'}" for name, many in labels.items()}
    assert known <= columns.keys()
    assert labels.keys() == {name for kind in CLAIM_KINDS for name, shape in FIELDS[kind].items() if shape.is_reference}
    names = list(columns)
    assert all(
        names.index(str(field.label_of)) == names.index(field.name) - 1 for field in columns.values() if field.label_of
    )


def test_a_column_of_claims_says_which_kinds_have_it_and_in_which_an_empty_cell_is_null() -> None:
    columns = _of_claims()
    assert (columns["voice"].empty, columns["voice"].only_in, columns["voice"].null_in) == ("null", (), ())
    assert (columns["actor"].empty, columns["actor"].only_in, columns["actor"].null_in) == (
        "absent",
        ("motive", "reaction"),
        ("reaction",),
    )
    assert columns["form"].terms == (*MotiveForm, *ImplicationForm)
    assert columns["certainty"].terms == tuple(Certainty)
    assert columns["kind"].terms == CLAIM_KINDS
    for name, field in columns.items():
        of = field.label_of or name
        having = [kind for kind in CLAIM_KINDS if of in FIELDS[kind]]
        assert field.only_in == (() if len(having) == len(CLAIM_KINDS) else tuple(having)), name
        nullable = {kind for kind in having if FIELDS[kind][of].nullable}
        assert nullable == (set(having) if field.empty == "null" else set(field.null_in)), name


def test_the_frames_of_a_corpus_begin_with_the_id_of_the_dataset() -> None:
    for name in FRAMES:
        first, *others = fields(name, corpus=True)
        assert first.name == "dataset"
        assert tuple(others) == fields(name)


def test_an_unknown_frame_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ValueError, match=r"^there is no frame risks; did you mean risk\?$"):
        fields("risks")
    with pytest.raises(ValueError, match=r"^there is no frame x; the frames are source, actor, .*, dataset$"):
        fields("x")


def test_evidence_is_a_flat_table_of_all_pointers() -> None:
    dataset = load(ROOT / "records")
    assert EvidenceRow._fields == tuple(field.name for field in fields("evidence"))
    assert [(row.record, row.kind, row.position, row[3:]) for row in dataset.evidence] == [
        (record.id, record.kind, position, tuple(getattr(pointer, name) for name in FIELDS["Evidence"]))
        for record in dataset
        if not isinstance(record, Source)
        for position, pointer in enumerate(record.evidence)
    ]


@pytest.mark.parametrize(
    ("method", "library", "extra"),
    [
        ("to_arrow", "pyarrow", "frames"),
        ("to_pandas", "pandas", "frames"),
        ("to_polars", "polars", "frames"),
        ("to_networkx", "networkx", "graph"),
    ],
)
def test_a_missing_library_is_reported_with_the_command_that_installs_it(
    method: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    arguments = () if method == "to_networkx" else ("risk",)
    with pytest.raises(ImportError) as raised:
        getattr(load(ROOT / "records"), method)(*arguments)
    assert isinstance(raised.value, MissingExtra)
    assert raised.value.name == library
    assert str(raised.value) == f"{method} needs {library}; install it with: pip install 'nsatu-data[{extra}]'"


def test_an_error_inside_a_library_is_not_taken_for_a_missing_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nsatu_data.extras.import_module", _broken)
    with pytest.raises(ModuleNotFoundError, match="No module named 'inner'"):
        require("outer", extra="frames", what="a test")


def _broken(_name: str) -> None:
    raise ModuleNotFoundError("No module named 'inner'", name="inner")
