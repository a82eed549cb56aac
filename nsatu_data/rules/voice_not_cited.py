"""Finds `voice-not-cited`; `nsatu_data/manuals/voice-not-cited.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.vocabulary import Kind

CODE: Final = "voice-not-cited"
_SOURCE: Final = f"{Kind.SOURCE}/"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, facts in reading.records.items():
        for voice in facts.references.get("voice", ()):
            # Most evidence lies in one source.
            if voice == facts.evidence[0].source or not voice.startswith(_SOURCE):
                continue
            if voice not in [pointer.source for pointer in facts.evidence]:
                yield Fault(
                    CODE,
                    f"no evidence lies in {voice}",
                    "/voice",
                    "name the source that the evidence lies in",
                    record=identifier,
                )
