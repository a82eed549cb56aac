"""The rule `repeated-evidence`: see `nsatu_data/manuals/repeated-evidence.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts

CODE: Final = "repeated-evidence"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, facts in dataset.records.items():
        if len(facts.evidence) == 1:
            continue
        seen: dict[tuple[str, int, int], int] = {}
        for index, pointer in enumerate(facts.evidence):
            first = seen.setdefault((pointer.source, pointer.start, pointer.end), index)
            if first != index:
                yield Fault(
                    CODE,
                    "the same words are cited twice",
                    f"/evidence/{index}",
                    "remove one of the two",
                    related=(Target(identifier, f"/evidence/{first}", "the first"),),
                    record=identifier,
                )
