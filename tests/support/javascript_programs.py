"""The programs under `tests/interop/javascript`, each run once for a whole batch: a JSON value a line in, one out."""

import json
import subprocess
from collections.abc import Iterable
from typing import Any

from tests.support import npm_packages
from tests.support.folders import INTEROP

HERE = INTEROP / "javascript"


def run(program: str, values: Iterable[Any]) -> list[Any]:
    """What a program answers to these values, in their order."""
    npm_packages.install(HERE)
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
