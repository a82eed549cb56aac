"""Pairs the items of two lists: of evidence pointers, of sentences, or of plain values.

Pointers and sentences have a digest of their words. Items with the same digest are the same words, wherever they are.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nsatu_data.comparison.changes import ABSENT, How, ItemChange, Values
from nsatu_data.comparison.reasons import Reason

_UNITS = ("utf16", "utf8")
"""The fields that exports add, with counts in other units."""

Pair = tuple[Any, Any]


def plain(before: Sequence[Any], after: Sequence[Any]) -> tuple[ItemChange, ...]:
    """The plain values that were removed and added. Empty if the lists differ in their order only."""
    removed, added = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return (
        *(ItemChange(How.REMOVED, item, ABSENT, Reason.VALUE) for item in removed.elements()),
        *(ItemChange(How.ADDED, ABSENT, item, Reason.VALUE) for item in added.elements()),
    )


def pointers(before: Sequence[Values], after: Sequence[Values]) -> tuple[ItemChange, ...]:
    """What happened to evidence pointers. Empty if the lists differ in their order only.

    A pointer to other words in the same sentence replaces one that is gone.
    """
    pairs, before, after = _paired(before, after, lambda one: one, lambda one: (one["source"], one["sha256"]))
    found = [_same_words(*pair) for pair in pairs if pair[0] != pair[1]]
    for same in (_overlap, _same_sentence):
        replaced, before, after = _paired_by(before, after, same)
        found += [ItemChange(How.REPLACED, *pair, Reason.EVIDENCE) for pair in replaced]
    return (*found, *_rest(before, after, Reason.EVIDENCE))


def sentences(before: Sequence[Values], after: Sequence[Values]) -> tuple[ItemChange, ...]:
    """What happened to the sentences of a source."""
    pairs, before, after = _paired(before, after, lambda one: one, lambda one: one["sha256"])
    found = [_same_words(*pair) for pair in pairs if pair[0] != pair[1]]
    return (*found, *_rest(before, after, Reason.SENTENCES))


def _same_words(before: Values, after: Values) -> ItemChange:
    """The change of a pointer or a sentence whose words are the same."""
    if before.get("skip") != after.get("skip"):
        is_reworded = "skip" in before and "skip" in after
        return ItemChange(How.CHANGED, before, after, Reason.WORDING if is_reworded else Reason.SENTENCES)
    if _without_units(before) == _without_units(after):
        return ItemChange(How.CHANGED, before, after, Reason.UNITS)
    return ItemChange(How.MOVED, before, after, Reason.MOVED)


def _without_units(item: Values) -> Values:
    return {name: value for name, value in item.items() if name not in _UNITS}


def _rest(before: Sequence[Any], after: Sequence[Any], reason: Reason) -> Iterator[ItemChange]:
    yield from (ItemChange(How.REMOVED, item, ABSENT, reason) for item in before)
    yield from (ItemChange(How.ADDED, ABSENT, item, reason) for item in after)


def _paired(
    before: Sequence[Values], after: Sequence[Values], *keys: Callable[[Values], object]
) -> tuple[list[Pair], list[Values], list[Values]]:
    """Pair items with equal keys, by the first key and then by the next. Returns the pairs and what is left over.

    Items with the same key are paired in their order.
    """
    pairs: list[Pair] = []
    old, new = list(before), list(after)
    for key in keys:
        waiting: dict[str, deque[Values]] = defaultdict(deque)
        for item in new:
            waiting[repr(key(item))].append(item)
        left = []
        for item in old:
            if same := waiting[repr(key(item))]:
                pairs.append((item, same.popleft()))
            else:
                left.append(item)
        kept = {id(item) for items in waiting.values() for item in items}
        old, new = left, [item for item in new if id(item) in kept]
    return pairs, old, new


def _paired_by(
    before: Sequence[Values], after: Sequence[Values], same: Callable[[Values, Values], bool]
) -> tuple[list[Pair], list[Values], list[Values]]:
    """Pair each old item with the first new one that is the same by `same`. Returns the pairs and what is left over."""
    pairs, old, new = [], [], list(after)
    for item in before:
        at = next((at for at, other in enumerate(new) if same(item, other)), None)
        if at is None:
            old.append(item)
        else:
            pairs.append((item, new.pop(at)))
    return pairs, old, new


def _overlap(one: Values, other: Values) -> bool:
    is_apart = one["end"] <= other["start"] or other["end"] <= one["start"]
    return _same_sentence(one, other) and not is_apart


def _same_sentence(one: Values, other: Values) -> bool:
    return bool(one["source"] == other["source"] and one["sentence"] == other["sentence"])
