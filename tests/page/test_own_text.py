"""A text that a reader opens: verified, shown and cited in the page, and in no other place."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from nsatu_data import load
from nsatu_data.authoring.citing import Citation, Passage, Wanted, cite, evidence
from nsatu_data.dataset.bundle import values
from nsatu_data.export import to_html
from nsatu_data.model.record_models import Source
from nsatu_data.syntax import yaml_writer
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, read
from tests.page.test_texts import ARTICLE, hard_source, passage_of, pointer_of
from tests.support import guide_walkthrough, river_pact
from tests.support.browser_pages import NARROW, Open
from tests.support.example_datasets import dataset
from tests.support.folders import ROOT
from tests.support.hard_texts import hard_texts

Html = Callable[[Path], Path]

_STORED: Final = """async () => JSON.stringify({
  hash: location.hash, title: document.title, cookie: document.cookie, state: history.state, name: window.name,
  local: Object.entries(localStorage), session: Object.entries(sessionStorage),
  databases: (await indexedDB.databases()).map(one => one.name),
  caches: window.caches ? await caches.keys().catch(() => []) : [],
})"""
_SELECT: Final = """([start, end]) => {
  const body = document.querySelector('.text-body');
  const place = unit => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let before = 0, node, last;
    while ((node = walker.nextNode())) {
      if (unit <= before + node.data.length) return [node, unit - before];
      before += node.data.length; last = node;
    }
    return [last, last.data.length];
  };
  getSelection().setBaseAndExtent(...place(start), ...place(end));
}"""
"""Selects words as a mouse would: between two places in the text, in UTF-16 units."""


def _canonical(file: Path) -> str:
    text = read(file.read_bytes())
    assert isinstance(text, Canonical)
    return text.text


def _open(page: Page, file: Path) -> None:
    page.set_input_files("input[type=file]", file)
    page.locator(".text-body").wait_for()


def test_the_right_text_verifies_every_pointer(second: Path, html: Html, open_page: Open) -> None:
    page, _, messages = open_page(html(second / "records"), "#text")
    _open(page, second / "article.txt")
    pointers = sum(len(values(record).get("evidence", ())) for record in load(second / "records"))
    assert [line.strip() for line in page.locator(".comparison").inner_text().split("\n\n")] == [
        "This is the text that was encoded, to the last character.",
        f"{pointers} of {pointers} pointers verified.",
    ]
    assert page.locator(".text-body").evaluate("body => body.textContent") == _canonical(second / "article.txt")
    assert messages == []


def test_the_real_article_verifies_every_pointer(html: Html, open_page: Open) -> None:
    if not ARTICLE.is_file():
        pytest.skip("the article is not available: its pointers are not verified in the page")
    page, _, messages = open_page(html(ROOT / "records"), "#text")
    _open(page, ARTICLE)
    pointers = sum(len(values(record).get("evidence", ())) for record in load(ROOT / "records"))
    page.get_by_text("This is the text that was encoded, to the last character.").wait_for()
    assert page.get_by_text(f"{pointers} of {pointers} pointers verified.").count() == 1
    assert messages == []


def test_a_pasted_text_is_as_good_as_a_file(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text", viewport=NARROW)
    page.fill("textarea", (second / "article.txt").read_bytes().decode("utf-8"))
    page.get_by_role("button", name="Use the pasted text").click()
    page.get_by_text("This is the text that was encoded, to the last character.").wait_for()


def test_a_dropped_file_is_opened(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    dropped = page.evaluate_handle(
        "text => { const data = new DataTransfer(); data.items.add(new File([text], 'a.txt')); return data; }",
        (second / "article.txt").read_bytes().decode("utf-8"),
    )
    page.dispatch_event(".open-form", "drop", {"dataTransfer": dropped})
    page.get_by_text("This is the text that was encoded, to the last character.").wait_for()


def test_another_text_is_compared_sentence_by_sentence(
    second: Path, html: Html, open_page: Open, tmp_path: Path
) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    changed = tmp_path / "changed.txt"
    text = _canonical(second / "article.txt")
    changed.write_text(text[:-40] + "?" + text[-40:], encoding="utf-8")
    _open(page, changed)
    source = load(second / "records").sources[guide_walkthrough.SOURCE]
    shown = page.locator(".comparison").inner_text()
    assert "This is not the text that was encoded." in shown
    assert f"It has {len(text) + 1:,} characters; the encoded text has {len(text):,}." in shown
    assert f"The first that differs is sentence {source.sentences[-1].number}." in shown
    assert page.locator(".bad-pointers li").count() > 0
    assert page.get_by_text("Only the text that was encoded can be cited.").is_visible()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfea\x00", "The file is not valid UTF-8. Save it as UTF-8 text, not as a word processor's file."),
        (b" \n ", "The text is empty. Open the article's text."),
        (b"a\x00b", "The text has a control character (U+0000). Save the file as UTF-8; it may be UTF-16."),
        (b"a" * 4_194_305, "The text has more than 4,194,304 bytes. Open a file that holds only the article's text."),
    ],
    ids=["encoding", "empty", "control", "large"],
)
def test_a_file_that_is_no_text_is_refused(
    content: bytes, message: str, second: Path, html: Html, open_page: Open, tmp_path: Path
) -> None:
    page, _, messages = open_page(html(second / "records"), "#text")
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    page.set_input_files("input[type=file]", file)
    page.get_by_role("alert").get_by_text(message).wait_for()
    assert messages == []


def test_a_file_that_was_mended_is_read_again(second: Path, html: Html, open_page: Open, tmp_path: Path) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    file = tmp_path / "file.txt"
    file.write_bytes(b"")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("alert").get_by_text("The text is empty.").wait_for()
    file.write_bytes((second / "article.txt").read_bytes())
    _open(page, file)


def test_a_file_that_cannot_be_read_is_refused(second: Path, html: Html, open_page: Open) -> None:
    page, _, messages = open_page(html(second / "records"), "#text")
    # A browser gives a folder that is dropped as a file whose bytes it cannot read.
    page.evaluate("() => { Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException()); }")
    page.set_input_files("input[type=file]", second / "article.txt")
    page.get_by_role("alert").get_by_text("The browser cannot read this file.").wait_for()
    assert messages == []


def test_a_huge_file_is_refused_before_it_is_read(second: Path, html: Html, open_page: Open, tmp_path: Path) -> None:
    page, _, messages = open_page(html(second / "records"), "#text")
    file = tmp_path / "huge.txt"
    with file.open("wb") as opened:
        opened.truncate(20 * 1024**3)
    page.set_input_files("input[type=file]", file)
    page.get_by_role("alert").get_by_text("The text has more than 4,194,304 bytes.").wait_for()
    assert messages == []


_DROP: Final = """([selector, kind]) => {
  const data = new DataTransfer();
  if (kind === 'file') data.items.add(new File(['words'], 'a.txt'));
  else data.setData('text/plain', 'words');
  const drop = new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(drop);
  return drop.defaultPrevented;
}"""


def test_a_file_beside_the_form_is_ignored_and_words_go_where_they_are_dropped(
    second: Path, html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    # What is not prevented, the browser does: it would show the file in place of the page.
    assert page.evaluate(_DROP, ["h1", "file"])
    assert page.locator(".text-body").count() == 0
    assert not page.evaluate(_DROP, ["textarea", "text"])
    assert page.evaluate(_DROP, ["textarea", "file"])
    page.get_by_text("This is not the text that was encoded.").wait_for()
    page.evaluate("location.hash = '#overview'")
    page.get_by_role("heading", level=1).wait_for()
    assert not page.evaluate(_DROP, ["h1", "file"])


def test_focus_goes_to_the_heading_when_a_text_is_opened_or_closed(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    heading = page.get_by_role("heading", level=2).first
    expect(heading).not_to_be_focused()
    page.fill("textarea", "words")
    page.get_by_role("button", name="Use the pasted text").click()
    expect(heading).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("This is not the text that was encoded.")
    page.get_by_role("button", name="Close the text").click()
    expect(heading).to_be_focused()
    assert page.locator("textarea").input_value() == ""


def test_selected_words_give_the_pointer_that_cite_prints(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    _open(page, second / "article.txt")
    text = _canonical(second / "article.txt")
    source = load(second / "records").sources[guide_walkthrough.SOURCE]
    for row in source.sentences:
        words = text[row.start : row.end]
        place = Slice(row.start + len(words) // 4, row.end - len(words) // 5)
        cut = text[place.start : place.end]
        place = Slice(place.start + len(cut) - len(cut.lstrip(" ")), place.end - len(cut) + len(cut.rstrip(" ")))
        units = [len(text[:at].encode("utf-16-le")) // 2 for at in place]
        page.evaluate(_SELECT, units)
        wanted = yaml_writer.write(
            {"evidence": [values(evidence(source, Canonical(text, ()), Passage(row.number, place)))]}
        )
        page.wait_for_function(
            "wanted => document.querySelector('.pointer-panel pre')?.textContent === wanted", arg=wanted
        )


def _runs(text: str, offsets: list[int]) -> list[list[int]]:
    """Offsets that follow each other in the same line, together."""
    runs: list[list[int]] = []
    for at in offsets:
        if not runs or at != runs[-1][-1] + 1 or text[at] == "\n":
            runs.append([])
        runs[-1].append(at)
    return runs


_SELECT_EACH: Final = f"""async ranges => {{
  const select = {_SELECT};
  const found = [];
  for (const range of ranges) {{
    select(range);
    // The browser reports a selection later; the page must not be read before.
    document.dispatchEvent(new Event('selectionchange'));
    await new Promise(resolve => setTimeout(resolve));
    const panel = document.querySelector('.pointer-panel');
    found.push({{
      yaml: panel.querySelector('pre')?.textContent ?? null,
      isCut: panel.querySelector('.finding') !== null,
    }});
  }}
  return found;
}}"""


def test_any_words_of_a_hard_text_give_the_pointer_of_the_package(open_page: Open, tmp_path: Path) -> None:
    random = Random(8)
    text = canonicalise("\n".join(hard_texts(7, 100, 40))).text
    source = hard_source(text, random)
    spans = [(at, at + random.randint(1, 20)) for at in random.choices(range(len(text)), k=150)]
    cited = [place for span in spans if (place := passage_of(source, text, *span))]
    # With evidence, the text is in many elements.
    actor = next(one for one in river_pact.records() if one["kind"] == "actor")
    actor["evidence"] = [values(evidence(source, Canonical(text, ()), place)) for place in cited]
    (tmp_path / "hard.html").write_text(to_html.write(dataset([values(source), actor])), encoding="utf-8", newline="")
    (tmp_path / "hard.txt").write_text(text, encoding="utf-8", newline="")
    page, _, messages = open_page(tmp_path / "hard.html", "#text")
    _open(page, tmp_path / "hard.txt")
    covered = sorted({at for place in cited for at in range(*place.slice)})
    assert page.locator(".text-body .covered").all_text_contents() == [
        text[run[0] : run[-1] + 1] for run in _runs(text, covered)
    ]
    places = []
    for _ in range(500):
        row = random.choice(source.sentences)
        start, end = sorted(random.choices(range(max(0, row.start - 1), min(len(text), row.end + 1) + 1), k=2))
        places.append(Slice(start, end + (start == end < len(text))))
    units = [[len(text[:at].encode("utf-16-le")) // 2 for at in place] for place in places]
    found = page.evaluate(_SELECT_EACH, units)
    wanted = [pointer_of(source, text, *place) for place in places]
    assert [
        (ascii(text[slice(*place)]), one, other)
        for place, one, other in zip(places, found, wanted, strict=True)
        if one["yaml"] != (other and other["yaml"]) or one["isCut"] != bool(other and other["isCut"])
    ] == []
    assert sum(one is not None for one in wanted) > 300
    assert messages == []


def test_a_double_click_and_the_keyboard_select_words(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    _open(page, second / "article.txt")
    text = _canonical(second / "article.txt")
    source = load(second / "records").sources[guide_walkthrough.SOURCE]
    first = page.locator(".text-body p").first
    box = first.evaluate(
        """p => { const r = document.createRange(), t = p.querySelector('span').firstChild;
        const at = p.textContent.indexOf('March'); r.setStart(t, at); r.setEnd(t, at + 5);
        const {x, y, width, height} = r.getBoundingClientRect(); return [x + width / 2, y + height / 2]; }"""
    )
    page.mouse.dblclick(*box)
    pre = page.locator(".pointer-panel pre")
    for extension, words in (("", "March"), ("Shift+ArrowRight", "March "), ("Control+Shift+ArrowRight", "March 2031")):
        if extension:
            page.keyboard.press(extension)
        expect(pre).to_have_text(_pointer_to(source, text, words.strip()), use_inner_text=False)


def _pointer_to(source: Source, text: str, words: str) -> str:
    cited = cite(source, Canonical(text, ()), Wanted(words, sentence=1))
    assert isinstance(cited, Citation)
    return yaml_writer.write({"evidence": [values(cited.evidence)]})


def test_words_of_two_sentences_have_no_pointer(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    _open(page, second / "article.txt")
    page.evaluate(_SELECT, [0, 400])
    page.get_by_text("The words are in several sentences; cite each sentence by itself.").wait_for()


def test_on_a_narrow_screen_the_pointer_is_in_sight_until_it_is_cleared(
    second: Path, html: Html, open_page: Open
) -> None:
    page, *_ = open_page(html(second / "records"), "#text", viewport=NARROW)
    _open(page, second / "article.txt")
    panel = page.locator(".pointer-panel")
    expect(panel).not_to_be_in_viewport()
    page.evaluate(_SELECT, [0, 9])
    expect(panel.locator("pre")).to_be_in_viewport()
    page.get_by_role("button", name="Clear the selection").click()
    expect(panel).not_to_be_in_viewport()
    expect(page.get_by_role("region", name="The text")).to_be_focused()
    assert page.evaluate("getSelection().isCollapsed")


def test_words_are_chosen_by_keyboard_alone(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    _open(page, second / "article.txt")
    page.get_by_role("spinbutton", name="Sentence").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    source = load(second / "records").sources[guide_walkthrough.SOURCE]
    second_row = source.sentences[1]
    text = _canonical(second / "article.txt")
    words = text[second_row.start : second_row.end].split(" ")[:4]
    end = second_row.start + len(" ".join(words).rstrip(",."))
    place = Slice(second_row.start, end)
    wanted = yaml_writer.write({"evidence": [values(evidence(source, Canonical(text, ()), Passage(2, place)))]})
    page.wait_for_function("wanted => document.querySelector('.pointer-panel pre')?.textContent === wanted", arg=wanted)


def test_the_text_and_its_words_are_kept_nowhere(second: Path, html: Html, open_page: Open, tmp_path: Path) -> None:
    file = html(second / "records")
    page, requests, messages = open_page(file, "#text", accept_downloads=True)
    _open(page, second / "article.txt")
    text = _canonical(second / "article.txt")
    words = [text[at : at + 24] for at in range(0, len(text) - 24, 12)]
    kept: list[Any] = []
    page.evaluate(_SELECT, [0, 60])
    for view in ("#text", "#overview", "#claims", "#map", "#graph", "#record/event/kestria-requests-membership"):
        page.evaluate("hash => { location.hash = hash }", view)
        page.locator("h1").wait_for()
        kept.append(page.evaluate(_STORED))
    page.evaluate("location.hash = '#claims'")
    for name in ("CSV", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        target = tmp_path / name
        download.value.save_as(target)
        kept.append(target.read_text(encoding="utf-8-sig"))
    statements = json.dumps([values(record) for record in load(second / "records")], ensure_ascii=False)
    leaked = [word for word in words for one in kept if word in one and word not in statements]
    assert leaked == []
    assert len(kept) == 8
    # Links to downloads are of the page's own memory.
    assert {address.partition(":")[0] for address in requests} <= {"file", "blob"}
    assert messages == []
    # Nothing that is shown may be translated, which would send it away.
    page.evaluate("location.hash = '#text'")
    assert not page.locator(".text-body").evaluate("body => body.translate")
    page.reload()
    page.locator("h1").wait_for()
    assert page.locator(".words").count() == 0


def test_a_closed_text_is_forgotten(second: Path, html: Html, open_page: Open) -> None:
    page, *_ = open_page(html(second / "records"), "#text")
    _open(page, second / "article.txt")
    page.evaluate("location.hash = '#claims'")
    page.locator(".quotation").first.wait_for()
    page.evaluate("location.hash = '#text'")
    page.get_by_role("button", name="Close the text").click()
    page.evaluate("location.hash = '#claims'")
    page.locator(".claims-table").wait_for()
    assert page.locator(".quotation").count() == 0
