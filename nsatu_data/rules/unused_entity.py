"""An actor or place is there because a record speaks of it."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.models import Actor, Place
from nsatu_data.reading import Reading

CODE: Final = "unused-entity"


def check(reading: Reading) -> Iterator[Fault]:
    if not reading.whole:
        return
    used = {reference.target for references in reading.references.values() for reference in references}
    for identifier, record in reading.records.items():
        if isinstance(record, Actor | Place) and identifier not in used:
            yield Fault(
                CODE,
                f"no record refers to {identifier}",
                "",
                "name it where it acts or is spoken of, or remove it",
                Severity.WARNING,
                record=identifier,
            )
