"""Finds the records that references connect to a record, in either direction, up to a number of steps."""

from collections.abc import Callable, Iterable
from typing import Final

from nsatu_data.model.identifiers import kind_of
from nsatu_data.model.vocabulary import Kind

_END: Final = Kind.SOURCE
"""The walk does not go on from a source: nearly every record refers to its source, so all would be two steps apart."""


def levels(start: str, depth: int, linked: Callable[[str], Iterable[str]]) -> list[set[str]]:
    """The ids that are one step away from `start`, those that are two steps away, and so on, up to `depth`.

    `linked` returns the ids that are one step away from an id.
    """
    seen = {start}
    found: list[set[str]] = []
    reached = {start}
    while reached and len(found) < depth:
        onwards = [one for one in reached if one == start or kind_of(one) != _END]
        reached = {near for one in onwards for near in linked(one)} - seen
        seen |= reached
        found.append(reached)
    return found
