"""Questions about patterns that only tests ask: whether two are the same, and which make an engine backtrack.

Such an engine takes more than linear time only if one character can continue in two ways within an unbounded
repetition: it then tries both ways at every turn.
"""

from collections.abc import Iterable, Iterator

from nsatu_data.comparison.pattern_automata import START, Automaton
from nsatu_data.comparison.string_languages import MARKS, Language, outside


def difference(one: Language, other: Language) -> str | None:
    """A shortest string that is in only one of two languages; None if they are the same."""
    found = [text for text in (outside(one, other), outside(other, one)) if text is not None]
    return min(found, key=len, default=None)


def is_anchored(automaton: Automaton) -> bool:
    """Whether a match can begin only at the start of a string."""
    return not automaton.empty and all(START in automaton.characters[position] for position in automaton.first)


def cycles(automaton: Automaton) -> set[int]:
    """The positions from which the same position can be reached again."""
    return {position for position, following in enumerate(automaton.follow) if way(automaton, following, position)}


def choices(automaton: Automaton) -> Iterator[tuple[str, int, int]]:
    """Ambiguities within unbounded repetitions: a character, and the two positions that it can lead to."""
    for position in cycles(automaton):
        ways = sorted(automaton.follow[position])
        for index, one in enumerate(ways):
            for other in ways[index + 1 :]:
                for character in sorted(automaton.characters[one] & automaton.characters[other])[:1]:
                    yield character, one, other


def way(automaton: Automaton, start: Iterable[int], to: int) -> str | None:
    """A shortest string that leads from a position in `start` to `to`, both included; None if there is none."""
    ways = {position: _shown(automaton, position) for position in start}
    pending = list(ways)
    for position in pending:
        if position == to:
            return ways[position]
        for following in automaton.follow[position]:
            if following not in ways:
                ways[following] = ways[position] + _shown(automaton, following)
                pending.append(following)
    return None


def _shown(automaton: Automaton, position: int) -> str:
    """A character that a position matches; nothing for an anchor."""
    return min(automaton.characters[position] - MARKS, default="")
