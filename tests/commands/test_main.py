import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.example_datasets import with_fields, write_folder
from tests.support.folders import ROOT

BUDGET = "risk/strain-on-the-budget"


def test_the_command_runs_as_a_module(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nsatu_data"]
    outcome = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert outcome.returncode == 2
    assert outcome.stdout == b""


def test_help_is_quick_since_it_loads_no_models() -> None:
    code = "import sys\nfrom nsatu_data.cli import main\ntry:\n    main(['--help'])\nfinally:\n    print(*sys.modules)"
    outcome = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    loaded = set(outcome.stdout.splitlines()[-1].split())
    assert outcome.returncode == 0
    assert {"argparse", "nsatu_data.cli"} <= loaded
    assert not loaded & {"pydantic", "pydantic_core", "nsatu_data.model.record_models", "yaml", "jsonschema"}
    assert not loaded & {"argcomplete", "wcwidth", "nsatu_data.report.table", "nsatu_data.model.field_table"}


def test_to_validate_a_sound_dataset_imports_nothing_that_is_for_faults_or_texts() -> None:
    code = "import sys\nfrom nsatu_data.cli import main\nmain(['validate', 'records'])\nprint(*sys.modules)"
    outcome = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("nsatu_data.") for name in outcome.stdout.splitlines()[-1].split()}
    assert {"validation.check_dataset", "rules.evidence_cuts_word"} <= loaded
    needless = {
        "argcomplete",
        "authoring",
        "manuals",
        "model.invisible_characters",
        "model.invisible_table",
        "model.record_models",
        "pydantic",
        "report.record_rows",
        "report.repository",
        "report.table",
        "syntax.ordinary",
        "text.realigning",
        "text.word_boundaries",
        "validation.messages",
        "wcwidth",
        "yaml",
    }
    assert loaded & needless == set()


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize(("arguments", "status"), [(("list",), 0), (("validate",), 1), (("export", "json"), 0)])
def test_a_reader_that_has_read_enough_is_no_error(
    arguments: tuple[str, ...], status: int, *, buffered: bool, tmp_path: Path
) -> None:
    write_folder(tmp_path / "records", with_fields(BUDGET, basis="said") if status else None)
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "" if buffered else "1"}
    command = [sys.executable, "-m", "nsatu_data", *arguments]
    outcome = subprocess.run(
        command, cwd=tmp_path, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (outcome.returncode, outcome.stderr) == (status, b"")


def test_output_is_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    write_folder(tmp_path / "records", with_fields("place/lorn", label="Lörn"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "nsatu_data", "list", "place"]
    outcome = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (outcome.returncode, outcome.stdout.decode()) == (
        0,
        "id          type  label\nplace/lorn  city  Lörn\n1 record\n",
    )
