"""The JSON Schema of SARIF 2.1.0, and its verdict on a log.

The npm package `@microsoft/jest-sarif` carries the schema as released with the standard. Only the schema is used. The
Python packages examined describe SARIF in classes, or have the schema only in their source.
"""

import fcntl
import json
import os
import shutil
import subprocess
from functools import cache
from typing import Any

import jsonschema_rs

from nsatu_data.diagnostics import pointer_to
from tests.support.folders import INTEROP

HERE = INTEROP / "sarif"
_SCHEMA = HERE / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"


def missing() -> str | None:
    """Why the schema is not available here; None if it is, or if the environment requires it."""
    if _SCHEMA.exists() or shutil.which("npm") or os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
        return None
    return "npm not found; with NSATU_REQUIRE_INTEROP=1 this is a failure"


def faults(log: Any) -> list[str]:
    """The schema's errors in a log, each with the JSON pointer of the value."""
    return [f"{pointer_to(error.instance_path)}: {error.message}" for error in _validator().iter_errors(log)]


@cache
def _validator() -> jsonschema_rs.Draft7Validator:
    """A validator that also checks the format of references to files, which draft 4 of JSON Schema does not name."""
    with (HERE / "package-lock.json").open() as lock:
        # Several processes may ask at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _SCHEMA.exists():
            subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    schema = json.loads(_SCHEMA.read_bytes())
    for name in ("run", "toolComponent"):
        # This pattern of the release is not valid in every engine; the replacement is from errata 01.
        schema["definitions"][name]["properties"]["language"]["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"
    return jsonschema_rs.Draft7Validator(schema, validate_formats=True)
