"""Fixtures for the tests of the page in Chromium: the browser, and pages that are open in it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from nsatu_data import load
from nsatu_data.export import to_html
from tests.support import chromium, guide_walkthrough

if TYPE_CHECKING:
    from nsatu_data.dataset.dataset import Dataset

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


class Opened(NamedTuple):
    """A page in the browser, and what it did so far: the addresses that it asked for, and its messages."""

    page: Page
    requests: list[str]
    messages: list[str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the unit tests first: a file of them takes long, and other processes open pages in the meantime."""
    items.sort(key=lambda item: item.path.name != "test_units.py")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.path()
    assert path is not None, "there is no Chromium; `make page-test` installs it or says how"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


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


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open a file at a hash, in a context of its own. Keywords go to Playwright's `new_context`."""
    contexts: list[BrowserContext] = []

    def opened(file: Path, at: str = "", **settings: object) -> Opened:
        context = browser.new_context(**{"viewport": WIDE, **settings})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        requests: list[str] = []
        messages: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        page.goto(f"{file.as_uri()}{at}")
        return Opened(page, requests, messages)

    yield opened
    for context in contexts:
        context.close()
