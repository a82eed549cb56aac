"""Finds `cyclic-reference`; `nsatu_data/manuals/cyclic-reference.md` says what that is and why."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.references import REFERENCES, pointer
from nsatu_data.model.identifiers import kind_of

CODE: Final = "cyclic-reference"
FIELDS: Final = ("about", "part_of", "within")

Edges = Mapping[str, tuple[str, ...]]


def check(reading: Reading) -> Iterator[Fault]:
    for field in FIELDS:
        edges = _edges(reading, field)
        seen: set[str] = set()
        for start in edges:
            if start not in seen:
                yield from _circles(edges, start, seen, field)


def _edges(reading: Reading, field: str) -> Edges:
    """What each record refers to by a field, but for records that lie on no circle at first sight."""
    edges = {
        identifier: facts.references[field]
        for kind, fields in REFERENCES.items()
        if field in fields
        for identifier, facts in reading.of(kind)
        if field in facts.references
    }
    # What leads to nothing that leads on are most of them.
    return {identifier: targets for identifier, targets in edges.items() if not edges.keys().isdisjoint(targets)}


def _circles(edges: Edges, start: str, seen: set[str], field: str) -> Iterator[Fault]:
    """Goes down from `start` without recursion; `path` holds the records that lead to where it stands."""
    path: list[str] = []
    on_path: set[str] = set()
    pending: list[tuple[str, int]] = [(start, 0)]
    while pending:
        here, index = pending.pop()
        if index == 0:
            seen.add(here)
            path.append(here)
            on_path.add(here)
        targets = edges[here]
        if index == len(targets):
            on_path.discard(path.pop())
            continue
        pending.append((here, index + 1))
        target = targets[index]
        if target in on_path:
            circle = path[path.index(target) :]
            pointers = [_pointer(edges, field, *link) for link in pairwise([*circle, target])]
            links = (
                Target(member, pointer, "a link of the circle")
                for member, pointer in zip(circle, pointers, strict=True)
            )
            message = f"`{field}` leads in a circle: {' -> '.join([*circle, target])}"
            related = tuple(link for link in links if link.record != here)
            yield Fault(CODE, message, pointers[-1], "remove one of its links", related=related, record=here)
        elif target in edges and target not in seen:
            pending.append((target, 0))


def _pointer(edges: Edges, field: str, source: str, target: str) -> str:
    return pointer(kind_of(source), field, edges[source].index(target))
