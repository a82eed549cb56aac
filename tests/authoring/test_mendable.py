from pathlib import Path

import pytest

from nsatu_data.authoring import format_files
from nsatu_data.diagnostics import Mendable
from nsatu_data.storage import corpus_files
from nsatu_data.validation.check_dataset import check
from tests.conftest import Run
from tests.support import case_files
from tests.support.example_datasets import write_folder

CLOSING = "`nsatu-data explain CODE` explains a finding, with examples"


@pytest.mark.parametrize(
    "number", [pytest.param(number, marks=[pytest.mark.exhaustive] if number % 4 else []) for number in range(16)]
)
def test_the_announced_fixes_are_those_that_fix_makes(
    number: int, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compares the findings that disappear and the files written, for every sixteenth case."""
    for index, case in enumerate(case_files.invalid()[number::16]):
        if case.unreadable or case.vanishing or case.padded or case.path.endswith(".json"):
            continue
        root = tmp_path / str(index)
        root.mkdir()
        case.compose(root)
        monkeypatch.chdir(root)
        if corpus_files.form_of(Path(case.path)) is not None:
            continue
        before = check(case.path).diagnostics
        reported = format_files.mendable(before)
        _, _, err = run("validate", case.path, "--fix")
        after = [(one.file, one.code) for one in check(case.path).diagnostics]
        assert reported.files == err.count("fixed "), case.name
        gone = [one for one in before if after.count((one.file, one.code)) == 0]
        assert reported.findings == sum(one.file in err for one in gone if "fixed" in err), case.name


def test_the_output_ends_with_what_to_do_next(run: Run) -> None:
    for file in (Path("records/actor/arda.yaml"), Path("records/actor/welcomers.yaml")):
        file.write_bytes(file.read_bytes() + b"\n")
    status, out, err = run("validate")
    assert (status, err) == (1, "")
    counts, *steps = out.splitlines()[-3:]
    assert counts.startswith("2 errors, 0 warnings in 10 records of 13 files; ")
    assert steps == ["`nsatu-data validate --fix` would fix 2 findings in 2 files", CLOSING]


def test_nothing_is_announced_if_there_is_nothing_to_fix(run: Run) -> None:
    file = Path("records/actor/arda.yaml")
    file.write_bytes(file.read_bytes().replace(b"type: ", b"type: x"))
    _, out, _ = run("validate")
    assert out.splitlines()[-1] == CLOSING
    assert "--fix" not in out


def test_a_bundle_a_text_and_a_missing_file_are_not_fixed(tmp_path: Path) -> None:
    write_folder(tmp_path / "records")
    bad = tmp_path / "records" / "actor" / "arda.yaml"
    bad.write_bytes(bad.read_bytes().replace(b"name: Arda", b"name: 'Arda'"))
    found = check(tmp_path / "records").diagnostics
    assert format_files.mendable(found) == Mendable(1, 1)
    for name in ("bundle.json", "text.txt"):
        (tmp_path / name).write_bytes(bad.read_bytes())
        assert format_files.mendable([found[0]._replace(file=str(tmp_path / name))]) == Mendable(0, 0)
    bad.unlink()
    assert format_files.mendable(found) == Mendable(0, 0)


def test_of_very_many_files_the_first_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format_files, "_MAX_FILES", 2)
    write_folder(tmp_path / "records")
    for file in sorted((tmp_path / "records").glob("*/*.yaml"))[:4]:
        file.write_bytes(file.read_bytes() + b"\n")
    found = check(tmp_path / "records").diagnostics
    assert format_files.mendable(found) == Mendable(2, 2, is_least=True)
