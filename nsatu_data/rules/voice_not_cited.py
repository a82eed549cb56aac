"""A source speaks only where it is cited: a claim in a source's voice has evidence in that source.

The voice says who commits to the statement. A source can be held to words that it contains, and to no others.

Bad, in `risk/strain-on-the-budget.yaml`, whose evidence lies in `source/river-pact`:

    voice: source/second-paper

Good:

    voice: source/river-pact
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Kind

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
