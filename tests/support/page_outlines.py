"""Writes how a screen reader meets each view: the tree of roles and names that Chromium gives to it.

`python -m tests.support.page_outlines` writes them for a small dataset into `tests/expected/page`, one file a view;
`tests/page/test_outlines.py` compares. Whoever changes a view reads what changed in its outline.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from nsatu_data import load
from nsatu_data.export import to_html
from tests.support import chromium
from tests.support.case_files import VALID
from tests.support.folders import ROOT

OUTLINES: Final = ROOT / "tests" / "expected" / "page"
RECORDS: Final = VALID / "river-pact"
TEXT: Final = VALID / "river-pact.txt"
VIEWS: Final = {
    "overview": "#overview",
    "claims": "#claims",
    "claims-nothing-found": "#claims?q=nothing-has-this",
    "map": "#map",
    "map-sentence": "#map?sentence=2",
    "graph": "#graph",
    "graph-actor": "#graph/actor/arda",
    "record": "#record/risk/strain-on-the-budget",
    "record-missing": "#record/risk/no-such",
    "text": "#text",
    "text-opened": "#text",
}
"""The hash of each view. The name that ends in `opened` has the text of the dataset open."""


def outline(page: Page, address: str, name: str) -> str:
    """The outline of a view of the page that is at this address, without the licences of its libraries."""
    # From a page that is open, only the hash would change, and the view before it could still be there.
    page.goto("about:blank")
    page.goto(f"{address}{VIEWS[name]}")
    page.locator("h1").wait_for()
    if name.startswith("graph"):
        page.locator(".graph-canvas").wait_for()
    if name.endswith("opened"):
        page.set_input_files("input[type=file]", TEXT)
        page.locator(".text-body").wait_for()
    return page.locator("body").aria_snapshot() + "\n"


def main() -> None:
    path = chromium.path()
    if path is None:
        raise SystemExit("there is no Chromium; run `make page-test`, which installs it or says how")
    OUTLINES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        file = Path(temporary, "page.html")
        file.write_text(to_html.write(load(RECORDS)), encoding="utf-8", newline="\n")
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for name in VIEWS:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            (OUTLINES / f"{name}.yaml").write_text(outline(page, file.as_uri(), name), encoding="utf-8", newline="\n")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
