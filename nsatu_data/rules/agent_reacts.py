"""A reaction is someone else's: its actor is no agent of the event that it takes.

Whoever acts has reasons for the act, and those are motives; a reaction is how others take it. Were the two mixed, a
count of those who welcome an event would count those who made it happen.

Bad, in `event/arda-asks-to-join.yaml`, which `reaction/some-welcome.yaml` is about:

    agents: [actor/arda, actor/welcomers]

Good:

    agents: [actor/arda]
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.reading import Reading
from nsatu_data.vocabulary import Kind

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
