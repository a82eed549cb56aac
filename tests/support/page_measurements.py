"""Measures the page: its size, how soon it shows something, and how long it takes from an input to the next picture.

`make page-benchmark` runs it. It writes a table into `docs/page.md`, for the dataset of this repository and for one of
5,000 records. The browser runs on one core if the system can arrange that. Interactions are timed in the page: from the
event until the browser has drawn the next frame, which shows what changed.
"""

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from nsatu_data import load
from nsatu_data.export import to_html
from tests.benchmarks import corpus
from tests.support import chromium
from tests.support.folders import ROOT
from tests.support.page_build import BUILT

PAGE: Final = ROOT / "docs" / "page.md"
_MARKED: Final = re.compile("(<!-- measurements -->\n).*?(<!-- /measurements -->)", re.DOTALL)
_LARGE: Final = 5000
_LOADS: Final = 7
_ROUNDS: Final = 25
_TIMED: Final = """act => new Promise(resolve => {
  const start = performance.now();
  new Function('document', act)(document);
  const painted = new MessageChannel();
  painted.port1.onmessage = () => resolve(performance.now() - start);
  // A message that is sent before a frame is drawn arrives after it.
  requestAnimationFrame(() => painted.port2.postMessage(0));
})"""
_PAINT: Final = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


class Action(NamedTuple):
    """Something that a reader does in a view, as what a page's own event would do; and how the view is made ready."""

    view: str
    script: Callable[[int], str]


def _type(number: int) -> str:
    words = ("a", "ar", "ard", "arda", "arda r", "pact", "budget", "j", "japan", "no-such-word")
    return (
        "const box = document.querySelector('#search');"
        f"box.value = '{words[number % len(words)]}'; box.dispatchEvent(new Event('input', {{bubbles: true}}))"
    )


def _click(selector: str) -> Callable[[int], str]:
    return lambda number: (
        f"const found = document.querySelectorAll(`{selector}`); found[{number} % found.length].click()"
    )


ACTIONS: Final = {
    "search, a letter": Action("#claims", _type),
    "filter": Action("#claims", _click(".facet-value input")),
    "sort": Action("#claims", _click(".claims-table th button")),
    "next page": Action("#claims", _click(".pager a")),
    "open a record": Action("#claims", _click(".cell-statement a")),
    "go to the overview": Action("#claims", _click(".tabs li:nth-child(1) a")),
    "go to the claims": Action("#overview", _click(".tabs li:nth-child(2) a")),
    "go to the map": Action("#overview", _click(".tabs li:nth-child(3) a")),
    "go to the graph": Action("#overview", _click(".tabs li:nth-child(4) a")),
}


def _loads(browser: Browser, file: Path) -> Iterator[float]:
    for _ in range(_LOADS):
        page = browser.new_page()
        page.goto(file.as_uri())
        page.locator("h1").wait_for()
        while (painted := page.evaluate(_PAINT)) is None:
            time.sleep(0.01)
        yield painted
        page.close()


def _times(page: Page, action: Action) -> list[float]:
    times = []
    for number in range(_ROUNDS):
        page.evaluate("view => { location.hash = view }", action.view)
        page.locator("h1").wait_for()
        page.wait_for_timeout(30)
        if page.evaluate(f"() => {{ {action.script(0).partition(';')[0]}; return true }}"):
            times.append(page.evaluate(_TIMED, action.script(number)))
    return times


def _datasets(folder: Path) -> Iterator[tuple[str, Path]]:
    large = folder / "large"
    corpus.write(large, _LARGE)
    for records in (ROOT / "records", large):
        whole = load(records)
        file = folder / f"{len(whole)}.html"
        file.write_text(to_html.write(whole), encoding="utf-8", newline="\n")
        yield f"{len(whole):,} records", file


def table() -> Iterator[str]:
    """The lines of the table, one for each kind of time and each dataset."""
    path = chromium.path()
    if path is None:
        raise SystemExit("there is no Chromium; run `make page-test`, which installs it or says how")
    yield "| ms | dataset | median | 95th percentile |"
    yield "|---|---|---:|---:|"
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for name, file in _datasets(Path(temporary)):
            size = f"{name}, {file.stat().st_size / 1e6:.1f} MB"
            yield _row("load, until something is shown", size, list(_loads(browser, file)))
            # The page's own policy would refuse the measuring code.
            page = browser.new_context(bypass_csp=True).new_page()
            page.goto(file.as_uri())
            for label, action in ACTIONS.items():
                yield _row(label, name, _times(page, action))
        browser.close()


def _row(label: str, dataset: str, times: list[float]) -> str:
    slow = sorted(times)[min(len(times) - 1, round(0.95 * len(times)) - 1)]
    return f"| {label} | {dataset} | {statistics.median(times):.0f} | {slow:.0f} |"


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    head = f"The page without data has {BUILT.stat().st_size / 1000:.0f} kB."
    lines = [head, ""]
    print(head, flush=True)
    for line in table():
        print(line, flush=True)
        lines.append(line)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_MARKED.sub(lambda found: f"{found[1]}{chr(10).join(lines)}\n{found[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
