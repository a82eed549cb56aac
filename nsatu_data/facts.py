"""What rules need to know of a record: what it refers to and points at, and of a source where its sentences are.

It is a small part of a record, and plain: a hundred thousand records can be held and passed between processes.
"""

from collections.abc import Mapping
from operator import itemgetter
from sys import intern
from typing import Any, Final, NamedTuple

from nsatu_data.outline import REFERENCES
from nsatu_data.vocabulary import Kind, Prominence


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


class Facts(NamedTuple):
    """What rules need to know of a record.

    `references` holds the ids that each field names, in the order of fields, a scalar as the only one; what evidence
    names is in `evidence`. `is_main` tells a main event. `text` and `sentences` are a source's.
    """

    references: Mapping[str, tuple[str, ...]]
    evidence: tuple[Pointer, ...]
    is_main: bool = False
    text: Measures | None = None
    sentences: tuple[Row, ...] = ()


_FIELDS: Final = {kind: tuple(fields.items()) for kind, fields in REFERENCES.items()}
_POINTER: Final = itemgetter(*Pointer._fields)
_ROW: Final = itemgetter(*Row._fields[:-1])
_MEASURES: Final = itemgetter(*Measures._fields)


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
        return Facts(references, (), text=Measures(*_MEASURES(values["text"])), sentences=rows)
    pointers = []
    for evidence in values["evidence"]:
        source, *rest = _POINTER(evidence)
        pointers.append(Pointer(intern(source), *rest))
    return Facts(references, tuple(pointers), values.get("prominence") == Prominence.MAIN)
