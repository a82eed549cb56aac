"""The rule `digest-mismatch`: see `nsatu_data/manuals/digest-mismatch.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.verified_evidence import is_true, verifiable_pointers

CODE: Final = "digest-mismatch"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, index, pointer in verifiable_pointers(dataset):
        if not is_true(dataset, pointer):
            yield Fault(
                CODE,
                f"the digest does not match the words at {pointer.start} to {pointer.end}",
                f"/evidence/{index}/sha256",
                "cite the words again with `nsatu-data cite`, or remove the evidence if the text no longer has them",
                record=identifier,
            )
