"""Runs of the command as processes: several at once, and runs that a signal ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import check
from nsatu_data.storage import dataset_folder
from nsatu_data.syntax import yaml_reader, yaml_writer
from tests.support import corpora, river_pact
from tests.support.example_datasets import by_id, write_folder

RUN: Final = "import sys; from nsatu_data.__main__ import run; sys.argv[0] = 'nsatu-data'; run()"
BUDGET: Final = "risk/strain-on-the-budget"
OVERTAKEN: Final = "another program changed the file meanwhile, and its change is kept; run the command again"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_folder(Path("records"))
    Path("text.txt").write_bytes(river_pact.TEXT.encode())


def _leftovers() -> list[Path]:
    return list(Path().rglob(f"{dataset_folder.TEMPORARY}*"))


def _at_once(commands: Sequence[Sequence[str]]) -> list[tuple[int, str, str]]:
    """Run commands at the same time. Returns the exit status, output and errors of each."""
    processes = [
        subprocess.Popen([sys.executable, "-c", RUN, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for command in commands
    ]
    outputs = [process.communicate() for process in processes]
    return [
        (process.returncode, output.decode(), errors.decode())
        for process, (output, errors) in zip(processes, outputs, strict=True)
    ]


@pytest.mark.exhaustive
@pytest.mark.parametrize("command", [("format",), ("validate", "--fix")])
def test_runs_that_format_the_same_files_at_once_do_not_undo_each_other(command: tuple[str, ...]) -> None:
    untidy = {}
    for number in range(300):
        path = Path(f"records/place/p-{number}.yaml")
        text = yaml_writer.write({**by_id()["place/lorn"], "id": f"place/p-{number}"})
        path.write_bytes(text.replace('"', "'").encode())
        untidy[path] = text
    outcomes = _at_once([command] * 3)
    assert {path: path.read_text(encoding="utf-8") for path in untidy} == untidy
    assert _leftovers() == []
    assert [errors for _, _, errors in outcomes if "nsatu-data:" in errors] == []
    if command == ("format",):
        assert [status for status, _, _ in outcomes] == [0, 0, 0]


def test_runs_that_add_to_the_same_record_at_once_lose_nothing() -> None:
    path = Path(f"records/{BUDGET}.yaml")
    before = yaml_reader.read(path.read_bytes()).values["evidence"]
    words = ["Some welcome", "joining would strain the budget", "Arda", "River Pact, which has its seat in Lorn"]
    cited = [word for word in words if river_pact.TEXT.count(word) == 1]
    assert len(cited) > 1
    outcomes = _at_once([("cite", river_pact.SOURCE, word, "--text", "text.txt", "--into", BUDGET) for word in cited])
    added = [outcome for outcome in outcomes if outcome[0] == 0]
    refused = [outcome for outcome in outcomes if outcome[0] != 0]
    assert added
    assert refused == [(2, "", f"nsatu-data: records/{BUDGET}.yaml: {OVERTAKEN}\n")] * len(refused)
    after = yaml_reader.read(path.read_bytes()).values["evidence"]
    assert [one for one in after if one in before] == before
    assert len(after) == len(before) + len(added)
    assert _leftovers() == []


def test_of_runs_that_begin_the_same_record_at_once_one_does() -> None:
    outcomes = _at_once([("new", "risk", "other", "--set", f"label=Run {number}") for number in range(4)])
    reported = "nsatu-data: records/risk/other.yaml: the file exists already; edit it, or remove it first\n"
    assert sorted(status for status, _, _ in outcomes) == [0, 2, 2, 2]
    (number,) = (number for number, (status, _, _) in enumerate(outcomes) if status == 0)
    assert [errors for status, _, errors in outcomes if status] == [reported] * 3
    assert f'label: "Run {number}"\n' in Path("records/risk/other.yaml").read_text(encoding="utf-8")
    assert _leftovers() == []


WRITES: Final = {
    "format": ("format",),
    "fix": ("validate", "--fix"),
    "new": ("new", "risk", "other"),
    "cite": ("cite", river_pact.SOURCE, "Some welcome", "--text", "text.txt", "--into", BUDGET),
    "sentences": ("sentences", river_pact.SOURCE, "--text", "text.txt", "--join", "2"),
    "export": ("export", "json", "--dataset", "records", "--output", "bundle.json"),
    "schema": ("schema",),
}
SHORTLIST: Final = ("format", "new")
SLOW: Final = pytest.mark.exhaustive
_SENT: Final = """\
import os, signal, sys
step, number = {step!r}, {number}
called = getattr(os, step)
def send(*arguments, **named):
    global number
    number -= 1
    if number == -1:
        # Terminals and service managers send both in a row.
        os.kill(os.getpid(), {signal})
        os.kill(os.getpid(), signal.SIGTERM)
    return called(*arguments, **named)
setattr(os, step, send)
"""


def _contents() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def _signalled(command: Sequence[str], number: signal.Signals, step: str, before: str = "", nth: int = 0) -> int:
    # A test run started by `nohup` passes ignored signals on.
    defaults = "import signal; [signal.signal(n, signal.SIG_DFL) for n in (signal.SIGTERM, signal.SIGHUP)]\n"
    program = defaults + before + _SENT.format(step=step, number=nth, signal=int(number)) + RUN
    run = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, check=False)
    assert b"Traceback" not in run.stderr
    return run.returncode


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "command", [pytest.param(each, marks=SLOW if each not in SHORTLIST else ()) for each in WRITES]
)
def test_a_run_that_a_signal_ends_cleans_up(command: str, number: signal.Signals) -> None:
    if command in ("format", "fix"):
        path = Path("records/place/lorn.yaml")
        path.write_bytes(path.read_bytes().replace(b'"', b"'"))
    before = _contents()
    assert _signalled(WRITES[command], number, "fsync") == 128 + number
    assert _contents() == before
    assert _leftovers() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_a_signal_ends_between_two_files_puts_the_first_back(number: signal.Signals) -> None:
    before = _contents()
    assert _signalled(WRITES["sentences"], number, "replace", nth=1) == 128 + number
    assert _contents() == before
    assert _leftovers() == []


_SLOW_WORKERS: Final = """\
import signal, sys, time
from pathlib import Path
[signal.signal(n, signal.SIG_DFL) for n in (signal.SIGTERM, signal.SIGHUP)]
from nsatu_data.corpus import check_corpus, chunks
from nsatu_data.validation import worker_processes
def wait(options, prepare, chunk):
    Path(f"{chunk.start}.started").touch()
    time.sleep(60)
check_corpus.judge_chunk, chunks.BYTES, worker_processes.cores = wait, 1, lambda: 2
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_all_processes_of_an_export_ends_them_without_a_word(number: signal.Signals) -> None:
    corpora.write_lines(Path("c.jsonl"), corpora.BUNDLES[:2])
    arguments = ("export", "bundles", "--dataset", "c.jsonl", "--output", "new/out.jsonl")
    command = [sys.executable, "-c", _SLOW_WORKERS + RUN, *arguments]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 30
    while len(list(Path().glob("*.started"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(list(Path().glob("*.started"))) == 2
    os.killpg(run.pid, number)
    assert run.communicate(timeout=30) == (b"", b"")
    assert run.returncode == 128 + number
    assert _leftovers() == []
    assert not Path("new").exists()


def test_what_a_killed_run_leaves_is_a_warning() -> None:
    assert _signalled(WRITES["new"], signal.SIGKILL, "fsync") == -signal.SIGKILL
    (file,) = _leftovers()
    assert not Path("records/risk/other.yaml").exists()
    (found,) = check("records").diagnostics
    assert (found.code, found.severity, found.file) == ("leftover-file", "warning", file.as_posix())
    file.unlink()


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    # As `nohup` starts a program.
    ignored = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    program = ignored + _SENT.format(step="fsync", number=0, signal=int(signal.SIGHUP))
    program = program.replace("os.kill(os.getpid(), signal.SIGTERM)", "pass") + RUN
    subprocess.run([sys.executable, "-c", program, *WRITES["new"]], capture_output=True, check=True)
    assert Path("records/risk/other.yaml").exists()


def test_the_library_leaves_the_signals_of_a_program_alone() -> None:
    program = (
        "import signal; from pathlib import Path\n"
        "from nsatu_data import check; from nsatu_data.storage import write_files\n"
        "before = [signal.getsignal(n) for n in signal.valid_signals()]\n"
        "check('records'); seen = []\n"
        "import os; fsync = os.fsync\n"
        "os.fsync = lambda fd: (seen.append([signal.getsignal(n) for n in signal.valid_signals()]), fsync(fd))\n"
        "write_files.create(Path('records'), 'risk/x.yaml', 'new')\n"
        "assert seen == [before] == [[signal.getsignal(n) for n in signal.valid_signals()]], seen\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
