import json
from pathlib import Path

import pytest

from nsatu_data import cli, report
from nsatu_data.diagnostics import Diagnostic, Location, Severity, Span, Summary
from nsatu_data.report import FORMATS, as_json, as_text, coverage, found_records, one_record, record_rows
from nsatu_data.text.canonical_text import canonicalise
from tests.support import river_pact
from tests.support.finding_samples import COUNTED, EVERY_FORM

PLACED = Diagnostic(
    code="wrong-kind",
    severity=Severity.ERROR,
    message='"place/é" is the id of a place, not the id of an actor',
    help="write the id of an actor",
    file="records/risk/strain.yaml",
    span=Span(4, 2, 5, 9),
    record="risk/strain",
    pointer="/bearers/0",
    related=(
        Location("the first", "records/place/e.yaml", Span(1, 5, 1, 12)),
        Location("the folder", "records/place"),
    ),
)
BARE = Diagnostic("missing-manifest", Severity.WARNING, "there is no dataset.yaml", None, ".", None, None, None)
NOTHING = Summary(files=0, records=0, errors=0, warnings=0, evidence_verified=0, evidence_unverified=0)
ONE = Summary(files=1, records=1, errors=1, warnings=1, evidence_verified=1, evidence_unverified=2)
MANY = Summary(files=4, records=3, errors=2, warnings=0, evidence_verified=0, evidence_unverified=0)
ROWS = (["list"], ["search", "arda"], ["coverage"], ["coverage", "--gaps"])
TEXTS = {river_pact.SOURCE: canonicalise(river_pact.TEXT)}


def test_every_writer_is_a_format() -> None:
    folder = Path(report.__file__).parent
    names = {path.stem.removeprefix("as_") for path in folder.glob("as_*.py")}
    assert names == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_each_code_and_is_the_same_twice(form: str) -> None:
    written = FORMATS[form](EVERY_FORM, COUNTED)
    assert written == FORMATS[form](EVERY_FORM, COUNTED)
    assert written.endswith("\n")
    assert written.encode("utf-8")
    assert [one.code for one in EVERY_FORM if written.count(one.code) < 1] == []
    assert FORMATS[form]((), NOTHING) != written


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_quiet_where_nothing_is_wrong(form: str) -> None:
    written = FORMATS[form]((), NOTHING)
    assert written.endswith("\n")
    assert "error:" not in written


def test_the_command_validates_in_every_format_and_shows_in_those_that_are_for_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for form in FORMATS:
        assert cli.main(["validate", "nowhere", "--format", form]) == 2
    rows = ["table", "json", "csv"]
    assert list(record_rows.FORMATS) == list(found_records.FORMATS) == list(coverage.FORMATS) == rows
    assert list(coverage.GAPS) == rows
    assert list(one_record.FORMATS) == ["text", "json"]
    for command, forms in ((["show", "place/lorn"], ["text", "json"]), *((one, [*rows, "text"]) for one in ROWS)):
        assert [cli.main([*command, "--dataset", "nowhere", "--format", form]) for form in forms] == [2] * len(forms)
        for form in ("github", "sarif", "xml"):
            with pytest.raises(SystemExit):
                cli.main([*command, "--dataset", "nowhere", "--format", form])


def test_text_tells_place_message_code_related_places_and_help() -> None:
    assert as_text.write((PLACED, BARE), ONE) == (
        'records/risk/strain.yaml:4:2: error: "place/é" is the id of a place, not the id of an actor [wrong-kind]\n'
        "  in: risk/strain, /bearers/0\n"
        "  records/place/e.yaml:1:5: note: the first\n"
        "  records/place: note: the folder\n"
        "  help: write the id of an actor\n"
        "\n"
        ".: warning: there is no dataset.yaml [missing-manifest]\n"
        "\n"
        "1 error, 1 warning in 1 record of 1 file; 1 of 3 evidence pointers verified against a text\n"
        "`nsatu-data explain CODE` explains a finding, with examples\n"
    )


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (NOTHING, "0 errors, 0 warnings in 0 records of 0 files"),
        (MANY, "2 errors, 0 warnings in 3 records of 4 files"),
    ],
)
def test_the_last_line_of_text_counts(summary: Summary, line: str) -> None:
    assert as_text.closing(summary) == line
    assert as_text.write((), summary) == f"{line}\n"


def test_json_tells_everything_and_null_where_nothing_applies() -> None:
    written = as_json.write((PLACED, BARE), ONE)
    assert json.loads(written) == {
        "version": 1,
        "summary": {
            "files": 1,
            "records": 1,
            "errors": 1,
            "warnings": 1,
            "evidence_verified": 1,
            "evidence_unverified": 2,
        },
        "diagnostics": [
            {
                "code": "wrong-kind",
                "severity": "error",
                "message": '"place/é" is the id of a place, not the id of an actor',
                "help": "write the id of an actor",
                "file": "records/risk/strain.yaml",
                "line": 4,
                "column": 2,
                "end_line": 5,
                "end_column": 9,
                "record": "risk/strain",
                "pointer": "/bearers/0",
                "related": [
                    {
                        "message": "the first",
                        "file": "records/place/e.yaml",
                        "line": 1,
                        "column": 5,
                        "end_line": 1,
                        "end_column": 12,
                    },
                    {
                        "message": "the folder",
                        "file": "records/place",
                        "line": None,
                        "column": None,
                        "end_line": None,
                        "end_column": None,
                    },
                ],
            },
            {
                "code": "missing-manifest",
                "severity": "warning",
                "message": "there is no dataset.yaml",
                "help": None,
                "file": ".",
                "line": None,
                "column": None,
                "end_line": None,
                "end_column": None,
                "record": None,
                "pointer": None,
                "related": [],
            },
        ],
    }
    assert written == json.dumps(json.loads(written), indent=2, ensure_ascii=False) + "\n"


def test_json_tells_no_excerpt_and_half_a_surrogate_pair_by_its_escape() -> None:
    odd = BARE._replace(message="\udcff is \U0001f30d", file="\ud800.yaml", excerpt="type: town")
    written = as_json.write((odd,), ONE)
    assert written.encode("utf-8")
    assert written == as_json.write((BARE,), ONE).replace(
        '"there is no dataset.yaml"', '"\\\\udcff is \U0001f30d"'
    ).replace('"."', '"\\\\ud800.yaml"')
    assert json.loads(written)["diagnostics"][0]["file"] == "\\ud800.yaml"
