"""Every view copes with every dataset: narrow and wide, by Tab, in print, with 5,000 records and with hardly any."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from nsatu_data import load
from nsatu_data.export import to_html
from tests.benchmarks import corpus
from tests.support import case_files, river_pact
from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.example_datasets import dataset
from tests.support.folders import ROOT

Html = Callable[[Path], Path]
RECORDS: Final = ROOT / "records"
VIEWS: Final = ("#overview", "#claims", "#map", "#graph", "#text")
SMALL: Final = {"width": 320, "height": 640}


FOLDERS: Final = {folder.name: folder for folder in (RECORDS, *case_files.valid())}


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    corpus.write(folder, 5000)
    return folder


@pytest.fixture
def export(html: Html, large: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Write the page of a dataset with this name, and return its file.

    The command writes no page without claims, because such a dataset has errors. The library can.
    """

    def written(name: str) -> Path:
        if name == "large":
            return html(large)
        if name in FOLDERS:
            return html(FOLDERS[name])
        kinds = {"no records": (), "source alone": ("source",), "no claims": ("source", "actor", "place")}[name]
        file = tmp_path / "page.html"
        few = dataset(record for record in river_pact.records() if record["kind"] in kinds)
        file.write_text(to_html.write(few), encoding="utf-8", newline="\n")
        return file

    return written


def _sticking_out(page: Page) -> list[str]:
    """The elements that reach out of the window and are not in a region that scrolls."""
    found: list[str] = page.evaluate("""() => {
      const width = document.documentElement.clientWidth;
      const isHeld = e => e && e !== document.body &&
        (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || isHeld(e.parentElement));
      return [...document.querySelectorAll('body *')]
        .filter(e => e.checkVisibility() && !(e instanceof SVGElement && e.ownerSVGElement))
        .filter(e => e.getBoundingClientRect().right > width + 1 && !isHeld(e.parentElement))
        .map(e => e.outerHTML.slice(0, 160));
    }""")
    return found


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("name", [*FOLDERS, "large", "no records", "source alone", "no claims"])
def test_nothing_sticks_out_and_nothing_fails(
    name: str, size: dict[str, int], export: Callable[[str], Path], open_page: Open
) -> None:
    file = export(name)
    page, requests, messages = open_page(file, viewport=size)
    kinds = ("actor", "event", "risk", "source", "place")
    found = page.evaluate("() => JSON.parse(document.querySelector('#dataset').textContent).bundle")
    records = [f"#record/{found[f'{kind}s'][0]['id']}" for kind in kinds if found[f"{kind}s"]]
    for view in (*VIEWS, *records):
        page.evaluate("view => { location.hash = view }", view)
        page.locator(f".view-{view[1:].partition('/')[0]}").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], view
        assert _sticking_out(page) == [], view
        # A page never holds thousands of rows, however large the dataset is.
        assert page.locator("body *").count() < 4000, view
    assert len(requests) == 1
    assert messages == []


_FOCUS: Final = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const { left, top, right, bottom } = e.getBoundingClientRect();
  // A control that is drawn by another element shows its focus there.
  const drawn = [e, e.parentElement, e.nextElementSibling, ...e.children].filter(one => one !== null);
  const isOutlined = one => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  };
  const strokes = () => [e, ...e.children].map(one => getComputedStyle(one).strokeWidth).join();
  const focused = strokes();
  e.blur();
  const isThicker = focused !== strokes();
  e.focus({ focusVisible: true, preventScroll: true });
  return {
    element: e.outerHTML.slice(0, 200),
    isInSight: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left && bottom > top,
    isMarked: isThicker || drawn.some(isOutlined),
  };
}"""


@pytest.mark.parametrize("view", [*VIEWS, "#record/risk/strain-on-the-budget", "#graph/actor/arda", "#map?sentence=2"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tab_goes_through_a_view_and_shows_where_it_is(
    theme: str, size: dict[str, int], view: str, html: Html, open_page: Open
) -> None:
    file = html(case_files.VALID / "river-pact")
    page, *_ = open_page(file, view, viewport=size, color_scheme=theme, reduced_motion="reduce")
    page.locator("h1").wait_for()
    seen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        if focus is None:
            break
        seen.append(focus)
    assert focus is None, "Tab does not leave the page"
    assert len(seen) > 6
    assert [one["element"] for one in seen if not one["isInSight"]] == []
    assert [one["element"] for one in seen if not one["isMarked"]] == []


def test_printing_gives_a_document_with_every_claim(html: Html, open_page: Open, tmp_path: Path) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?kind=risk")
    page.locator("h1").wait_for()
    page.pdf(path=tmp_path / "paper.pdf", format="A4", tagged=True)
    command = ["pdftotext", "-raw", str(tmp_path / "paper.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # A line may break after a hyphen and between words; what is left is the sequence of characters.
    written = "".join(text.split())
    whole = load(RECORDS)
    assert [claim.id for claim in whole.claims if "".join(claim.statement.split()) not in written] == []
    assert [claim.id for claim in whole.claims if claim.id not in written] == []
    assert "notestablishedfacts" in written
