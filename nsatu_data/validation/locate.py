"""Locates findings: turns the record and the JSON pointer of a fault into a file, a line and a column."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from nsatu_data.diagnostics import Diagnostic, Fault, Location, Place, Span
from nsatu_data.model.identifiers import is_id
from nsatu_data.storage import file_names


class DocumentPlaces(Protocol):
    """A file that was read, in any format."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the file, without their line feeds."""

    @property
    def places(self) -> Mapping[str, Place]:
        """The spans of each value and its key, by JSON pointer (RFC 6901)."""


class Part(NamedTuple):
    """A file of the dataset, or a record in a bundle, with what is needed to locate findings in it.

    `identifier` is the record id that the path requires, or empty for the manifest and other files. `path` is relative
    to the dataset, except for a text, which may be anywhere. `prefix` is the JSON pointer of the record in its file.
    `document` is None if the file cannot be read or is no longer in memory.
    """

    identifier: str
    path: str
    prefix: str = ""
    is_text: bool = False
    document: DocumentPlaces | None = None

    def span(self, pointer: str, *, at_key: bool = False) -> Span | None:
        """The span of a value, cut off at the end of the line in which it begins.

        If the value has no span, the nearest enclosing value that has a span is used instead.
        """
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
        """The whole line in which a span begins."""
        lines = self.document.lines if self.document else ()
        return lines[span.line - 1] if span and span.line <= len(lines) else None


class PlacedFinding(NamedTuple):
    """A located finding. `paths` are the files that it is about or points to, relative to the dataset.

    If `concerns_all` is set, the finding is shown whichever part of the dataset is checked.
    """

    diagnostic: Diagnostic
    paths: tuple[str, ...]
    concerns_all: bool = False


def placed(root: Path, part: Part, fault: Fault, others: Mapping[str, Part] | None = None) -> PlacedFinding:
    """Locates a fault of a part. `others` are further parts, by id, that the fault may point to."""
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
    return PlacedFinding(diagnostic, (part.path, *(other.path for other, *_ in pointed)), part.is_text)


def _pointed(part: Part, fault: Fault, others: Mapping[str, Part]) -> Iterator[tuple[Part, str, Span | None]]:
    for span, message in fault.spans:
        yield part, message, span
    for target in fault.related:
        other = part if target.record in (None, part.identifier) else others.get(target.record)
        if other is not None:
            yield other, target.message, other.span(target.pointer)
