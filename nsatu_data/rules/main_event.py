"""A source has exactly one main event: what it is about."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.models import Event, Source
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Prominence

CODE: Final = "main-event"


def check(reading: Reading) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for identifier, event in reading.of(Event):
        if event.prominence != Prominence.MAIN:
            continue
        for source in dict.fromkeys(evidence.source for evidence in event.evidence):
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
    for identifier, _ in reading.of(Source):
        if identifier not in first:
            yield Fault(
                CODE,
                f"{identifier} has no main event",
                help="write prominence main in one of its events",
                record=identifier,
            )
