"""ajv, the validator that most programs in JavaScript use, as one process that judges a whole batch."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent / "interop" / "javascript"


class Error(NamedTuple):
    """The keyword that refuses a value, and the JSON pointer of that value."""

    keyword: str
    pointer: str


class Answer(NamedTuple):
    """What ajv says: the log of each schema, by name, and the errors of each document, in the order given."""

    logs: dict[str, list[str]]
    errors: list[list[Error]]


def missing() -> str | None:
    """Why ajv cannot run here; None where it can, and where the environment says that it must."""
    lacking = [program for program in ("node", "npm") if shutil.which(program) is None]
    if not lacking or os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
        return None
    return f"{' and '.join(lacking)} not found; with NSATU_REQUIRE_INTEROP=1 this is a failure"


def judge(schemas: Mapping[str, Any], documents: Iterable[tuple[str, Any]]) -> Answer:
    """Adds the schemas, and judges each document with the schema that is named beside it."""
    _install()
    lines = [{"name": name, "schema": schema} for name, schema in schemas.items()]
    lines += [{"name": name, "document": document} for name, document in documents]
    run = subprocess.run(
        ["node", "validate.mjs"],
        cwd=HERE,
        input="".join(f"{json.dumps(line)}\n" for line in lines),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(lines)
    return Answer(
        {name: answer["log"] for name, answer in zip(schemas, answers, strict=False)},
        [[Error(**error) for error in answer["errors"]] for answer in answers[len(schemas) :]],
    )


def _install() -> None:
    """Installs the modules that the lock file names, once; several processes may ask at the same time."""
    with (HERE / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (HERE / "node_modules" / ".package-lock.json").exists():
            subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
