"""What is meant to crash, to hang or to slip through: every input ends in findings, within its memory and time."""

import json
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

from nsatu_data import layout
from nsatu_data.files import FILE_LIMIT
from nsatu_data.syntax import LINE_LIMIT
from tests import casebook
from tests.confined import Server

Finding = tuple[int | None, int | None, str]
"""Line, column and code."""

BASE: Final = casebook.VALID / "river-pact"
RECORD: Final = (BASE / "actor" / "arda.yaml").read_text(encoding="utf-8")
ROWS: Final = RECORD.count("\n")
FIELDS: Final = 7
"""The fields that an actor must have."""
TOLD: Final = 100
"""So many faults of one file are told."""


def repeated(unit: str, head: str = "", size: int = FILE_LIMIT) -> str:
    """As many units behind the head as a file may hold."""
    return head + unit * ((size - len(head.encode())) // len(unit.encode()))


def numbered(unit: str, size: int = FILE_LIMIT) -> str:
    """As many lines as a file may hold, each with a number of its own in it."""
    lines = []
    for number in range(size):
        line = unit.format(number)
        size -= len(line)
        if size < 0:
            break
        lines.append(line)
    return "".join(lines)


def every(code: str, lines: Iterable[int], column: int = 1) -> list[Finding]:
    return [(line, column, code) for line in lines]


def first(findings: Iterable[Finding]) -> list[Finding]:
    """So many of these as are told, and that there are more."""
    told = list(findings)
    return [*told[:TOLD], (*told[TOLD][:2], "too-many-faults")]


def missing(line: int | None = 1) -> list[Finding]:
    return [(line, 1, "missing-field")] * FIELDS


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def findings(server: Server, folder: Path, size: int, path: str = ".", *options: str) -> list[Finding]:
    outcome = server.run(folder, ["validate", path, *options, "--format", "json"], size)
    assert (outcome.status, outcome.errors) in ((1, ""), (0, ""))
    told = json.loads(outcome.output)["diagnostics"]
    return [(one["line"], one["column"], one["code"]) for one in told]
