"""Finds `digest-mismatch`; `nsatu_data/manuals/digest-mismatch.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.verified_evidence import is_true, verifiable_pointers

CODE: Final = "digest-mismatch"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, index, pointer in verifiable_pointers(reading):
        if not is_true(reading, pointer):
            yield Fault(
                CODE,
                f"the words at {pointer.start} to {pointer.end} have another digest",
                f"/evidence/{index}/sha256",
                "make the evidence again from its words, with `nsatu-data cite`, or remove it where they are gone",
                record=identifier,
            )
