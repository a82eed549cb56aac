import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import finding_limits, manuals
from nsatu_data.addresses import SITE
from nsatu_data.diagnostics import Diagnostic, Location, Severity, Span
from nsatu_data.printable import visible
from nsatu_data.report import as_sarif
from nsatu_data.report.repository import Repository
from tests.support import case_files, sarif_schema
from tests.support.finding_samples import COUNTED, EVERY_FORM, findings

CASES = {case.name: case for case in case_files.invalid() if "sarif" in case.forms}

needs_schema = pytest.mark.skipif(sarif_schema.missing() is not None, reason=str(sarif_schema.missing()))
each_case = pytest.mark.parametrize("name", CASES)


def log_of(*diagnostics: Diagnostic) -> Any:
    return json.loads(as_sarif.write(diagnostics, COUNTED))


def result_of(diagnostic: Diagnostic) -> Any:
    (result,) = log_of(diagnostic)["runs"][0]["results"]
    return result


def shown(text: str) -> tuple[str, list[int]]:
    """A plain text message as a viewer shows it (3.11.5 and 3.11.6 of the standard), and where its links lead."""
    links: list[int] = []

    def linked(match: re.Match[str]) -> str:
        links.append(int(match["to"]))
        return re.sub(r"\\([\[\]\\])", r"\1", match["text"])

    text = re.sub(r"\[(?P<text>(?:[^\[\]\\]|\\[\[\]\\])*)\]\((?P<to>[^)]*)\)", linked, text)
    assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)[0-9]", text)
    return text.replace("{{", "{").replace("}}", "}"), links


def whole(text: str) -> str:
    """A text as a log can hold it: halves of surrogate pairs become their escapes, and nothing becomes a link."""
    escaped = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):x}", text)
    return escaped.replace("](", "] (")


def test_a_run_without_findings_has_a_log_too() -> None:
    (run,) = log_of()["runs"]
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    assert run["properties"] == {"summary": COUNTED._asdict()}


def test_the_version_is_that_of_the_package_and_left_out_where_it_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def version(name: str) -> str:
        asked.append(name)
        if len(asked) == 1:
            return "7.0.1"
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", version)
    drivers = [log_of()["runs"][0]["tool"]["driver"] for _ in range(2)]
    rules: list[Any] = []
    assert drivers == [
        {"name": "nsatu-data", "version": "7.0.1", "rules": rules},
        {"name": "nsatu-data", "rules": rules},
    ]
    assert asked == ["nsatu-data"] * 2


def test_rules_are_the_manuals_of_the_codes_that_occur_in_order() -> None:
    (run,) = log_of(*EVERY_FORM, *EVERY_FORM)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.code for finding in EVERY_FORM})
    for rule in rules:
        told = manuals.manual(rule["id"])
        summary = {"text": told.summary}
        assert rule == {
            "id": told.code,
            "shortDescription": summary,
            "fullDescription": summary,
            "helpUri": f"{SITE}findings/{told.code}.html",
            "help": {"text": told.text, "markdown": told.text},
        }
    for result, finding in zip(run["results"], (*EVERY_FORM, *EVERY_FORM), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == finding.severity


@pytest.mark.exhaustive
@needs_schema
@given(st.lists(findings(manuals.codes()), max_size=4))
def test_the_official_schema_accepts_whatever_is_found(diagnostics: list[Diagnostic]) -> None:
    assert sarif_schema.faults(log_of(*diagnostics)) == []


def _many(errors: int, warnings: int) -> tuple[Diagnostic, ...]:
    """A number of findings, a warning first and an error last, mixed."""
    weights = [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    step = 7919
    order = sorted(range(len(weights)), key=lambda number: number * step % len(weights))
    return tuple(
        Diagnostic("unused-entity", weights[index], str(number), None, "x.yaml", Span(1, 1, 1, 2), None, None)
        for number, index in enumerate(order)
    )


@needs_schema
@pytest.mark.parametrize(
    ("errors", "warnings", "kept_errors", "kept_warnings"),
    [(5, 5, 5, 5), (0, 10, 0, 10), (6, 5, 6, 4), (10, 1, 10, 0), (12, 3, 10, 0), (0, 11, 0, 10)],
)
def test_a_run_holds_no_more_results_than_code_scanning_takes_and_counts_what_is_left_out(
    errors: int, warnings: int, kept_errors: int, kept_warnings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_sarif, "SARIF_RESULT_LIMIT", 10)
    found = _many(errors, warnings)
    log = log_of(*found)
    (run,) = log["runs"]
    levels = [result["level"] for result in run["results"]]
    assert (levels.count("error"), levels.count("warning")) == (kept_errors, kept_warnings)
    for level in Severity:
        numbers = [result["message"]["text"] for result in run["results"] if result["level"] == level]
        assert numbers == [one.message for one in found if one.severity is level][: len(numbers)], "the first of each"
    messages = [int(result["message"]["text"]) for result in run["results"]]
    assert messages == sorted(messages), "in their order"
    out = {"errors": errors - kept_errors, "warnings": warnings - kept_warnings}
    left_out = sum(out.values())
    if not left_out:
        assert "invocations" not in run
        return
    (invocation,) = run["invocations"]
    (notification,) = invocation.pop("toolExecutionNotifications")
    assert invocation == {"executionSuccessful": True}
    assert notification == {
        "descriptor": {"id": "too-many-results"},
        "level": "warning",
        "message": {
            "text": f"{left_out} of {errors + warnings} findings are left out, {out['errors']} of them errors: a run "
            "holds at most 10 results. The summary counts all; `nsatu-data validate` prints them."
        },
        "properties": {"leftOut": out},
    }
    assert sarif_schema.faults(log) == []


@pytest.mark.exhaustive
def test_the_limit_is_that_of_code_scanning() -> None:
    assert finding_limits.SARIF_RESULT_LIMIT == 25_000
    log = log_of(*_many(1, 25_000))
    assert len(log["runs"][0]["results"]) == 25_000


@needs_schema
def test_the_official_schema_refuses_what_is_no_log() -> None:
    log = log_of(EVERY_FORM[1])
    run, (result,) = log["runs"][0], log["runs"][0]["results"]
    run["columnKind"] = "bytes"
    result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b"
    result["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
    assert sorted(fault.partition(":")[0] for fault in sarif_schema.faults(log)) == [
        "/runs/0/columnKind",
        "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri",
        "/runs/0/results/0/locations/0/physicalLocation/region/startColumn",
    ]


@needs_schema
@each_case
def test_the_official_schema_accepts_the_findings_of_a_case(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sarif_schema.faults(log_of(*_found(name, tmp_path, monkeypatch))) == []


@each_case
def test_every_region_of_a_case_holds_its_snippet(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _found(name, tmp_path, monkeypatch)
    assert found
    for place in _physical(log_of(*found)):
        file, region = tmp_path / unquote(place["artifactLocation"]["uri"]), place.get("region", {})
        assert file.exists()
        if "snippet" in region:
            line = file.read_bytes().decode("utf-8", "replace").split("\n")[region["startLine"] - 1]
            assert region["startLine"] == region["endLine"]
            assert region["snippet"]["text"] == line[region["startColumn"] - 1 : region["endColumn"] - 1]


@given(findings(manuals.codes()))
def test_a_viewer_shows_the_message_and_links_every_related_place(finding: Diagnostic) -> None:
    result = result_of(finding)
    text, links = shown(result["message"]["text"])
    notes = [f"note: {one.message}" for one in finding.related]
    helps = [f"help: {finding.help}"] if finding.help else []
    assert text == "\n".join(map(whole, (finding.message, *notes, *helps)))
    related = result.get("relatedLocations", [])
    assert links == [location["id"] for location in related] == list(range(1, len(finding.related) + 1))
    assert [shown(location["message"]["text"]) for location in related] == [
        (whole(one.message), []) for one in finding.related
    ]


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("records/risk/cost.yaml", {"uri": "records/risk/cost.yaml", "uriBaseId": "%SRCROOT%"}),
        (".", {"uri": ".", "uriBaseId": "%SRCROOT%"}),
        ("a b/ü#?%.yaml", {"uri": "a%20b/%C3%BC%23%3F%25.yaml", "uriBaseId": "%SRCROOT%"}),
        ("http:x.yaml", {"uri": "http%3Ax.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a\\b\n.yaml", {"uri": "a%5Cb%0A.yaml", "uriBaseId": "%SRCROOT%"}),
        ("\udcff\udcfe.yaml", {"uri": "%FF%FE.yaml", "uriBaseId": "%SRCROOT%"}),
        ("\ud800.yaml", {"uri": "%5Cud800.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../x~(1).yaml", {"uri": "../x~(1).yaml"}),
        ("/texts/article 1.txt", {"uri": "file:///texts/article%201.txt"}),
    ],
)
def test_a_file_is_a_valid_uri_relative_to_the_root(file: str, location: dict[str, str]) -> None:
    finding = Diagnostic("empty-file", Severity.ERROR, "", None, file, None, None, None)
    assert result_of(finding)["locations"] == [{"physicalLocation": {"artifactLocation": location}}]


@given(findings(manuals.codes()))
def test_every_uri_leads_back_to_its_file(finding: Diagnostic) -> None:
    files = [finding.file, *(one.file for one in finding.related)]
    for file, place in zip(files, _physical(log_of(finding)), strict=True):
        uri = urlsplit(place["artifactLocation"]["uri"])
        # Half of a surrogate pair that stands for no byte is in the name of no file.
        is_name = re.search("[\ud800-\udc7f\udd00-\udfff]", file) is None
        assert unquote_to_bytes(uri.path) == (file if is_name else visible(file)).encode("utf-8", "surrogateescape")
        assert (uri.scheme, uri.netloc, uri.query, uri.fragment) == ("file" if file.startswith("/") else "", "", "", "")


@pytest.mark.parametrize(
    ("record", "pointer", "name"),
    [
        (None, None, None),
        ("risk/cost", None, "risk/cost"),
        ("risk/cost", "/mentions/0", "risk/cost#/mentions/0"),
        (None, "/risks/0/label", "#/risks/0/label"),
    ],
)
def test_the_record_and_the_pointer_are_the_logical_place(
    record: str | None, pointer: str | None, name: str | None
) -> None:
    finding = Diagnostic("empty-value", Severity.ERROR, "", None, "x", None, record, pointer)
    (location,) = result_of(finding)["locations"]
    assert location.get("logicalLocations") == (None if name is None else [{"fullyQualifiedName": name}])


def test_a_region_of_several_lines_has_no_snippet_and_one_without_characters_an_empty_one() -> None:
    finding = EVERY_FORM[8]
    result = result_of(finding)
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 999,
        "startColumn": 13,
        "endLine": 1004,
        "endColumn": 4,
    }
    empty = Diagnostic(
        "x", Severity.ERROR, "", None, "x", None, None, None, (Location("", "x", Span(2, 5, 2, 5), "abc"),)
    )
    assert as_sarif._result(empty, ["x"], Repository("/", "/"))["relatedLocations"][0]["physicalLocation"][
        "region"
    ] == {
        "startLine": 2,
        "startColumn": 5,
        "endLine": 2,
        "endColumn": 5,
        "snippet": {"text": ""},
    }


def _found(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
    """What is found in a case, which is laid out in the empty folder that the process is put into."""
    case = CASES[name]
    case.compose(root)
    monkeypatch.chdir(root)
    return case.outcome().diagnostics


def _physical(log: Any) -> Iterator[Any]:
    for run in log["runs"]:
        for result in run["results"]:
            for location in (*result["locations"], *result.get("relatedLocations", ())):
                yield location["physicalLocation"]
