"""What tests share: hypothesis without clock or database, no wish for colours from outside, a command to be run.

Tests marked `exhaustive` are left out of a run over a whole folder, such as `make test`. A test or a file that is named
on the command line runs whole, and so does what `-m` chooses.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from nsatu_data import cli
from tests.support import river_pact
from tests.support.example_datasets import write_folder

os.environ.pop("FORCE_COLOR", None)

settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=60)
settings.load_profile("suite")

Run = Callable[..., tuple[int, str, str]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out exhaustive tests of files that nobody named."""
    if config.option.markexpr:
        return
    named = {(config.invocation_params.dir / argument.partition("::")[0]).resolve() for argument in config.args}
    left_out = [item for item in items if item.get_closest_marker("exhaustive") and item.path not in named]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder with the example in `records` and its text: exit status, output, errors."""
    monkeypatch.chdir(tmp_path)
    write_folder(Path("records"))
    Path("text.txt").write_bytes(river_pact.TEXT.encode())

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(arguments)
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        return status, *capsys.readouterr()

    return run
