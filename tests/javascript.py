"""The programs under `tests/interop/javascript`, each run once for a whole batch: a JSON value a line in, one out."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "interop" / "javascript"


def missing() -> str | None:
    """Why no such program can run here; None where it can, and where the environment says that it must."""
    lacking = [program for program in ("node", "npm") if shutil.which(program) is None]
    if not lacking or os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
        return None
    return f"{' and '.join(lacking)} not found; with NSATU_REQUIRE_INTEROP=1 this is a failure"


def run(program: str, values: Iterable[Any]) -> list[Any]:
    """What a program answers to these values."""
    _install()
    outcome = subprocess.run(
        ["node", program],
        cwd=HERE,
        input="".join(f"{json.dumps(value)}\n" for value in values),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stderr
    # Other ends of lines than the line feed may stand in an answer as they are.
    return [json.loads(line) for line in outcome.stdout.split("\n")[:-1]]


def _install() -> None:
    """Installs the modules that the lock file names, once; several processes may ask at the same time."""
    with (HERE / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, installed = lock.read(), HERE / "node_modules" / ".installed-from"
        if not installed.exists() or installed.read_bytes() != wanted:
            subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
            installed.write_bytes(wanted)
