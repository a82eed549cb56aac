"""Writes findings as one JSON object, for programs. This is version 1 of the format.

`{"version": 1, "summary": {...}, "diagnostics": [{"code", "severity", "message", "help", "file", "line", "column",
"end_line", "end_column", "record", "pointer", "related"}]}`. Lines and columns are 1-based and count code points;
`end_column` is the column after the last character. A member that does not apply is null.
"""

import json
import re
from typing import Any, Final

from nsatu_data.diagnostics import Diagnostic, Location, Span, Summary
from nsatu_data.report import NO_CONTEXT, Context

_CONTROLS: Final = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
_SURROGATE: Final = "[\ud800-\udfff]"


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, _context: Context = NO_CONTEXT) -> str:
    """Formats the report as JSON text."""
    whole = {"version": 1, "summary": summary._asdict(), "diagnostics": [_diagnostic(one) for one in diagnostics]}
    return dumps(whole)


def dumps(value: Any) -> str:
    """Formats a value as JSON text with a line feed at its end.

    Characters that could change what a terminal shows are escaped: controls, line separators and bidirectional
    controls. A lone surrogate such as U+D800 is written as two backslashes and `ud800`, which JSON readers take for
    plain text. UTF-8 cannot encode a lone surrogate, and many JSON readers reject its escape.
    """
    # A runner of GitHub Actions takes a line that contains `##[` for a command.
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False).replace("##[", "##\\u005b")
    text = re.sub(_CONTROLS, lambda match: f"\\u{ord(match[0]):04x}", text)
    return re.sub(_SURROGATE, lambda match: rf"\\u{ord(match[0]):x}", text) + "\n"


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
