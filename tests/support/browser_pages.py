"""Opens pages in Chromium for the tests of the page and of the site, and keeps what each asked for and said."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support import chromium

WIDE: Final = {"width": 1280, "height": 900}
NARROW: Final = {"width": 390, "height": 844}
PATIENCE: Final = 60_000
"""How long a test waits for what must come, in milliseconds.

A page that is only slow must not fail. Playwright's five seconds would test how busy the machine is.
"""


class Opened(NamedTuple):
    """A page in the browser, and what it did so far: the addresses that it asked for, and its messages."""

    page: Page
    requests: list[str]
    messages: list[str]


Open = Callable[..., Opened]
"""Opens a page. Keywords that it does not know go to Playwright's `new_context`."""


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that runs until the end of the context."""
    path = chromium.path()
    assert path is not None, "there is no Chromium; `make page-test` and `make site-test` install it or say how"
    # Chromium refuses its sandbox to root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def opening(browser: Browser) -> Iterator[Open]:
    """A function that opens an address in a context of its own. The pages are closed at the end."""
    contexts: list[BrowserContext] = []

    def opened(address: str, **settings: object) -> Opened:
        context = browser.new_context(**{"viewport": WIDE, **settings})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        requests: list[str] = []
        messages: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        page.goto(address)
        return Opened(page, requests, messages)

    yield opened
    for context in contexts:
        context.close()
