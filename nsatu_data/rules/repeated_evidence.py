"""A record points at the same words once."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading
from nsatu_data.rules.evidence import pointers

CODE: Final = "repeated-evidence"


def check(reading: Reading) -> Iterator[Fault]:
    seen: dict[tuple[str, str, int, int], int] = {}
    for identifier, index, evidence in pointers(reading):
        first = seen.setdefault((identifier, evidence.source, evidence.start, evidence.end), index)
        if first != index:
            yield Fault(
                CODE,
                "the same words are pointed at twice",
                f"/evidence/{index}",
                "remove one of the two",
                related=(Target(identifier, f"/evidence/{first}", "the first"),),
                record=identifier,
            )
