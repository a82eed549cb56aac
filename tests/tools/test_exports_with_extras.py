"""The laws of all exports, for those that need an extra. tests/export has the others."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsatu_data import cli, load
from nsatu_data.export import EXPORTS
from tests.support import river_pact
from tests.support.example_datasets import dataset
from tests.support.folders import ROOT

NAMES = [name for name, export in EXPORTS.items() if export.extra is not None]


def _files(written: Any, output: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The contents that a writer returned, and those on disk, by file name."""
    if isinstance(written, (str, bytes)):
        return {"": _bytes(written)}, {"": output.read_bytes()}
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return {name: _bytes(content) for name, content in written.items()}, found


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=5)
@given(records=st.permutations(river_pact.records()))
def test_equal_datasets_give_equal_bytes(name: str, records: list[Any]) -> None:
    write = EXPORTS[name].writer()
    assert write(dataset(records), {}) == write(dataset(), {})


@pytest.mark.parametrize("name", NAMES)
def test_the_command_writes_what_the_writer_returns(name: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert cli.main(["export", name, "--dataset", str(ROOT / "records"), "--output", str(output)]) == 0
    wanted, found = _files(EXPORTS[name].writer()(load(ROOT / "records"), {}), output)
    assert found == wanted
