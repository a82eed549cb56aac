"""Findings when one run checks several datasets, or several parts of one."""

import os
from itertools import permutations
from pathlib import Path

import pytest

from nsatu_data import CannotRun, check
from nsatu_data.diagnostics import Diagnostic, Summary
from nsatu_data.validation import collect_records
from nsatu_data.validation.check_dataset import check_all
from nsatu_data.validation.collect_records import Intake, IntakeOptions
from tests.support import river_pact
from tests.support.example_datasets import by_id, with_fields, write_folder

BUDGET = "risk/strain-on-the-budget"
CLEAN = Summary(files=13, records=12, errors=0, warnings=0, evidence_verified=0, evidence_unverified=11)
FAULTY = Summary(files=13, records=11, errors=1, warnings=0, evidence_verified=0, evidence_unverified=10)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def taken_in(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are read from here on."""
    folders = []
    take = collect_records.folder

    def spy(root: Path, options: IntakeOptions) -> Intake:
        folders.append(os.path.relpath(root))
        return take(root, options)

    monkeypatch.setattr(collect_records, "folder", spy)
    return folders


def _reported(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(found.code, found.file) for found in diagnostics]


def test_one_dataset_among_several_is_reported_as_alone() -> None:
    for records in (river_pact.records(), with_fields(BUDGET, basis="said")):
        outcome = check(write_folder(Path("records"), records))
        assert check_all(["records"]) == (outcome.diagnostics, outcome.summary)


def test_findings_of_several_datasets_are_reported_in_one_order_and_counted_together(taken_in: list[str]) -> None:
    write_folder(Path("records"), with_fields(BUDGET, basis="said"))
    write_folder(Path("another"), with_fields("place/lorn", type="town"))
    for paths in permutations(["records", "another"]):
        diagnostics, summary = check_all(list(paths))
        assert _reported(diagnostics) == [
            ("unknown-term", "another/place/lorn.yaml"),
            ("unknown-term", "records/risk/strain-on-the-budget.yaml"),
        ]
        assert summary == Summary(26, 22, 2, 0, evidence_verified=0, evidence_unverified=20)
    assert sorted(taken_in) == ["another", "another", "records", "records"]


@pytest.mark.parametrize(
    "paths",
    [
        ("records", "records"),
        ("records", "./records"),
        ("records", "records/"),
        ("records", "elsewhere/../records"),
        ("records", "records/risk"),
        ("records/risk", "records"),
        ("records/risk", "records/event"),
        ("records/risk", "records/risk/strain-on-the-budget.yaml", "records/risk"),
        ("records/dataset.yaml", "records/risk"),
    ],
    ids=" ".join,
)
def test_a_dataset_is_read_and_reported_once_however_its_parts_are_named(
    paths: tuple[str, ...], taken_in: list[str]
) -> None:
    Path("elsewhere").mkdir()
    write_folder(Path("records"), with_fields(BUDGET, basis="said"))
    diagnostics, summary = check_all(paths)
    assert taken_in == ["records"]
    assert _reported(diagnostics) == [("unknown-term", "records/risk/strain-on-the-budget.yaml")]
    assert summary == FAULTY


def test_a_path_named_from_the_root_is_the_same_dataset(taken_in: list[str]) -> None:
    write_folder(Path("records"))
    assert check_all(["records", Path("records").resolve()]) == ((), CLEAN)
    assert taken_in == ["records"]


def test_checking_several_parts_reports_only_what_concerns_one_of_them() -> None:
    records = by_id(with_fields(BUDGET, basis="said"))
    records["place/lorn"]["within"] = "place/nowhere"
    records["motive/say-in-the-rules"]["form"] = "aim"
    write_folder(Path("records"), records.values())
    diagnostics, _ = check_all(["records/risk", "records/motive"])
    assert _reported(diagnostics) == [
        ("unknown-term", "records/motive/say-in-the-rules.yaml"),
        ("unknown-term", "records/risk/strain-on-the-budget.yaml"),
    ]
    assert check_all(["records/event", "records/context"])[0] == ()


def test_a_text_is_given_for_a_source_of_any_of_the_datasets() -> None:
    write_folder(Path("records"))
    write_folder(Path("another"))
    Path("text.txt").write_bytes(river_pact.TEXT.encode())
    verified = Summary(26, 24, 0, 0, evidence_verified=22, evidence_unverified=0)
    assert check_all(["records", "another"], texts={river_pact.SOURCE: "text.txt"}) == ((), verified)
    with pytest.raises(CannotRun, match=r"^there is no source source/other; the sources are source/river-pact$"):
        check_all(["records", "another"], texts={"source/other": "text.txt"})


def test_a_text_that_cannot_be_read_is_reported_once_however_many_datasets_have_its_source() -> None:
    write_folder(Path("records"))
    write_folder(Path("another"))
    Path("text.txt").write_bytes(b"\xff")
    diagnostics, summary = check_all(["records", "another"], texts={river_pact.SOURCE: "text.txt"})
    assert _reported(diagnostics) == [("not-utf-8", "text.txt")]
    assert summary.errors == 1


@pytest.mark.parametrize("paths", [("records", "nowhere"), ("nowhere", "records")])
def test_with_one_path_that_does_not_exist_nothing_is_reported(paths: tuple[str, ...]) -> None:
    write_folder(Path("records"))
    with pytest.raises(CannotRun, match=r"^nowhere: there is no such file or folder$"):
        check_all(paths)


def test_no_path_is_nothing_to_check() -> None:
    with pytest.raises(CannotRun, match=r"^there is nothing to check: no path is given$"):
        check_all([])
