"""An id that was retired is not used again.

Whoever kept the old id must not find another record under it.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading

CODE: Final = "retired-id"


def check(reading: Reading) -> Iterator[Fault]:
    retired = reading.manifest.retired if reading.manifest else ()
    for index, identifier in enumerate(retired):
        if identifier in reading.records:
            related = (Target("", f"/retired/{index}", "where it is retired"),)
            help = "choose another slug"
            yield Fault(CODE, f"{identifier} is retired", "/id", help, related=related, record=identifier)
