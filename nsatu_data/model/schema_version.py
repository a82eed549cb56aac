"""Check that this package can read the schema version of a dataset.

The major version must be the same as the package's, and the minor version must not be newer. In another major version,
a field or term may have another meaning. A newer minor version may have fields and terms that this package does not
know. The records of such a dataset are not checked.
"""

import re
from typing import Final

from nsatu_data.diagnostics import Fault

SCHEMA_VERSION: Final = "1.1"
"""Major and minor version of the schema.

A new optional field or term changes the minor version, and so do other words for the same fields. Every other change to
the schema changes the major version.
"""

ROOT: Final = "https://w3id.org/nsatu-data/"
"""The start of every identifier of the project. They are only identifiers: nothing fetches them."""

BASE: Final = f"{ROOT}schema/{SCHEMA_VERSION}/"
"""The start of every schema's `$id`."""

CODE: Final = "schema-version"


def fault(written: object) -> Fault | None:
    """The fault of a manifest's schema version.

    None if this package can read the version, or if `written` is not a version.
    """
    if not isinstance(written, str) or not re.fullmatch("[0-9]{1,6}[.][0-9]{1,6}", written):
        return None
    version, known = (tuple(map(int, text.split("."))) for text in (written, SCHEMA_VERSION))
    if version[0] == known[0] and version <= known:
        return None
    message = f"schema version {written} is not supported: this package reads {SCHEMA_VERSION}"
    help = (
        "install a newer version of the package"
        if version > known
        else f"update the records to schema version {SCHEMA_VERSION}"
    )
    return Fault(CODE, message, "/schema_version", help)
