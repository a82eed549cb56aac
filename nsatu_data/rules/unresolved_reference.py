"""The rule `unresolved-reference`: see `nsatu_data/manuals/unresolved-reference.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.references import pointer
from nsatu_data.linking.suggestions import Neighbours
from nsatu_data.model.identifiers import kind_of

CODE: Final = "unresolved-reference"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    neighbours: dict[str, Neighbours] = {}
    for (identifier, target), (place, *more) in _unresolved(dataset).items():
        kind = kind_of(target)
        if kind not in neighbours:
            neighbours[kind] = Neighbours(known for known, _ in dataset.of(kind))
        near = neighbours[kind].nearest(target)
        # A record is rarely meant to refer to itself, so its own id is not suggested.
        help = f"did you mean {near}?" if near not in (None, identifier) else _elsewhere(kind)
        related = tuple(Target(identifier, other, "also referred to here") for other in more)
        yield Fault(CODE, f"there is no record {target}", place, help, related=related, record=identifier)


def _elsewhere(kind: str) -> str:
    return f"write the id of a record under {kind}/, or add this record"


def _unresolved(dataset: DatasetFacts) -> dict[tuple[str, str], list[str]]:
    """The JSON pointers to all references to one missing record, by the ids of the referring and the missing record."""
    known = dataset.records.keys() | dataset.refused
    found: dict[tuple[str, str], list[str]] = {}
    if dataset.named <= known:
        return found
    for identifier, facts in dataset.records.items():
        for field, targets in facts.references.items():
            for index, target in enumerate(targets):
                if target not in known:
                    place = pointer(kind_of(identifier), field, index)
                    found.setdefault((identifier, target), []).append(place)
        for index, evidence in enumerate(facts.evidence):
            if evidence.source not in known:
                found.setdefault((identifier, evidence.source), []).append(f"/evidence/{index}/source")
    return found
