"""Finds `redundant-mention`; `nsatu_data/manuals/redundant-mention.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import Reading

CODE: Final = "redundant-mention"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, facts in reading.records.items():
        for index, mention in enumerate(facts.references.get("mentions", ())):
            naming = [field for field, named in facts.references.items() if mention in named and field != "mentions"]
            if naming:
                yield Fault(
                    CODE,
                    f"`{naming[-1]}` names {mention} already",
                    f"/mentions/{index}",
                    "remove it from `mentions`",
                    Severity.WARNING,
                    record=identifier,
                )
