"""A source speaks only where it is cited: a claim in a source's voice has evidence in that source."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.identifiers import kind_of
from nsatu_data.models import Claim
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Kind

CODE: Final = "voice-not-cited"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, claim in reading.of(Claim):
        speaks = claim.voice is not None and kind_of(claim.voice) == Kind.SOURCE
        if speaks and all(evidence.source != claim.voice for evidence in claim.evidence):
            yield Fault(
                CODE,
                f"no evidence lies in {claim.voice}",
                "/voice",
                "name the source that the evidence lies in",
                record=identifier,
            )
