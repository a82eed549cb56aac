"""Searches the texts of records for words.

The texts are labels, names, aliases and statements. A record is found if each word begins a word in at least one of its
texts: "strain" is found in "strained". Words are runs of letters and digits, so "nato" is found in "non-NATO". Case and
accents make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from nsatu_data.dataset.wrong_values import did_you_mean
from nsatu_data.diagnostics import CannotRun
from nsatu_data.model.record_models import AnyRecord

FIELDS: Final = ("label", "name", "aliases", "statement")
"""The fields that are searched."""
_NAMES: Final = FIELDS[:3]
"""The fields that say briefly what a record is. Records that have all words in them come first."""
NO_WORD: Final = "there is no word to search for; give at least one letter or digit"
"""The message for a query without words."""
_WORD: Final = re.compile(r"[^\W_]+")
"""A run of letters and digits."""


class Match(NamedTuple):
    """A place of a word: the field, the index of the item if the field is a list, and the span in code points."""

    field: str
    item: int | None
    start: int
    end: int


class _Folds(dict[int, str]):
    """The folded form of each character, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold())
        self[code] = "".join(one for one in decomposed if unicodedata.category(one)[0] != "M").casefold()
        return self[code]


_FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """The text without differences of case, accents and compatible forms: `Ålmö` and `ALMO` both give `almo`.

    Each character is folded by itself: its case is folded, it is decomposed (NFKD), and marks are removed.
    """
    return text.translate(_FOLDS)


def words(query: Iterable[str]) -> tuple[str, ...]:
    """The folded words of a query. Raises CannotRun if it has none."""
    found = folded_words(query)
    if not found:
        raise CannotRun(NO_WORD)
    return found


def folded_words(query: Iterable[str]) -> tuple[str, ...]:
    """The folded words of a query, each once."""
    return tuple(dict.fromkeys(word for part in query for word in _WORD.findall(fold(part))))


def search(records: Iterable[AnyRecord], wanted: Sequence[str]) -> list[AnyRecord]:
    """The records that have all folded words.

    Records that have all words in their label, name and aliases come first. Otherwise the order stays the same.
    """
    found = [record for record in records if _has_all(record, wanted, FIELDS)]
    return sorted(found, key=lambda record: not _has_all(record, wanted, _NAMES))


def _has_all(record: AnyRecord, wanted: Sequence[str], fields: Sequence[str]) -> bool:
    folded = [_spaced(text) for _, _, text in texts(record, fields)]
    return all(any(f" {word}" in text for text in folded) for word in wanted)


def _spaced(text: str) -> str:
    """The folded words of a text, each after a space."""
    return "".join(f" {word}" for word in _WORD.findall(fold(text)))


def texts(record: AnyRecord, fields: Sequence[str] = FIELDS) -> Iterator[tuple[str, int | None, str]]:
    """The searched texts of a record: the field, the index of the item if the field is a list, and the text."""
    for field in fields:
        value = getattr(record, field, None)
        if isinstance(value, tuple):
            yield from ((field, index, item) for index, item in enumerate(value))
        elif value is not None:
            yield field, None, value


def matches(record: AnyRecord, wanted: Sequence[str]) -> list[Match]:
    """Every place of a folded word in a record. Places that overlap or touch are joined."""
    return [Match(field, item, *span) for field, item, text in texts(record) for span in spans(text, wanted)]


def spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """The spans of a text that folded words occupy, each at the beginning of a word, in order.

    Spans that overlap or touch are joined.
    """
    folded = [fold(character) for character in text]
    origins = [index for index, one in enumerate(folded) for _ in one]
    whole = "".join(folded)
    found: list[tuple[int, int]] = []
    for start, end in sorted(place for word in wanted for place in _places(whole, word)):
        first, last = origins[start], origins[end - 1] + 1
        # The accents of the last letter belong to the span.
        while last < len(text) and not folded[last]:
            last += 1
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _places(whole: str, word: str) -> Iterator[tuple[int, int]]:
    start = whole.find(word)
    while start >= 0:
        if not whole[start - 1 : start].isalnum():
            yield start, start + len(word)
        start = whole.find(word, start + 1)


def advice(records: Iterable[AnyRecord], wanted: Sequence[str]) -> str:
    """Why no record has all folded words, and what to try."""
    whole = [_spaced(text) for record in records for _, _, text in texts(record)]
    missing = [word for word in wanted if not any(f" {word}" in text for text in whole)]
    if not missing:
        return "each word occurs, but no record has all of them; search for fewer words"
    known = sorted({word for text in whole for word in text.split()})
    named = " or ".join(missing)
    other = did_you_mean(missing, known) or "; search for the beginning of the word, or for another"
    return f"no record has {named}{other}"
