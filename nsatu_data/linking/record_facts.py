"""The facts about a record that rules need: its references, its evidence and, for a source, its sentences.

They are a small part of the record, in plain types. So a hundred thousand records fit in memory and can be passed
between processes.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter
from sys import intern
from typing import Any, Final, NamedTuple

from nsatu_data.linking.references import REFERENCES
from nsatu_data.model.vocabulary import Kind, Prominence


class Pointer(NamedTuple):
    """An evidence pointer into a source, like `Evidence` in `nsatu_data.model.record_models`."""

    source: str
    sentence: int
    start: int
    end: int
    sha256: str


class SentenceFacts(NamedTuple):
    """A sentence of a source, like `SentenceSpan` in `nsatu_data.model.record_models`.

    `skipped` is true if the sentence has a reason, under `skip`, why no record encodes it.
    """

    number: int
    paragraph: int
    start: int
    end: int
    sha256: str
    skipped: bool


class Measures(NamedTuple):
    """The measures of a source's whole canonical text, like `Text` in `nsatu_data.model.record_models`."""

    code_points: int
    utf8_bytes: int
    sha256: str


class SpanInUnits(NamedTuple):
    """The offsets of an evidence pointer or a sentence in UTF-16 code units or UTF-8 bytes.

    `item` is the index of the pointer or sentence in its list, and `units` the field with these offsets.
    """

    item: int
    units: str
    start: int
    end: int


class Commitment(NamedTuple):
    """The certainty, polarity and basis of a claim.

    `against_words` are the names of the fields that knowingly contradict the words, in order.
    """

    certainty: str
    polarity: str
    basis: str
    against_words: tuple[str, ...] = ()


class Facts(NamedTuple):
    """The facts about a record that rules need.

    - `references`: the ids in each field that refers to records, in the order of fields. A single id is a tuple of one.
    - `evidence`: the evidence pointers, which name their sources.
    - `is_main`: whether the record is a main event.
    - `text`, `sentences`, `language`: set for a source only.
    - `counted`: the spans in other units, of the evidence or, for a source, of the sentences.
    - `commitment`: set for a claim only.
    """

    references: Mapping[str, tuple[str, ...]]
    evidence: tuple[Pointer, ...]
    is_main: bool = False
    text: Measures | None = None
    sentences: tuple[SentenceFacts, ...] = ()
    counted: tuple[SpanInUnits, ...] = ()
    language: str = ""
    commitment: Commitment | None = None


_FIELDS: Final = {kind: tuple(fields.items()) for kind, fields in REFERENCES.items()}
_POINTER: Final = itemgetter(*Pointer._fields[1:])
_COMMITMENT: Final = itemgetter("certainty", "polarity", "basis")
_SENTENCE: Final = itemgetter(*SentenceFacts._fields[:-1])
_MEASURES: Final = itemgetter(*Measures._fields)
_UNITS: Final = ("utf16", "utf8")
_MAIN: Final = str(Prominence.MAIN)
# Calling the class `Pointer` would take twice as long as `tuple.__new__`, and a dataset has many pointers.
_pointer: Final[Callable[[tuple[Any, ...]], Pointer]] = partial(tuple.__new__, Pointer)


def facts(values: Mapping[str, Any]) -> Facts:
    """Extract the facts from the values of a record with a valid shape."""
    references = {}
    for field, many in _FIELDS[values["kind"]]:
        value = values.get(field)
        if value is not None:
            # The same ids occur often. An interned id is stored and passed on only once.
            references[field] = tuple(map(intern, value)) if many else (intern(value),)
    if values["kind"] == Kind.SOURCE:
        rows = tuple(SentenceFacts._make((*_SENTENCE(row), "skip" in row)) for row in values["sentences"])
        measures = Measures(*_MEASURES(values["text"]))
        counted = _counted(values["sentences"])
        language = values["language"]
        return Facts(references, (), text=measures, sentences=rows, counted=counted, language=language)
    pointers = tuple([_pointer((intern(evidence["source"]), *_POINTER(evidence))) for evidence in values["evidence"]])
    is_main = values.get("prominence") == _MAIN
    commitment = None
    if "certainty" in values:
        against_words = tuple(sorted(values["against_words"])) if "against_words" in values else ()
        commitment = _commitment(*_COMMITMENT(values), against_words)
    return Facts(references, pointers, is_main, None, (), _counted(values["evidence"]), "", commitment)


@cache
def _commitment(certainty: str, polarity: str, basis: str, against_words: tuple[str, ...]) -> Commitment:
    # Many claims have equal commitments. The cache stores each different commitment only once.
    return Commitment(certainty, polarity, basis, against_words)


def _counted(spans: Sequence[Mapping[str, Any]]) -> tuple[SpanInUnits, ...]:
    return tuple(
        [
            SpanInUnits(index, units, **span[units])
            for index, span in enumerate(spans)
            for units in _UNITS
            if units in span
        ]
    )
