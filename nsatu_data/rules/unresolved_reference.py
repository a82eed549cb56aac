"""Finds `unresolved-reference`; `nsatu_data/manuals/unresolved-reference.md` says what that is and why."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.references import pointer
from nsatu_data.linking.suggestions import Neighbours
from nsatu_data.model.identifiers import kind_of

CODE: Final = "unresolved-reference"


def check(reading: Reading) -> Iterator[Fault]:
    neighbours: dict[str, Neighbours] = {}
    for (identifier, target), (place, *more) in _unresolved(reading).items():
        kind = kind_of(target)
        if kind not in neighbours:
            neighbours[kind] = Neighbours(known for known, _ in reading.of(kind))
        near = neighbours[kind].nearest(target)
        # A record is seldom meant to refer to itself.
        help = f"did you mean {near}?" if near not in (None, identifier) else _elsewhere(kind)
        related = tuple(Target(identifier, other, "and here") for other in more)
        yield Fault(CODE, f"there is no record {target}", place, help, related=related, record=identifier)


def _elsewhere(kind: str) -> str:
    return f"write the id of a record under {kind}/, or add this one"


def _unresolved(reading: Reading) -> dict[tuple[str, str], list[str]]:
    """The pointers of references to records that there are not, by who refers and to what."""
    known = reading.records.keys() | reading.refused
    found: dict[tuple[str, str], list[str]] = {}
    if reading.named <= known:
        return found
    for identifier, facts in reading.records.items():
        for field, targets in facts.references.items():
            for index, target in enumerate(targets):
                if target not in known:
                    place = pointer(kind_of(identifier), field, index)
                    found.setdefault((identifier, target), []).append(place)
        for index, evidence in enumerate(facts.evidence):
            if evidence.source not in known:
                found.setdefault((identifier, evidence.source), []).append(f"/evidence/{index}/source")
    return found
