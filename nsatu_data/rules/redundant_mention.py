"""The rule `redundant-mention`: see `nsatu_data/manuals/redundant-mention.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import DatasetFacts

CODE: Final = "redundant-mention"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, facts in dataset.records.items():
        for index, mention in enumerate(facts.references.get("mentions", ())):
            naming = [field for field, named in facts.references.items() if mention in named and field != "mentions"]
            if naming:
                yield Fault(
                    CODE,
                    f"`{naming[-1]}` already names {mention}",
                    f"/mentions/{index}",
                    "remove it from `mentions`",
                    Severity.WARNING,
                    record=identifier,
                )
