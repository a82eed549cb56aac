"""Gives findings their place: the file, the line and the column that a fault's record and pointer stand for."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from nsatu_data.diagnostics import Diagnostic, Fault, Location, Place, Span
from nsatu_data.model.identifiers import is_id
from nsatu_data.storage import file_names


class Document(Protocol):
    """A file that was read, in whatever form."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the file, without their line feeds."""

    @property
    def places(self) -> Mapping[str, Place]:
        """The place of each value, by JSON pointer (RFC 6901)."""


class Part(NamedTuple):
    """A file, or a record within a bundle: what findings about it are placed by.

    `identifier` is the id that its place demands, empty for the manifest and for what is no record. `path` lies within
    the dataset, but for a text, which lies anywhere. `prefix` is the JSON pointer of the record within its file.
    `document` is None where the file cannot be read, or was let go.
    """

    identifier: str
    path: str
    prefix: str = ""
    is_text: bool = False
    document: Document | None = None

    def span(self, pointer: str, *, at_key: bool = False) -> Span | None:
        """The place of a value, or of the nearest value around it that has one; of many lines, the first."""
        places = self.document.places if self.document else {}
        pointer = self.prefix + pointer
        while pointer not in places and pointer:
            pointer = pointer.rpartition("/")[0]
        place = places.get(pointer)
        if place is None:
            return None
        span = place.key if at_key and place.key else place.value
        if span.end_line == span.line:
            return span
        return Span(span.line, span.column, span.line, len(self.excerpt(span) or "") + 1)

    def excerpt(self, span: Span | None) -> str | None:
        """The whole line that a span begins in."""
        lines = self.document.lines if self.document else ()
        return lines[span.line - 1] if span and span.line <= len(lines) else None


class Found(NamedTuple):
    """A finding in its place, and the paths, within the dataset, of the files that it is about or points at."""

    diagnostic: Diagnostic
    paths: tuple[str, ...]
    concerns_all: bool = False


def found(root: Path, part: Part, fault: Fault, others: Mapping[str, Part] | None = None) -> Found:
    """A fault of a part, in its place. `others` are the parts, by id, that it may point at besides its own."""
    pointed = list(_pointed(part, fault, others or {}))
    file = file_names.shown_text(Path(part.path)) if part.is_text else file_names.shown(root, part.path)
    span = fault.span or part.span(fault.pointer, at_key=fault.at_key)
    diagnostic = Diagnostic(
        code=fault.code,
        severity=fault.severity,
        message=fault.message,
        help=fault.help,
        file=file,
        span=span,
        record=part.identifier if is_id(part.identifier) else None,
        pointer=(part.prefix + fault.pointer) or None,
        related=tuple(
            Location(message, file_names.shown(root, other.path), place, other.excerpt(place))
            for other, message, place in pointed
        ),
        excerpt=part.excerpt(span),
    )
    return Found(diagnostic, (part.path, *(other.path for other, *_ in pointed)), part.is_text)


def _pointed(part: Part, fault: Fault, others: Mapping[str, Part]) -> Iterator[tuple[Part, str, Span | None]]:
    for span, message in fault.spans:
        yield part, message, span
    for target in fault.related:
        other = part if target.record in (None, part.identifier) else others.get(target.record)
        if other is not None:
            yield other, target.message, other.span(target.pointer)
