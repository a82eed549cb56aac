import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import manuals
from nsatu_data.diagnostics import Diagnostic, Mendable, line
from nsatu_data.printable import visible
from nsatu_data.report import Context, as_text
from tests.support.finding_samples import COUNTED, EVERY_FORM, findings


@given(st.lists(findings(manuals.codes()), max_size=3))
def test_nothing_reaches_the_terminal_that_does_not_print(diagnostics: list[Diagnostic]) -> None:
    told = as_text.write(tuple(diagnostics), COUNTED)
    assert all(line.isprintable() for line in told.split("\n"))
    assert not any(line.endswith(" ") for line in told.split("\n") if " | " in line)
    coloured = as_text.write(tuple(diagnostics), COUNTED, Context(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == told


@given(findings(manuals.codes()))
def test_the_first_line_is_the_finding_on_one_line(finding: Diagnostic) -> None:
    bare = finding._replace(excerpt=None, record=None, related=(), help=None)
    assert as_text.write((bare,), COUNTED).split("\n")[:2] == [visible(line(finding)), ""]
    assert as_text.write((finding,), COUNTED).split("\n")[0] == visible(line(finding))


@pytest.mark.parametrize(
    ("mendable", "line"),
    [
        (Mendable(1, 1), "`nsatu-data validate --fix` would fix 1 finding in 1 file"),
        (Mendable(3, 2), "`nsatu-data validate --fix` would fix 3 findings in 2 files"),
        (Mendable(3, 2, is_least=True), "`nsatu-data validate --fix` would fix at least 3 findings in 2 files"),
    ],
)
def test_the_report_counts_the_findings_that_fix_would_fix(mendable: Mendable, line: str) -> None:
    *_, counted, _ = as_text.write(EVERY_FORM, COUNTED, Context(mendable=lambda _: mendable)).splitlines()
    assert counted == line
