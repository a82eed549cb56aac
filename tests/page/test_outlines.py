"""A screen reader meets each view as the committed outlines say."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import page_outlines
from tests.support.browser_pages import Open
from tests.support.page_outlines import OUTLINES, RECORDS, VIEWS


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_its_committed_outline(name: str, html: Callable[[Path], Path], open_page: Open) -> None:
    file = html(RECORDS)
    page, *_ = open_page(file)
    # `make page-outlines` writes what is compared here.
    wanted = (OUTLINES / f"{name}.yaml").read_text(encoding="utf-8")
    found = page_outlines.outline(page, file.as_uri(), name)
    assert [*difflib.unified_diff(wanted.splitlines(), found.splitlines(), lineterm="", n=1)] == []


def test_there_is_no_outline_of_a_view_that_is_gone() -> None:
    assert {file.stem for file in OUTLINES.iterdir()} == set(VIEWS)
