"""An id that was retired is not used again.

Whoever kept the old id must not find another record under it.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.reading import Reading

CODE: Final = "retired-id"


def check(reading: Reading) -> Iterator[Fault]:
    retired = reading.manifest.retired if reading.manifest else ()
    for identifier in retired:
        if identifier in reading.records:
            yield Fault(CODE, f"{identifier} is retired", "/id", "choose another slug", record=identifier)
