"""axe finds nothing in any kind of page, in both themes and sizes, and no page is wider than the screen."""

import pytest

from tests.page.test_accessibility import findings
from tests.site.kinds import pages
from tests.support import npm_packages
from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.page_build import PAGE

TALL = {**WIDE, "height": 2000}
"""High enough for every link at the side: axe does not judge colours of what is partly out of sight."""

_JUDGED = ("elmPartiallyObscur", "sig-return-icon")
"""In questions that axe leaves open: lines of text whose boxes touch, links that the side's edge cuts, and arrows.

Each has the colours of others on the same page, which axe judges.
"""


@pytest.fixture(scope="session", autouse=True)
def axe() -> None:
    npm_packages.install(PAGE)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [TALL, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(size: dict[str, int], theme: str, content: dict[str, bytes], open_page: Open) -> None:
    found = {}
    for path in pages(content):
        page, *_ = open_page(path, viewport=size, color_scheme=theme, reduced_motion="reduce")
        page.locator("h1").first.wait_for()
        wrong, open_questions = findings(page)
        open_questions = [one for one in open_questions if not any(mark in one for mark in _JUDGED)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wrong or open_questions or wide > 0:
            found[path] = wrong, open_questions, wide
        page.context.close()
    assert found == {}


def test_axe_would_report_a_fault(open_page: Open) -> None:
    page, *_ = open_page("findings/single-quotes.html")
    page.evaluate("document.querySelector('article').append(document.createElement('select'))")
    page.evaluate("document.querySelector('article p').style.color = '#ddd'")
    wrong, _ = findings(page)
    assert sorted({one.partition(":")[0] for one in wrong}) == ["color-contrast", "select-name"]
