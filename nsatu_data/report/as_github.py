"""Writes findings as workflow commands, which GitHub Actions shows as annotations on the lines of a change.

    ::error file=records/risk/cost.yaml,line=4,endLine=4,col=12,endColumn=17,title=unknown-term::…

Values are escaped as in actions/toolkit (`escapeData` and `escapeProperty` in `packages/core/src/command.ts`). The
message repeats the file, line and code, because the log of a step shows only the message. Ruff and yamllint do the
same. The last line is plain text with the counts. Ruff and yamllint write no counts. Here they have two purposes.
GitHub only makes annotations of the first ten errors and ten warnings of a step (`docs/problem-matchers.md` of
actions/toolkit), so the counts show whether there are more. And the log of a run without findings would be empty.

Lines and columns count from 1. GitHub does not document the unit of a column, or whether `endColumn` is included (issue
40038 of github/docs). GitHub marks whole lines whatever the columns are. Here, as in ruff, columns count code points
and `endColumn` is the column after the last. `endLine` is the last line. A finding on several lines has no columns,
because the runner would drop them (`ValidateLinesAndColumns` in `ActionCommandManager.cs` of actions/runner).

`file` is relative to the root of the repository (`nsatu_data.report.repository`). For a file outside the repository it
is relative to the working directory, as paths in messages always are.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nsatu_data.diagnostics import Diagnostic, Span, Summary
from nsatu_data.printable import visible
from nsatu_data.report import NO_CONTEXT, Context
from nsatu_data.report.as_text import closing, place

if TYPE_CHECKING:
    from nsatu_data.report.repository import Repository


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, context: Context = NO_CONTEXT) -> str:
    """Formats the report: a workflow command for each finding, and a last line with the counts."""
    from nsatu_data.report.repository import Repository

    repository = Repository.of(os.environ)
    last = closing(summary, has_texts=context.has_texts)
    lines = [*(_command(diagnostic, repository) for diagnostic in diagnostics), last]
    return "".join(f"{line}\n" for line in lines)


def _command(diagnostic: Diagnostic, repository: "Repository") -> str:
    properties = {
        "file": visible(repository.named(diagnostic.file) or diagnostic.file),
        **_region(diagnostic.span),
        "title": diagnostic.code,
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{diagnostic.severity} {written}::{_data(chr(10).join(_message(diagnostic)))}"


def _region(span: Span | None) -> dict[str, int]:
    if span is None:
        return {}
    if span.line == span.end_line:
        return {"line": span.line, "endLine": span.line, "col": span.column, "endColumn": span.end_column}
    return {"line": span.line, "endLine": span.end_line - (span.end_column == 1)}


def _message(diagnostic: Diagnostic) -> Iterator[str]:
    where = place(diagnostic.file, diagnostic.span)
    yield visible(f"{where}: {diagnostic.message} [{diagnostic.code}]")
    for related in diagnostic.related:
        yield visible(f"  {place(related.file, related.span)}: note: {related.message}")
    if diagnostic.help:
        yield visible(f"  help: {diagnostic.help}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
