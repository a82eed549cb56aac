"""Finds `main-event`; `nsatu_data/manuals/main-event.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.vocabulary import Kind

CODE: Final = "main-event"


def check(reading: Reading) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for identifier, event in reading.of(Kind.EVENT):
        if not event.is_main:
            continue
        for source in dict.fromkeys(pointer.source for pointer in event.evidence):
            if first.setdefault(source, identifier) != identifier:
                yield Fault(
                    CODE,
                    f"{source} has another main event, {first[source]}",
                    "/prominence",
                    "write other for one of the two",
                    related=(Target(first[source], "/prominence", "the first"),),
                    record=identifier,
                )
    if not reading.whole:
        return
    for identifier, _ in reading.of(Kind.SOURCE):
        if identifier not in first:
            yield Fault(
                CODE,
                f"{identifier} has no main event",
                help="write prominence main in one of its events",
                record=identifier,
            )
