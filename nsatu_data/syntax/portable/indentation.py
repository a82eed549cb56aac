"""Finds the intended indent of a line that is indented wrongly, with the help of the line below it.

A line can stand at the indent of an open collection. After `key:` without a value, it can also stand at the indent of
the awaited collection: the key's value. The intended indent is the nearest of these indents at which the line below
still has a place.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Level(NamedTuple):
    """Where a line or a collection stands: its indent, and whether it is a list (or a list item)."""

    indent: int
    is_list: bool


class Line(NamedTuple):
    """The properties of a line that matter here.

    `inner` is the indent of the mapping that its key belongs to: two more than `indent` for `- key: value`. `leads_on`
    is true if the line's value is on the lines below, and `is_block` if that value is a literal block.
    """

    indent: int
    dash: bool
    inner: int
    leads_on: bool
    is_block: bool
    key: str | None


def meant(line: Line, below: Level | None, levels: Sequence[Level], awaited: int | None) -> int | None:
    """The intended indent; None if it is uncertain. The line's own indent is preferred, if the line can stand there.

    `below` is the level of the line below, `levels` are those of the open collections, and `awaited` is the indent of
    the awaited collection.
    """
    homes = [level.indent for level in levels if level.is_list == line.dash]
    if awaited is not None:
        homes.append(awaited)
    fitting = [home for home in homes if _fits(line, home, below, levels, awaited)]
    # Ordinary YAML allows any deeper indent below a key, and list items at the indent of their key.
    stands = line.indent in homes or (awaited is not None and line.indent > awaited - 2 - line.dash)
    if line.indent in fitting or (stands and not fitting):
        return line.indent
    if stands and _fits(line, line.indent, below, levels, awaited):
        return line.indent
    nearest = sorted(fitting, key=lambda home: abs(home - line.indent))[:2]
    is_certain = nearest and len({abs(home - line.indent) for home in nearest}) == len(nearest)
    return nearest[0] if is_certain else None


def _fits(line: Line, home: int, below: Level | None, levels: Sequence[Level], awaited: int | None) -> bool:
    """Whether the line below has a valid place if the line stands at `home`."""
    return below is None or below in _places(line, home, levels, awaited)


def _places(line: Line, home: int, levels: Sequence[Level], awaited: int | None) -> Iterator[Level]:
    """The places for the line below if the line stands at `home`.

    The lines of its value may be shifted by the same error as the line, or be indented correctly. Both are accepted.
    """
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
