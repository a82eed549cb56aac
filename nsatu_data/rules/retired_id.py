"""An id that was retired is not used again.

Others cite records by their ids, in papers and in data of their own. Whoever kept an old id must find nothing under it
rather than another record; so the manifest lists the ids of removed records, and a new record takes a new one.

Bad, in `dataset.yaml`, beside `actor/arda.yaml`:

    retired: [actor/arda]

Good:

    retired: [actor/kingdom-of-arda]
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading

CODE: Final = "retired-id"


def check(reading: Reading) -> Iterator[Fault]:
    for index, identifier in enumerate(reading.retired):
        if identifier in reading.records:
            related = (Target("", f"/retired/{index}", "where it is retired"),)
            help = "choose another slug"
            yield Fault(CODE, f"{identifier} is retired", "/id", help, related=related, record=identifier)
