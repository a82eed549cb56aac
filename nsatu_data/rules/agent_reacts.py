"""The rule `agent-reacts`: see `nsatu_data/manuals/agent-reacts.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "agent-reacts"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, reaction in dataset.of(Kind.REACTION):
        for target in reaction.references["about"]:
            event = dataset.records.get(target)
            agents = event.references.get("agents", ()) if event else ()
            for actor in reaction.references.get("actor", ()):
                if actor in agents:
                    yield Fault(
                        CODE,
                        f"{actor} is an agent of {target} and cannot react to it",
                        "/actor",
                        "encode a motive instead, or name the actor that reacts",
                        related=(Target(target, "/agents", "the agents"),),
                        record=identifier,
                    )
