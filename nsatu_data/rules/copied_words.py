"""Finds `copied-words`; `nsatu_data/manuals/copied-words.md` says what that is and why."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Fault, Severity
from nsatu_data.linking.dataset_facts import Reading
from nsatu_data.linking.record_facts import Facts

CODE: Final = "copied-words"
RUN: Final = 8
"""So many words in a row are a copy."""

_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")
_FIELDS: Final = ("label", "statement", "against_words", "sentences")


class _Said(NamedTuple):
    """Words of a record, and the JSON pointer of the value that holds them."""

    pointer: str
    words: list[str]


def check(reading: Reading) -> Iterator[Fault]:
    runs = {source: set(_runs(_words(text.text))) for source, text in reading.texts.items()}
    for identifier, facts in reading.records.items() if runs else ():
        own = [runs[source] for source in _sources(identifier, facts) if source in runs]
        values = reading.values(identifier) if own else None
        for said in _prose(values or {}):
            count = _copied(said.words, set().union(*own))
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


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("\u2019", "'"))


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _copied(words: list[str], runs: set[tuple[str, ...]]) -> int:
    """The length of the longest run of words that are in a text, as far as runs of `RUN` overlap; 0 for none."""
    longest = here = 0
    for run in _runs(words):
        here = here + 1 if run in runs else 0
        longest = max(longest, here)
    return longest + RUN - 1 if longest else 0
