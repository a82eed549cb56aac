"""axe finds nothing in any view, in both themes and sizes, and each finding that it leaves open is judged here."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.folders import ROOT
from tests.support.page_build import PAGE

RECORDS: Final = ROOT / "records"
VIEWS: Final = (
    "#overview",
    "#claims",
    "#claims?certainty=possible&q=japan",
    "#claims?q=nothing-has-this",
    "#map",
    "#map/source/japan-nsatu?sentence=5",
    "#graph",
    "#graph/actor/japan",
    "#record/risk/significant-costs",
    "#record/actor/japan",
    "#record/source/japan-nsatu",
    "#record/risk/no-such",
    "#text",
)
_AXE: Final = PAGE / "node_modules" / "axe-core" / "axe.min.js"
_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGED: Final = ("color-contrast: <tspan", 'color-contrast: <text class="edge-words"')
"""The beginnings of findings that axe leaves open, judged by hand.

axe does not see the box behind text in an SVG. Labels of the graph are in the colour of text on the ground of a card or
of the page, or on the ground of the chosen card. The words on lines are quiet text on the ground of the picture, which
is drawn around each letter. All have a contrast of more than 4.5 to 1 in both themes.
"""


def findings(page: Page) -> tuple[list[str], list[str]]:
    """What axe finds wrong in a page, and what it leaves open: the rule and the element of each."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": _TAGS}}
    results = page.evaluate("options => axe.run(document, options)", options)
    return _listed(results["violations"]), _listed(results["incomplete"])


def _listed(results: list[dict[str, Any]]) -> list[str]:
    return [f"{result['id']}: {node['html'][:200]} {node['any'][:1]}" for result in results for node in result["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(
    size: dict[str, int], theme: str, view: str, html: Callable[[Path], Path], open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), view, viewport=size, color_scheme=theme, reduced_motion="reduce")
    page.locator("h1").wait_for()
    if view.startswith("#graph"):
        page.locator(".graph-canvas").wait_for()
    wrong, open_questions = findings(page)
    assert wrong == []
    assert [one for one in open_questions if not one.startswith(JUDGED)] == []


@pytest.mark.parametrize("view", ["#text", "#claims", "#map", "#overview"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_with_an_opened_text(
    size: dict[str, int], theme: str, view: str, second: Path, html: Callable[[Path], Path], open_page: Open
) -> None:
    page, *_ = open_page(html(second / "records"), "#text", viewport=size, color_scheme=theme)
    page.set_input_files("input[type=file]", second / "article.txt")
    page.locator(".text-body").wait_for()
    page.evaluate("hash => { location.hash = hash }", view)
    page.locator(f".view-{view.removeprefix('#')}").wait_for()
    wrong, open_questions = findings(page)
    assert wrong == []
    assert [one for one in open_questions if not one.startswith(JUDGED)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_headings_go_down_one_level_at_a_time(view: str, html: Callable[[Path], Path], open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), view)
    page.locator("h1").wait_for()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []
    landmarks = page.evaluate("['header', 'nav', 'main', 'footer'].map(n => document.querySelectorAll(n).length > 0)")
    assert landmarks == [True] * 4


def test_axe_would_report_a_fault(html: Callable[[Path], Path], open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims")
    page.evaluate("document.querySelector('main').append(document.createElement('select'))")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    wrong, _ = findings(page)
    assert sorted(one.partition(":")[0] for one in wrong) == ["color-contrast", "select-name"]
