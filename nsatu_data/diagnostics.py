"""The types of findings: problems in the data, returned as values.

For bad data, `check` returns findings and raises no exception. `load` raises `InvalidDataset`, which lists the errors.
A finding starts as a `Fault`, which names a record and a JSON pointer (RFC 6901). `validation.locate` adds the file,
line and column and makes it a `Diagnostic`.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from nsatu_data.printable import visible


class Severity(StrEnum):
    """The severity of a finding. Data with an error cannot be used; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A range of characters in a file.

    Lines and columns count from 1, columns in code points. `end_column` is the column after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """The span of a value, and the span of its key. `key` is None for list items and for the root."""

    value: Span
    key: Span | None


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """The span of `length` code points that begins at `offset` in a text and stays on one line."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + length)


class Location(NamedTuple):
    """A further place that a finding refers to. `message` says why.

    `file` and `excerpt` are as in `Diagnostic`.
    """

    message: str
    file: str
    span: Span | None = None
    excerpt: str | None = None


class Target(NamedTuple):
    """A further place that a fault refers to, not yet located in a file. `message` says why.

    `record` is the id of the record, or None for the record of the fault itself.
    """

    record: str | None
    pointer: str
    message: str


class Fault(NamedTuple):
    """A finding that is not yet located in a file.

    `pointer` is the JSON pointer of the smallest faulty value in the record. If `at_key` is set, the fault is in the
    key of that value. The reader of a file sets `span` if it knows the position. `related` and `spans` are further
    places to show, each with a message. `related` lists places in any record, and `spans` lists places in the same
    file.
    """

    code: str
    message: str
    pointer: str = ""
    help: str | None = None
    severity: Severity = Severity.ERROR
    at_key: bool = False
    span: Span | None = None
    related: tuple[Target, ...] = ()
    record: str | None = None
    spans: tuple[tuple[Span, str], ...] = ()


class Diagnostic(NamedTuple):
    """A finding with its file and position.

    `file` is a POSIX path that opens the file from the working directory. `span` is None if the finding is about a
    whole file or folder. `record` is the id of the record. `pointer` is the JSON pointer of the faulty value in the
    file. `excerpt` is the whole line that `span` begins in.
    """

    code: str
    severity: Severity
    message: str
    help: str | None
    file: str
    span: Span | None
    record: str | None
    pointer: str | None
    related: tuple[Location, ...] = ()
    excerpt: str | None = None


class Summary(NamedTuple):
    """The counts of a run: what was checked and what was found.

    The two `evidence` counts are of evidence pointers. A pointer is verified if it matches a text that was given. Every
    other pointer is unverified.
    """

    files: int
    records: int
    errors: int
    warnings: int
    evidence_verified: int
    evidence_unverified: int


class Mendable(NamedTuple):
    """The numbers of findings and files that `nsatu-data validate --fix` would fix.

    If `is_least` is set, the numbers are lower bounds.
    """

    findings: int
    files: int
    is_least: bool = False


class InvalidDataset(ValueError):
    """Raised for a dataset that has errors. `diagnostics` holds the errors in sorted order.

    `is_complete` is false if a corpus was not judged to its end, so that it may have more errors.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], *, is_complete: bool = True) -> None:
        self.diagnostics = tuple(diagnostics)
        self.is_complete = is_complete
        super().__init__("\n".join(line(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type["InvalidDataset"], tuple[tuple[Diagnostic, ...]], dict[str, bool]]:
        return type(self), (self.diagnostics,), {"is_complete": self.is_complete}


class CannotRun(Exception):
    """Raised if the input is missing or cannot be read, so that no data can be checked.

    The arguments are the lines of the message. They may contain unprintable characters, which `str` escapes.
    """

    def __str__(self) -> str:
        return "\n".join(visible(str(line)) for line in self.args)


def escape(key: str | int) -> str:
    """Escapes a key or index as one token of a JSON pointer (RFC 6901): `a/b` becomes `a~1b`."""
    return str(key).replace("~", "~0").replace("/", "~1")


def pointer_to(path: Iterable[str | int]) -> str:
    """The JSON pointer (RFC 6901) of a path of keys and indices: `("evidence", 0)` gives `/evidence/0`."""
    return "".join(f"/{escape(key)}" for key in path)


def line(diagnostic: Diagnostic) -> str:
    """Formats a finding as one printable line: `file:line:column: severity: message [code]`."""
    place = diagnostic.file
    if diagnostic.span is not None:
        place += f":{diagnostic.span.line}:{diagnostic.span.column}"
    return visible(f"{place}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]")


def order(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The sort key of findings: file, position, severity, code, pointer, message."""
    return (
        diagnostic.file,
        diagnostic.span or (),
        diagnostic.severity,
        diagnostic.code,
        diagnostic.pointer or "",
        diagnostic.message,
    )
