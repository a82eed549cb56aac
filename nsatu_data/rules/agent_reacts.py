"""Finds `agent-reacts`; `nsatu_data/manuals/agent-reacts.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.vocabulary import Kind

CODE: Final = "agent-reacts"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, reaction in reading.of(Kind.REACTION):
        for target in reaction.references["about"]:
            event = reading.records.get(target)
            agents = event.references.get("agents", ()) if event else ()
            for actor in reaction.references.get("actor", ()):
                if actor in agents:
                    yield Fault(
                        CODE,
                        f"{actor} is an agent of {target}, to which it reacts here",
                        "/actor",
                        "encode a motive, or name who reacts",
                        related=(Target(target, "/agents", "the agents"),),
                        record=identifier,
                    )
