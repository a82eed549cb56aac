"""Finds `unused-entity`; `nsatu_data/manuals/unused-entity.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.vocabulary import Kind

CODE: Final = "unused-entity"


def check(reading: Reading) -> Iterator[Fault]:
    if not reading.whole:
        return
    for kind in (Kind.ACTOR, Kind.PLACE):
        for identifier, _ in reading.of(kind):
            if identifier not in reading.named:
                yield Fault(
                    CODE,
                    f"no record refers to {identifier}",
                    "",
                    "name it where it acts or is spoken of, or remove it",
                    Severity.WARNING,
                    record=identifier,
                )
