"""What a finding is: a fault in the data, told as data.

Stages inside the package return findings and raise nothing for bad input. A finding is born as a `Fault`, which
knows the record and the JSON pointer (RFC 6901) but no file; `check` gives it its place and makes it a `Diagnostic`.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from nsatu_data.printable import visible


class Severity(StrEnum):
    """How much a finding weighs: an error makes the data unfit for use, a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A stretch of one file: 1-based lines and columns in code points, the end column excluded."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where a value stands, and the key that leads to it (None for items and the root)."""

    value: Span
    key: Span | None


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """The span of `length` code points of one line, from an offset into a text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + length)


class Location(NamedTuple):
    """A place that a finding also points at, and why.

    `file` is a POSIX path, relative to the working directory where it lies below it. `excerpt` is the whole line that
    `span` begins in.
    """

    message: str
    file: str
    span: Span | None = None
    excerpt: str | None = None


class Target(NamedTuple):
    """A place in a record, None being the fault's own, before it is known where in which file it stands."""

    record: str | None
    pointer: str
    message: str


class Fault(NamedTuple):
    """A finding that does not know its file yet.

    `pointer` leads to the smallest faulty value within the record; with `at_key` the finding is about the key that
    leads there. `span` is set where the reader of the file knows it already. `related` are places in records, `spans`
    places in the same file, that it points at as well, each with why.
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
    """A finding in its place.

    `file` is a POSIX path, relative to the working directory where the file lies below it. `span` is None where the
    finding is about a whole file or folder. `record` is the id of the record, `pointer` a JSON pointer into it.
    `excerpt` is the whole line of the file that `span` begins in.
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
    """What a run looked at and what it found. Evidence counts pointers, whether or not a text was there to verify."""

    files: int
    records: int
    errors: int
    warnings: int
    evidence_verified: int
    evidence_unverified: int


class Mendable(NamedTuple):
    """What `nsatu-data validate --fix` would mend: so many findings in so many files, or at least so many."""

    findings: int
    files: int
    is_least: bool = False


class InvalidDataset(ValueError):
    """A dataset cannot be used; `diagnostics` holds everything that was found, in order."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(line(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type["InvalidDataset"], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


class CannotRun(Exception):
    """There is nothing to work on, or it cannot be reached: no verdict on any data is possible.

    Its arguments are the lines of its message; what is foreign in them is printable only in `str`.
    """

    def __str__(self) -> str:
        return "\n".join(visible(str(line)) for line in self.args)


def escape(key: str | int) -> str:
    """One token of a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def pointer_to(path: Iterable[str | int]) -> str:
    """The JSON pointer (RFC 6901) of a path of keys and indices."""
    return "".join(f"/{escape(key)}" for key in path)


def line(diagnostic: Diagnostic) -> str:
    """The finding on one printable line, as compilers write it: `file:line:column: severity: message [code]`."""
    place = diagnostic.file
    if diagnostic.span is not None:
        place += f":{diagnostic.span.line}:{diagnostic.span.column}"
    return visible(f"{place}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]")


def order(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The sort key of findings: file, place, severity, code, and then whatever else tells them apart."""
    return (
        diagnostic.file,
        diagnostic.span or (),
        diagnostic.severity,
        diagnostic.code,
        diagnostic.pointer or "",
        diagnostic.message,
    )
