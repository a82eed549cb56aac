"""The rule `retired-id`: see `nsatu_data/manuals/retired-id.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts

CODE: Final = "retired-id"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for index, identifier in enumerate(dataset.retired):
        if identifier in dataset.records:
            related = (Target("", f"/retired/{index}", "retired here"),)
            help = "choose another slug"
            yield Fault(CODE, f"{identifier} is retired", "/id", help, related=related, record=identifier)
