"""The shells complete the arguments of the command."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nsatu_data import cli
from nsatu_data.commands import completers
from nsatu_data.commands.completion import SHELLS
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Certainty, Kind
from tests.conftest import Run
from tests.support import shells
from tests.support.example_datasets import by_id, write_folder
from tests.support.folders import ROOT

IDS = sorted(by_id())
RISK = list(FIELDS["risk"])


def completed(line: str, folder: Path, *options: str) -> tuple[list[str], str]:
    """The completions of a line, as bash asks for them, and what the interpreter writes to standard error."""
    reading, writing = os.pipe()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("_ARGCOMPLETE")},
        "PYTHONPATH": str(ROOT),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line.encode())),
        "COMP_TYPE": "9",
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "_ARGCOMPLETE_COMP_WORDBREAKS": " \t\n\"'><=;|&(:",
    }
    command = f'exec 8>&{writing} "$@"'
    program = [sys.executable, *options, "-m", "nsatu_data"]
    run = subprocess.run(
        ["bash", "-c", command, "bash", *program],
        cwd=folder,
        env=environment,
        pass_fds=[writing],
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        words = stream.read()
    assert (run.returncode, run.stdout) == (0, "")
    return words.split("\n") if words else [], run.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tmp_path / "records")
    (tmp_path / "text.txt").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nsatu-data s", ["show", "search", "sql", "sentences", "schema"]),
        ("nsatu-data list ", [str(kind) for kind in Kind]),
        ("nsatu-data list ri", ["risk"]),
        ("nsatu-data list --format ", ["table", "json", "csv"]),
        ("nsatu-data list --so", ["--sort"]),
        ("nsatu-data show ", IDS),
        ("nsatu-data show actor/a", ["actor/arda"]),
        ("nsatu-data list risk --where ", [f"{name}=" for name in RISK]),
        ("nsatu-data list risk --where cert", ["certainty="]),
        # Bash splits words at the equals sign, so that only the value is returned.
        ("nsatu-data list risk --where certainty=", [str(term) for term in Certainty]),
        ("nsatu-data list risk --where certainty=p", ["probable", "possible"]),
        ("nsatu-data list risk --where bearers=actor/", [one for one in IDS if one.startswith("actor/")]),
        ("nsatu-data list risk --where voice=n", ["null"]),
        ("nsatu-data list risk --where evidence=", ["source/river-pact"]),
        ("nsatu-data list --where stance=su", ["supportive"]),
        ("nsatu-data list --where kind=co", ["context"]),
        ("nsatu-data list risk --where label=", []),
        ("nsatu-data list risk --columns id,cer", ["id,certainty"]),
        ("nsatu-data list risk --columns id,", [f"id,{name}" for name in RISK if name != "id"]),
        ("nsatu-data search arda --sort basis,poly", []),
        ("nsatu-data search arda --sort basis,pola", ["basis,polarity"]),
        ("nsatu-data list risk --sort -certai", ["-certainty"]),
        ("nsatu-data list risk --sort id,-certai", ["id,-certainty"]),
        ("nsatu-data list risk --sort -certainty,certai", []),
        ("nsatu-data list risk --sort -certainty --columns cert", ["certainty"]),
        ("nsatu-data explain single", ["single-quotes"]),
        ("nsatu-data explain possi", ["possible"]),
        ("nsatu-data explain Certai", ["Certainty"]),
        ("nsatu-data coverage --text ", ["source/river-pact=", "text.txt", "records/"]),
        ("nsatu-data coverage --text source/river-pact=t", ["text.txt"]),
        ("nsatu-data cite s", ["source/river-pact"]),
        ("nsatu-data cite source/river-pact word --into ri", ["risk/strain-on-the-budget"]),
        ("nsatu-data new risk x --about e", ["event/arda-asks-to-join", "event/arda-joins"]),
        ("nsatu-data new risk x --about a", []),
        ("nsatu-data new risk x --set basis=st", ["stated"]),
        ("nsatu-data new ", ["dataset", *map(str, Kind)]),
        ("nsatu-data validate re", ["records/"]),
        ("nsatu-data search bu", []),
        ("nsatu-data completion ", ["bash", "zsh", "fish"]),
    ],
)
def test_a_line_is_completed(line: str, words: list[str], folder: Path) -> None:
    found, _ = completed(line, folder)
    # Ids and files come in the order of the folder, or of their names.
    assert found == words if "/" not in "".join(words) else sorted(found) == sorted(words)


def test_ids_come_from_the_dataset_that_the_line_names(folder: Path, run: Run) -> None:
    assert run("export", "json", "--output", str(folder / "bundle.json"))[0] == 0
    values = {**by_id()["place/lorn"], "id": "place/elsewhere"}
    write_folder(folder / "other", [values])
    assert completed("nsatu-data show --dataset other ", folder)[0] == ["place/elsewhere"]
    assert sorted(completed("nsatu-data show --dataset bundle.json ", folder)[0]) == IDS


def test_a_dataset_that_cannot_be_read_has_no_ids_and_an_unfinished_one_has_all(folder: Path) -> None:
    (folder / "records" / "risk" / "unfinished.yaml").write_bytes(b"\xff: [")
    (folder / "records" / "dataset.yaml").unlink()
    assert completed("nsatu-data show risk/", folder)[0] == ["risk/strain-on-the-budget", "risk/unfinished"]
    (folder / "broken.json").write_text('{"risks": [{"id": 1}, 2]}', encoding="utf-8")
    for name in ("nowhere", "text.txt", "broken.json"):
        assert completed(f"nsatu-data show --dataset {name} ", folder)[0] == []


def test_without_a_folder_the_ids_are_those_of_the_package(tmp_path: Path) -> None:
    found, _ = completed("nsatu-data show actor/", tmp_path)
    assert found == sorted(f"actor/{file.stem}" for file in (ROOT / "records" / "actor").glob("*.yaml"))


def test_completing_imports_no_model_and_no_parser_of_records(folder: Path) -> None:
    _, imported = completed("nsatu-data list risk --where bearers=", folder, "-X", "importtime")
    loaded = {line.rpartition("|")[2].strip() for line in imported.splitlines()}
    assert {"argcomplete", "nsatu_data.storage.record_ids"} <= loaded
    assert loaded & {"pydantic", "yaml", "nsatu_data.syntax", "nsatu_data.validation", "jsonschema_rs"} == set()


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _arguments(command)
        elif action.choices is None and action.nargs != 0:
            yield action


def test_every_argument_has_a_completer_and_no_completer_is_left_over() -> None:
    arguments = list(_arguments(cli._parser()))
    assert len(arguments) > 30
    assert all(callable(completers.completer_of(one)) for one in arguments)
    assert {one.metavar for one in arguments} == set(completers._BY_PLACEHOLDER)
    assert {one.dest for one in arguments} >= set(completers._BY_DESTINATION)


def test_only_the_variable_of_the_script_asks_for_completions(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMP_LINE", "nsatu-data ")
    monkeypatch.setenv("COMP_POINT", "11")
    assert run("list", "place")[0] == 0


def _needs(shell: str) -> None:
    if shutil.which(shell) is None and os.environ.get("NSATU_REQUIRE_INTEROP") != "1":
        pytest.skip(f"{shell} not found; with NSATU_REQUIRE_INTEROP=1 this is a failure")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_reads(shell: str, run: Run, tmp_path: Path) -> None:
    _needs(shell)
    status, printed, error = run("completion", shell)
    assert (status, error) == (0, "")
    (tmp_path / "script").write_text(printed, encoding="utf-8")
    checked = subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.exhaustive
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "awaited"),
    [
        ("nsatu-data show actor/ar\t", "2 events name it in `agents`"),
        ("nsatu-data list ri\t--where certain\tpos\t--columns id,basi\t", "risk/strain-on-the-budget  stated"),
        ("nsatu-data expl\tsingle-q\t", "A string is written in single quotes."),
    ],
)
def test_the_tab_key_completes_in_a_shell(shell: str, line: str, awaited: str, folder: Path) -> None:
    _needs(shell)
    command = folder / "bin" / "nsatu-data"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m nsatu_data "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {"PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    assert awaited in shells.typed(shell, line, folder, environment, awaited)
