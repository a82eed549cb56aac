import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nsatu_data import cli
from nsatu_data.syntax import yaml_writer
from tests.support.example_datasets import by_id, write_folder
from tests.support.folders import ROOT
from tests.support.messages import NO_DATASET

Run = Callable[..., tuple[int, str, str]]

ARDA = "records/actor/arda.yaml"
LORN = "records/place/lorn.yaml"
SOUND = (
    "0 errors, 0 warnings in 12 records of 13 files; 11 evidence pointers not checked, as no text was given (--text)\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in a folder with the example in `records`. Returns exit status, output and errors."""
    monkeypatch.chdir(tmp_path)
    write_folder(Path("records"))

    def run(*arguments: str) -> tuple[int, str, str]:
        return cli.main(arguments), *capsys.readouterr()

    return run


def contents() -> dict[str, bytes]:
    """Every file below the working directory."""
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def disorder(path: str, comment: str = "") -> None:
    """Reverse the lines of a record's first three fields, and put a comment before them."""
    file = Path(path)
    first, second, third, *others = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_bytes("".join((comment, third, second, first, *others)).encode())


def test_the_published_records_are_canonical(capsys: pytest.CaptureFixture[str]) -> None:
    files = len(list((ROOT / "records").rglob("*.yaml")))
    assert cli.main(("format", "--check", str(ROOT / "records"))) == 0
    assert capsys.readouterr() == (f"0 of {files} files are not in the canonical layout\n", "")


def test_files_are_formatted_and_named_and_then_nothing_is_left_to_do(run: Run) -> None:
    before = contents()
    disorder(ARDA)
    disorder(LORN, "# seen twice\n")
    assert run("format") == (0, f"formatted {ARDA}\nformatted {LORN}\n2 of 13 files formatted\n", "")
    lorn = before[LORN].decode()
    label = next(line for line in lorn.splitlines(keepends=True) if line.startswith("label:"))
    assert contents() == {**before, LORN: lorn.replace(label, f"# seen twice\n{label}").encode()}
    assert run("format") == (0, "0 of 13 files formatted\n", "")
    assert run("format", "--check") == (0, "0 of 13 files are not in the canonical layout\n", "")


def test_a_check_tells_what_would_change_and_writes_nothing(run: Run) -> None:
    disorder(ARDA)
    before = contents()
    reported = f"{ARDA}: error: the file is not in the canonical layout; run `nsatu-data format` [unformatted]\n"
    assert run("format", "--check") == (1, f"{reported}1 of 13 files are not in the canonical layout\n", "")
    assert contents() == before


@pytest.mark.parametrize(
    ("paths", "count"),
    [
        (["records"], 13),
        (["records/actor"], 3),
        ([ARDA], 1),
        ([ARDA, "records/actor"], 3),
        (["records/dataset.yaml", ARDA], 2),
        (["records/../records", "records"], 13),
    ],
)
def test_a_dataset_a_part_of_it_or_single_files_are_formatted(paths: list[str], count: int, run: Run) -> None:
    disorder(LORN)
    changed = count == 13
    output = f"{f'formatted {LORN}' + chr(10) if changed else ''}{int(changed)} of {count} files formatted\n"
    assert run("format", *paths) == (0, output, "")


def test_what_only_the_author_can_fix_is_reported_and_the_others_are_formatted(run: Run) -> None:
    disorder(ARDA)
    text = Path(LORN).read_text(encoding="utf-8")
    Path(LORN).write_text(f"'label':   Lorn\nlabel: 1.5  # which?\n{text}", encoding="utf-8")
    before = contents()
    reported = (
        f"{LORN}:2:1: error: `label` is given twice [duplicate-key]\n"
        "   2 | label: 1.5  # which?\n"
        "     | ^^^^^\n"
        f"  {LORN}:1:1: note: the first\n"
        "   1 | 'label':   Lorn\n"
        "     | ^^^^^^^\n"
        "  help: keep one of them\n"
        "\n"
        f"{LORN}:2:8: error: parsers read this value in different ways [ambiguous-scalar]\n"
        "   2 | label: 1.5  # which?\n"
        "     |        ^^^\n"
        '  help: write "1.5" if it is text\n'
        "\n"
        f"{LORN}:5:1: error: `label` is given twice [duplicate-key]\n"
        '   5 | label: "Lorn"\n'
        "     | ^^^^^\n"
        f"  {LORN}:1:1: note: the first\n"
        "   1 | 'label':   Lorn\n"
        "     | ^^^^^^^\n"
        "  help: keep one of them\n"
        "\n"
    ).replace('label: "Lorn"', text.splitlines()[2])
    status, output, errors = run("format", "--check")
    assert (status, errors) == (1, "")
    unformatted = f"{ARDA}: error: the file is not in the canonical layout; run `nsatu-data format` [unformatted]\n"
    assert output == f"{reported}{unformatted}1 of 13 files are not in the canonical layout; 1 cannot be formatted\n"
    assert contents() == before
    assert run("format") == (1, f"{reported}formatted {ARDA}\n1 of 13 files formatted; 1 cannot be formatted\n", "")
    assert Path(LORN).read_bytes() == before[LORN]


def test_a_link_is_not_followed_and_what_is_misplaced_is_reported(run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"kind: 'actor'\n")
    Path("records/actor/link.yaml").symlink_to(outside)
    Path("records/actor/Upper.yaml").write_bytes(b"kind: 'actor'\n")
    before = contents()
    reported = (
        "records/actor/Upper.yaml: error: the name of a record's file must be a slug: lower-case letters, digits, "
        "single hyphens [misplaced-file]\n"
        "  help: did you mean `actor/upper.yaml`?\n"
        "\n"
        "records/actor/link.yaml: error: a link is not followed [not-a-file]\n"
        "  help: put the file itself here\n"
        "\n"
        "0 of 5 files formatted; 2 cannot be formatted\n"
    )
    assert run("format", "records/actor") == (1, reported, "")
    assert contents() == before


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["empty"], "empty: there is nothing to format"),
        (["records/actor/notes.md"], "records/actor/notes.md: there is nothing to format"),
        (["alone.yaml"], f"alone.yaml: {NO_DATASET}"),
        (["bundle.json"], "bundle.json: a bundle is generated and cannot be formatted; format the records instead"),
    ],
)
def test_where_there_is_nothing_to_format_it_could_not_run(paths: list[str], message: str, run: Run) -> None:
    Path("empty").mkdir()
    Path("records/actor/notes.md").write_bytes(b"A note.\n")
    Path("alone.yaml").write_bytes(b"a: 'b'\n")
    Path("bundle.json").write_bytes(b"{}\n")
    disorder(ARDA)
    before = contents()
    for arguments in (("format", *paths), ("format", "--check", *paths)):
        assert run(*arguments) == (2, "", f"nsatu-data: {message}\n")
    assert contents() == before


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_a_file_that_cannot_be_written_is_left_as_it_is_and_the_others_are_formatted(
    error: OSError, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents()
    disorder(ARDA)
    disorder(LORN)
    after = {**before, ARDA: contents()[ARDA]}
    opened, left = os.open, [1]

    def refuse(path: str, flags: int, *others: int, **named: int) -> int:
        if flags & os.O_CREAT:
            left[0] -= 1
            if left[0] == 0:
                raise error
        return opened(path, flags, *others, **named)

    with monkeypatch.context() as barred:
        barred.setattr(os, "open", refuse)
        reported = f"nsatu-data: {ARDA}: {error.strerror}\n"
        closing = "1 of 13 files formatted; 1 could not be written\n"
        assert run("format") == (2, f"formatted {LORN}\n{closing}", reported)
    assert contents() == after
    assert run("format") == (0, f"formatted {ARDA}\n1 of 13 files formatted\n", "")
    assert contents() == before


def test_a_run_that_is_interrupted_leaves_each_file_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents()
    disorder(ARDA)
    disorder(LORN)
    after = {**before, LORN: contents()[LORN]}
    replaced, left = os.replace, [2]

    def interrupt(*arguments: str, **named: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        replaced(*arguments, **named)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", interrupt)
        assert run("format")[0] == 130
    assert contents() == after
    assert run("format") == (0, f"formatted {LORN}\n1 of 13 files formatted\n", "")


@pytest.mark.parametrize("command", ["format", "validate --fix"])
def test_a_file_that_changes_meanwhile_keeps_the_other_programs_work(
    command: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    canonical = contents()
    for path in (ARDA, LORN):
        Path(path).write_bytes(canonical[path].replace(b'"', b"'"))
    theirs = canonical[ARDA] + b"# saved meanwhile\n"
    sync, left = os.fsync, [1]

    def change(descriptor: int) -> None:
        sync(descriptor)
        left[0] -= 1
        if left[0] == 0:
            Path(ARDA).write_bytes(theirs)

    with monkeypatch.context() as interleaved:
        interleaved.setattr(os, "fsync", change)
        outcome = run(*command.split())
    why = "another program changed the file meanwhile, and its change is kept; run the command again"
    reported = f"nsatu-data: {ARDA}: {why}\n"
    closing = "1 of 13 files formatted; 1 could not be written\n"
    wanted = {
        "format": (2, f"formatted {LORN}\n{closing}", reported),
        "validate --fix": (2, SOUND, f"fixed {LORN}\n{reported}"),
    }
    assert outcome == wanted[command]
    assert contents() == {**canonical, ARDA: theirs}


def test_a_file_keeps_its_permissions(run: Run) -> None:
    disorder(ARDA)
    Path(ARDA).chmod(0o640)
    assert run("format")[0] == 0
    assert Path(ARDA).stat().st_mode & 0o777 == 0o640


def test_a_form_that_would_say_something_else_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    disorder(ARDA)
    before = contents()
    write = yaml_writer.write
    monkeypatch.setattr(yaml_writer, "write", lambda *arguments: write(*arguments).replace("Arda", "Lorn"))
    why = "formatting would change the content; this is a bug in nsatu-data, not a fault in the file"
    assert run("format", ARDA) == (2, "", f"nsatu-data: {ARDA}: {why}\n")
    assert contents() == before


def test_validate_fix_formats_only_files_with_faults_of_yaml(run: Run) -> None:
    canonical = contents()
    Path(ARDA).write_bytes(b"\xef\xbb\xbf" + canonical[ARDA].replace(b"\n", b"\r\n").replace(b'"', b"'"))
    # Portable but not canonical: there is no finding to fix.
    disorder(LORN)
    untidy = contents()[LORN]
    assert run("validate", "--fix") == (0, SOUND, f"fixed {ARDA}\n")
    assert contents() == {**canonical, LORN: untidy}
    assert run("validate", "--fix") == (0, SOUND, "")


def test_validate_fix_reports_the_remaining_findings(run: Run) -> None:
    arda = by_id()["actor/arda"]
    Path(ARDA).write_text(yaml_writer.write(arda).replace("kind: actor", "kind: 'actr'"), encoding="utf-8")
    Path(LORN).write_bytes(Path(LORN).read_bytes() + b"label: 'again'\n")
    lorn = Path(LORN).read_bytes()
    before = run("validate", "records/actor", "records/place")
    assert "single-quotes" in before[1]
    status, output, errors = run("validate", "--fix", "records/actor", "records/place")
    assert (status, errors) == (1, f"fixed {ARDA}\n")
    assert "kind: actr\n" in Path(ARDA).read_text(encoding="utf-8")
    assert Path(LORN).read_bytes() == lorn
    assert [line.rpartition(" ")[2] for line in output.splitlines() if ": error: " in line] == [
        "[wrong-kind]",
        "[duplicate-key]",
        "[single-quotes]",
    ]


def test_only_named_files_are_fixed(run: Run) -> None:
    for path in (ARDA, LORN):
        Path(path).write_bytes(b"# note\n\n" + Path(path).read_bytes().replace(b'"', b"'") + b"\n")
    before = contents()
    status, _, errors = run("validate", "--fix", ARDA)
    assert (status, errors) == (0, f"fixed {ARDA}\n")
    assert contents()[LORN] == before[LORN]


def test_a_bundle_is_checked_but_not_fixed(run: Run) -> None:
    Path("bundle.json").write_bytes(b"{}\n")
    status, _, errors = run("validate", "--fix", "bundle.json")
    assert (status, errors) == (1, "")
    assert Path("bundle.json").read_bytes() == b"{}\n"
