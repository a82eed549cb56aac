"""Finds the indent that was meant, where a line has one that leads nowhere: the line below it tells.

A line stands well where its own collection is open, or awaited, and where the line below has a place after it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Level(NamedTuple):
    """A collection that is open."""

    indent: int
    is_list: bool


class Line(NamedTuple):
    """What of a line counts here.

    `inner` is the indent of the mapping that its key belongs to. Where its value stands on the lines below, it
    `leads_on`, and `is_block` where that value is text.
    """

    indent: int
    dash: bool
    inner: int
    leads_on: bool
    is_block: bool
    key: str | None


def meant(line: Line, below: Level | None, levels: Sequence[Level], awaited: int | None) -> int | None:
    """The indent that was meant: the line's own where it can stand there, None where it is not certain.

    `below` is the line below as an item or a key; `awaited` the indent of the value that lines are to give.
    """
    homes = [level.indent for level in levels if level.is_list == line.dash]
    if awaited is not None:
        homes.append(awaited)
    fitting = [home for home in homes if _fits(line, home, below, levels, awaited)]
    # YAML takes any indent below a key, and a list's items as deep as their key.
    stands = line.indent in homes or (awaited is not None and line.indent > awaited - 2 - line.dash)
    if line.indent in fitting or (stands and not fitting):
        return line.indent
    if stands and _fits(line, line.indent, below, levels, awaited):
        return line.indent
    nearest = sorted(fitting, key=lambda home: abs(home - line.indent))[:2]
    is_certain = nearest and len({abs(home - line.indent) for home in nearest}) == len(nearest)
    return nearest[0] if is_certain else None


def _fits(line: Line, home: int, below: Level | None, levels: Sequence[Level], awaited: int | None) -> bool:
    """Whether the line below has its place if the line stands at `home`."""
    return below is None or below in _places(line, home, levels, awaited)


def _places(line: Line, home: int, levels: Sequence[Level], awaited: int | None) -> Iterator[Level]:
    """Where the line below may stand if the line stands at `home`; a value below it may have moved with it or not."""
    inner = home + line.inner - line.indent
    if line.leads_on:
        for indent in (inner + 2, line.inner + 2):
            yield Level(indent, is_list=True)
            yield Level(indent, is_list=False)
    if line.leads_on and not line.is_block:
        return
    if line.inner > line.indent:
        yield Level(inner, is_list=False)
    if home == awaited:
        yield Level(home, line.dash)
    yield from (level for level in levels if level.indent <= home)
