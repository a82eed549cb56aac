"""Findings for a person: one a line, help and related places below it, and a last line that counts."""

from nsatu_data.diagnostics import Diagnostic, Summary, line


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary) -> str:
    """The report as text, a line feed at its end."""
    lines = []
    for diagnostic in diagnostics:
        lines.append(line(diagnostic))
        for related in diagnostic.related:
            place = f"{related.file}:{related.span.line}:{related.span.column}" if related.span else related.file
            lines.append(f"  {place}: {related.message}")
        if diagnostic.help:
            lines.append(f"  help: {diagnostic.help}")
    lines.append(closing(summary))
    return "".join(f"{each}\n" for each in lines)


def closing(summary: Summary) -> str:
    """What was looked at and found, in one line."""
    verified = f"{summary.evidence_verified} of {summary.evidence_verified + summary.evidence_unverified}"
    return (
        f"{_count(summary.errors, 'error')}, {_count(summary.warnings, 'warning')} "
        f"in {_count(summary.records, 'record')} of {_count(summary.files, 'file')}; "
        f"{verified} evidence pointers verified against a text"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
