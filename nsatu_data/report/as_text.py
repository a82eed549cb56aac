"""Findings for a person, as compilers tell them; then a line that counts, and what to do next.

Of each finding, its place and message on one line, in the form that editors and terminals make links of; the line of
the file with carets under the exact span, or under the first line of it; the places that it points at, each with its
own line; what to do about it; and a blank line.

    records/event/arda-joins.yaml:11:13: error: source/river-pact has another main event [main-event]
       11 | prominence: main
          |             ^^^^
      records/event/arda-asks.yaml:9:13: note: the first
        9 | prominence: main
          |             ^^^^
      help: write other for one of the two
"""

from collections.abc import Callable, Iterator

from nsatu_data.diagnostics import Diagnostic, Mendable, Severity, Span, Summary
from nsatu_data.printable import inert, visible
from nsatu_data.report import NO_CONTEXT, Context
from nsatu_data.report.colour import Style, paint
from nsatu_data.report.excerpt import excerpt

_SEVERITIES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}

_Paint = Callable[[str, Style], str]


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = NO_CONTEXT) -> str:
    """The report as text, a line feed at its end. No character of a file reaches the terminal that does not print."""
    mendable = context.mendable(diagnostics) if context.mendable and diagnostics else None
    last = [closing(summary, has_texts=context.has_texts), *_next_steps(diagnostics, mendable)]
    return findings(diagnostics, colour=context.colour) + "".join(f"{line}\n" for line in last)


def findings(diagnostics: tuple[Diagnostic, ...], *, colour: bool = False) -> str:
    """The findings alone, an empty line after each."""
    painted = paint if colour else _plain
    lines = (line for diagnostic in diagnostics for line in (*_finding(diagnostic, painted), ""))
    # This text is written as it is, since it may be coloured.
    return "".join(f"{inert(line)}\n" for line in lines)


def closing(summary: Summary, *, has_texts: bool = False) -> str:
    """What was looked at and found, in one line; `has_texts` says whether a text was given."""
    counts = (
        f"{_count(summary.errors, 'error')}, {_count(summary.warnings, 'warning')} "
        f"in {_count(summary.records, 'record')} of {_count(summary.files, 'file')}"
    )
    pointers = summary.evidence_verified + summary.evidence_unverified
    if not pointers:
        return counts
    if has_texts or summary.evidence_verified:
        return (
            f"{counts}; {summary.evidence_verified} of {_count(pointers, 'evidence pointer')} verified against a text"
        )
    return f"{counts}; {_count(pointers, 'evidence pointer')} not checked, as no text was given (--text)"


def _next_steps(diagnostics: tuple[Diagnostic, ...], mendable: Mendable | None) -> Iterator[str]:
    """What to do about the findings: a line for each way."""
    if mendable is not None and mendable.findings:
        number = f"{'at least ' if mendable.is_least else ''}{_count(mendable.findings, 'finding')}"
        yield f"`nsatu-data validate --fix` would mend {number} in {_count(mendable.files, 'file')}"
    if diagnostics:
        yield "`nsatu-data explain CODE` says why there is such a finding, with examples"


def place(file: str, span: Span | None) -> str:
    """A place as compilers write it: `file:line:column`, or the file alone."""
    return f"{file}:{span.line}:{span.column}" if span else file


def _finding(diagnostic: Diagnostic, painted: _Paint) -> Iterator[str]:
    style = _SEVERITIES[diagnostic.severity]
    spans = (diagnostic.span, *(related.span for related in diagnostic.related))
    margin = max(len(str(span.line)) if span else 0 for span in spans)
    severity, code = painted(diagnostic.severity, style), painted(f"[{visible(diagnostic.code)}]", Style.CODE)
    where = visible(place(diagnostic.file, diagnostic.span))
    yield f"{where}: {severity}: {visible(diagnostic.message)} {code}"
    yield from _source(diagnostic.span, diagnostic.excerpt, margin, style, painted)
    for related in diagnostic.related:
        yield visible(f"  {place(related.file, related.span)}: note: {related.message}")
        yield from _source(related.span, related.excerpt, margin, Style.GUTTER, painted)
    if diagnostic.help:
        yield visible(f"  help: {diagnostic.help}")


def _source(span: Span | None, line: str | None, margin: int, style: Style, painted: _Paint) -> Iterator[str]:
    """The line that a span begins in, its number before it and carets below it."""
    if span is None or line is None:
        return
    shown = excerpt(line, span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line))
    number, empty = f"   {span.line:>{margin}} |", f"   {' ' * margin} |"
    yield f"{painted(number, Style.GUTTER)} {shown.line}".rstrip(" ")
    yield f"{painted(empty, Style.GUTTER)} {' ' * shown.indent}{painted('^' * shown.length, style)}"


def _plain(text: str, _style: Style) -> str:
    return text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
