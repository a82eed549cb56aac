"""Findings for a program: one JSON object, version 1 of its form.

`{"version": 1, "summary": {...}, "diagnostics": [{"code", "severity", "message", "help", "file", "line", "column",
"end_line", "end_column", "record", "pointer", "related"}]}`. Lines and columns are 1-based and count code points;
`end_column` is excluded. What does not apply is null.
"""

import json
import re
from typing import Any, Final

from nsatu_data.diagnostics import Diagnostic, Location, Span, Summary
from nsatu_data.report import NO_CONTEXT, Context

_OBEYED: Final = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
_HALF: Final = "[\ud800-\udfff]"


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, _context: Context = NO_CONTEXT) -> str:
    """The report as JSON text, a line feed at its end."""
    whole = {"version": 1, "summary": summary._asdict(), "diagnostics": [_diagnostic(one) for one in diagnostics]}
    return dumps(whole)


def dumps(value: Any) -> str:
    """A value as JSON text, a line feed at its end.

    Controls, line separators and bidirectional controls, which a terminal obeys, stand as escapes. So do halves of
    surrogate pairs, with the backslash doubled: UTF-8 cannot hold them, and many readers of JSON refuse their escapes.
    """
    # To a runner of GitHub Actions, a line with these three characters is a command.
    text = json.dumps(value, indent=2, ensure_ascii=False).replace("##[", "##\\u005b")
    text = re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", text)
    return re.sub(_HALF, lambda half: rf"\\u{ord(half[0]):x}", text) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "file": diagnostic.file,
        **_span(diagnostic.span),
        "record": diagnostic.record,
        "pointer": diagnostic.pointer,
        "related": [_location(location) for location in diagnostic.related],
    }


def _location(location: Location) -> dict[str, Any]:
    return {"message": location.message, "file": location.file, **_span(location.span)}


def _span(span: Span | None) -> dict[str, int | None]:
    return {
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }
