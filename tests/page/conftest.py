"""Fixtures for the tests of the page in Chromium: the browser, and pages that are open in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

from nsatu_data import load
from nsatu_data.export import to_html
from tests.support import browser_pages, guide_walkthrough
from tests.support.browser_pages import Open

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the unit tests first: a file of them takes long, and other processes open pages in the meantime."""
    items.sort(key=lambda item: item.path.name != "test_units.py")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browser_pages.launched() as launched:
        yield launched


@pytest.fixture(scope="session")
def html(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Export the dataset of a folder, once in a run, and return the page's file."""
    folder = tmp_path_factory.mktemp("pages")
    known: dict[Path, Path] = {}

    def export(records: Path) -> Path:
        if records not in known:
            known[records] = folder / f"{len(known)}.html"
            whole: Dataset = load(records)
            known[records].write_text(to_html.write(whole), encoding="utf-8", newline="\n")
        return known[records]

    return export


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the second article in `article.txt` and its encoding in `records`."""
    folder = tmp_path_factory.mktemp("second")
    guide_walkthrough.section_with_outputs(folder)
    return folder


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open a file at a hash, in a context of its own. Keywords go to Playwright's `new_context`."""
    with browser_pages.opening(browser) as opened:
        yield lambda file, at="", **settings: opened(f"{file.as_uri()}{at}", **settings)
