"""Writes findings in the Static Analysis Results Interchange Format (SARIF) 2.1.0, an OASIS standard, with errata 01.

GitHub code scanning, editors and other tools read SARIF. Columns count code points, and an end column is the column
after the last, as everywhere in this package. Paths are relative to the root of the repository, `%SRCROOT%`
(`nsatu_data.report.repository`). The path of a file outside the repository is relative to the working directory and has
no base. The help of a finding is written at the end of its message. SARIF's `fix` is not used, because a `fix` must be
an edit that a tool can make. Related places are linked in the message, because GitHub does not show unlinked ones.

A run has at most 25,000 results, because code scanning rejects a run with more. Errors are kept before warnings. A
notification gives the number of findings that are left out.

The log contains no fingerprints. GitHub reads only fingerprints that are digests of lines. GitHub's upload action
computes these digests from the files. Any other fingerprint would change when the items of a list move.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from nsatu_data.addresses import SITE
from nsatu_data.diagnostics import Diagnostic, Location, Severity, Span, Summary
from nsatu_data.finding_limits import SARIF_RESULT_LIMIT
from nsatu_data.printable import visible
from nsatu_data.report import NO_CONTEXT, Context
from nsatu_data.report.as_json import dumps

if TYPE_CHECKING:
    from nsatu_data.report.repository import Repository

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, _context: Context = NO_CONTEXT) -> str:
    """Formats the report as the JSON text of a SARIF log with one run."""
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
    """The findings that fit in a run, in order. The last warnings are left out first, then the last errors."""
    if len(diagnostics) <= SARIF_RESULT_LIMIT:
        return diagnostics
    by_weight = sorted(range(len(diagnostics)), key=lambda index: diagnostics[index].severity is not Severity.ERROR)
    return [diagnostics[index] for index in sorted(by_weight[:SARIF_RESULT_LIMIT])]


def _invocation(diagnostics: Sequence[Diagnostic], kept: Sequence[Diagnostic]) -> dict[str, Any]:
    """A notification about the findings that are left out."""
    left_out = Counter(one.severity for one in diagnostics)
    left_out.subtract(one.severity for one in kept)
    errors, warnings = left_out[Severity.ERROR], left_out[Severity.WARNING]
    text = (
        f"{errors + warnings:,} of {len(diagnostics):,} findings are left out, {errors:,} of them errors: a run holds "
        f"at most {SARIF_RESULT_LIMIT:,} results. The summary counts all; `nsatu-data validate` prints them."
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
    """The version of the package, or nothing if the package is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return {"version": version("nsatu-data")}
    except PackageNotFoundError:
        return {}


def _rule(code: str) -> dict[str, Any]:
    from nsatu_data.manuals import manual

    page = manual(code)
    summary = {"text": page.summary}
    return {
        "id": code,
        "shortDescription": summary,
        "fullDescription": summary,
        "helpUri": f"{SITE}findings/{code}.html",
        "help": {"text": page.text, "markdown": page.text},
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
    """Escapes what a SARIF reader would take for a placeholder (section 3.11.5 of the standard) or a link (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _related(repository: "Repository", locations: Sequence[Location]) -> Iterator[dict[str, Any]]:
    for number, location in enumerate(locations, 1):
        yield {
            "id": number,
            "physicalLocation": _physical(repository, location.file, location.span, location.excerpt),
            "message": {"text": _plain(location.message)},
        }


def _logical(diagnostic: Diagnostic) -> dict[str, Any]:
    """The logical location: the id of the record, then `#` and the JSON pointer, as in `actor/arda#/label`."""
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
    # The characters of a path segment (RFC 3986, 3.3) are safe, except the colon: text before it would be a scheme.
    uri = quote(_bytes(file if inside is None else inside), safe="/!$&'()*+,;=@")
    if inside is not None:
        return {"uri": uri, "uriBaseId": _ROOT}
    return {"uri": f"file://{uri}" if uri.startswith("/") else uri}


def _bytes(file: str) -> bytes:
    """The bytes of a file's name. A lone surrogate in the name stands for a byte that is not UTF-8 (PEP 383)."""
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
