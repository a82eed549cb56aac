"""Every view of every dataset opens from its address, asks for nothing and has nothing to complain of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import case_files
from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.folders import ROOT

RECORDS = ROOT / "records"
VIEWS = ("#overview", "#claims", "#map", "#graph", "#text", "#record/actor/japan", "#record/risk/no-such")
FOLDERS = [RECORDS, *case_files.valid()]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_view_opens_from_its_address_and_asks_for_nothing(
    folder: Path, view: str, html: Callable[[Path], Path], open_page: Open
) -> None:
    file = html(folder)
    page, requests, messages = open_page(file, view)
    page.locator("h1").wait_for()
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert requests == [file.as_uri() + view] or requests == [file.as_uri()]
    assert messages == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [WIDE, NARROW, {"width": 320, "height": 640}], ids=lambda size: str(size["width"]))
def test_no_view_is_wider_than_the_window(
    size: dict[str, int], view: str, html: Callable[[Path], Path], open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), view, viewport=size)
    page.locator("h1").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_retired_id_is_no_unknown_one(html: Callable[[Path], Path], open_page: Open) -> None:
    (two_sources,) = (folder for folder in FOLDERS if folder.name == "two-sources")
    for identifier, heading in (
        ("event/delta-helped", "This id is retired"),
        ("event/delta-help", "There is no such record"),
    ):
        page, *_ = open_page(html(two_sources), f"#record/{identifier}")
        assert page.locator("h1").inner_text() == heading
        assert identifier in page.locator("main").inner_text()
