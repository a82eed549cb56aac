"""Fixtures for the tests of the site: a site that is built once for all workers, and pages in Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from docs.site import whole_site
from tests.support import checkout_copies, chromium

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


class Opened(NamedTuple):
    """A page in the browser, with the addresses that it asked for, and its messages."""

    page: Page
    requests: list[str]
    messages: list[str]


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
    path = chromium.path()
    assert path is not None, "there is no Chromium; `make site-test` installs it or says how"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site from its file, or from `root`. Other keywords go to Playwright's `new_context`."""
    contexts = []

    def opened(path: str, root: str | None = None, **settings: Any) -> Opened:
        context = browser.new_context(**{"viewport": WIDE, **settings})
        contexts.append(context)
        page = context.new_page()
        requests: list[str] = []
        messages: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        page.goto(f"{root or site.as_uri()}/{path}")
        return Opened(page, requests, messages)

    yield opened
    for context in contexts:
        context.close()
