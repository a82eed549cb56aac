"""The rule `unused-entity`: see `nsatu_data/manuals/unused-entity.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "unused-entity"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    if not dataset.whole:
        return
    for kind in (Kind.ACTOR, Kind.PLACE):
        for identifier, _ in dataset.of(kind):
            if identifier not in dataset.named:
                yield Fault(
                    CODE,
                    f"no record refers to {identifier}",
                    "",
                    "refer to it where it acts or is mentioned, or remove it",
                    Severity.WARNING,
                    record=identifier,
                )
