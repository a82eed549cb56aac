"""The rule `motive-of-bystander`: see `nsatu_data/manuals/motive-of-bystander.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Kind

CODE: Final = "motive-of-bystander"
_ACTORS: Final[dict[str, str]] = {Kind.EVENT: "agents", Kind.CONTEXT: "actors"}
"""For each kind that a motive can be about, the field that names the actors."""


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, motive in dataset.of(Kind.MOTIVE):
        (actor,) = motive.references["actor"]
        for index, target in enumerate(motive.references["about"]):
            conduct = dataset.records.get(target)
            if conduct is None:
                continue
            field = _ACTORS[kind_of(target)]
            actors = conduct.references.get(field, ())
            if actor not in actors:
                yield Fault(
                    CODE,
                    f"{actor} is not among the {field} of {target}",
                    f"/about/{index}",
                    "refer to something that this actor does, or name the actor whose motive it is",
                    related=(Target(target, f"/{field}" if actors else "", f"the {field}"),),
                    record=identifier,
                )
