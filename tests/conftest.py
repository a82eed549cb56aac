"""Shared settings and fixtures: hypothesis without deadline or database, no terminal, and a fixture to run the command.

Tests marked `exhaustive` are left out of a run over a whole folder, such as `make test`. They run if their file is
named on the command line, and `-m` selects among all tests.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from nsatu_data import cli
from tests.support import river_pact
from tests.support.example_datasets import write_folder

# Programs that tests start print colour for FORCE_COLOR, and those in JavaScript also for CI, which CI services set.
for _name in ("CI", "FORCE_COLOR", "COLUMNS"):
    os.environ.pop(_name, None)

settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=60)
settings.load_profile("suite")

Run = Callable[..., tuple[int, str, str]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out exhaustive tests, except in files that the command line names."""
    if config.option.markexpr:
        return
    named = {(config.invocation_params.dir / argument.partition("::")[0]).resolve() for argument in config.args}
    left_out = {item for item in items if item.get_closest_marker("exhaustive") and item.path not in named}
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in a folder with the example in `records` and its text. Returns status, output and errors."""
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
