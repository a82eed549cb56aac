"""Every command that takes a text takes it as FILE or as SOURCE_ID=FILE."""

from importlib import metadata
from pathlib import Path

import pytest

from nsatu_data import CannotRun, check
from nsatu_data.cli import main
from nsatu_data.commands import texts
from tests.support import case_files, river_pact
from tests.support.example_datasets import write_folder
from tests.support.folders import ROOT

NAMED = f"{river_pact.SOURCE}=text.txt"
COMMANDS = {
    "validate": ("validate",),
    "coverage": ("coverage",),
    "export": ("export", "json"),
    "cite": ("cite", river_pact.SOURCE, "Some welcome"),
    "realign": ("cite", river_pact.SOURCE, "--realign"),
    "sentences": ("sentences", river_pact.SOURCE),
    "new source": ("new", "source", "river-pact", "--set", "language=en"),
    "new risk": ("new", "risk", "x", "--cite", "Some welcome"),
}


@pytest.fixture(autouse=True)
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_bytes(river_pact.TEXT.encode())
    return write_folder(Path("records"))


def _without_source() -> None:
    (Path("records") / f"{river_pact.SOURCE}.yaml").unlink()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_text_with_its_source_and_without_it_are_the_same(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = []
    for number, text in enumerate(("text.txt", NAMED)):
        (tmp_path / str(number)).mkdir()
        monkeypatch.chdir(tmp_path / str(number))
        Path("text.txt").write_bytes(river_pact.TEXT.encode())
        write_folder(Path("records"))
        if command == "new source":
            _without_source()
        status = main([*COMMANDS[command], "--text", text])
        outcomes.append((status, capsys.readouterr()))
    assert outcomes[0] == outcomes[1]
    assert (outcomes[0][0], outcomes[0][1].err) == (0, "")


@pytest.mark.parametrize("command", ["cite", "realign", "sentences", "new source"])
def test_the_text_of_another_source_is_refused(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    if command == "new source":
        _without_source()
    assert main([*COMMANDS[command], "--text", "source/other=text.txt"]) == 2
    assert capsys.readouterr().err == (
        "nsatu-data: --text names the text of source/other; name the text of source/river-pact instead\n"
    )


def test_the_source_of_a_text_is_the_source_of_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    risk = COMMANDS["new risk"]
    assert main([*risk, "--source", river_pact.SOURCE, "--text", "source/other=text.txt"]) == 2
    assert capsys.readouterr().err == (
        "nsatu-data: --text names the text of source/other; name the text of source/river-pact instead\n"
    )
    assert main([*risk, "--text", "source/other=text.txt"]) == 2
    assert capsys.readouterr().err == "nsatu-data: there is no record source/other; did you mean source/river-pact?\n"


@pytest.mark.parametrize("command", ["validate", "coverage", "export"])
def test_among_several_sources_one_must_be_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    several = next(folder for folder in case_files.valid() if len(case_files.texts_of(folder)) > 1)
    where = [str(several)] if command == "validate" else ["--dataset", str(several)]
    sources = ", ".join(sorted(case_files.texts_of(several)))
    assert main([*COMMANDS[command], *where, "--text", "text.txt"]) == 2
    assert capsys.readouterr().err == (
        f"nsatu-data: the text needs a source, as SOURCE_ID=FILE; the sources are {sources}\n"
    )


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (("text.txt", "text.txt"), "--text names several files; write SOURCE_ID=FILE for each"),
        (("text.txt", NAMED), "--text names several files; write SOURCE_ID=FILE for each"),
        ((NAMED, "text.txt"), "--text names several files; write SOURCE_ID=FILE for each"),
        (
            (NAMED, f"{river_pact.SOURCE}=b.txt"),
            "--text names two files for source/river-pact: text.txt and b.txt; name one",
        ),
    ],
)
def test_no_text_is_passed_over(named: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("validate", "coverage", "export"):
        assert main([*COMMANDS[command], *(f"--text={text}" for text in named)]) == 2
        assert capsys.readouterr() == ("", f"nsatu-data: {message}\n")


def test_without_a_source_there_is_none_that_a_text_could_be_of() -> None:
    write_folder(Path("empty"), [])
    with pytest.raises(CannotRun, match=r"^the dataset has no source, so it cannot have a text$"):
        check("empty", texts={"": "text.txt"})


def test_the_library_takes_a_text_of_the_only_source() -> None:
    assert check("records", texts={"": "text.txt"}) == check("records", texts={river_pact.SOURCE: "text.txt"})
    assert check("records", texts={"": "text.txt"}).summary.evidence_unverified == 0


def test_a_file_whose_name_holds_an_equals_sign_may_stand_alone() -> None:
    Path("a=b.txt").touch()
    assert texts.named_text("a=b.txt") == ("", Path("a=b.txt"))
    assert texts.named_text("source/x=a=b.txt") == ("source/x", Path("a=b.txt"))


def test_the_version_is_that_of_the_installed_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"nsatu-data {metadata.version('nsatu-data')}\n", "")


def test_the_version_of_a_checkout_is_that_of_its_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", fail)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"nsatu-data {check(ROOT / 'records').dataset.manifest.version}\n", "")  # type: ignore[union-attr]
