"""A reaction is someone else's: its actor is no agent of the event that it takes.

What an agent wants of its own act is a motive.
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.models import Event, Reaction
from nsatu_data.reading import Reading

CODE: Final = "agent-reacts"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, reaction in reading.of(Reaction):
        for target in reaction.about:
            event = reading.records.get(target)
            if isinstance(event, Event) and reaction.actor in event.agents:
                yield Fault(
                    CODE,
                    f"{reaction.actor} is an agent of {target}, to which it reacts here",
                    "/actor",
                    "encode a motive, or name who reacts",
                    related=(Target(target, "/agents", "the agents"),),
                    record=identifier,
                )
