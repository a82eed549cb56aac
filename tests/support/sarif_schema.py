"""The JSON Schema of SARIF 2.1.0, and what it says of a log.

`@microsoft/jest-sarif` carries it, as released with the standard; the packages for Python that were looked at describe
SARIF in classes, or have the schema only in their source. Of that package nothing but the schema is used.
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
    """Why the schema cannot be had here; None where it can, and where the environment says that it must."""
    if _SCHEMA.exists() or shutil.which("npm") or os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
        return None
    return "npm not found; with NSATU_REQUIRE_INTEROP=1 this is a failure"


def faults(log: Any) -> list[str]:
    """What the schema refuses in a log, each with the JSON pointer of the value."""
    return [f"{pointer_to(error.instance_path)}: {error.message}" for error in _validator().iter_errors(log)]


@cache
def _validator() -> jsonschema_rs.Draft7Validator:
    """A validator that holds references to files to their format, too, which draft 4 of JSON Schema has no name for."""
    with (HERE / "package-lock.json").open() as lock:
        # Several processes may ask at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _SCHEMA.exists():
            subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    schema = json.loads(_SCHEMA.read_bytes())
    for name in ("run", "toolComponent"):
        # What the release has here is no regular expression in every engine; this is what errata 01 made of it.
        schema["definitions"][name]["properties"]["language"]["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"
    return jsonschema_rs.Draft7Validator(schema, validate_formats=True)
