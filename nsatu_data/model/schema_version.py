"""The dataset is written for a schema that this package knows: the same major version, no newer minor.

Another major version means other things by the same words; a newer minor one may have fields and terms that are not
known here. Such a dataset is not judged any further.
"""

import re
from typing import Final

from nsatu_data.diagnostics import Fault

SCHEMA_VERSION: Final = "1.0"
"""The schema's version, major and minor. A new optional field or term is minor, everything else major."""

BASE: Final = f"https://w3id.org/nsatu-data/schema/{SCHEMA_VERSION}/"
"""What the `$id` of every schema begins with. It identifies; nothing fetches it."""

FINDINGS_PAGE: Final = f"{BASE}FINDINGS.md"
"""The page of findings, named beside the schemas, with which it is published; a code is the anchor of its manual."""

CODE: Final = "schema-version"


def fault(written: object) -> Fault | None:
    """What is wrong with the version that a manifest names; None where it is known, or is no version at all."""
    if not isinstance(written, str) or not re.fullmatch("[0-9]{1,6}[.][0-9]{1,6}", written):
        return None
    version, known = (tuple(map(int, one.split("."))) for one in (written, SCHEMA_VERSION))
    if version[0] == known[0] and version <= known:
        return None
    message = f"schema version {written} is not one to read: this package knows {SCHEMA_VERSION}"
    help = "install a newer version of the package" if version > known else f"bring the records to {SCHEMA_VERSION}"
    return Fault(CODE, message, "/schema_version", help)
