"""What helps a stranger to read: an example of a claim, the meaning of each mark, and the way back from a record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nsatu_data import load
from nsatu_data.model.record_models import Claim
from nsatu_data.model.vocabulary import Basis, Certainty, Kind, Polarity
from tests.support import case_files
from tests.support.browser_pages import Open
from tests.support.folders import ROOT

Html = Callable[[Path], Path]
RECORDS = ROOT / "records"


def _weight(claim: Claim) -> tuple[bool, bool, bool]:
    is_hedged = claim.certainty in {"possible", "probable"}
    return is_hedged, not (claim.voice or "").startswith("source/"), claim.basis == "stated"


@pytest.mark.parametrize("folder", [RECORDS, *case_files.valid()], ids=lambda folder: folder.name)
def test_the_example_is_a_claim_whose_marks_say_most(folder: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(folder), "#overview")
    page.locator("h1").wait_for()
    shown = page.locator(".worked-example a").first.get_attribute("href") or ""
    dataset = load(folder)
    example = dataset[shown.removeprefix("#record/")]
    assert isinstance(example, Claim)
    assert _weight(example) == max(_weight(claim) for claim in dataset.claims)


def test_the_example_is_put_into_words(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#overview")
    assert page.locator(".worked-example > p").inner_text() == (
        "How to read it: An unnamed voice says it outright, as possible, not as certain. "
        "A statement keeps each “might” and “not” of its own; the marks describe it, and add nothing to it."
    )


def test_the_legend_defines_each_term_of_each_mark(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#overview")
    page.get_by_text("What each mark means").click()
    terms = [term.strip() for term in page.locator(".legend dt").all_inner_texts()]
    found = dict(zip(terms, page.locator(".legend dd").all_inner_texts(), strict=True))
    assert found.pop("a name") == "the text itself, an actor whom it quotes, or nobody who is named"
    kinds = [kind for kind in Kind if kind not in {"source", "actor", "place"}]
    wanted = {term.value: term.definition for term in (*Basis, *Certainty, *Polarity, *kinds)}
    wanted["negated"] = wanted.pop("denied") + " (in the data: denied)"
    assert found == wanted


@pytest.mark.parametrize("kind", list(Kind))
def test_a_record_leads_back_to_the_list_that_holds_it(kind: str, html: Html, open_page: Open) -> None:
    folder = case_files.VALID / "river-pact"
    record = next(record for record in load(folder) if record.kind == kind)
    page, *_ = open_page(html(folder), f"#record/{record.id}")
    trail = page.get_by_role("navigation", name="Where this record is listed")
    tab = page.locator(".tabs [aria-current=true]").inner_text()
    assert trail.locator("li").first.inner_text() == tab
    trail.get_by_role("link").nth(-2).click()
    page.locator(".trail").wait_for(state="detached")
    assert page.locator(".tabs [aria-current=page]").inner_text() == tab
    if kind == "source":
        assert page.locator("main").get_by_text(record.label).first.is_visible()
    elif kind == "place":
        assert page.get_by_text("The map shows places alone.").is_visible()
    else:
        assert page.locator(f"main a[href='#record/{record.id}']").first.is_visible()


@pytest.mark.parametrize("view", ["#claims?polarity=denied", "#overview", "#map?sentence=2"])
def test_no_mark_reads_as_a_denial_of_the_statement(view: str, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), view)
    page.locator("h1").wait_for()
    text = page.locator("main").inner_text()
    assert "denied" not in text
    assert "negated" in text
