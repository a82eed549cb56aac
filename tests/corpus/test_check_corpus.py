"""The findings of a corpus are those of its datasets, in order, in every form and with any number of processes."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import CannotRun, Diagnostic, check
from nsatu_data.corpus import bundle_lines, check_corpus, chunks, finding_rows
from nsatu_data.corpus.judge_members import Member, Sound
from nsatu_data.diagnostics import Fault
from nsatu_data.validation.check_dataset import check_bundle
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support import corpora
from tests.support.corpora import CHANGES, Bundle, changed


@st.composite
def _corpora(draw: st.DrawFn) -> list[Bundle]:
    """Datasets of which some are faulty, and some have the same id."""
    number = st.integers(0, len(corpora.BUNDLES) - 1)
    one = st.tuples(number, st.sampled_from(list(CHANGES)), st.sampled_from(["a", "b", "c-1", "d", "e", "f"]))
    return [changed(*each) for each in draw(st.lists(one, min_size=1, max_size=6))]


def _members(path: Path, workers: int = 1) -> list[Member]:
    return list(check_corpus.members(path, IntakeOptions(workers=workers)))


def _of_corpus(code: str) -> bool:
    return code in ("missing-dataset-id", "duplicate-dataset-id")


def _own(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that a dataset has by itself."""
    return [one for one in found if not _of_corpus(one.code)]


@settings(max_examples=10, deadline=None)
@given(_corpora())
def test_the_findings_of_a_folder_are_those_of_each_dataset_in_order(bundles: list[Bundle]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = corpora.write_folder(Path(name, "corpus"), bundles)
        found = _members(root)
        for member, folder in zip(found, sorted(root.iterdir()), strict=True):
            alone = check(folder)
            assert _own(member.diagnostics) == list(alone.diagnostics)
            assert member.summary.records == alone.summary.records
        assert [member.dataset for member in found] == [_id(bundle) for bundle in bundles]


@settings(max_examples=20, deadline=None)
@given(_corpora(), st.sampled_from([1000, 20_000, 1_000_000]))
def test_the_findings_of_lines_are_those_of_each_bundle_in_order(bundles: list[Bundle], size: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "BYTES", size)
        file = corpora.write_lines(Path(name, "corpus.jsonl"), bundles)
        for number, (member, bundle) in enumerate(zip(_members(file), bundles, strict=True), 1):
            alone = check_bundle(corpora.line(bundle).encode())
            assert _own(member.diagnostics) == [_in_line(one, number, member) for one in alone.diagnostics]
            assert member.summary == alone.summary._replace(
                files=0, errors=alone.summary.errors + len(member.diagnostics) - len(alone.diagnostics)
            )


def _in_line(one: Diagnostic, number: int, member: Member) -> Diagnostic:
    """A finding of a bundle with one line, as it is in a line of the corpus."""
    file = member.diagnostics[0].file
    span = one.span and one.span._replace(line=number, end_line=number)
    related = tuple(
        other._replace(file=file, span=other.span and other.span._replace(line=number, end_line=number), excerpt=None)
        for other in one.related
    )
    return one._replace(file=file, span=span, related=related, excerpt=None)


def _id(bundle: Bundle) -> str | None:
    return None if bundle["dataset"]["schema_version"] == "9.0" else bundle["dataset"].get("id")


@settings(max_examples=10, deadline=None)
@given(_corpora())
def test_both_forms_have_the_same_findings_but_for_their_places(bundles: list[Bundle]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = corpora.write_folder(Path(name, "corpus"), bundles)
        lines = corpora.write_lines(Path(name, "corpus.jsonl"), bundles)
        for one, other in zip(_members(folder), _members(lines), strict=True):
            assert one.dataset == other.dataset
            assert sorted(map(_without_place, one.diagnostics)) == sorted(map(_without_place, other.diagnostics))


def _without_place(one: Diagnostic) -> tuple[str, ...]:
    return (
        one.code,
        one.severity,
        one.message,
        one.help or "",
        one.record or "",
        *(each.message for each in one.related),
    )


@settings(max_examples=20, deadline=None)
@given(_corpora())
def test_an_id_is_found_missing_or_twice_and_the_first_is_named(bundles: list[Bundle]) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "BYTES", 5000)
        file = corpora.write_lines(Path(name, "corpus.jsonl"), bundles)
        seen: dict[str, int] = {}
        for number, (member, bundle) in enumerate(zip(_members(file), bundles, strict=True), 1):
            found = [one for one in member.diagnostics if _of_corpus(one.code)]
            identifier = _id(bundle)
            if identifier is None:
                is_told = bundle["dataset"]["schema_version"] != "9.0"
                assert [one.code for one in found] == ["missing-dataset-id"] * is_told
            elif identifier in seen:
                (one,) = found
                assert (one.code, one.pointer) == ("duplicate-dataset-id", "/dataset/id")
                assert one.span is not None
                written = file.read_text().splitlines()[number - 1]
                assert written[one.span.column - 1 : one.span.end_column - 1] == json.dumps(identifier)
                assert [other.span and other.span.line for other in one.related] == [seen[identifier]]
            else:
                assert not found
                seen[identifier] = number


@pytest.mark.parametrize("form", ["folder", "lines"])
def test_the_findings_do_not_depend_on_the_number_of_processes(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "FOLDERS", 2)
    monkeypatch.setattr(chunks, "BYTES", 10_000)
    names = list(CHANGES)
    bundles = [changed(number % 3, names[number % len(names)], f"d{number % 13}") for number in range(20)]
    path = (
        corpora.write_folder(tmp_path / "corpus", bundles)
        if form == "folder"
        else corpora.write_lines(tmp_path / "corpus.jsonl", bundles)
    )
    alone = _members(path)
    assert sum(len(member.diagnostics) for member in alone) > 20
    for workers in (2, 5):
        assert _members(path, workers) == alone
        kept = check_corpus.batches(path, IntakeOptions(workers=workers, keep=True), _ids)
        prepared = [one for batch in kept for one in batch.prepared]
        assert prepared == [member.dataset for member in alone if not _own_errors(member)]


def _ids(sound: list[Sound]) -> list[str]:
    return [one.dataset for one in sound]


def _own_errors(member: Member) -> bool:
    return any(one.code != "duplicate-dataset-id" for one in member.diagnostics if one.severity == "error")


@given(st.text(alphabet="ab\n \r", max_size=40), st.integers(1, 12), st.integers(1, 6))
def test_chunks_of_any_size_hold_each_line_once(text: str, size: int, limit: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle_lines, "BUNDLE_LIMIT", limit)
        patch.setattr(bundle_lines, "_STEP", 3)
        patch.setattr(chunks, "BYTES", size)
        path = Path(name, "c.jsonl")
        path.write_bytes(text.encode())
        if not text:
            with pytest.raises(CannotRun, match="there is nothing to check: the file is empty"):
                chunks.chunks(path)
            return
        found = [each for chunk in chunks.chunks(path) for each in bundle_lines.lines(path, chunk.start, chunk.end)]
        expected = text.removesuffix("\n").split("\n")
        assert [_shown(each) for each in found] == [
            "file-too-large" if len(each) > limit else each if each.strip() else "not-json" for each in expected
        ]


def _shown(line: bytes | Fault) -> str:
    return line.code if isinstance(line, Fault) else line.decode()


def test_several_paths_are_checked_together(tmp_path: Path) -> None:
    dataset = corpora.write_folder(tmp_path / "one", [changed(0, "a label is missing", "a")]) / "0000"
    folder = corpora.write_folder(tmp_path / "corpus", [changed(1, "the id is missing", "a")])
    lines = corpora.write_lines(tmp_path / "c.jsonl", [changed(2, "a term is unknown", "a")])
    paths = [lines, dataset, folder, lines]
    found = check_corpus.check_paths(paths, options=IntakeOptions())
    assert [one.code for one in found.diagnostics] == ["missing-field", "unknown-term", "missing-dataset-id"]
    assert (found.datasets, found.summary.errors) == (2, 3)
    with pytest.raises(CannotRun, match="a corpus takes no text"):
        check_corpus.check_paths(paths, texts={"": b""}, options=IntakeOptions())


def test_a_corpus_is_not_taken_for_a_dataset(tmp_path: Path) -> None:
    for path in (
        corpora.write_folder(tmp_path / "corpus", [corpora.BUNDLES[0]]),
        corpora.write_lines(tmp_path / "c.jsonl", [corpora.BUNDLES[0]]),
    ):
        with pytest.raises(CannotRun) as caught:
            check(path)
        assert str(caught.value) == f"{path}: this is a corpus of several datasets; name one of its datasets"


def test_what_must_not_lie_in_the_folder_of_a_corpus_is_a_finding(tmp_path: Path) -> None:
    root = corpora.write_folder(tmp_path / "corpus", [corpora.BUNDLES[0]])
    (root / "README.md").write_text("A note.\n")
    (root / ".hidden").mkdir()
    (root / "bundle.json").write_text("{}")
    (root / "empty").mkdir()
    (root / ".nsatu-data-1").write_text("")
    (root / "link").symlink_to(root / "0000")
    (root / "unlisted").mkdir(mode=0)
    found = [one for member in _members(root) for one in member.diagnostics]
    codes = {Path(one.file).name: one.code for one in found}
    assert codes.pop("unlisted") in ("unreadable-file", "missing-manifest")  # the superuser can list it
    assert codes == {
        ".nsatu-data-1": "leftover-file",
        "bundle.json": "misplaced-file",
        "empty": "missing-manifest",
        "link": "not-a-file",
    }


def test_rows_of_findings_hold_every_value(tmp_path: Path) -> None:
    path = corpora.write_lines(tmp_path / "c.jsonl", [changed(0, "two records are faulty", "a"), corpora.BUNDLES[0]])
    for member in _members(path):
        rows = list(finding_rows.rows(member.diagnostics, member.dataset))
        for row, one in zip(rows, member.diagnostics, strict=True):
            assert row.dataset == member.dataset
            assert row[1:6] == (one.code, one.severity.value, one.message, one.help, one.file)
            assert row[6:10] == tuple(one.span or (None,) * 4)
            assert row[10:12] == (one.record, one.pointer)
            assert [place.message for place in row.related] == [other.message for other in one.related]
