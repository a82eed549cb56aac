"""Finds `motive-of-bystander`; `nsatu_data/manuals/motive-of-bystander.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Kind

CODE: Final = "motive-of-bystander"
_ACTORS: Final[dict[str, str]] = {Kind.EVENT: "agents", Kind.CONTEXT: "actors"}
"""The field that names whose act or conduct a record is, by its kind."""


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, motive in reading.of(Kind.MOTIVE):
        (actor,) = motive.references["actor"]
        for index, target in enumerate(motive.references["about"]):
            conduct = reading.records.get(target)
            if conduct is None:
                continue
            field = _ACTORS[kind_of(target)]
            actors = conduct.references.get(field, ())
            if actor not in actors:
                yield Fault(
                    CODE,
                    f"{actor} is not among the {field} of {target}",
                    f"/about/{index}",
                    "name what this actor does, or whose motive it is",
                    related=(Target(target, f"/{field}" if actors else "", f"the {field}"),),
                    record=identifier,
                )
