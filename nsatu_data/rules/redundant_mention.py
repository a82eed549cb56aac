"""`mentions` adds whom and what no other field of the record names.

A second naming says nothing more, and the two can come apart.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.models import Claim
from nsatu_data.reading import Reading

CODE: Final = "redundant-mention"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, claim in reading.of(Claim):
        named = {
            reference.target: reference.field
            for reference in reading.references[identifier]
            if reference.field != "mentions"
        }
        for index, mention in enumerate(claim.mentions):
            if mention in named:
                yield Fault(
                    CODE,
                    f"`{named[mention]}` names {mention} already",
                    f"/mentions/{index}",
                    "remove it from `mentions`",
                    Severity.WARNING,
                    record=identifier,
                )
