"""A record points at the same words once.

Two pointers to the same words are no more evidence than one, and would be counted as two. A second pointer is for
other words that say the same.

Bad, in `place/lorn.yaml`:

    evidence:
      - source: source/river-pact
        sentence: 1
        start: 55
        end: 71
        sha256: "30a708a964e3e5cdbe66cc06ab7ac9c0436614e02f81043bab8669e7232c97b0"
      - source: source/river-pact
        sentence: 1
        start: 55
        end: 71
        sha256: "30a708a964e3e5cdbe66cc06ab7ac9c0436614e02f81043bab8669e7232c97b0"

Good:

    evidence:
      - source: source/river-pact
        sentence: 1
        start: 55
        end: 71
        sha256: "30a708a964e3e5cdbe66cc06ab7ac9c0436614e02f81043bab8669e7232c97b0"
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading

CODE: Final = "repeated-evidence"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, facts in reading.records.items():
        if len(facts.evidence) == 1:
            continue
        seen: dict[tuple[str, int, int], int] = {}
        for index, pointer in enumerate(facts.evidence):
            first = seen.setdefault((pointer.source, pointer.start, pointer.end), index)
            if first != index:
                yield Fault(
                    CODE,
                    "the same words are pointed at twice",
                    f"/evidence/{index}",
                    "remove one of the two",
                    related=(Target(identifier, f"/evidence/{first}", "the first"),),
                    record=identifier,
                )
