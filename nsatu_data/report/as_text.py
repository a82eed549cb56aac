"""Writes findings for people, as compilers do. The counts and what to do next come last.

A finding begins with its place and message, in a format that editors and terminals turn into links. The line of the
file follows, with carets below the span; of a longer span, only the first line is shown. Then come the related places,
each with a line of its file. The help is last.

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
from nsatu_data.model.numbers import counted
from nsatu_data.printable import inert, visible
from nsatu_data.report import NO_CONTEXT, Context
from nsatu_data.report.colour import Style, paint
from nsatu_data.report.excerpt import excerpt

_SEVERITIES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}

_Paint = Callable[[str, Style], str]


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = NO_CONTEXT) -> str:
    """Formats the report as text. Unprintable characters are escaped."""
    mendable = context.mendable(diagnostics) if context.mendable and diagnostics else None
    last = [
        closing(summary, has_texts=context.has_texts, datasets=context.datasets),
        *_next_steps(diagnostics, mendable),
    ]
    return findings(diagnostics, colour=context.colour) + "".join(f"{line}\n" for line in last)


def findings(diagnostics: tuple[Diagnostic, ...], *, colour: bool = False) -> str:
    """Formats the findings without counts, with an empty line after each."""
    painted = paint if colour else _plain
    lines = (line for diagnostic in diagnostics for line in (*_finding(diagnostic, painted), ""))
    # The caller does not escape this text, because it may contain colours.
    return "".join(f"{inert(line)}\n" for line in lines)


def closing(summary: Summary, *, has_texts: bool = False, datasets: int = 0) -> str:
    """The counts of a run in one line. `has_texts` says whether a text was given to verify evidence.

    `datasets` is the number of datasets in corpora, if there were any.
    """
    files = counted(summary.files, "file")
    place = f"{counted(datasets, 'dataset')} in {files}" if datasets else files
    counts = (
        f"{counted(summary.errors, 'error')}, {counted(summary.warnings, 'warning')} "
        f"in {counted(summary.records, 'record')} of {place}"
    )
    pointers = summary.evidence_verified + summary.evidence_unverified
    if not pointers:
        return counts
    given = counted(pointers, "evidence pointer")
    if has_texts or summary.evidence_verified:
        return f"{counts}; {summary.evidence_verified:,} of {given} verified against a text"
    reason = "a corpus is checked without texts" if datasets else "no text was given (--text)"
    return f"{counts}; {given} not checked, as {reason}"


def _next_steps(diagnostics: tuple[Diagnostic, ...], mendable: Mendable | None) -> Iterator[str]:
    """The lines that say what to do about the findings."""
    if mendable is not None and mendable.findings:
        number = f"{'at least ' if mendable.is_least else ''}{counted(mendable.findings, 'finding')}"
        yield f"`nsatu-data validate --fix` would fix {number} in {counted(mendable.files, 'file')}"
    if diagnostics:
        yield "`nsatu-data explain CODE` explains a finding, with examples"


def place(file: str, span: Span | None) -> str:
    """Formats a place as compilers do: `file:line:column`, or only the file if there is no span."""
    return f"{file}:{span.line}:{span.column}" if span else file


def _finding(diagnostic: Diagnostic, painted: _Paint) -> Iterator[str]:
    style = _SEVERITIES[diagnostic.severity]
    spans = (diagnostic.span, *(related.span for related in diagnostic.related))
    margin = max(len(str(span.line)) if span else 0 for span in spans)
    severity, code = painted(diagnostic.severity, style), painted(f"[{visible(diagnostic.code)}]", Style.CODE)
    where = visible(place(diagnostic.file, diagnostic.span))
    yield f"{where}: {severity}: {visible(diagnostic.message)} {code}"
    yield from _source(diagnostic.span, diagnostic.excerpt, margin, style, painted)
    if diagnostic.span is not None and diagnostic.excerpt is None and diagnostic.record is not None:
        # In JSON lines and Parquet, a line holds a whole dataset, so its number says too little.
        yield visible(f"  in: {', '.join(filter(None, (diagnostic.record, diagnostic.pointer)))}")
    for related in diagnostic.related:
        yield visible(f"  {place(related.file, related.span)}: note: {related.message}")
        yield from _source(related.span, related.excerpt, margin, Style.GUTTER, painted)
    if diagnostic.help:
        yield visible(f"  help: {diagnostic.help}")


def _source(span: Span | None, line: str | None, margin: int, style: Style, painted: _Paint) -> Iterator[str]:
    """The line in which a span begins, with its number before it and carets below it."""
    if span is None or line is None:
        return
    shown = excerpt(line, span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line))
    number, empty = f"   {span.line:>{margin}} |", f"   {' ' * margin} |"
    yield f"{painted(number, Style.GUTTER)} {shown.line}".rstrip(" ")
    yield f"{painted(empty, Style.GUTTER)} {' ' * shown.indent}{painted('^' * shown.length, style)}"


def _plain(text: str, _style: Style) -> str:
    return text
