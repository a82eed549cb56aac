"""What tests of writers share: the contents of folders, and errors or changes before a step of the system."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def contents(root: Path) -> dict[str, bytes]:
    """The bytes of all files in a folder, by their paths."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def before(monkeypatch: pytest.MonkeyPatch, step: str, number: int, act: Callable[[], object]) -> None:
    """Call `act` before the nth call of a function of `os`, counted from 0."""
    called = getattr(os, step)
    left = [number]

    def call(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == -1:
            act()
        return called(*arguments, **named)

    monkeypatch.setattr(os, step, call)


def raising(error: BaseException) -> Callable[[], object]:
    """A function that raises an exception."""

    def act() -> None:
        raise error

    return act
