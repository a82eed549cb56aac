"""A source has exactly one main event: what it is about.

It is where a reader begins, and what motives, risks and reactions hang on in the end. An article that reports two acts
has one that it is about, and the other is part of it, background, or what may follow.

Bad, in `event/arda-joins.yaml`, beside `event/arda-asks-to-join.yaml`:

    prominence: main

Good:

    prominence: other
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Kind

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
