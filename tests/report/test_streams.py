"""Nothing foreign steers the terminal, or the runner of GitHub Actions, that a command prints on."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nsatu_data import cli, streams
from nsatu_data.diagnostics import CannotRun, Diagnostic, InvalidDataset, Severity
from nsatu_data.export import to_json
from nsatu_data.report import as_json
from tests.conftest import Run
from tests.support.example_datasets import by_id, dataset, write_folder
from tests.support.folders import ROOT
from tests.support.river_pact import TEXT

OBEYED: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal obeys, or an eye; a line feed is the output's own."""
COMMAND: Final = re.compile(r"^\s*::|##\[", re.MULTILINE)
"""What the runner of GitHub Actions takes for a command."""
INJECTION: Final = "x\n::error::injected\n##[error]x\r\x1b[2J\u202e\u2028\x9b\u0085"
SHOWN: Final = r"x\n::error::injected\n##\u005berror]x\r\u001b[2J\u202e\u2028\u009b\u0085"
HOSTILE: Final = st.text(
    st.sampled_from([*"ax:#[] =-", "\n", "\r", "\t", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u200f", "\ufeff"])
    | st.characters(blacklist_characters="\0/.~", blacklist_categories=["Cs"]),
    min_size=1,
    max_size=12,
) | st.just(INJECTION)

ECHOED: Final = (
    "explain {}",
    "show {}",
    "show place/lorn --dataset {}",
    "list {}",
    "list --where {}",
    "list --where {}=x",
    "list --where certainty={}",
    "list --columns {}",
    "list --sort {}",
    "list --dataset {}",
    "search {}",
    "search arda --where {}=x",
    "completion {}",
    "coverage --dataset {}",
    "coverage --text {}=text.txt",
    "coverage --text source/river-pact={}",
    "validate {}",
    "validate {} --format github",
    "validate records/{}",
    "validate --text {}",
    "validate --text {}=text.txt",
    "validate --text source/river-pact={} --format github",
    "validate --workers {}",
    "validate --format {}",
    "validate --max-records {}",
    "validate --fix {}",
    "format {}",
    "format --check {}",
    "export {}",
    "export json --dataset {}",
    "export json --text {}=text.txt",
    "schema --check --output {}",
    "new {}",
    "new risk {}",
    "new risk x-y --about {}",
    "new risk x-y --set {}",
    "new risk x-y --set label={}",
    "new risk x-y --set certainty={}",
    "new risk x-y --cite {} --text text.txt",
    "new risk x-y --cite Arda --text {}",
    "new risk x-y --cite Arda --text text.txt --source {}",
    "new risk x-y --dataset {}",
    "sentences {} --text text.txt",
    "sentences source/river-pact --text {}",
    "sentences source/river-pact --text text.txt --split 1 --before {}",
    "sentences source/river-pact --text text.txt --skip {}",
    "cite {} Arda --text text.txt",
    "cite source/river-pact {} --text text.txt",
    "cite source/river-pact Arda --text {}",
    "cite source/river-pact Arda --text text.txt --into {}",
    "cite source/river-pact Arda --text text.txt --dataset {}",
    "{}",
    "validate --{}",
)
"""Every place in which a command takes a foreign string."""


def harmless(printed: str) -> bool:
    return not OBEYED.search(printed) and not COMMAND.search(printed)


@pytest.mark.parametrize("line", ECHOED)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
@example(text=INJECTION)
def test_an_argument_is_echoed_on_one_line_that_nobody_obeys(line: str, text: str, run: Run) -> None:
    arguments = [argument.replace("{}", text) for argument in shlex.split(line)]
    status, out, err = run(*arguments)
    assert status in (0, 1, 2)
    if "--format" not in arguments:
        assert harmless(out)
    assert not OBEYED.search(out)
    assert harmless(err)


@pytest.mark.parametrize(
    "line", ["explain {}", "show {}", "validate {}", "list --dataset {}", "export json --dataset {}"]
)
def test_a_message_that_echoes_is_one_line(line: str, run: Run) -> None:
    status, out, err = run(*(argument.replace("{}", INJECTION) for argument in shlex.split(line)))
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert SHOWN in err


def test_wrong_arguments_are_echoed_on_one_line(run: Run) -> None:
    status, out, err = run("export", "json", INJECTION)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == f"nsatu-data: error: unrecognized arguments: {SHOWN}"
    assert err.startswith("usage: nsatu-data")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
@example(text=INJECTION)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_bundle_with_hostile_ids_and_values_is_told_of_harmlessly(form: str, text: str, run: Run) -> None:
    whole = json.loads(to_json.write(dataset()))
    whole["risks"][0]["id"] = f"risk/{text}"
    whole["risks"][0][text] = 1
    whole["places"][0]["type"] = text
    Path("hostile.json").write_text(json.dumps(whole), encoding="utf-8")
    status, out, err = run("validate", "hostile.json", "--format", form)
    assert (status, err) == (1, "")
    assert not OBEYED.search(out)
    if form != "github":
        assert harmless(out)
    if form == "github":
        *commands, last = out.splitlines()
        assert all(command.startswith("::error file=hostile.json,") for command in commands)
        assert not COMMAND.search(last)
    for command in (["show", text], ["list"], ["search", "a"], ["export", "json"], ["coverage"]):
        status, out, err = run(*command, "--dataset", "hostile.json")
        assert (status, out) == ((0, out) if command == ["coverage"] else (1, ""))
        assert harmless(out)
        assert harmless(err)
        assert err


@given(HOSTILE, HOSTILE)
def test_an_exception_tells_of_hostile_text_harmlessly(file: str, message: str) -> None:
    finding = Diagnostic("unknown-term", Severity.ERROR, message, None, file, None, None, None)
    for error in (InvalidDataset([finding, finding]), CannotRun(message, file)):
        assert not OBEYED.search(str(error))
        assert str(error).count("\n") == 1


@given(HOSTILE)
def test_a_message_is_one_line_that_nobody_obeys_and_what_prints_stays(text: str) -> None:
    told = streams.message(text)
    assert harmless(told)
    assert "\n" not in told
    if text.isprintable() and not COMMAND.search(text):
        assert told == text


def test_a_fault_of_the_program_tells_of_hostile_text_harmlessly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(INJECTION)

    monkeypatch.setattr(cli.COMMANDS["explain"], "run", fail)
    status, out, err = run("explain")
    assert (status, out) == (2, "")
    assert harmless(err)
    assert err.endswith("\nnsatu-data: this is a bug in the program, not a fault in the data\n")


@given(HOSTILE)
def test_json_escapes_what_a_terminal_obeys_and_reads_back_as_it_was(text: str) -> None:
    written = as_json.dumps({text: [text]})
    assert harmless(written)
    assert json.loads(written) == {text: [text]}


def _process(folder: Path, redirections: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f"exec {shlex.join([sys.executable, '-m', 'nsatu_data', *arguments])} {redirections}"
    return subprocess.run(["sh", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)


@pytest.fixture
def mendable(tmp_path: Path) -> Path:
    write_folder(tmp_path / "records")
    file = tmp_path / "records" / "actor" / "arda.yaml"
    file.write_bytes(file.read_bytes().replace(b"name: Arda", b"name: 'Arda'"))
    (tmp_path / "text.txt").write_bytes(TEXT.encode())
    return tmp_path


def test_with_standard_error_closed_no_message_stands_in_the_output(mendable: Path) -> None:
    run = _process(mendable, "2>&-", "validate", "--fix", "--format", "json")
    assert (run.returncode, json.loads(run.stdout)["diagnostics"]) == (0, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "nowhere", "--format", "json"),
        ("validate", "--format", "jsom"),
        ("show", "place/lorm", "--format", "json"),
        ("cite", "source/river-pact", "arda", "--text", "text.txt"),
        ("coverage", "--format", "json"),
    ],
)
def test_messages_go_nowhere_where_standard_error_is_closed(arguments: tuple[str, ...], mendable: Path) -> None:
    (mendable / "records" / "place" / "lorn.yaml").write_bytes(b"kind: place\n")
    closed, heard = (_process(mendable, redirection, *arguments) for redirection in ("2>&-", ""))
    assert heard.stderr
    assert (closed.returncode, closed.stdout) == (heard.returncode, heard.stdout)


@pytest.mark.parametrize("arguments", [("validate", "--fix"), ("explain",)])
def test_closed_streams_end_with_a_status_and_without_a_word(arguments: tuple[str, ...], mendable: Path) -> None:
    both = _process(mendable, ">&- 2>&-", *arguments)
    assert (both.returncode, both.stdout, both.stderr) == (2, b"", b"")
    assert set(by_id()) == {f"{file.parent.name}/{file.stem}" for file in (mendable / "records").glob("*/*.yaml")}


def test_a_full_device_under_standard_error_changes_no_status(mendable: Path) -> None:
    run = _process(mendable, "2>/dev/full", "validate", "--fix", "--format", "json")
    assert (run.returncode, json.loads(run.stdout)["diagnostics"]) == (0, [])
