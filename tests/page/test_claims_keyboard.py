"""In the claims' table a reader never loses the place: by keyboard, by the back button, and in long lists."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from nsatu_data import load
from tests.benchmarks import corpus
from tests.support import case_files
from tests.support.browser_pages import NARROW, Open
from tests.support.folders import ROOT

Html = Callable[[Path], Path]
RECORDS: Final = ROOT / "records"
_SHOWS_FOCUS: Final = """() => {
  const {left, top, width, height} = document.activeElement.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return document.activeElement.contains(hit) || hit.contains(document.activeElement);
}"""


def _has_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def _top(page: Page) -> int:
    return int(page.evaluate("Math.round(scrollY)"))


@pytest.mark.parametrize("hash_", ["#claims", "#claims?page=3&sort=-statement"])
def test_going_back_from_a_record_returns_to_its_row(hash_: str, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), hash_)
    link = page.locator(".cell-statement a").nth(20)
    link.scroll_into_view_if_needed()
    before, target = _top(page), link.get_attribute("href")
    assert before > 0
    link.click()
    page.locator(".view-record").wait_for()
    assert (_top(page), _has_focus(page, "main")) == (0, True)
    page.go_back()
    page.locator(".view-claims").wait_for()
    assert (_top(page), _has_focus(page, f"a[href='{target}']")) == (before, True)


def test_a_turned_page_begins_at_its_first_claim_and_back_at_the_link(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims", viewport=NARROW)
    page.get_by_role("link", name="Next").click()
    page.get_by_text("Page 2 of 6").wait_for()
    assert _has_focus(page, ".claims-results")
    assert page.locator(".claims-count").bounding_box() == pytest.approx(
        {"x": 20, "y": 0, "width": 350, "height": 23}, abs=2
    )
    page.go_back()
    page.get_by_text("Page 1 of 6").wait_for()
    assert _has_focus(page, ".pager a")
    page.get_by_role("link", name="Next").wait_for()


def test_choosing_a_filter_on_a_later_page_keeps_the_focus_on_it(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?page=3")
    page.get_by_label("certain", exact=False).first.focus()
    page.keyboard.press("Space")
    page.locator(".active-filters").wait_for()
    assert _has_focus(page, ".facet-value input:checked")


@pytest.mark.parametrize("name", ["Kind: risk", "“costs”", "Clear all"])
def test_the_focus_goes_to_the_results_if_the_button_is_gone(name: str, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?kind=risk&q=costs")
    page.get_by_role("button", name=name).press("Enter")
    assert _has_focus(page, ".claims-results")


def test_the_focus_goes_to_the_results_from_nothing_found(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?q=nothing-has-this")
    page.get_by_text("No claim has all of these words.").wait_for()
    page.get_by_role("button", name="Show all claims").press("Enter")
    assert _has_focus(page, ".claims-results")
    assert page.locator(".claims-count").inner_text() == "148 claims"


def test_three_tabs_lead_from_the_search_past_the_filters(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?q=costs")
    page.get_by_label("Search the statements").focus()
    page.keyboard.press("Tab")
    assert page.get_by_role("button", name="Skip the filters").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert _has_focus(page, ".active-filters button")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 500}, NARROW, {"width": 320, "height": 256}])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_each_control_that_has_the_focus_is_seen(key: str, size: dict[str, int], html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?kind=risk", viewport=size)
    first, last = ("#search", ".page-footer *") if key == "Tab" else (".page-footer summary", "#search")
    page.locator(first).first.focus()
    seen = 0
    while not _has_focus(page, last):
        page.keyboard.press(key)
        assert page.evaluate(_SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        seen += 1
    assert seen > 30


def test_a_match_in_the_label_alone_is_shown(html: Html, open_page: Open) -> None:
    claim = next(
        (one, word)
        for one in load(RECORDS).claims
        for word in one.label.lower().split()
        if word.isalpha() and len(word) > 4 and word not in one.statement.lower()
    )
    page, *_ = open_page(html(RECORDS), f"#claims?q={claim[1]}")
    row = page.get_by_role("row").filter(has=page.locator(f"a[href='#record/{claim[0].id}']"))
    assert row.locator(".matched-label").inner_text() == f"Label: {claim[0].label}"
    assert row.locator("mark").first.inner_text().lower() == claim[1]


def test_a_narrow_screen_goes_from_the_filters_to_what_they_found(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims", viewport=NARROW)
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("possible").check()
    number = len([claim for claim in load(RECORDS).claims if claim.certainty == "possible"])
    page.get_by_role("button", name=f"Show {number} claims").click()
    assert page.get_by_label("possible").is_hidden()
    assert _has_focus(page, ".claims-results")


def test_sentences_of_several_texts_name_their_text(html: Html, open_page: Open) -> None:
    folder = next(each for each in case_files.valid() if each.name == "two-sources")
    page, *_ = open_page(html(folder), "#claims")
    page.locator("h1").wait_for()
    assert page.locator(".cell-sentence").all_inner_texts()[3] == "The second paper, 2; The first paper, 1"
    links = page.get_by_role("row", name="The help may be a mere rumour").get_by_role("link", name="sentence")
    assert links.count() == 2


def test_a_facet_of_hundreds_of_values_is_short_and_can_be_searched(
    html: Html, open_page: Open, tmp_path: Path
) -> None:
    corpus.write(tmp_path / "large", 2000)
    page, *_ = open_page(html(tmp_path / "large"), "#claims")
    facet = page.get_by_role("group", name="Sentence")
    assert facet.get_by_role("checkbox").count() == 7
    facet.get_by_role("button", name="values of sentence").click()
    assert facet.get_by_role("checkbox").count() == 50
    facet.get_by_role("searchbox", name="Find a value of sentence").fill("sentence 4")
    facet.get_by_text("The first 50 of ").wait_for()
    labels = facet.locator(".facet-value span:first-of-type").all_inner_texts()
    assert {label.rpartition(" ")[2] for label in labels} == {"4"}
    facet.get_by_role("checkbox").nth(3).check()
    facet.get_by_role("searchbox").fill("no such sentence")
    facet.get_by_text("No value has these words.").wait_for()
    assert facet.get_by_role("checkbox", checked=True).count() == facet.get_by_role("checkbox").count() == 1
