"""Finds how the types, strings, numbers and sizes that two schemas accept differ, for `schema_changes`."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from nsatu_data.comparison import accepted_values
from nsatu_data.comparison.accepted_values import FRACTION, INTEGER, JSON, STRING, STRINGS
from nsatu_data.comparison.string_languages import Language, Terms, has, outside

_SHOWN: Final = 40


class Difference(NamedTuple):
    """What differs, and whether it breaks writers or readers. `is_addition` is true for a new term."""

    what: str
    breaks_writers: bool = False
    breaks_readers: bool = False
    is_addition: bool = False


def of_values(old: JSON, new: JSON) -> Iterator[Difference]:
    """The differences between the values of two schemas, except for what lists and objects hold."""
    were, are = accepted_values.types(old), accepted_values.types(new)
    if were - are:
        yield Difference(f"{_either(were - are)} is refused now", breaks_writers=True)
    if are - were:
        yield Difference(f"{_either(are - were)} is accepted now", breaks_readers=True)
    both = were & are
    if STRINGS in both:
        yield from _of_strings(old, new)
    if both & {INTEGER, FRACTION}:
        yield from _of_limit("least value", old.get("minimum"), new.get("minimum"), is_least=True)
        yield from _of_limit("greatest value", old.get("maximum"), new.get("maximum"), is_least=False)


def _either(types: set[str]) -> str:
    *others, last = sorted(types)
    return f"{', '.join(others)} or {last}" if others else last


def _of_strings(old: JSON, new: JSON) -> Iterator[Difference]:
    """The differences between two sets of strings: each term, or an example."""
    keys = (*STRING, "enum", "const")
    if all(old.get(key) == new.get(key) for key in keys):
        return
    before, after = accepted_values.texts(old), accepted_values.texts(new)
    for text in _only_in(before, after):
        yield Difference(f"{text} is refused now", breaks_writers=True)
    is_term = "enum" in old and "enum" in new
    for text in _only_in(after, before):
        is_new = isinstance(before, Terms) and isinstance(after, Terms)
        what = f"{text} is {'new' if is_new else 'accepted now'}"
        yield Difference(what, breaks_readers=True, is_addition=is_new and is_term)


def _only_in(one: Language | Terms, other: Language | Terms) -> Iterator[str]:
    """The strings of one set that the other one has not, in words. Of a language, there is only an example."""
    if isinstance(one, Terms):
        yield from (f"the term {_shown(term)}" for term in one.terms if not has(other, term))
    elif (example := outside(one, other)) is not None:
        yield _text(example)


def _text(example: str) -> str:
    if len(example) > _SHOWN:
        return f"a text of {len(example)} characters"
    return f"a text such as {_shown(example)}"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _of_limit(name: str, was: int | None, now: int | None, *, is_least: bool) -> Iterator[Difference]:
    """The difference between two limits, each of which may be None."""
    if was == now:
        return
    if now is None:
        yield Difference(f"the {name} is not limited now, and was {was}", breaks_readers=True)
    elif was is None:
        yield Difference(f"the {name} is {now} now, and was not limited", breaks_writers=True)
    else:
        is_narrower = now > was if is_least else now < was
        yield Difference(f"the {name} is {now} now, and was {was}", is_narrower, not is_narrower)


def of_lists(old: JSON, new: JSON, terms: tuple[list[Any] | None, list[Any] | None]) -> Iterator[Difference]:
    """The differences between the lists of two schemas, except for their items.

    `terms` are the values that the items can have, None if these are not listed. A list of distinct terms is never
    longer than its vocabulary, so a greater limit makes no difference.
    """
    needed, needs = old.get("minItems", 0), new.get("minItems", 0)
    if needed and not needs:
        yield Difference(f"an empty list is accepted now, and the least number of items was {needed}", False, True)
    else:
        yield from _of_limit("least number of items", needed, needs, is_least=True)
    was, now = old.get("maxItems"), new.get("maxItems")
    before, after = terms
    if before is not None and after is not None and old.get("uniqueItems") and new.get("uniqueItems"):
        longest = max(len(before), len(after))
        was, now = (longest if one is None else min(one, longest) for one in (was, now))
    yield from _of_limit("greatest number of items", was, now, is_least=False)
    was_set, is_set = old.get("uniqueItems", False), new.get("uniqueItems", False)
    if was_set != is_set:
        yield Difference(f"repeated items are {'refused' if is_set else 'accepted'} now", is_set, was_set)
