"""Findings as rows of one fixed table, for data frames and for engines that work on many machines.

The columns are always the same, and a row is made of plain values, so that it can be pickled. `schema` is the same
table for Arrow.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from nsatu_data.diagnostics import Diagnostic, Span
from nsatu_data.extras import require


class RelatedPlace(NamedTuple):
    """A further place that a finding refers to. Lines and columns are as in `FindingRow`."""

    message: str
    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None


class FindingRow(NamedTuple):
    """A finding.

    - `dataset`: the id of the dataset, if it has one;
    - `line` to `end_column`: 1-based, columns in code points; `end_column` is the column after the last character;
    - `record` and `pointer`: the id of the record, and the JSON pointer of the faulty value in the file.
    """

    dataset: str | None
    code: str
    severity: str
    message: str
    help: str | None
    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    record: str | None
    pointer: str | None
    related: tuple[RelatedPlace, ...]


_NUMBERS: Final = frozenset({"line", "column", "end_line", "end_column"})
_REQUIRED: Final = frozenset({"code", "severity", "message", "file", "related"})


def rows(diagnostics: Iterable[Diagnostic], dataset: str | None = None) -> Iterator[FindingRow]:
    """The rows of the findings of one dataset, in order."""
    for one in diagnostics:
        related = tuple(RelatedPlace(other.message, other.file, *_numbers(other.span)) for other in one.related)
        line, column, end_line, end_column = _numbers(one.span)
        yield FindingRow(
            dataset=dataset,
            code=one.code,
            severity=str(one.severity),
            message=one.message,
            help=one.help,
            file=one.file,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            record=one.record,
            pointer=one.pointer,
            related=related,
        )


def _numbers(span: Span | None) -> tuple[int, int, int, int] | tuple[None, None, None, None]:
    return span or (None, None, None, None)


def schema() -> Any:
    """The Arrow schema of the rows. Raises MissingExtra if pyarrow is not installed."""
    pa = require("pyarrow", extra="frames", what="a table of findings")
    related = pa.struct([_field(name) for name in RelatedPlace._fields])
    item = pa.field("element", related, nullable=False)
    return pa.schema([_field(name, pa.list_(item) if name == "related" else None) for name in FindingRow._fields])


def _field(name: str, kind: Any = None) -> Any:
    pa = require("pyarrow", extra="frames", what="a table of findings")
    plain = pa.int32() if name in _NUMBERS else pa.string()
    return pa.field(name, kind or plain, nullable=name not in _REQUIRED)


def batch(found: Iterable[FindingRow]) -> Any:
    """The rows as an Arrow record batch."""
    pa = require("pyarrow", extra="frames", what="a table of findings")
    plain = [row._asdict() | {"related": [place._asdict() for place in row.related]} for row in found]
    return pa.RecordBatch.from_pylist(plain, schema=schema())
