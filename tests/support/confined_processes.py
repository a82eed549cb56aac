"""Runs the command repeatedly in processes with the memory and time limits that every input must respect.

`python -m tests.support.confined_processes` answers requests, one JSON value per line. For each request it forks, sets
the limits in the new process, and runs the command there. Forking saves the time of importing everything again.
"""

import json
import math
import os
import resource
import shutil
import subprocess
import sys
import traceback
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, Final, NamedTuple, Self

from nsatu_data.cli import main
from tests.support import case_files
from tests.support.folders import ROOT

MEMORY: Final = 200 * 1024 * 1024
"""Bytes of memory allowed beyond what the interpreter uses at its start."""
SECONDS: Final = 2
"""CPU seconds allowed for up to 100 kB of input; larger inputs get more in proportion."""


class Outcome(NamedTuple):
    """How a run ended: its output and exit status, which is negative if a signal ended it."""

    status: int
    output: str
    errors: str


class Server:
    """A process that runs commands under limits. Use it as a context manager."""

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.confined_processes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, folder: Path, arguments: Sequence[str], size: int, memory: int = MEMORY) -> Outcome:
        """Run the command in a folder, with the time limit for an input of `size` bytes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(folder), *arguments, size, memory]).encode() + b"\n")
        self._process.stdin.flush()
        return Outcome(*json.loads(self._process.stdout.readline()))


def _run(folder: str, arguments: Sequence[str], size: int, memory: int) -> Outcome:
    with TemporaryFile() as output, TemporaryFile() as errors:
        child = os.fork()
        if not child:
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            os.chdir(folder)
            os._exit(_confined(arguments, size, memory))
        _, status = os.waitpid(child, 0)
        return Outcome(os.waitstatus_to_exitcode(status), _text(output), _text(errors))


def _confined(arguments: Sequence[str], size: int, memory: int) -> int:
    seconds = math.ceil(SECONDS * max(size / 100_000, 1))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if Path("/proc/self/statm").exists():
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    try:
        status = main(arguments)
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 (report any error)
        traceback.print_exc()
        status = 70
    sys.stderr.flush()
    return status


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode("utf-8"))


def _serve() -> None:
    # Import now what only some inputs need.
    with redirect_stdout(StringIO()), TemporaryDirectory() as folder:
        shutil.copytree(case_files.VALID / "river-pact", folder, dirs_exist_ok=True)
        Path(folder, "actor", "arda.yaml").write_text("- a\nidd: b\n", encoding="utf-8")
        Path(folder, "actor", "lorn.yaml").write_text("lable: a\n", encoding="utf-8")
        Path(folder, "bundle.json").write_text('{"actor": {}, "actors": [{}, {}], "actors": []}', encoding="utf-8")
        for form in ("text", "json"):
            assert main(["validate", folder, f"{folder}/bundle.json", "--format", form]) == 1
    for line in sys.stdin:
        folder, *arguments, size, memory = json.loads(line)
        print(json.dumps(_run(folder, arguments, size, memory)), flush=True)


if __name__ == "__main__":
    _serve()
