"""Findings in the Static Analysis Results Interchange Format (SARIF) 2.1.0, an OASIS standard, errata 01 applied.

Code scanning, editors and other tools read it. Its columns count code points here, and an end column is the one after
the last, both as ours. Files are named from the root of the repository, `%SRCROOT%` (`nsatu_data.report.repository`);
one outside of it from the working directory, without a base. What to do about a finding is told at the end of its
message: a `fix` is an edit that a tool can make, and ours are for people. A related place is linked in the message, for
GitHub shows no other.

A run has at most 25 000 results, more than which code scanning refuses. Errors are kept before warnings, and a
notification counts what was left out.

There are no fingerprints: GitHub reads one kind alone, a digest of lines, which its uploading action adds from the
files themselves, and no other would stay the same while items of a list move.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from nsatu_data.diagnostics import Diagnostic, Location, Severity, Span, Summary
from nsatu_data.finding_limits import SARIF_RESULT_LIMIT
from nsatu_data.model.schema_version import FINDINGS_PAGE
from nsatu_data.printable import visible
from nsatu_data.report import NO_CONTEXT, Context
from nsatu_data.report.as_json import dumps

if TYPE_CHECKING:
    from nsatu_data.report.repository import Repository

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, _context: Context = NO_CONTEXT) -> str:
    """The report as the JSON text of a SARIF log with one run, a line feed at its end."""
    from nsatu_data.report.repository import Repository

    kept = _kept(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in kept})
    repository = Repository.of(os.environ)
    ran_in_root = repository.root == repository.here
    root = "The folder that the command ran in." if ran_in_root else "The root of the repository."
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "nsatu-data", **_version(), "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": root}}},
        "results": [_result(diagnostic, codes, repository) for diagnostic in kept],
        "properties": {"summary": summary._asdict()},
    }
    if len(kept) < len(diagnostics):
        run["invocations"] = [_invocation(diagnostics, kept)]
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _kept(diagnostics: tuple[Diagnostic, ...]) -> Sequence[Diagnostic]:
    """The findings that fit into a run: errors before warnings, each sort from the first; in their order."""
    if len(diagnostics) <= SARIF_RESULT_LIMIT:
        return diagnostics
    by_weight = sorted(range(len(diagnostics)), key=lambda index: diagnostics[index].severity is not Severity.ERROR)
    return [diagnostics[index] for index in sorted(by_weight[:SARIF_RESULT_LIMIT])]


def _invocation(diagnostics: Sequence[Diagnostic], kept: Sequence[Diagnostic]) -> dict[str, Any]:
    """Tells of the findings that were left out."""
    out = Counter(one.severity for one in diagnostics)
    out.subtract(one.severity for one in kept)
    errors, warnings = out[Severity.ERROR], out[Severity.WARNING]
    text = (
        f"{errors + warnings} of {len(diagnostics)} findings are left out, {errors} of them errors: a run holds at "
        f"most {SARIF_RESULT_LIMIT} results. The summary counts all; `nsatu-data validate` prints them."
    )
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "descriptor": {"id": "too-many-results"},
                "level": "warning",
                "message": {"text": text},
                "properties": {"leftOut": {"errors": errors, "warnings": warnings}},
            }
        ],
    }


def _version() -> dict[str, str]:
    """The version of the package; nothing in a checkout that is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return {"version": version("nsatu-data")}
    except PackageNotFoundError:
        return {}


def _rule(code: str) -> dict[str, Any]:
    from nsatu_data.manuals import manual

    told = manual(code)
    summary = {"text": told.summary}
    return {
        "id": code,
        "shortDescription": summary,
        "fullDescription": summary,
        "helpUri": f"{FINDINGS_PAGE}#{code}",
        "help": {"text": told.text, "markdown": told.text},
    }


def _result(diagnostic: Diagnostic, codes: Sequence[str], repository: "Repository") -> dict[str, Any]:
    location = {"physicalLocation": _physical(repository, diagnostic.file, diagnostic.span, diagnostic.excerpt)}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": str(diagnostic.severity),
        "message": {"text": "\n".join(_message(diagnostic))},
        "locations": [{**location, **_logical(diagnostic)}],
        **({"relatedLocations": list(_related(repository, diagnostic.related))} if diagnostic.related else {}),
    }


def _message(diagnostic: Diagnostic) -> Iterator[str]:
    yield _plain(diagnostic.message)
    for number, related in enumerate(diagnostic.related, 1):
        text = _plain(related.message).replace("\\", r"\\").replace("[", r"\[").replace("]", r"\]")
        yield f"note: [{text}]({number})"
    if diagnostic.help:
        yield f"help: {_plain(diagnostic.help)}"


def _plain(text: str) -> str:
    """A text in which nothing is taken for a placeholder (3.11.5 of the standard) or for a link (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _related(repository: "Repository", locations: Sequence[Location]) -> Iterator[dict[str, Any]]:
    for number, location in enumerate(locations, 1):
        yield {
            "id": number,
            "physicalLocation": _physical(repository, location.file, location.span, location.excerpt),
            "message": {"text": _plain(location.message)},
        }


def _logical(diagnostic: Diagnostic) -> dict[str, Any]:
    """The record, and the JSON pointer of the value within the file's document, as the fragment of the record's id."""
    if diagnostic.record is None and diagnostic.pointer is None:
        return {}
    pointer = "" if diagnostic.pointer is None else f"#{diagnostic.pointer}"
    return {"logicalLocations": [{"fullyQualifiedName": f"{diagnostic.record or ''}{pointer}"}]}


def _physical(repository: "Repository", file: str, span: Span | None, excerpt: str | None) -> dict[str, Any]:
    region = {"region": _region(span, excerpt)} if span else {}
    return {"artifactLocation": _artifact(repository, file), **region}


def _artifact(repository: "Repository", file: str) -> dict[str, str]:
    from urllib.parse import quote

    inside = repository.named(file)
    # Safe are the characters of a path segment (RFC 3986, 3.3) but the colon, which would make a scheme of the first.
    uri = quote(_bytes(file if inside is None else inside), safe="/!$&'()*+,;=@")
    if inside is not None:
        return {"uri": uri, "uriBaseId": _ROOT}
    return {"uri": f"file://{uri}" if uri.startswith("/") else uri}


def _bytes(file: str) -> bytes:
    """A file's name as the system has it, where half of a surrogate pair stands for a byte that is no UTF-8."""
    try:
        return file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return visible(file).encode()


def _region(span: Span, excerpt: str | None) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    if excerpt is not None and span.line == span.end_line:
        region["snippet"] = {"text": excerpt[span.column - 1 : span.end_column - 1]}
    return region
