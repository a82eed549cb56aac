"""In Chromium, the pages ask for nothing outside of the site, find words without a server, and lead to each other."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from nsatu_data import load
from nsatu_data.export import to_html
from tests.site.kinds import pages
from tests.support.browser_pages import Open
from tests.support.folders import RECORDS


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of a server that serves the site in a folder below its root, as some hosts do."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/below"))

    serving = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_address[1]}/below"
    serving.shutdown()
    serving.server_close()


def test_no_page_asks_for_anything_outside_of_the_site(
    content: dict[str, bytes], site: Path, server: str, open_page: Open
) -> None:
    for root in (site.as_uri(), server):
        for path in pages(content):
            page, requests, messages = open_page(path, root)
            page.wait_for_timeout(100)
            assert [one for one in requests if not one.startswith((f"{root}/", "data:"))] == [], path
            assert messages == [], path
            page.context.close()


@pytest.mark.parametrize("from_file", [True, False], ids=["file", "server"])
def test_the_search_finds_words(*, from_file: bool, site: Path, server: str, open_page: Open) -> None:
    root = site.as_uri() if from_file else server
    page, requests, messages = open_page("findings/index.html", root)
    page.locator("input[name=q]").first.fill("typographic")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=typographic*")
    page.locator("ul.search li a").first.wait_for()
    found = page.locator("ul.search li a").evaluate_all("links => links.map(link => link.href)")
    assert any(f"{root}/findings/typographic-quotes.html" in link for link in found)
    # A page that is opened from its file cannot fetch what the words stand in.
    page.wait_for_timeout(300)
    expect(page.locator("ul.search p.context")).to_have_count(0 if from_file else len(found))
    assert messages == []
    assert [one for one in requests if not one.startswith((f"{root}/", "data:"))] == []
    page.locator("ul.search li a").first.click()
    page.locator("h1").first.wait_for()


@pytest.mark.parametrize("from_file", [True, False], ids=["file", "server"])
def test_the_front_leads_to_the_other_pages_and_back(*, from_file: bool, server: str, open_page: Open) -> None:
    page, *_ = open_page("index.html", None if from_file else server)
    page.locator(".tabs a[href='#claims']").click()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Handbook").click()
    page.wait_for_url("**/handbook.html")
    page.go_back()
    page.wait_for_url("**/index.html#claims")
    page.go_forward()
    page.wait_for_url("**/handbook.html")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Dataset").click()
    page.locator(".view-overview").wait_for()


def test_a_reader_can_go_back_from_the_front_to_a_page_that_its_links_do_not_name(open_page: Open) -> None:
    page, *_ = open_page("docs/python.html")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Dataset").click()
    page.locator(".view-overview").wait_for()
    page.go_back()
    page.wait_for_url("**/docs/python.html")


@pytest.mark.parametrize("record", ["risk/significant-costs", "actor/japan"])
def test_links_to_a_record_lead_to_it(record: str, open_page: Open) -> None:
    page, *_ = open_page(f"index.html#record/{record}")
    page.locator(".view-record h1").wait_for()
    assert load(RECORDS)[record].label in page.locator(".view-record").inner_text()


def test_the_link_to_the_dataset_keeps_an_opened_text(open_page: Open) -> None:
    page, *_ = open_page("index.html#claims")
    page.evaluate("window.isStillThere = true")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Dataset").click()
    page.locator(".view-overview").wait_for()
    assert page.evaluate("window.isStillThere")


def test_the_front_has_the_policy_of_the_exported_page(content: dict[str, bytes]) -> None:
    exported = to_html.write(load(RECORDS)).splitlines()
    front = content["index.html"].decode("utf-8").splitlines()
    added = [line for line in front if line not in set(exported)]
    assert [line for line in front if line not in added] == exported
    assert len(added) == 1
    assert added[0].startswith(
        '<nav class="site-nav" aria-label="Site"><ul><li><a href="#overview" aria-current="page">'
    )


def test_the_front_refuses_every_other_address(open_page: Open) -> None:
    page, requests, _ = open_page("index.html")
    page.locator("h1").wait_for()
    script = """() => {
      const link = document.querySelector('.site-nav a[href="handbook.html"]');
      link.href = 'handbook.html?words'; link.click();
      const other = Object.assign(document.createElement('a'), { href: 'README.html' });
      document.querySelector('.site-nav').append(other); other.click();
      location.href = 'handbook.html?words';
    }"""
    page.evaluate(script)
    page.wait_for_timeout(500)
    assert page.url.endswith("/index.html")
    assert [one for one in requests if "handbook" in one or "README" in one] == []
