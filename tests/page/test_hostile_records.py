"""Records that hold markup, script and odd characters are shown as text, in every view, copy and download."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from nsatu_data import cli, load
from nsatu_data.dataset.bundle import values
from tests.support import river_pact
from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.example_datasets import write_folder

STRINGS: Final = (
    "</script><script>window.hacked = 1</script>",
    "<!-- <script> -->",
    "<img src=x onerror='window.hacked = 1'>",
    "<a href='javascript:window.hacked = 1'>click</a>",
    "]]> &lt;b&gt; &amp; {{7*7}} ${window.hacked = 1}",
    "'\"><svg onload=window.hacked=1>",
    "W" * 60 + "iiiiiiiiiii",
    "<!-- dataset --><!-- title -->{{script}}",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 🚢",
)


def _hostile() -> Iterator[dict[str, Any]]:
    for index, record in enumerate(river_pact.records()):
        bad = STRINGS[index % len(STRINGS)]
        changed = {**record, "label": bad[:80].strip()}
        if "statement" in record:
            changed["statement"] = f"{bad} and {STRINGS[(index + 1) % len(STRINGS)]}"
        if record.get("naming") == "named":
            changed["name"] = bad
        yield changed


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    manifest = {**river_pact.manifest(), "title": STRINGS[0], "description": STRINGS[7], "method": STRINGS[2]}
    write_folder(folder / "records", _hostile(), manifest)
    output = folder / "page.html"
    assert cli.main(["export", "html", "--dataset", str(folder / "records"), "--output", str(output)]) == 0
    return folder


VIEWS: Final = ("#overview", "#claims", "#map", "#graph", "#text", "#record/risk/strain-on-the-budget")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_hostile_records_are_inert(size: dict[str, int], view: str, hostile: Path, open_page: Open) -> None:
    page, requests, messages = open_page(hostile / "page.html", view, viewport=size)
    page.locator("h1").wait_for()
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('main script, main img, main a[href^=javascript]').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert [address for address in requests if not address.startswith("file:")] == []
    assert messages == []


def test_the_page_holds_the_records_as_they_are(hostile: Path, open_page: Open, tmp_path: Path) -> None:
    page, *_ = open_page(hostile / "page.html", "#claims", accept_downloads=True)
    whole = load(hostile / "records")
    assert page.title() == f"Claims · {STRINGS[0]}"
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    download.value.save_as(tmp_path / "claims.json")
    claims = json.loads((tmp_path / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert {claim["id"]: claim for claim in claims} == {claim.id: values(claim) for claim in whole.claims}
    for claim in whole.claims:
        assert page.get_by_role("link", name=claim.statement, exact=True).count() >= 1


@pytest.mark.parametrize("sign", ["<", ">", "\u2028", "\u2029"])
def test_data_hold_no_sign_that_could_end_them(sign: str, hostile: Path) -> None:
    page = (hostile / "page.html").read_text(encoding="utf-8")
    data = page.partition('id="dataset">')[2].partition("</script>")[0]
    assert json.loads(data)["bundle"]["dataset"]["title"] == STRINGS[0]
    assert sign not in data
