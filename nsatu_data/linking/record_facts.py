"""What rules need to know of a record: what it refers to and points at, and of a source where its sentences are.

It is a small part of a record, and plain: a hundred thousand records can be held and passed between processes.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter
from sys import intern
from typing import Any, Final, NamedTuple

from nsatu_data.linking.references import REFERENCES
from nsatu_data.model.vocabulary import Kind, Prominence


class Pointer(NamedTuple):
    """A pointer into a source, as in `models.Evidence`."""

    source: str
    sentence: int
    start: int
    end: int
    sha256: str


class Row(NamedTuple):
    """A sentence of a source, as in `models.SentenceSpan`; `skipped` where it says why it has nothing to encode."""

    number: int
    paragraph: int
    start: int
    end: int
    sha256: str
    skipped: bool


class Measures(NamedTuple):
    """What a source says of its canonical text as a whole, as in `models.Text`."""

    code_points: int
    utf8_bytes: int
    sha256: str


class Counted(NamedTuple):
    """What stands beside a pointer, or a row, that counts otherwise than in code points; `units` is its field.

    `item` is the index of the pointer or row in its list.
    """

    item: int
    units: str
    start: int
    end: int


class Commitment(NamedTuple):
    """What a claim's voice commits itself to, and the fields that are said to stand against the words, in order."""

    certainty: str
    polarity: str
    basis: str
    against_words: tuple[str, ...] = ()


class Facts(NamedTuple):
    """What rules need to know of a record.

    `references` holds the ids that each field names, in the order of fields, a scalar as the only one; what evidence
    names is in `evidence`. `is_main` tells a main event. `text` and `sentences` are a source's. `counted` is of the
    pointers, or of a source of its sentences. `language` is a source's, `commitment` a claim's.
    """

    references: Mapping[str, tuple[str, ...]]
    evidence: tuple[Pointer, ...]
    is_main: bool = False
    text: Measures | None = None
    sentences: tuple[Row, ...] = ()
    counted: tuple[Counted, ...] = ()
    language: str = ""
    commitment: Commitment | None = None


_FIELDS: Final = {kind: tuple(fields.items()) for kind, fields in REFERENCES.items()}
_POINTER: Final = itemgetter(*Pointer._fields[1:])
_COMMITMENT: Final = itemgetter("certainty", "polarity", "basis")
_ROW: Final = itemgetter(*Row._fields[:-1])
_MEASURES: Final = itemgetter(*Measures._fields)
_UNITS: Final = ("utf16", "utf8")
_MAIN: Final = str(Prominence.MAIN)
# There are many: the class itself would take twice as long to make one.
_pointer: Final[Callable[[tuple[Any, ...]], Pointer]] = partial(tuple.__new__, Pointer)


def facts(values: Mapping[str, Any]) -> Facts:
    """The facts of a record that has its shape, from its values."""
    references = {}
    for field, many in _FIELDS[values["kind"]]:
        value = values.get(field)
        if value is not None:
            # Ids come again and again; each is to be kept, and passed on, once.
            references[field] = tuple(map(intern, value)) if many else (intern(value),)
    if values["kind"] == Kind.SOURCE:
        rows = tuple(Row._make((*_ROW(row), "skip" in row)) for row in values["sentences"])
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
    # There are few that differ: each is to be kept, and passed on, once.
    return Commitment(certainty, polarity, basis, against_words)


def _counted(spans: Sequence[Mapping[str, Any]]) -> tuple[Counted, ...]:
    return tuple(
        [Counted(index, units, **span[units]) for index, span in enumerate(spans) for units in _UNITS if units in span]
    )
