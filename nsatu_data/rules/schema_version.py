"""The dataset is written for a schema that this package knows: the same major version, no newer minor.

A newer minor version may have fields and terms that are not known here.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.models import SCHEMA_VERSION
from nsatu_data.reading import Reading

CODE: Final = "schema-version"


def check(reading: Reading) -> Iterator[Fault]:
    if reading.manifest is None:
        return
    major, minor = map(int, reading.manifest.schema_version.split("."))
    known_major, known_minor = map(int, SCHEMA_VERSION.split("."))
    if major != known_major or minor > known_minor:
        newer = (major, minor) > (known_major, known_minor)
        help = "install a newer version of the package" if newer else f"bring the records to {SCHEMA_VERSION}"
        yield Fault(
            CODE,
            f"schema version {reading.manifest.schema_version} is not one to read: this package knows {SCHEMA_VERSION}",
            "/schema_version",
            help,
            record="",
        )
