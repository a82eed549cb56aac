"""Takes pictures of the page, for people who review it and for the README.

`python -m tests.support.page_pictures FOLDER` writes a picture of every view, at two widths and in both themes: of this
dataset without a text, and of the second article with its text opened. Without a folder, it writes the pictures of the
README into `docs/images`. No picture shows the text of the real article.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from nsatu_data import load
from nsatu_data.export import to_html
from tests.support import chromium, guide_walkthrough
from tests.support.folders import ROOT

IMAGES: Final = ROOT / "docs" / "images"
README_PICTURES: Final = {"claims": "#claims?certainty=possible,probable&q=japan"}
"""The hash of each picture of the README."""
_README_SIZE: Final = (1240, 700)
_WIDTHS: Final = (1280, 390)
_VIEWS: Final = {
    "overview": "#overview",
    "claims": "#claims",
    "claims-filtered": "#claims?certainty=possible,probable&q=japan",
    "nothing-found": "#claims?q=nothing-has-this&kind=risk",
    "map": "#map",
    "map-sentence": "#map/source/japan-nsatu?sentence=14",
    "graph": "#graph",
    "graph-actor": "#graph/actor/japan",
    "record-risk": "#record/risk/significant-costs",
    "record-actor": "#record/actor/japan",
    "text": "#text",
}
_WITH_TEXT: Final = {
    "text-opened": "#text",
    "claims-with-text": "#claims",
    "map-with-text": f"#map/{guide_walkthrough.SOURCE}?sentence=4",
}


class Shot(NamedTuple):
    """How a picture is taken."""

    width: int
    theme: Literal["light", "dark"]
    height: int = 900


@contextmanager
def _browser() -> Iterator[Browser]:
    path = chromium.path()
    if path is None:
        raise SystemExit("there is no Chromium; run `make page-test`, which installs it or says how")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


def _page(browser: Browser, file: Path, shot: Shot) -> Page:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def _take(page: Page, place: str, picture: Path, *, is_whole: bool = True) -> None:
    page.evaluate("hash => { location.hash = hash }", place)
    page.locator("h1").wait_for()
    page.get_by_text("The graph is being drawn.").wait_for(state="detached")
    page.wait_for_timeout(300)
    page.screenshot(path=picture, full_page=is_whole)


def _html(folder: Path, records: Path) -> Path:
    file = folder / f"{records.parent.name}.html"
    file.write_text(to_html.write(load(records)), encoding="utf-8", newline="\n")
    return file


def readme(images: Path) -> None:
    """Take the pictures of the README."""
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, _browser() as browser:
        file = _html(Path(temporary), ROOT / "records")
        for name, place in README_PICTURES.items():
            width, height = _README_SIZE
            page = _page(browser, file, Shot(width, "light", height))
            _take(page, place, images / f"{name}.png", is_whole=False)


def every_view(folder: Path) -> None:
    """Take a picture of every view."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, _browser() as browser:
        second = Path(temporary, "second")
        second.mkdir()
        guide_walkthrough.section_with_outputs(second)
        ours, other = _html(Path(temporary), ROOT / "records"), _html(Path(temporary), second / "records")
        for width in _WIDTHS:
            for theme in ("light", "dark"):
                page = _page(browser, ours, Shot(width, theme))
                for name, place in _VIEWS.items():
                    _take(page, place, folder / f"{name}-{width}-{theme}.png")
                page = _page(browser, other, Shot(width, theme))
                page.evaluate("location.hash = '#text'")
                page.set_input_files("input[type=file]", second / "article.txt")
                page.locator(".text-body").wait_for()
                for name, place in _WITH_TEXT.items():
                    _take(page, place, folder / f"{name}-{width}-{theme}.png")


if __name__ == "__main__":
    every_view(Path(sys.argv[1])) if sys.argv[1:] else readme(IMAGES)
