"""The graph: choosing records by mouse, keyboard and search, folding and unfolding, and the list that says the same."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nsatu_data import load
from tests.benchmarks import corpus
from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.folders import ROOT
from tests.support.page_payload import payload
from tests.support.page_units import run_program

RECORDS = ROOT / "records"
JAPAN = "#graph/actor/japan"
Html = Callable[[Path], Path]

# The boxes of all nodes in the window, and that of the picture.
BOXES = """() => {
    const box = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right, bottom };
    };
    const nodes = [...document.querySelectorAll(".graph-canvas .node")];
    return { picture: box(document.querySelector(".graph-canvas")), nodes: nodes.map(box) };
}"""


def _drawn(page: Page) -> list[str]:
    page.locator(".graph-canvas").wait_for()
    keys: list[str] = page.locator(".graph-canvas .node").evaluate_all("nodes => nodes.map(node => node.dataset.key)")
    return keys


def _focused(page: Page) -> Any:
    return page.evaluate("document.activeElement.dataset.key")


@pytest.mark.parametrize("at", ["#graph", JAPAN, "#graph/event/japan-announces-wish-to-join-nsatu", f"{JAPAN}?steps=2"])
@pytest.mark.parametrize("size", [WIDE, NARROW, {"width": 320, "height": 640}], ids=lambda size: str(size["width"]))
def test_nodes_stay_in_view_and_do_not_cover_each_other(
    size: dict[str, int], at: str, html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), at, viewport=size)
    assert len(_drawn(page)) > 7
    found = page.evaluate(BOXES)
    picture, nodes = found["picture"], found["nodes"]
    for index, node in enumerate(nodes):
        assert picture["left"] <= node["left"] < node["right"] <= picture["right"]
        assert picture["top"] <= node["top"] < node["bottom"] <= picture["bottom"]
        for other in nodes[index + 1 :]:
            across = min(node["right"], other["right"]) - max(node["left"], other["left"])
            along = min(node["bottom"], other["bottom"]) - max(node["top"], other["top"])
            assert across <= 1 or along <= 1


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: str(size["width"]))
def test_the_same_graph_is_drawn_again_in_the_same_way(size: dict[str, int], html: Html, open_page: Open) -> None:
    pictures = []
    for _ in range(2):
        page, *_ = open_page(html(RECORDS), JAPAN, viewport=size)
        _drawn(page)
        pictures.append(page.locator(".graph-canvas").evaluate("picture => picture.outerHTML"))
    assert pictures[0] == pictures[1]


def test_a_hub_is_folded_and_unfolds_by_a_click(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    assert "actor/japan.in.bearers.risk" in _drawn(page)
    page.get_by_role("link", name="Japan bears 12 risks").click()
    expect(page.locator("[data-key='actor/japan.in.bearers.risk']")).to_have_count(0)
    risks = [key for key in _drawn(page) if key.startswith("risk/")]
    assert len(risks) == 12
    assert page.url.endswith("?open=actor/japan.in.bearers.risk")
    page.get_by_role("link", name="Draw groups as one again").click()
    expect(page.locator("[data-key='actor/japan.in.bearers.risk']")).to_have_count(1)


@pytest.mark.parametrize("width", [286, 356, 860])
def test_words_on_an_arrow_are_not_taken_for_those_of_another(width: int, second: Path) -> None:
    rows = [{"payload": payload(load(folder)), "width": width, "steps": 1} for folder in (RECORDS, second / "records")]
    for measured in run_program("edge_words", rows):
        shown, left_out = measured.pop("shown"), measured.pop("leftOut")
        assert measured == {"crossed": 0, "close": 0, "covered": 0, "astray": 0}
        assert shown > 2.5 * left_out


def test_the_list_says_what_the_records_say(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#graph/actor/rutte")
    listed = page.locator(".graph-list dl > div").evaluate_all(
        "groups => groups.map(group => [group.querySelector('dt').textContent.trim(),"
        " [...group.querySelectorAll('a')].map(link => link.hash.replace('#graph/', ''))])"
    )
    records = list(load(RECORDS))
    agent = [record.id for record in records if "actor/rutte" in (getattr(record, "agents", None) or ())]
    voice = [record.id for record in records if getattr(record, "voice", None) == "actor/rutte"]
    mentions = [record.id for record in records if "actor/rutte" in (getattr(record, "mentions", None) or ())]
    by_name = dict(listed)
    assert by_name["Is part of 1 actor"] == ["actor/nato"]
    assert by_name[f"Acts in {len(agent)} events"] == agent
    assert by_name[f"Voices {len(voice)} implications"] == voice[:6]
    assert by_name[f"Is mentioned in {len(mentions)} implication"] == mentions


# The headings of lists of links: what refers to a record, and what it refers to.
HEADINGS = "headings => headings.map(heading => heading.textContent)"
JAPAN_HEADINGS = [
    "Acts in 9 events",
    "Is mentioned in 51 claims",
    "Is described in 27 contexts",
    "Has 15 motives",
    "Bears 12 risks",
]


def test_the_graph_and_the_record_use_the_same_words_for_links(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    _drawn(page)
    assert page.locator(".graph-list dt").evaluate_all(HEADINGS) == JAPAN_HEADINGS
    assert page.get_by_role("link", name="Japan is described in 27 contexts").count() == 1
    page.get_by_role("region", name="The chosen node").get_by_role("link", name="Open the record").click()
    assert page.locator(".referring h3").evaluate_all(HEADINGS) == JAPAN_HEADINGS


@pytest.mark.parametrize("size", [WIDE, NARROW, {"width": 320, "height": 640}], ids=lambda size: str(size["width"]))
def test_the_picture_explains_its_shapes_and_its_arrows_above_itself(
    size: dict[str, int], html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), "#graph", viewport=size)
    _drawn(page)
    guide = page.locator(".graph-guide")
    assert [text.strip() for text in guide.locator("li").all_inner_texts()] == ["actors", "events"]
    sentence = guide.locator("p").text_content() or ""
    start, words, end = guide.locator("q, b").all_text_contents()
    assert sentence == f"Read along an arrow: {start} {words} {end}. Choose a box to see its links."
    # The sentence of the example is what the records say, and its arrow has these words in the picture.
    by_label = {actor.label: actor for actor in load(RECORDS).actors}
    assert (words, by_label[start].part_of) == ("is part of", by_label[end].id)
    assert page.locator(".edge-words", has_text="part of").count() >= 1
    page.goto(f"{page.url}/actor/japan")
    expect(guide.locator("li").last).to_have_text(re.compile("several records|a link between two others"))
    picture = page.locator(".graph-canvas").bounding_box()
    above = guide.bounding_box()
    assert picture is not None
    assert above is not None
    assert above["y"] + above["height"] <= picture["y"]


def test_every_field_that_refers_has_words_of_its_own() -> None:
    data = payload(load(RECORDS))
    fields = {field["name"] for kind in data["fields"].values() for field in kind if field.get("reference")}
    module = (ROOT / "nsatu_data/export/page/src/data/link_phrases.ts").read_text("utf-8")
    table = module.split("const PHRASES:")[1].split("\n};")[0]
    assert set(re.findall(r"^  (\w+): \[", table, re.MULTILINE)) == fields | {"evidence"}


def test_links_read_as_english_along_an_arrow_in_a_list_and_in_a_record(html: Html, open_page: Open) -> None:
    event = "event/japan-takes-part-in-nsatu"
    page, *_ = open_page(html(RECORDS), f"#graph/{event}")
    _drawn(page)
    page.locator(".graph-canvas .is-chosen").focus()
    words = page.locator(".edge-words").evaluate_all("all => [...new Set(all.map(each => each.textContent))].sort()")
    assert words == ["about", "act of", "background to", "directed at", "drawn from", "explains", "part of"]
    page.goto(page.url.replace("#graph", "#record"))
    headings = page.locator(".referring h3").evaluate_all(HEADINGS)
    assert headings == [
        "Includes 5 events",
        "Has 2 contexts",
        "Is explained by 2 motives",
        "Is the subject of 4 risks",
        "Is the basis of 6 implications",
    ]
    fields = page.locator(".fields dt").evaluate_all(HEADINGS)
    assert [field for field in fields if " " in field] == ["voiced by", "act of", "directed at"]


def test_the_keyboard_walks_through_the_graph_and_opens_a_record(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    keys = _drawn(page)
    assert page.locator(".graph-canvas .node[tabindex='0']").count() == 1
    page.locator(".graph-canvas .node[tabindex='0']").focus()
    assert _focused(page) == "actor/japan"
    page.keyboard.press("ArrowRight")
    assert _focused(page) != "actor/japan"
    page.keyboard.press("Home")
    assert _focused(page) == keys[0]
    seen = {_focused(page)}
    for _ in keys[1:]:
        page.keyboard.press("PageDown")
        seen.add(_focused(page))
    assert seen == set(keys)
    page.keyboard.press("End")
    assert _focused(page) == keys[-1]
    record = next(key for key in keys if key.startswith("event/"))
    while _focused(page) != record:
        page.keyboard.press("PageUp")
    page.keyboard.press("Enter")
    expect(page.locator(".graph-canvas .is-chosen")).to_have_attribute("data-key", record)
    expect(page.locator(f".graph-canvas .node[data-key='{record}']")).to_be_focused()
    assert page.url.endswith(f"#graph/{record}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zoom in")).to_be_focused()


def test_an_unfolded_group_keeps_the_focus_in_the_graph(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    _drawn(page)
    page.locator("[data-key='actor/japan.in.bearers.risk']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-key='actor/japan.in.bearers.risk']")).to_have_count(0)
    assert _focused(page).startswith("risk/")


def test_the_graph_zooms_and_shifts_by_buttons_keys_and_wheel(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    _drawn(page)
    view = page.locator(".graph-canvas > g")

    def scale() -> float:
        return float((view.get_attribute("transform") or "").split("scale(")[1].rstrip(")"))

    page.get_by_role("button", name="Zoom in").click()
    assert scale() == 1.4
    before = view.get_attribute("transform")
    page.get_by_role("button", name="Show more on the right").click()
    assert view.get_attribute("transform") != before
    page.get_by_role("button", name="Zoom out").click()
    assert scale() == 1
    page.locator(".graph-canvas .node[tabindex='0']").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert round(scale(), 2) == 1.96
    page.keyboard.press("0")
    assert scale() == 1
    page.locator(".graph-canvas").hover()
    page.mouse.wheel(0, -100)
    assert scale() == 1
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(view).not_to_have_attribute("transform", "translate(0 0) scale(1)")


def test_a_drag_shifts_the_graph_and_opens_nothing(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    _drawn(page)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    page.locator(".graph-canvas").scroll_into_view_if_needed()
    view = page.locator(".graph-canvas > g")
    before = view.get_attribute("transform")
    box = page.locator(".graph-canvas .is-chosen").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=5)
    page.mouse.up()
    assert view.get_attribute("transform") != before
    assert page.url.endswith(JAPAN)


def test_a_record_is_found_by_its_words(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#graph")
    page.get_by_label("Find a record").fill("ukrainian FORCES")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("4 records found.")
    page.get_by_role("search").get_by_role("link", name="The Ukrainian forces", exact=False).first.click()
    expect(page.get_by_role("heading", name="The Ukrainian forces", exact=True)).to_be_focused()
    page.get_by_label("Find a record").fill("no such record")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(
        "No record has all these words in its label or id."
    )


def test_kinds_fields_and_steps_are_chosen(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), JAPAN)
    _drawn(page)
    page.get_by_label("Events").uncheck()
    expect(page.locator(".graph-canvas .kind-event")).to_have_count(0)
    page.get_by_text("Links that are drawn").click()
    page.get_by_label("mentions").uncheck()
    expect(page.locator(".graph-list dt", has_text="mentioned")).to_have_count(0)
    page.get_by_label("and their links").check()
    expect(page.get_by_role("heading", name="And their links")).to_be_visible()
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator(".graph-canvas .kind-event").first).to_be_visible()
    assert page.url.endswith(JAPAN)


def test_a_record_that_is_not_there_is_named(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#graph/actor/no-such")
    expect(page.locator("main")).to_contain_text("The dataset has no record actor/no-such.")
    page.get_by_role("link", name="Show the graph from its start").click()
    expect(page.locator(".graph-canvas")).to_be_visible()


def test_a_graph_without_links_says_so(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#graph?kinds=none")
    expect(page.get_by_role("heading", name="No kind of record is chosen")).to_be_visible()
    expect(page.locator(".graph-frame")).to_have_text("None of these records has such a link to another.")
    page.get_by_label("Actors", exact=True).check()
    expect(page.locator(".graph-canvas .kind-actor").first).to_be_visible()


def test_a_large_dataset_begins_with_the_neighbourhood_of_one_record(
    html: Html, open_page: Open, tmp_path: Path
) -> None:
    corpus.write(tmp_path / "records", 501)
    page, *_ = open_page(html(tmp_path / "records"), "#graph")
    assert 3 <= len(_drawn(page)) <= 30
    expect(page.locator("main")).to_contain_text("records. The graph begins with Arda asks to join the River Pact")
    expect(page.locator(".graph-canvas .is-chosen")).to_have_count(1)
