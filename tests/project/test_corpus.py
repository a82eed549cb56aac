"""Tests that the benchmark's datasets have the properties that the benchmark relies on."""

import re
from pathlib import Path

import pytest

import nsatu_data
from nsatu_data.corpus import check_corpus
from nsatu_data.model.record_models import Claim
from tests.benchmarks import bundle_corpus, corpus
from tests.support.folders import RECORDS


def _files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.yaml")}


@pytest.mark.parametrize("size", [1, 50, 300])
def test_a_corpus_has_no_fault_and_at_least_the_size_asked_for(size: int, tmp_path: Path) -> None:
    corpus.write(tmp_path, size)
    outcome = nsatu_data.check(tmp_path)
    assert outcome.diagnostics == ()
    assert size <= outcome.summary.records < size + 15


def _forms(root: Path) -> set[str]:
    """The forms of the records: the lines without their values."""
    return {re.sub(r"(?m)(?<=: |- )(?!\w+:).*$", "", text.decode()) for text in _files(root).values()}


def test_a_corpus_has_as_many_forms_of_record_as_the_real_ones(tmp_path: Path) -> None:
    corpus.write(tmp_path, 1000)
    real = len(_forms(RECORDS))
    assert real <= len(_forms(tmp_path)) <= 1.2 * real


def test_references_reach_across_sources(tmp_path: Path) -> None:
    corpus.write(tmp_path, 200)
    dataset = nsatu_data.load(tmp_path)
    assert len(dataset.sources) > 10
    assert any(
        isinstance(claim, Claim) and actor.evidence[0].source != claim.voice
        for actor in dataset.actors
        for claims in dataset.referring_to(actor.id).values()
        for claim in claims
    )


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        corpus.write(tmp_path / name, 100, faulty=0.3)
    assert _files(tmp_path / "one") == _files(tmp_path / "other")


def test_each_faulty_file_has_a_finding(tmp_path: Path) -> None:
    corpus.write(tmp_path / "sound", 300)
    corpus.write(tmp_path / "faulty", 300, faulty=0.3)
    sound, faulty = _files(tmp_path / "sound"), _files(tmp_path / "faulty")
    changed = {path for path in sound if sound[path] != faulty[path]}
    reported = {diagnostic.file for diagnostic in nsatu_data.check(tmp_path / "faulty").diagnostics}
    assert 60 < len(changed) < 140
    assert changed <= {file.partition("faulty/")[2] or file for file in reported}


def test_bundles_have_no_fault_and_differ(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    number = bundle_corpus.write(path, 500)
    members = list(check_corpus.members(path))
    assert [one.diagnostics for one in members] == [()] * number
    assert {one.summary.records for one in members} == {bundle_corpus.records_in_a_bundle()}
    assert len({one.dataset for one in members}) == len(set(path.read_text(encoding="utf-8").splitlines())) == number
