from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.diagnostics import Diagnostic, InvalidDataset, Severity, Span, escape, line, order, pointer_to

FINDING = Diagnostic(
    code="unknown-term",
    severity=Severity.ERROR,
    message='"maybe" is not a term of `certainty`',
    help=None,
    file="records/risk/cost.yaml",
    span=Span(4, 12, 4, 17),
    record="risk/cost",
    pointer="/certainty",
)


def finding(**changes: Any) -> Diagnostic:
    return FINDING._replace(**changes)


def tokens(pointer: str) -> list[str]:
    """The keys of a JSON pointer, decoded as RFC 6901 says: first `~1`, then `~0`."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


@given(st.lists(st.text() | st.text("~/01") | st.integers(0, 99)))
def test_a_pointer_holds_its_path(path: list[str | int]) -> None:
    assert tokens(pointer_to(path)) == [str(step) for step in path]


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), ""),
        (("",), "/"),
        (("a/b",), "/a~1b"),
        (("m~n",), "/m~0n"),
        (("~1",), "/~01"),
        (("foo", 0), "/foo/0"),
        (("c%d", " "), "/c%d/ "),
    ],
)
def test_a_pointer_is_written_as_the_rfc_shows(path: tuple[str | int, ...], pointer: str) -> None:
    assert pointer_to(path) == pointer
    assert unquote(pointer) == pointer


def test_one_token_is_escaped() -> None:
    assert escape("a~/b") == "a~0~1b"
    assert escape(7) == "7"


def test_a_finding_on_one_line_is_as_compilers_write_it() -> None:
    assert line(finding()) == 'records/risk/cost.yaml:4:12: error: "maybe" is not a term of `certainty` [unknown-term]'
    assert (
        line(finding(span=None, severity=Severity.WARNING, code="empty-file", message="the file is empty"))
        == "records/risk/cost.yaml: warning: the file is empty [empty-file]"
    )


def test_findings_are_ordered_by_file_place_severity_and_code() -> None:
    ordered = [
        finding(file="a.yaml", span=Span(9, 9, 9, 9), severity=Severity.WARNING),
        finding(file="b.yaml", span=None),
        finding(file="b.yaml", span=Span(2, 5, 2, 6)),
        finding(file="b.yaml", span=Span(2, 10, 2, 11)),
        finding(file="b.yaml", span=Span(10, 1, 10, 2), code="a"),
        finding(file="b.yaml", span=Span(10, 1, 10, 2), code="b", pointer=None),
        finding(file="b.yaml", span=Span(10, 1, 10, 2), code="b", pointer="/a"),
        finding(file="b.yaml", span=Span(10, 1, 10, 2), code="b", pointer="/b", message="a"),
        finding(file="b.yaml", span=Span(10, 1, 10, 2), code="b", pointer="/b", message="b"),
        finding(file="b.yaml", span=Span(10, 1, 10, 2), severity=Severity.WARNING, code="a"),
    ]
    assert sorted(ordered[::2] + ordered[1::2], key=order) == ordered


def test_the_error_holds_everything_found_a_line_each() -> None:
    findings = [finding(), finding(span=None)]
    error = InvalidDataset(findings)
    assert error.diagnostics == tuple(findings)
    assert str(error) == f"{line(findings[0])}\n{line(findings[1])}"
    assert isinstance(error, ValueError)


def test_an_error_weighs_more_than_a_warning() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning"]
    assert sorted(Severity) == [Severity.ERROR, Severity.WARNING]
