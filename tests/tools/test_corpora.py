"""Corpora in Parquet have the findings of the same corpora in JSON lines, and other libraries read what is written."""

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import CannotRun, cli
from nsatu_data.corpus import check_corpus, finding_rows, parquet_rows
from nsatu_data.corpus.judge_members import Member
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support import corpora
from tests.support.corpora import CHANGES

_CHANGED = st.tuples(st.integers(0, 2), st.sampled_from(list(CHANGES)), st.sampled_from(["a", "b", "c"]))
_LINES = st.one_of(
    _CHANGED.map(lambda each: corpora.line(corpora.changed(*each))), st.sampled_from(["{", "[]", "{}", '{"a":1,"a":2}'])
)


def _found(path: Path, workers: int = 1) -> list[Member]:
    return list(check_corpus.members(path, IntakeOptions(workers=workers)))


def _in_file(member: Member, file: str) -> Member:
    place = member.place and member.place._replace(file=file)
    diagnostics = tuple(
        one._replace(file=file, related=tuple(other._replace(file=file) for other in one.related))
        for one in member.diagnostics
    )
    return member._replace(place=place, diagnostics=diagnostics)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(_LINES, min_size=1, max_size=6),
    st.integers(1, 3),
    st.sampled_from(["string", "large_string", "binary", "dictionary"]),
)
def test_parquet_has_the_findings_of_json_lines(lines: list[str], size: int, kind: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "c.jsonl")
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")
        texts = pa.array(lines, pa.string())
        cells = texts.dictionary_encode() if kind == "dictionary" else texts.cast(getattr(pa, kind)())
        pq.write_table(
            pa.table({"number": range(len(lines)), "bundle": cells}), Path(name, "c.parquet"), row_group_size=size
        )
        of_lines = _found(path)
        for workers in (1, 2):
            of_rows = _found(Path(name, "c.parquet"), workers)
            file = next((one.file for member in of_rows for one in member.diagnostics), "")
            places = [member.place.file for member in of_rows if member.place is not None]
            assert of_rows == [_in_file(member, file or places[0] if places else file) for member in of_lines]


def test_a_bundle_in_several_lines_is_one_row(tmp_path: Path) -> None:
    bundle = corpora.changed(0, "a label is missing", "a")
    pretty, plain = json.dumps(bundle, ensure_ascii=False, indent=2), corpora.line(bundle)
    pq.write_table(pa.table({"bundle": [plain, pretty]}), tmp_path / "c.parquet")
    first, second = (
        [one for one in member.diagnostics if one.code == "missing-field"] for member in _found(tmp_path / "c.parquet")
    )
    (one,), (other,) = first, second
    assert one.span is not None
    assert other.span is not None
    assert (one.span.line, other.span.line) == (1, 2)
    assert plain[one.span.column - 1] == pretty[other.span.column - 1] == "{"
    assert (one.pointer, one.record) == (other.pointer, other.record)


REFUSED = {
    "no column": (pa.table({"x": ["{}"]}), "the file needs a column `bundle` with the JSON text of a bundle; it has x"),
    "numbers": (pa.table({"bundle": [1]}), "the column `bundle` must be of texts, not of int64"),
    "no rows": (pa.table({"bundle": pa.array([], pa.string())}), "there is nothing to check: the file has no rows"),
    "large": (
        pa.table({"bundle": ["x" * 3000]}),
        (
            "row group 1 has # bytes of bundles, more than #; "
            "write the file with smaller row groups, as `row_group_size=#` does in pyarrow"
        ),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_a_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parquet_rows, "GROUP_LIMIT", 2000)
    table, message = REFUSED[name]
    pq.write_table(table, "c.parquet")
    assert cli.main(["validate", "c.parquet"]) == 2
    printed = capsys.readouterr().err
    assert (re.sub(r"\b\d{2,}", "#", printed)) == f"nsatu-data: c.parquet: {message}\n"


def test_a_damaged_file_is_a_finding_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.parquet"
    pq.write_table(pa.table({"bundle": [corpora.line(bundle) for bundle in corpora.BUNDLES]}), path, row_group_size=2)
    whole = path.read_bytes()
    for start in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:start] + bytes(byte ^ 0x55 for byte in whole[start : start + 60]) + whole[start + 60 :])
        assert _codes_or_refusal(path), start


def _codes_or_refusal(path: Path) -> list[str]:
    """The codes of the findings, or the line in which the command would refuse the file."""
    try:
        return [one.code for member in _found(path) for one in member.diagnostics]
    except CannotRun as error:
        return str(error).splitlines()


def test_a_missing_library_is_said_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "c.parquet").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CannotRun, match=r"a corpus in Parquet needs pyarrow; install it with: pip install"):
        _found(tmp_path / "c.parquet")


def test_a_null_and_a_large_bundle_are_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_rows, "BUNDLE_LIMIT", 20)
    path = tmp_path / "c.parquet"
    pq.write_table(pa.table({"bundle": [None, "x" * 21, "{}"]}), path)
    found = [[(one.code, one.span and one.span.line) for one in member.diagnostics][:1] for member in _found(path)]
    assert found == [[("not-json", 1)], [("file-too-large", 2)], [("missing-field", 3)]]


def test_findings_are_an_arrow_table_of_one_schema(tmp_path: Path) -> None:
    bundles = [corpora.changed(0, change, "a") for change in CHANGES]
    members = _found(corpora.write_lines(tmp_path / "c.jsonl", bundles))
    batches = [finding_rows.batch(finding_rows.rows(one.diagnostics, one.dataset)) for one in members]
    assert {batch.schema for batch in batches} == {finding_rows.schema()}
    rows = [row for one in members for row in finding_rows.rows(one.diagnostics, one.dataset)]
    written = pa.Table.from_batches(batches).to_pylist()
    assert written == [row._asdict() | {"related": [place._asdict() for place in row.related]} for row in rows]


def test_parquet_holds_every_dataset(tmp_path: Path) -> None:
    path = corpora.write_lines(tmp_path / "c.jsonl", corpora.BUNDLES)
    output = tmp_path / "out"
    assert cli.main(["export", "parquet", "--dataset", str(path), "--output", str(output)]) == 0
    for kind in ("actor", "event", "risk"):
        query = f"SELECT dataset, id, label FROM '{output}/{kind}s.parquet' ORDER BY dataset, id"  # noqa: S608
        expected = sorted(
            (bundle["dataset"]["id"], one["id"], one["label"])
            for bundle in corpora.BUNDLES
            for one in bundle[f"{kind}s"]
        )
        assert duckdb.execute(query).fetchall() == expected
    table = pq.read_table(output / "events.parquet")
    rows: list[dict[str, Any]] = table.to_pylist()
    assert [(row["dataset"], row["statement"]) for row in rows] == [
        (bundle["dataset"]["id"], one["statement"]) for bundle in corpora.BUNDLES for one in bundle["events"]
    ]
