"""Fixtures for the tests of the site: a site that is built once for all workers, and pages in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from docs.site import whole_site
from tests.support import browser_pages, checkout_copies
from tests.support.browser_pages import Open


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    return checkout_copies.once(tmp_path_factory, "site", lambda folder: whole_site.write(whole_site.files(), folder))


@pytest.fixture(scope="session")
def content(site: Path) -> dict[str, bytes]:
    """The bytes of each file of the site, by its path there."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browser_pages.launched() as launched:
        yield launched


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site from its file, or from `root`. Other keywords go to Playwright's `new_context`."""
    with browser_pages.opening(browser) as opened:
        yield lambda path, root=None, **settings: opened(f"{root or site.as_uri()}/{path}", **settings)
