"""The rule `copied-words`: see `nsatu_data/manuals/copied-words.md`."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.linking.record_facts import Facts

CODE: Final = "copied-words"
RUN: Final = 8
"""This many words in a row count as copied."""

_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")
_FIELDS: Final = ("label", "statement", "against_words", "sentences")


class _Prose(NamedTuple):
    """The words of one string of a record, and the JSON pointer to that string."""

    pointer: str
    words: Iterable[str]


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    runs = {source: frozenset(_runs(_words(text.text))) for source, text in dataset.texts.items()}
    for identifier, facts in dataset.records.items() if runs else ():
        own = [runs[source] for source in _sources(identifier, facts) if source in runs]
        values = dataset.values(identifier) if own else None
        for prose in _prose(values or {}):
            count = _copied(prose.words, own)
            if count:
                yield Fault(
                    CODE,
                    f"{count} words in a row are copied from the text",
                    prose.pointer,
                    "say it in your own words",
                    Severity.WARNING,
                    record=identifier,
                )


def _sources(identifier: str, facts: Facts) -> set[str]:
    return {pointer.source for pointer in facts.evidence} | ({identifier} if facts.text else set())


def _prose(values: Mapping[str, Any]) -> Iterator[_Prose]:
    pending = [(f"/{field}", values[field]) for field in _FIELDS if field in values]
    while pending:
        pointer, value = pending.pop()
        if isinstance(value, str):
            yield _Prose(pointer, _words(value))
        elif isinstance(value, Mapping | list):
            members = value.items() if isinstance(value, Mapping) else enumerate(value)
            pending += [(f"{pointer}/{step}", inner) for step, inner in members]


def _words(text: str) -> Iterator[str]:
    return (match.group() for match in _WORD.finditer(text.casefold().replace("\u2019", "'")))


def _runs(words: Iterable[str]) -> Iterator[int]:
    """The hash of each run of `RUN` words. Hashes take less memory than the words of every run."""
    run = deque[str](maxlen=RUN)
    for word in words:
        run.append(word)
        if len(run) == RUN:
            yield hash(tuple(run))


def _copied(words: Iterable[str], texts: Collection[frozenset[int]]) -> int:
    """The number of words in the longest copied passage, or 0.

    Copied runs of `RUN` words that overlap are one passage.
    """
    longest = current = 0
    for run in _runs(words):
        current = current + 1 if any(run in runs for runs in texts) else 0
        longest = max(longest, current)
    return longest + RUN - 1 if longest else 0
