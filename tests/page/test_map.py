"""The article map: opening a sentence, and choosing a kind and a source, by mouse and by keyboard."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from nsatu_data import load
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_html
from nsatu_data.text import canonical_text
from nsatu_data.text.coverage import Covered, coverage
from tests.support import case_files, example_datasets, guide_walkthrough, river_pact
from tests.support.browser_pages import NARROW, WIDE, Open
from tests.support.folders import ROOT

RECORDS = ROOT / "records"
MAP = "#map/source/japan-nsatu"
SMALL = {"width": 320, "height": 640}
Html = Callable[[Path], Path]


def _row(page: Page, number: int) -> Locator:
    return page.locator(f".map-row[data-sentence='{number}']")


def _panel(page: Page, number: int) -> Locator:
    """The records of a sentence, which are open below it."""
    return page.get_by_role("region", name=f"Records of sentence {number}", exact=True)


def _box(one: Locator) -> FloatRect:
    box = one.bounding_box()
    assert box is not None
    return box


def test_each_sentence_shows_the_records_that_cite_it(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), MAP)
    for row in coverage(load(RECORDS)):
        page.goto(page.url.split("#")[0] + f"{MAP}?sentence={row.sentence.number}")
        expect(_panel(page, row.sentence.number)).to_be_visible()
        first = page.locator(".map-kind li").evaluate_all(
            "items => items.map(item => item.querySelector(\"a[href^='#record/']\").hash)"
        )
        assert sorted(first) == sorted(f"#record/{record}" for record in row.records)
        if row.sentence.skip is not None:
            expect(page.locator(".map-panel")).to_contain_text(f"Skipped: {row.sentence.skip}.")


def test_a_choice_is_an_address_and_the_back_button_undoes_it(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#map")
    _row(page, 12).click()
    assert page.url.endswith("#map?sentence=12")
    expect(_panel(page, 12)).to_be_visible()
    _row(page, 13).click()
    expect(_panel(page, 13)).to_be_visible()
    expect(_panel(page, 12)).to_have_count(0)
    page.get_by_role("link", name="Risks", exact=True).click()
    assert page.url.endswith("#map?kind=risk&sentence=13")
    page.go_back()
    page.go_back()
    expect(_panel(page, 12)).to_be_visible()
    expect(_row(page, 12)).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".map-panel")).to_have_count(0)


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=lambda size: str(size["width"]))
def test_a_sentence_opens_its_records_directly_below_it_and_in_sight(
    size: dict[str, int], html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), "#map", viewport=size)
    for number in (2, 40, 14, 4):
        _row(page, number).scroll_into_view_if_needed()
        _row(page, number).click()
        expect(_row(page, number)).to_be_focused()
        expect(_row(page, number)).to_have_attribute("aria-expanded", "true")
        row, panel = _box(_row(page, number)), _box(_panel(page, number))
        assert panel["y"] - (row["y"] + row["height"]) == pytest.approx(0, abs=1)
        assert 0 <= row["y"] <= row["y"] + row["height"] <= size["height"]
        # All of the records are in the window, or as many as it holds below the row.
        assert panel["y"] + panel["height"] <= size["height"] or row["y"] == pytest.approx(16, abs=1)


def test_records_that_close_above_a_sentence_do_not_move_it(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#map?sentence=17", viewport={"width": 390, "height": 1600})
    expect(_panel(page, 17)).to_be_visible()
    before = _box(_row(page, 18))["y"]
    _row(page, 18).click()
    expect(_panel(page, 18)).to_be_visible()
    after = _box(_row(page, 18))["y"]
    height = _box(page.locator(".map-sentence-open"))["height"]
    assert after == pytest.approx(min(before, 1600 - 16 - height), abs=2)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_records_of_a_sentence_are_hidden_in_a_box_that_scrolls(
    size: dict[str, int], html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), f"{MAP}?sentence=4", viewport=size)
    expect(_panel(page, 4)).to_be_visible()
    boxes = page.locator(".map-panel, .map-panel *:not(.visually-hidden, svg *)")
    assert (
        boxes.evaluate_all(
            "all => all.filter(one => one.scrollHeight > one.clientHeight + 1"
            " && getComputedStyle(one).overflowY !== 'visible').length"
        )
        == 0
    )


def test_the_map_of_one_kind_shows_that_kind_alone(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), f"{MAP}?kind=risk&sentence=28")
    expect(page.locator(".map-kind h4")).to_have_text(["Risks (3)"])
    expect(page.locator(".map-panel")).to_contain_text("Risks alone: 3 of 6.")
    risks = [sum(record.startswith("risk/") for record in row.records) for row in coverage(load(RECORDS))]
    shown = page.locator(".map-count").all_text_contents()
    assert [text for text in shown if text != "skipped"] == [
        "none" if number == 0 else f"{number} record{'s' if number > 1 else ''}"
        for index, number in enumerate(risks)
        if index != 4
    ]
    page.get_by_role("link", name="Show all kinds").first.click()
    expect(page.locator(".map-kind")).to_have_count(2)


def test_a_click_on_a_column_of_the_chart_chooses_its_sentence(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), MAP)
    chart = page.locator(".kind-chart").first
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] * 33.5 / 41, "y": 10})
    expect(_panel(page, 34)).to_be_visible()
    expect(_row(page, 34)).to_be_in_viewport()


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=lambda size: str(size["width"]))
def test_the_numbers_of_the_chart_are_above_their_columns(size: dict[str, int], html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), MAP, viewport=size)
    numbers = page.locator(".kind-axis > span")
    expect(numbers).to_have_text(["1", "10", "20", "30", "40"])
    for chart in (page.locator(".kind-chart").first, page.locator(".kind-chart").last):
        columns = _box(chart)
        for number in numbers.all():
            box = _box(number)
            middle = columns["x"] + columns["width"] * (int(number.inner_text()) - 0.5) / 41
            assert box["x"] + box["width"] / 2 == pytest.approx(middle, abs=1)
            assert box["height"] < 24, "the digits of a number are on one line"
            assert float(number.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 12
            chart.hover(position={"x": middle - columns["x"], "y": 10})
            named = re.compile(f"^Sentence {number.inner_text()}: [0-9]+ records?$")
            expect(chart.locator("..")).to_have_attribute("title", named)


def test_the_chart_is_a_table_whose_cells_name_the_sentences(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), MAP, viewport=NARROW)
    table = page.get_by_role("table", name="The sentences that each kind of record cites")
    expect(table.get_by_role("columnheader")).to_have_text(["Kind", "Records", re.compile("^Sentences")])
    cited = sorted({row.sentence.number for row in coverage(load(RECORDS)) if "reaction/" in " ".join(row.records)})
    expect(table.get_by_role("row", name="Reactions")).to_contain_text(f"{len(cited)} sentences: ")
    assert cited == [17, 18, 19, 20, 21, 41]
    expect(table.get_by_role("row", name="Reactions")).to_contain_text("17 to 21, 41")


def test_the_keyboard_opens_a_sentence_goes_into_its_records_and_closes_it(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#map", viewport=NARROW)
    _row(page, 2).focus()
    page.keyboard.press("Enter")
    expect(_panel(page, 2)).to_be_visible()
    expect(_row(page, 2)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map-panel') !== null")
    page.get_by_role("link", name="Close sentence 2", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-panel")).to_have_count(0)
    expect(_row(page, 2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(_panel(page, 2)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".map-panel")).to_have_count(0)
    assert page.url.endswith("#map")


def test_a_link_to_a_sentence_leads_to_it(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#claims?kind=risk", viewport=NARROW)
    link = page.get_by_role("link", name="sentence 28", exact=True).first
    link.focus()
    page.keyboard.press("Enter")
    expect(_row(page, 28)).to_be_focused()
    expect(_row(page, 28)).to_be_in_viewport()
    page.go_back()
    expect(link).to_be_focused()


def test_one_of_several_sources_is_chosen(html: Html, open_page: Open) -> None:
    (folder,) = (folder for folder in case_files.valid() if folder.name == "two-sources")
    page, *_ = open_page(html(folder), "#map")
    sources = page.get_by_role("navigation", name="Sources")
    expect(sources.locator("[aria-current]")).to_have_text("The first paper")
    sources.get_by_role("link", name="The second paper").click()
    expect(sources.locator("[aria-current]")).to_have_text("The second paper")


def test_a_source_that_is_not_there_is_named(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#map/source/no-such")
    expect(page.locator("main")).to_contain_text("This dataset has no source source/no-such.")
    page.get_by_role("link", name="Show the first source").click()
    expect(page.locator(".map-row")).to_have_count(41)


@pytest.mark.parametrize("folder", [RECORDS, *case_files.valid()], ids=lambda folder: folder.name)
def test_the_map_calls_a_source_and_a_kind_by_one_name(folder: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(folder), "#map?sentence=1")
    expect(page.locator(".map-panel")).to_be_visible()
    # What the interface says itself, without words of the dataset. The text is who speaks in a claim.
    page.evaluate(
        "document.querySelectorAll('.map-source, .source-chooser, .map-reason, .finding, .map-kind li')"
        ".forEach(one => one.remove())"
    )
    shown = page.locator("main").inner_text().lower()
    assert not re.search(r"\b(texts?|background|nobody|null)\b", shown)
    kinds = {record.kind for row in coverage(load(folder)) for record in (load(folder)[each] for each in row.records)}
    names = page.locator(".kind-link").all_inner_texts()
    assert {name.strip().lower().removesuffix("s") for name in names} <= {str(kind) for kind in kinds}


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL], ids=lambda size: str(size["width"]))
def test_a_closed_sentence_says_what_its_first_records_say_in_whole_labels(
    size: dict[str, int], html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(RECORDS), MAP, viewport=size)
    whole = load(RECORDS)
    for row in coverage(whole):
        # The order of the records is that of the bundle; identifying records come after the claims.
        ids = [*row.records]
        claims = {claim.id for claim in whole.claims}
        labels = [whole[each].label for each in sorted(ids, key=lambda each: each not in claims)]
        line = "; ".join([*labels[:2], *([f"and {len(labels) - 2} more"] if len(labels) > 2 else [])])
        found = _row(page, row.sentence.number).locator(".map-labels")
        expect(found).to_have_text(line)
        if labels:
            assert _box(found)["x"] + _box(found)["width"] <= size["width"]


def test_another_page_of_sentences_begins_at_its_top(open_page: Open, tmp_path: Path) -> None:
    many = [
        {"number": number, "paragraph": 1, "start": 10 * number, "end": 10 * number + 9, "sha256": "0" * 64}
        for number in range(1, 401)
    ]
    file = tmp_path / "page.html"
    text = {**example_datasets.by_id()[river_pact.SOURCE]["text"], "code_points": 4100}
    long = example_datasets.dataset(example_datasets.with_fields(river_pact.SOURCE, text=text, sentences=many))
    file.write_text(to_html.write(long), encoding="utf-8", newline="\n")
    page, *_ = open_page(file, "#map")
    page.get_by_role("link", name="Next sentences").click()
    expect(page.locator(".map-row").first).to_have_attribute("data-sentence", "151")
    expect(page.locator(".map-row").first).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Sentence by sentence")).to_be_focused()


def test_numbers_shares_and_ranges_are_written_in_one_way(html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), f"{MAP}?sentence=14")
    expect(page.locator(".map-panel")).to_contain_text(
        "Sentence 14 of 41, characters 1,865 to 2,028. 6 records cite 99% of them."
    )
    expect(page.locator(".lead")).to_have_text(
        "Records cite 40 of 41 sentences, with 97% of the characters. 1 sentence is skipped, with a reason."
    )
    text = page.locator("main").inner_text()
    assert re.findall(r"[0-9] %|[0-9]{4,}|[0-9] ?[-\u2013] ?[0-9]", text) == []


def test_an_opened_text_shows_the_words_that_each_record_cites(html: Html, open_page: Open, tmp_path: Path) -> None:
    guide_walkthrough.section_with_outputs(tmp_path)
    dataset = load(tmp_path / "records")
    canonical = canonical_text.read((tmp_path / "article.txt").read_bytes())
    assert isinstance(canonical, canonical_text.Canonical)
    text = canonical.text
    page, *_ = open_page(html(tmp_path / "records"), "#text")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "article.txt")
    page.get_by_role("link", name="Article map").click()
    for row in coverage(dataset):
        page.evaluate("number => { location.hash = `#map?sentence=${number}` }", row.sentence.number)
        expect(_panel(page, row.sentence.number)).to_be_visible()
        sentence = text[row.sentence.start : row.sentence.end]
        # The words of the sentence are in its row; below, each record has only those that it cites.
        expect(_row(page, row.sentence.number).locator(".sentence-words")).to_have_text(sentence)
        expect(page.locator(".map-panel").get_by_text(sentence)).to_have_count(0)
        cited = page.locator(".map-kind li").evaluate_all(
            "items => items.map(item => [item.querySelector(\"a[href^='#record/']\").hash.slice(8),"
            " item.querySelector('.cited-words').textContent])"
        )
        words = {record: [text[start:end] for start, end in _joined(dataset, record, row)] for record in row.records}
        assert dict(cited) == {
            record: "The whole sentence" if _letters(parts) == _letters([sentence]) else " … ".join(parts)
            for record, parts in words.items()
        }


def test_the_line_below_words_is_thicker_where_more_records_cite_them(
    html: Html, open_page: Open, second: Path
) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    page.locator("input[type=file]").first.set_input_files(second / "article.txt")
    page.get_by_role("link", name="Article map").click()
    for row in coverage(load(second / "records")):
        found = (
            _row(page, row.sentence.number)
            .locator(".sentence-words > span")
            .evaluate_all(
                "parts => parts.map(part => [[...part.textContent].length, getComputedStyle(part).textDecorationLine,"
                " getComputedStyle(part).textDecorationThickness])"
            )
        )
        lines = [("none" if line == "none" else thick) for length, line, thick in found for _ in range(length)]
        spans = [_joined(load(second / "records"), record, row) for record in row.records]
        depths = [
            sum(start <= at < end for parts in spans for start, end in parts)
            for at in range(row.sentence.start, row.sentence.end)
        ]
        assert lines == [f"{min(depth, 4)}px" if depth else "none" for depth in depths]


def _letters(parts: list[str]) -> int:
    return sum(character.isalnum() for part in parts for character in part)


def test_words_that_do_not_match_are_shown_as_such(html: Html, open_page: Open, tmp_path: Path) -> None:
    guide_walkthrough.section_with_outputs(tmp_path)
    changed = tmp_path / "changed.txt"
    changed.write_text((tmp_path / "article.txt").read_text(encoding="utf-8").replace("parliament", "Parliament"))
    page, *_ = open_page(html(tmp_path / "records"), "#text")
    page.locator("input[type=file]").first.set_input_files(changed)
    page.evaluate("location.hash = '#map?sentence=4'")
    expect(_panel(page, 4)).to_be_visible()
    expect(_row(page, 4).locator(".sentence-words")).to_have_count(0)
    expect(_row(page, 3).locator(".sentence-words")).to_have_count(1)
    expect(page.locator(".map-panel .cited-words")).to_have_count(0)
    expect(page.locator(".map-panel")).to_contain_text("this text has another sentence here")


def _joined(dataset: Dataset, record: str, row: Covered) -> list[tuple[int, int]]:
    """The parts of a sentence that one record cites, in order."""
    (alone,) = (
        each for each in coverage([dataset[row.source], dataset[record]]) if each.sentence.number == row.sentence.number
    )
    return list(alone.stretches)
