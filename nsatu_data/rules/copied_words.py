"""Finds `copied-words`; `nsatu_data/manuals/copied-words.md` says what that is and why."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.facts import Facts
from nsatu_data.reading import Reading

CODE: Final = "copied-words"
RUN: Final = 8
"""So many words in a row are a copy."""

_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")
_FIELDS: Final = ("label", "statement", "against_words", "sentences")


class _Said(NamedTuple):
    """Words of a record, and the JSON pointer of the value that holds them."""

    pointer: str
    words: Iterable[str]


def check(reading: Reading) -> Iterator[Fault]:
    runs = {source: frozenset(_runs(_words(text.text))) for source, text in reading.texts.items()}
    for identifier, facts in reading.records.items() if runs else ():
        own = [runs[source] for source in _sources(identifier, facts) if source in runs]
        values = reading.values(identifier) if own else None
        for said in _prose(values or {}):
            count = _copied(said.words, own)
            if count:
                yield Fault(
                    CODE,
                    f"{count} words in a row are the text's",
                    said.pointer,
                    "say it in your own words",
                    Severity.WARNING,
                    record=identifier,
                )


def _sources(identifier: str, facts: Facts) -> set[str]:
    return {pointer.source for pointer in facts.evidence} | ({identifier} if facts.text else set())


def _prose(values: Mapping[str, Any]) -> Iterator[_Said]:
    pending = [(f"/{field}", values[field]) for field in _FIELDS if field in values]
    while pending:
        pointer, value = pending.pop()
        if isinstance(value, str):
            yield _Said(pointer, _words(value))
        elif isinstance(value, Mapping | list):
            members = value.items() if isinstance(value, Mapping) else enumerate(value)
            pending += [(f"{pointer}/{step}", inner) for step, inner in members]


def _words(text: str) -> Iterator[str]:
    return (match.group() for match in _WORD.finditer(text.casefold().replace("\u2019", "'")))


def _runs(words: Iterable[str]) -> Iterator[int]:
    """The hash of each run: a text may have too many runs to be held in memory as words."""
    run = deque[str](maxlen=RUN)
    for word in words:
        run.append(word)
        if len(run) == RUN:
            yield hash(tuple(run))


def _copied(words: Iterable[str], texts: Collection[frozenset[int]]) -> int:
    """The length of the longest run of words that are in a text, as far as runs of `RUN` overlap; 0 for none."""
    longest = here = 0
    for run in _runs(words):
        here = here + 1 if any(run in runs for runs in texts) else 0
        longest = max(longest, here)
    return longest + RUN - 1 if longest else 0
