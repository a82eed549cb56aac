"""Every control of the page does what it says: with the mouse, by keyboard alone, in a link, and on paper."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from nsatu_data import load
from nsatu_data.export import to_json
from nsatu_data.model.record_models import Claim
from tests.support import case_files
from tests.support.browser_pages import NARROW, Open
from tests.support.folders import ROOT
from tests.support.page_payload import payload

Html = Callable[[Path], Path]
RECORDS: Final = ROOT / "records"


def _hash(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def _status(page: Page) -> str:
    return page.locator(".claims-count").inner_text()


def test_a_search_is_in_the_address_and_leaves_one_step_to_go_back(html: Html, open_page: Open) -> None:
    page, _, messages = open_page(html(RECORDS), "#overview")
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_label("Search the statements").press_sequentially("russia ten")
    assert _hash(page) == "#claims?q=russia+ten"
    found = [claim.id for claim in load(RECORDS).claims if _matches(claim, "russia", "ten")]
    assert _status(page) == f"{len(found)} of 148 claims"
    assert page.locator("mark").first.inner_text().lower() in ("russia", "ten")
    page.go_back()
    page.locator(".view-overview").wait_for()
    page.go_forward()
    page.locator(".view-claims").wait_for()
    assert page.get_by_label("Search the statements").input_value() == "russia ten"
    assert messages == []


def _matches(claim: Claim, *words: str) -> bool:
    text = f" {claim.label} {claim.statement}".lower().replace("-", " ")
    return all(f" {word}" in text for word in words)


def test_filters_are_chosen_shown_and_taken_away(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims")
    risks = load(RECORDS).risks
    page.get_by_label("risk", exact=False).first.check()
    assert (_hash(page), _status(page)) == ("#claims?kind=risk", f"{len(risks)} of 148 claims")
    page.get_by_label("possible").check()
    possible = risks.where(certainty="possible")
    assert _status(page) == f"{len(possible)} of 148 claims"
    assert page.locator(".claims-table tbody tr").count() == len(possible)
    page.get_by_role("button", name="Kind: risk").click()
    assert _hash(page) == "#claims?certainty=possible"
    page.get_by_role("button", name="Clear all").click()
    assert (_hash(page), _status(page)) == ("#claims", "148 claims")
    page.go_back()
    assert _hash(page) == "#claims?certainty=possible"


def test_nothing_found_has_ways_back(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?kind=risk&q=nothing-has-this")
    assert _status(page) == "0 of 148 claims"
    page.get_by_role("button", name="Keep the filters, clear the search").click()
    assert _hash(page) == "#claims?kind=risk"
    page.go_back()
    page.get_by_role("button", name="Keep the search, clear the filters").click()
    assert _hash(page) == "#claims?q=nothing-has-this"
    page.get_by_role("button", name="Show all claims").click()
    assert _hash(page) == "#claims"


def test_columns_sort_and_turn(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims")
    header = page.get_by_role("columnheader", name="Statement")
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    first = page.locator(".cell-statement a").first.inner_text()
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    assert _hash(page) == "#claims?sort=-statement"
    statements = sorted((claim.statement for claim in load(RECORDS).claims), key=str.lower)
    assert (first, page.locator(".cell-statement a").first.inner_text()) == (statements[0], statements[-1])


def test_a_narrow_screen_sorts_by_a_choice_and_folds_the_filters(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims", viewport=NARROW)
    page.get_by_label("Sort by").select_option("-certainty")
    assert _hash(page) == "#claims?sort=-certainty"
    assert page.get_by_label("possible").is_hidden()
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("possible").check()
    assert _hash(page) == "#claims?certainty=possible&sort=-certainty"


def test_pages_follow_one_another(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims")
    page.get_by_role("link", name="Next").click()
    page.get_by_text("Page 2 of 6").wait_for()
    assert _hash(page) == "#claims?page=2"
    page.get_by_role("link", name="Previous").click()
    assert _hash(page) == "#claims"
    page.evaluate("location.hash = '#claims?page=99'")
    page.get_by_text("Page 6 of 6").wait_for()
    seen = set()
    for number in range(1, 7):
        page.evaluate("hash => { location.hash = hash }", f"#claims?page={number}")
        page.get_by_text(f"Page {number} of 6").wait_for()
        seen.update(page.locator(".cell-statement a").evaluate_all("links => links.map(link => link.hash)"))
    assert seen == {f"#record/{claim.id}" for claim in load(RECORDS).claims}


def test_a_link_with_unknown_parts_says_so(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?kind=risk,rumour&colour=red")
    page.get_by_text("2 parts of this link are not known to this dataset and were ignored.").wait_for()


@pytest.mark.parametrize("folder", [RECORDS, *case_files.valid()], ids=lambda folder: folder.name)
def test_what_is_copied_says_where_it_comes_from(folder: Path, html: Html, open_page: Open) -> None:
    whole = load(folder)
    page, *_ = open_page(html(folder), "#overview", permissions=["clipboard-read", "clipboard-write"])
    digest, manifest = payload(whole)["digest"], whole.manifest
    for record in [*whole][:: max(1, len(whole) // 12)]:
        page.evaluate("hash => { location.hash = hash }", f"#record/{record.id}")
        page.locator(f"a[href='#record/{record.id}'] code").wait_for()
        yaml = (folder / f"{record.id}.yaml").read_text(encoding="utf-8")
        copied = _copied(page, "Copy as YAML")
        head, rest = copied.split("\n", 2)[:2], copied.split("\n", 2)[2]
        assert head == [f"# {manifest.title}, version {manifest.version}", f"# SHA-256 of the bundle: {digest}"]
        if folder == RECORDS:
            assert rest == yaml
        values = next(one for one in _records(to_json.write(whole)) if one["id"] == record.id)
        about = {"title": manifest.title, "version": manifest.version, "sha256": digest}
        assert json.loads(_copied(page, "Copy as JSON")) == {"dataset": about, "record": values}
        cited = _copied(page, "Copy the citation")
        assert all(part in cited for part in (record.id, manifest.version, digest, manifest.licences.data))
        assert _copied(page, "Copy the link") == f"{html(folder).as_uri()}#record/{record.id}"


def _copied(page: Page, name: str) -> str:
    page.get_by_role("button", name=name).click()
    page.locator(".copy-status", has_text="copied").first.wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def _records(bundle: str) -> list[dict[str, object]]:
    return [record for key, many in json.loads(bundle).items() if key != "dataset" for record in many]


def test_the_keyboard_alone_goes_from_a_search_to_a_record_and_back(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims")
    page.locator("h1").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    page.keyboard.type("hedge")
    page.locator("mark").first.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cell-statement a')"):
            break
    page.keyboard.press("Enter")
    page.locator(".view-record").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.go_back()
    page.locator(".view-claims").wait_for()
    assert page.get_by_label("Search the statements").input_value() == "hedge"


def test_every_control_can_be_reached_by_tab(html: Html, open_page: Open) -> None:
    for view in ("#overview", "#claims", "#map", "#text", "#record/actor/japan"):
        page, *_ = open_page(html(RECORDS), view)
        page.locator("h1").wait_for()
        hidden = page.evaluate(
            "[...document.querySelectorAll('main a, main button, main input, main select')]"
            ".filter(one => one.checkVisibility() && one.tabIndex < 0).map(one => one.outerHTML)"
        )
        assert hidden == []


def test_a_page_at_twice_the_size_needs_no_sideways_scrolling(html: Html, open_page: Open) -> None:
    for view in ("#overview", "#claims", "#map", "#graph", "#text", "#record/risk/significant-costs"):
        page, *_ = open_page(html(RECORDS), view, viewport={"width": 640, "height": 450}, device_scale_factor=2)
        page.locator("h1").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, view


def test_reduced_motion_moves_nothing(html: Html, open_page: Open) -> None:
    for view in ("#overview", "#claims", "#map", "#graph/actor/japan"):
        page, *_ = open_page(html(RECORDS), view, reduced_motion="reduce")
        page.locator("h1").wait_for()
        page.wait_for_timeout(200)
        assert page.evaluate("document.getAnimations().length") == 0, view


@pytest.mark.parametrize("view", ["#overview", "#claims?kind=risk", "#graph"])
def test_paper_has_every_claim(view: str, html: Html, open_page: Open) -> None:
    whole = load(RECORDS)
    page, *_ = open_page(html(RECORDS), view)
    page.locator("h1").wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.locator("#paper")
    assert paper.locator(".worked-example .statement").count() == 1
    assert paper.locator(".statement").count() == 1 + len(whole.claims)
    text = paper.inner_text()
    assert [claim.id for claim in whole.claims if claim.statement not in text or claim.id not in text] == []
    assert whole.manifest.method is not None
    said = (whole.manifest.method, "not established facts", f"Version {whole.manifest.version}", "CC-BY-4.0")
    assert [one for one in said if one not in text] == []
    assert page.locator("#page").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert paper.inner_text() == ""


def test_the_overview_has_the_day_of_the_release(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(case_files.VALID / "every-field"), "#overview")
    page.locator("h1").wait_for()
    assert "Version 1.0.0, released on 2024-02-29, licence CC-BY-4.0." in page.locator(".caution").inner_text()
    footer = page.locator(".page-footer").inner_text()
    assert "version 1.0.0, released on 2024-02-29 (schema 1.1). Data: CC-BY-4.0." in footer


def test_a_record_is_printed_by_itself(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#record/risk/significant-costs")
    page.locator("h1").wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#page h1").is_visible()
    assert page.get_by_role("button").count() == 0


def test_the_overview_names_what_is_not_known_of_the_text(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#overview")
    page.get_by_text("Not known: title, author, publisher, date, address.").wait_for()
    page.get_by_text("No motive is in the voice of the actor whose motive it is").wait_for()


def test_counts_in_charts_lead_to_the_claims_that_they_count(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#overview")
    links = page.locator(".chart a")
    targets = links.evaluate_all("all => all.map(one => [one.hash, one.querySelector('.chart-count').textContent])")
    assert len(targets) >= 15
    for target, number in targets:
        page.evaluate("hash => { location.hash = hash }", target)
        page.locator(".view-claims").wait_for()
        assert _status(page).startswith(f"{number} "), target
