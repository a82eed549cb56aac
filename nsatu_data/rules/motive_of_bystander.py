"""A motive is of someone who acts: its actor is an agent of the event, or an actor of the context, that it explains."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.models import Context, Event, Motive
from nsatu_data.reading import Reading

CODE: Final = "motive-of-bystander"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, motive in reading.of(Motive):
        for index, target in enumerate(motive.about):
            conduct = reading.records.get(target)
            if isinstance(conduct, Event):
                field, actors = "agents", conduct.agents
            elif isinstance(conduct, Context):
                field, actors = "actors", conduct.actors
            else:
                continue
            if motive.actor not in actors:
                yield Fault(
                    CODE,
                    f"{motive.actor} is not among the {field} of {target}",
                    f"/about/{index}",
                    "name what this actor does, or whose motive it is",
                    related=(Target(target, f"/{field}" if actors else "", f"the {field}"),),
                    record=identifier,
                )
