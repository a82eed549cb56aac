"""Every command prints the same bytes without docstrings and assertions, as `python -OO` runs it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import cli, manuals
from nsatu_data.model.record_models import Model
from nsatu_data.schema.json_schema import _Generator
from tests.support import river_pact
from tests.support.example_datasets import write_folder
from tests.support.expected_outputs import faulty
from tests.support.folders import ROOT

COMMANDS: Final = (
    "",
    "explain",
    "explain Certainty",
    "explain certainty",
    *(f"explain {code}" for code in manuals.codes()),
    "schema --output schema",
    "schema --output schema --check",
    *(f"validate --format {form}" for form in ("text", "json", "github", "sarif")),
    *(f"validate faulty --format {form}" for form in ("text", "json", "github", "sarif")),
    "validate --text source/river-pact=text.txt",
    "show risk/strain-on-the-budget",
    "list --format json",
    "coverage --text source/river-pact=text.txt",
    "export json",
    "format faulty --check",
    "sentences source/river-pact --text text.txt",
    "cite source/river-pact Arda --text text.txt",
    "new dataset --dataset made",
    "new risk made-up --set certainty=open",
    "list nothing",
    *(f"{command} --help" for command in cli.COMMANDS),
)
PROGRAM: Final = """
import sys
from pathlib import Path
from nsatu_data import cli
for command in sys.argv[1].split("|"):
    print(f"$ {command}", flush=True)
    try:
        status = cli.main(command.split())
    except SystemExit as left:
        status = left.code
    print(status, flush=True)
for file in sorted(Path(".").rglob("*")):
    if file.is_file():
        print(file, file.read_bytes())
"""


@pytest.fixture
def printed(tmp_path: Path) -> dict[str, str]:
    """What all commands print and write, by optimization level."""
    outputs = {}
    for level in ("0", "2"):
        folder = tmp_path / level
        write_folder(folder / "records")
        write_folder(folder / "faulty", faulty())
        (folder / "text.txt").write_bytes(river_pact.TEXT.encode())
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONOPTIMIZE": level,
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
        }
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, "|".join(COMMANDS)],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=True,
        )
        outputs[level] = run.stdout
    return outputs


@pytest.mark.exhaustive
def test_every_command_prints_and_writes_the_same_with_and_without_docstrings(printed: dict[str, str]) -> None:
    assert {command.partition(" ")[0] for command in COMMANDS} == {"", *cli.COMMANDS}
    assert printed["2"] == printed["0"]
    assert printed["0"].count("\n$ ") == len(COMMANDS) - 1
    assert "Traceback" not in printed["0"]


def test_a_model_without_a_description_is_named() -> None:
    class Nameless(Model):
        pass

    with pytest.raises(TypeError) as caught:
        Nameless.model_json_schema(schema_generator=_Generator)
    assert str(caught.value) == "Nameless has no description: assign its `__doc__`, because -OO removes docstrings"
