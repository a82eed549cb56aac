"""The programs in other languages. `tests/interop/<language>/build.sh SCHEMA` builds one, and `run.sh` runs it."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.support import npm_packages

HERE: Final = Path(__file__).parent
_GO: Final = "/usr/local/go/bin"
"""The folder in which Go's own installer puts it. It is not in PATH by default."""


class Broken(Exception):
    """A program could not be built, or failed at a command."""


COMMANDS: Final = ("read", "judge", "conform", "decode", "slice", "example")
"""The commands of programs, besides `about`."""


class Consumer(NamedTuple):
    """A program in a language, and its folder.

    `tools` and C++ `headers` are required to build and run it, `types` generates its types, and `commands` are the
    commands that it supports. A program that only judges generates no types, and one that only decodes needs no parser
    or validator.
    """

    language: str
    folder: Path
    tools: tuple[str, ...]
    types: str = ""
    commands: tuple[str, ...] = COMMANDS
    headers: tuple[str, ...] = ()

    @property
    def lacking(self) -> str | None:
        """Why the program cannot be built here; None if it can."""
        missing = [tool for tool in self.tools if shutil.which(tool, path=_environment()["PATH"]) is None]
        missing = missing or list(self._missing_headers())
        return f"{' and '.join(missing)} not found" if missing else None

    def _missing_headers(self) -> Iterator[str]:
        for header in self.headers:
            command = ["c++", "-std=c++17", "-E", "-x", "c++", "-include", header, os.devnull]
            if _run(command).returncode:
                yield header

    def build(self, schema: Path) -> None:
        """Build the program with types generated from a schema. Several processes may call this at the same time.

        Raises Broken if the build fails.
        """
        script = self.folder / "build.sh"
        if (self.folder / "package-lock.json").exists():
            # Other users of these modules wait for the same lock.
            try:
                npm_packages.install(self.folder)
            except subprocess.CalledProcessError as error:
                raise Broken(f"{self.language}: npm ends with {error.returncode}") from error
        with script.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            outcome = _run([str(script), str(schema)])
        if outcome.returncode:
            raise Broken(f"{self.language}: build.sh ends with {outcome.returncode}: {_end(outcome)}")

    def call(self, *arguments: str | Path, statuses: tuple[int, ...] = (0,)) -> str:
        """The program's output. Raises Broken if its exit status is not in `statuses`."""
        outcome = _run([str(self.folder / "run.sh"), *map(str, arguments)])
        if outcome.returncode not in statuses:
            raise Broken(f"{self.language}: {arguments[0]} ends with {outcome.returncode}: {_end(outcome)}")
        return outcome.stdout

    def lines(self, *arguments: str | Path, statuses: tuple[int, ...] = (0,)) -> list[Any]:
        """The program's output as one JSON value per line. Raises Broken as `call` does, and for invalid JSON."""
        printed = self.call(*arguments, statuses=statuses)
        try:
            return [json.loads(line) for line in printed.split("\n")[:-1]]
        except ValueError as error:
            raise Broken(f"{self.language}: {arguments[0]} prints what is not JSON: {error}") from error


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=_environment(), capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHON": sys.executable, "PATH": f"{os.environ.get('PATH', os.defpath)}{os.pathsep}{_GO}"}


def _end(outcome: subprocess.CompletedProcess[str]) -> str:
    return (outcome.stderr + outcome.stdout)[-2000:].strip()


ALL: Final = (
    Consumer("TypeScript", HERE / "typescript", ("node", "npm"), "json-schema-to-typescript"),
    Consumer("JavaScript", HERE / "node", ("node", "npm"), "quicktype"),
    Consumer("Go", HERE / "go", ("go",), "go-jsonschema"),
    Consumer("Rust", HERE / "rust", ("cargo",), "typify"),
    Consumer("Java", HERE / "java", ("java", "mvn"), "jsonschema2pojo"),
    Consumer(
        "C++",
        HERE / "cpp",
        ("c++",),
        commands=("read", "judge", "conform"),
        headers=("valijson/validator.hpp", "nlohmann/json.hpp", "yaml-cpp/yaml.h"),
    ),
    Consumer("Python", HERE / "python", (), "datamodel-code-generator", commands=("decode",)),
)
"""Every program."""
