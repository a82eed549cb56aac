"""What tests share: hypothesis without clock or database, no wish for colours from outside, a command to be run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from nsatu_data import cli, example
from tests.datasets import write_folder

os.environ.pop("FORCE_COLOR", None)

settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=60)
settings.load_profile("suite")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder with the example in `records` and its text: exit status, output, errors."""
    monkeypatch.chdir(tmp_path)
    write_folder(Path("records"))
    Path("text.txt").write_bytes(example.TEXT.encode())

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(arguments)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        return status, *capsys.readouterr()

    return run
