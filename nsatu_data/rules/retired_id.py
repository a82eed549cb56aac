"""Finds `retired-id`; `nsatu_data/manuals/retired-id.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading

CODE: Final = "retired-id"


def check(reading: Reading) -> Iterator[Fault]:
    for index, identifier in enumerate(reading.retired):
        if identifier in reading.records:
            related = (Target("", f"/retired/{index}", "where it is retired"),)
            help = "choose another slug"
            yield Fault(CODE, f"{identifier} is retired", "/id", help, related=related, record=identifier)
