"""The rule `main-event`: see `nsatu_data/manuals/main-event.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "main-event"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for identifier, event in dataset.of(Kind.EVENT):
        if not event.is_main:
            continue
        for source in dict.fromkeys(pointer.source for pointer in event.evidence):
            if first.setdefault(source, identifier) != identifier:
                yield Fault(
                    CODE,
                    f"{source} already has a main event, {first[source]}",
                    "/prominence",
                    "write `prominence: other` in one of the two events",
                    related=(Target(first[source], "/prominence", "the first"),),
                    record=identifier,
                )
    if not dataset.whole:
        return
    for identifier, _ in dataset.of(Kind.SOURCE):
        if identifier not in first:
            yield Fault(
                CODE,
                f"{identifier} has no main event",
                help="write `prominence: main` in one of its events",
                record=identifier,
            )
