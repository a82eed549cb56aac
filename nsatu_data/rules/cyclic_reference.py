"""The rule `cyclic-reference`: see `nsatu_data/manuals/cyclic-reference.md`."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from nsatu_data.diagnostics import Fault, Target
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.references import REFERENCES, pointer
from nsatu_data.model.identifiers import kind_of

CODE: Final = "cyclic-reference"
FIELDS: Final = ("about", "part_of", "within")

Edges = Mapping[str, tuple[str, ...]]


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for field in FIELDS:
        edges = _edges(dataset, field)
        seen: set[str] = set()
        for start in edges:
            if start not in seen:
                yield from _cycles(edges, start, seen, field)


def _edges(dataset: DatasetFacts, field: str) -> Edges:
    """Map each record to the targets of its `field`. Most records that cannot be part of a cycle are left out."""
    edges = {
        identifier: facts.references[field]
        for kind, fields in REFERENCES.items()
        if field in fields
        for identifier, facts in dataset.of(kind)
        if field in facts.references
    }
    # A record whose targets all lack references in `field` cannot be part of a cycle. Most records are like this.
    return {identifier: targets for identifier, targets in edges.items() if not edges.keys().isdisjoint(targets)}


def _cycles(edges: Edges, start: str, seen: set[str], field: str) -> Iterator[Fault]:
    """Search depth first from `start`, without recursion. `path` holds the records from `start` to the current one."""
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
            cycle = path[path.index(target) :]
            pointers = [_pointer(edges, field, *link) for link in pairwise([*cycle, target])]
            links = (
                Target(member, pointer, "part of the cycle") for member, pointer in zip(cycle, pointers, strict=True)
            )
            message = f"`{field}` forms a cycle: {' -> '.join([*cycle, target])}"
            related = tuple(link for link in links if link.record != here)
            yield Fault(CODE, message, pointers[-1], "remove one of these references", related=related, record=here)
        elif target in edges and target not in seen:
            pending.append((target, 0))


def _pointer(edges: Edges, field: str, source: str, target: str) -> str:
    return pointer(kind_of(source), field, edges[source].index(target))
