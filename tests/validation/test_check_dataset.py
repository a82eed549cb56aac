import os
from pathlib import Path
from typing import Any

import pytest

from nsatu_data import CannotRun, check, load
from nsatu_data.cli import main
from nsatu_data.diagnostics import Diagnostic, Summary
from nsatu_data.rules import RULES
from nsatu_data.text import canonical_text
from nsatu_data.validation.check_dataset import Check, canonical_texts, check_all
from nsatu_data.validation.collect_records import IntakeOptions
from tests.support import river_pact
from tests.support.example_datasets import by_id, changed, dataset, reading, with_fields, write_folder
from tests.support.messages import NO_DATASET, NOTHING_IN_FOLDER

BUDGET = "risk/strain-on-the-budget"
CLEAN = Summary(files=13, records=12, errors=0, warnings=0, evidence_verified=0, evidence_unverified=11)
CITING = [values for values in river_pact.records() if "evidence" in values]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_bytes(river_pact.TEXT.encode())


def _reported(outcome: Check) -> list[tuple[str, str, str | None]]:
    return [(found.code, found.file, found.pointer) for found in outcome.diagnostics]


def _verified(records: list[dict[str, Any]], words: str = river_pact.TEXT) -> Check:
    Path("text.txt").write_bytes(words.encode())
    return check(write_folder(Path("records"), records), texts={river_pact.SOURCE: "text.txt"})


def test_nothing_is_reported_for_a_sound_dataset() -> None:
    outcome = check(write_folder(Path("records")))
    assert outcome == Check(dataset(), (), CLEAN)
    assert check("records") == outcome
    assert load("records") == load(Path("records")) == dataset()


def test_warnings_are_reported_and_the_dataset_given() -> None:
    outcome = check(write_folder(Path("records"), with_fields(BUDGET, mentions=["actor/arda"])))
    assert _reported(outcome) == [("redundant-mention", "records/risk/strain-on-the-budget.yaml", "/mentions/0")]
    assert (outcome.summary.errors, outcome.summary.warnings) == (0, 1)
    assert outcome.dataset == load("records")


@pytest.mark.parametrize("there", ["nowhere", "nowhere/records", "nowhere.json"])
def test_a_path_that_does_not_exist_cannot_be_checked(there: str) -> None:
    for run in (check, load):
        with pytest.raises(CannotRun) as caught:
            run(there)
        assert str(caught.value) == f"{there}: there is no such file or folder"


def test_a_folder_or_file_of_no_dataset_cannot_be_checked() -> None:
    Path("empty").mkdir()
    with pytest.raises(CannotRun) as caught:
        check("empty")
    assert str(caught.value) == f"empty: {NOTHING_IN_FOLDER}"
    with pytest.raises(CannotRun) as caught:
        check("text.txt")
    assert str(caught.value) == f"text.txt: {NO_DATASET}"


def test_a_text_without_its_source_or_file_cannot_be_checked() -> None:
    write_folder(Path("records"))
    with pytest.raises(CannotRun) as caught:
        check("records", texts={"source/other": "text.txt"})
    assert str(caught.value) == "there is no source source/other; the sources are source/river-pact"
    with pytest.raises(CannotRun) as caught:
        check("records", texts={river_pact.SOURCE: "nowhere.txt"})
    assert str(caught.value) == "nowhere.txt: No such file or directory"


def test_a_text_is_given_for_a_source_and_no_other_record() -> None:
    write_folder(Path("records"))
    with pytest.raises(CannotRun, match=r"^there is no source actor/arda; the sources are source/river-pact$"):
        check("records", texts={"actor/arda": "text.txt"})


def test_the_text_verifies_every_pointer() -> None:
    assert _verified(river_pact.records()).summary == Summary(13, 12, 0, 0, evidence_verified=11, evidence_unverified=0)


def test_the_text_may_come_in_any_form_that_is_canonically_equal() -> None:
    loose = "\ufeff\r\n" + river_pact.TEXT.replace(" ", "\u00a0 ").replace("\n", " \r\n\r\n\t") + "\n\n"
    assert _verified(river_pact.records(), loose).summary.evidence_verified == 11


def _with_another_character(offset: int) -> str:
    return f"{river_pact.TEXT[:offset]}#{river_pact.TEXT[offset + 1 :]}"


def _pointer_of(offset: int) -> str:
    rows = by_id()[river_pact.SOURCE]["sentences"]
    index = next((index for index, row in enumerate(rows) if row["start"] <= offset < row["end"]), None)
    return "/text/sha256" if index is None else f"/sentences/{index}/sha256"


def test_any_changed_character_of_the_text_is_found_in_its_sentence() -> None:
    for offset in range(len(river_pact.TEXT)):
        changed_text = canonical_text.canonicalise(_with_another_character(offset))
        whole = reading(texts={river_pact.SOURCE: changed_text})
        found = [(fault.code, fault.record, fault.pointer) for rule in RULES for fault in rule.check(whole)]
        assert _but_stale(found) == [("text-mismatch", river_pact.SOURCE, _pointer_of(offset))]
        stale = {record for code, record, _ in found if code == "stale-evidence"}
        assert stale >= {values["id"] for values in CITING if _covers(values["evidence"], offset)}


@pytest.mark.parametrize("offset", [0, 71, 72, 73, 138, 150, 232])
def test_a_changed_character_is_reported_in_the_file_of_the_source(offset: int) -> None:
    outcome = _verified(river_pact.records(), _with_another_character(offset))
    mismatch = ("text-mismatch", "records/source/river-pact.yaml", _pointer_of(offset))
    assert _but_stale(_reported(outcome)) == [mismatch]


def _but_stale(found: list[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    """The findings without those about single pointers."""
    return [one for one in found if one[0] != "stale-evidence"]


def _covers(pointers: list[dict[str, Any]], offset: int) -> bool:
    return any(pointer["start"] <= offset < pointer["end"] for pointer in pointers)


@pytest.mark.parametrize("field", ["sha256", "start", "end", "sentence"])
@pytest.mark.parametrize("values", CITING, ids=lambda values: values["id"])
def test_a_changed_part_of_evidence_is_found_where_it_stands(values: dict[str, Any], field: str) -> None:
    was = values["evidence"][0][field]
    for value in _others(field, was):
        outcome = _verified(changed(values["id"], f"/evidence/0/{field}", value))
        files = {found.file for found in outcome.diagnostics}
        assert f"records/{values['id']}.yaml" in files
        assert all((found.pointer or "").startswith("/evidence/0/") for found in outcome.diagnostics)


@pytest.mark.parametrize("index", range(4))
@pytest.mark.parametrize("field", ["number", "paragraph", "start", "end", "sha256"])
def test_a_changed_part_of_a_sentence_is_found_in_the_source(index: int, field: str) -> None:
    was = by_id()[river_pact.SOURCE]["sentences"][index][field]
    for value in _others(field, was):
        outcome = _verified(changed(river_pact.SOURCE, f"/sentences/{index}/{field}", value))
        assert [found.pointer for found in outcome.diagnostics if found.record == river_pact.SOURCE] != []


@pytest.mark.parametrize("field", ["code_points", "utf8_bytes", "sha256"])
def test_a_changed_measure_of_the_text_is_found_at_its_place(field: str) -> None:
    was = by_id()[river_pact.SOURCE]["text"][field]
    outcome = _verified(changed(river_pact.SOURCE, f"/text/{field}", _others(field, was)[-1]))
    assert _reported(outcome) == [("text-mismatch", "records/source/river-pact.yaml", f"/text/{field}")]


def _others(field: str, value: Any) -> list[Any]:
    """Values next to a value, as far as a record allows them."""
    if field == "sha256":
        return [("0" if value[0] != "0" else "1") + value[1:]]
    return [other for other in (value - 1, value + 1) if other >= (field != "start")]


@pytest.mark.parametrize("part", ["records/risk", "records/risk/strain-on-the-budget.yaml", "records/risk/"])
def test_checking_a_part_reports_only_what_lies_in_it_or_points_at_it(part: str) -> None:
    records = by_id(with_fields(BUDGET, basis="said"))
    records["place/lorn"]["within"] = "place/nowhere"
    write_folder(Path("records"), records.values())
    assert [found.code for found in check("records").diagnostics] == ["unresolved-reference", "unknown-term"]
    assert _reported(check(part)) == [("unknown-term", "records/risk/strain-on-the-budget.yaml", "/basis")]
    assert check("records/event").diagnostics == ()


def test_a_finding_elsewhere_that_points_at_the_part_is_reported() -> None:
    write_folder(Path("records"), with_fields("reaction/some-welcome", actor="actor/arda"))
    pointing = check("records/event/arda-asks-to-join.yaml")
    assert _reported(pointing) == [("agent-reacts", "records/reaction/some-welcome.yaml", "/actor")]
    assert check("records/event/arda-joins.yaml").diagnostics == ()


@pytest.mark.parametrize(
    ("here", "part"),
    [
        ("records/risk", "."),
        ("records/risk", "strain-on-the-budget.yaml"),
        ("records/event", "../risk"),
        ("records", "risk"),
        ("elsewhere", "../records/risk"),
        ("elsewhere", "../elsewhere/../records/risk/strain-on-the-budget.yaml"),
    ],
)
def test_a_part_is_the_same_wherever_it_is_named_from(here: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(Path("records"), with_fields(BUDGET, basis="said"))
    Path("elsewhere").mkdir()
    monkeypatch.chdir(here)
    assert [found.code for found in check(part).diagnostics] == ["unknown-term"]


@pytest.mark.parametrize("part", ["records/notes.md", "records/.hidden.yaml", "records/.drafts", "records/place"])
def test_a_part_with_no_record_cannot_be_checked(part: str) -> None:
    write_folder(Path("records"), [values for values in river_pact.records() if values["kind"] != "place"])
    file = Path(part)
    if file.suffix in (".md", ".yaml"):
        file.write_text("x", encoding="utf-8")
    else:
        file.mkdir()
    with pytest.raises(CannotRun) as caught:
        check(part)
    assert str(caught.value).endswith(f"{part}: there is nothing to check")


def test_a_folder_in_a_wrong_place_is_itself_reported() -> None:
    (write_folder(Path("records")) / "risk" / "empty").mkdir()
    assert _reported(check("records/risk/empty")) == [("misplaced-file", "records/risk/empty", None)]


def test_a_text_that_cannot_be_read_is_reported_whatever_part_is_checked() -> None:
    write_folder(Path("records"))
    Path("text.txt").write_bytes(b"Arda\n\xff")
    for part in ("records", "records/risk"):
        (found,) = check(part, texts={river_pact.SOURCE: "text.txt"}).diagnostics
        assert (found.code, found.file, found.span) == ("not-utf-8", "text.txt", (2, 1, 2, 2))


def test_no_path_of_the_machine_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(Path("records"), with_fields(BUDGET, basis="said"))
    Path("text.txt").write_bytes(b"\xff")
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    outcome = check("../records", texts={river_pact.SOURCE: "../text.txt"})
    assert [found.code for found in outcome.diagnostics] != []
    assert [found.file for found in outcome.diagnostics if Path(found.file).is_absolute()] == []
    assert str(tmp_path) not in repr(outcome)


def test_texts_are_made_canonical_for_a_loaded_dataset() -> None:
    assert canonical_texts(dataset(), {river_pact.SOURCE: Path("text.txt")}) == (
        {river_pact.SOURCE: canonical_text.canonicalise(river_pact.TEXT)},
        [],
    )
    Path("text.txt").write_bytes(b"Another.")
    _, (found,) = canonical_texts(dataset(), {river_pact.SOURCE: Path("text.txt")})
    assert isinstance(found, Diagnostic)
    assert (found.code, found.record, found.pointer) == ("text-mismatch", river_pact.SOURCE, "/text/sha256")
    assert found.message == "this is a different text: it has none of the sentences"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff.yaml", "\\udcff.yaml"),
        (b"a\nb.yaml", "a\\nb.yaml"),
        (b"A B.yaml", "A B.yaml"),
    ],
)
def test_a_file_whose_name_is_no_slug_is_reported_in_one_line_and_not_read(
    name: bytes, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(Path("records"))
    (Path("records/actor") / os.fsdecode(name)).write_bytes(b"\xff")
    status = main(["validate", "records"])
    first = capsys.readouterr().out.splitlines()[0]
    assert status == 1
    assert first == (
        f"records/actor/{shown}: error: the name of a record's file must be a slug: lower-case letters, digits, "
        "single hyphens [misplaced-file]"
    )


def test_more_temporary_files_than_records_are_allowed_end_in_a_finding(tmp_path: Path) -> None:
    write_folder(tmp_path / "records")
    for number in range(20):
        (tmp_path / "records" / "actor" / f".nsatu-data-{number}").touch()
    reported = [one.code for one in check_all([tmp_path / "records"], options=IntakeOptions(limit=12))[0]]
    assert reported == ["too-many-records"]
    reported = [one.code for one in check_all([tmp_path / "records"], options=IntakeOptions(limit=20))[0]]
    assert reported == ["leftover-file"] * 20
