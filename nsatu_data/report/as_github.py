"""Findings as workflow commands, of which GitHub Actions makes annotations on the lines of a change.

    ::error file=records/risk/cost.yaml,line=4,endLine=4,col=12,endColumn=17,title=unknown-term::…

Values are escaped as actions/toolkit does it, `escapeData` and `escapeProperty` in `packages/core/src/command.ts`. The
message repeats the place and the code, as ruff's and yamllint's do: the log of a step shows nothing but the message.
The last line is a plain one that counts. Ruff and yamllint write none; but GitHub makes annotations of the first ten
errors and the first ten warnings of a step alone (`docs/problem-matchers.md` of actions/toolkit), so that only the log
tells whether those are all, and a run without findings would look like one that had nothing to check.

Lines and columns count from 1. GitHub does not say what a column is a unit of, nor whether `endColumn` is the last one
or the one after it (issue 40038 of github/docs); it marks whole lines. Here, as with ruff, columns count code points,
and `endColumn` is the one after the last. `endLine` is the last line. A finding on several lines has no columns: the
runner drops them (`ValidateLinesAndColumns` in `ActionCommandManager.cs` of actions/runner).

A file is named from the root of the repository (`nsatu_data.report.repository`); one outside of it, from the working
directory. The message names it from the working directory in either case.
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
    """The report as workflow commands, one a line, and a last line that counts; a line feed at its end."""
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
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{diagnostic.severity} {told}::{_data(chr(10).join(_message(diagnostic)))}"


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
