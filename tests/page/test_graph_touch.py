"""The graph under fingers: one pans the picture or scrolls the page, two zoom, and a tap opens a record."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_pages import Open
from tests.support.folders import ROOT

RECORDS: Final = ROOT / "records"
JAPAN: Final = "#graph/actor/japan"
PHONES: Final = ({"width": 390, "height": 844}, {"width": 320, "height": 640})
STEPS: Final = 8
# Waits until the page has not scrolled for ten pictures: lifted fingers may have given it a swing.
AT_REST: Final = """async () => {
    for (let last = NaN, same = 0; same < 10; same = last === scrollY ? same + 1 : 0, last = scrollY) {
        await new Promise(requestAnimationFrame);
    }
}"""
Html = Callable[[Path], Path]
Point = tuple[float, float]


@pytest.fixture(params=PHONES, ids=lambda size: str(size["width"]))
def phone(request: pytest.FixtureRequest, html: Html, open_page: Open) -> Page:
    """The neighbourhood of a hub on a phone, with the middle of the picture in the middle of the window."""
    page, *_ = open_page(html(RECORDS), JAPAN, viewport=request.param, has_touch=True, is_mobile=True)
    page.locator(".graph-canvas").wait_for()
    page.evaluate("document.querySelector('.graph-canvas').scrollIntoView({ block: 'center' })")
    return page


def _gesture(page: Page, *fingers: tuple[Point, Point]) -> None:
    """Put fingers down, one after the other, move them together from their first point to their last, and lift them."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, points: Sequence[Point]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    for number in range(len(fingers)):
        send("touchStart", [first for first, _ in fingers[: number + 1]])
    for step in range(1, STEPS + 1):
        share = step / STEPS
        send("touchMove", [(x + (to_x - x) * share, y + (to_y - y) * share) for (x, y), (to_x, to_y) in fingers])
    send("touchEnd", [])
    session.detach()
    page.evaluate(AT_REST)


def _view(page: Page) -> tuple[float, float, float]:
    """The shift and the scale of the picture."""
    transform = page.locator(".graph-canvas > g").get_attribute("transform") or ""
    x, y, scale = transform.replace("translate(", "").replace(") scale(", " ").rstrip(")").split()
    return float(x), float(y), float(scale)


def _scrolled(page: Page) -> float:
    return float(page.evaluate("scrollY"))


def _middle(page: Page) -> Point:
    size = page.viewport_size
    assert size is not None
    return size["width"] / 2, size["height"] / 2


def _pinch(page: Page, start: float, end: float) -> None:
    """Two fingers on a level line through the middle move from one distance from it to another."""
    x, y = _middle(page)
    _gesture(page, ((x - start, y), (x - end, y)), ((x + start, y), (x + end, y)))


def test_two_fingers_zoom_the_picture_and_not_the_page(phone: Page) -> None:
    before = _scrolled(phone)
    _pinch(phone, 40, 100)
    assert 2 <= _view(phone)[2] <= 2.6
    assert phone.evaluate("visualViewport.scale") == 1
    assert _scrolled(phone) == before
    _pinch(phone, 100, 20)
    assert _view(phone) == (0, 0, 1)
    assert phone.evaluate("visualViewport.scale") == 1
    assert phone.url.endswith(JAPAN)


def test_two_fingers_keep_what_is_under_them(phone: Page) -> None:
    box = phone.locator(".graph-canvas").bounding_box()
    assert box is not None
    x, y = _middle(phone)
    at = (x - box["x"], y - box["y"])
    _pinch(phone, 40, 100)
    shift_x, shift_y, scale = _view(phone)
    assert abs(at[0] * scale + shift_x - at[0]) < 2
    assert abs(at[1] * scale + shift_y - at[1]) < 2
    # Both fingers together shift the picture with them.
    _gesture(phone, ((x - 60, y), (x - 30, y + 20)), ((x + 60, y), (x + 90, y + 20)))
    moved_x, moved_y, same = _view(phone)
    assert abs(same - scale) < 0.01
    assert abs(moved_x - shift_x - 30) < 3
    assert abs(moved_y - shift_y - 20) < 3


def test_one_finger_scrolls_the_page_while_the_whole_picture_is_shown(phone: Page) -> None:
    before = _scrolled(phone)
    x, y = _middle(phone)
    _gesture(phone, ((x, y + 60), (x, y - 90)))
    below = _scrolled(phone)
    assert below > before + 60
    _gesture(phone, ((x, y - 60), (x, y + 90)))
    assert _scrolled(phone) < below - 60
    assert _view(phone) == (0, 0, 1)
    assert phone.url.endswith(JAPAN)


def test_one_finger_shifts_a_zoomed_picture_and_not_the_page(phone: Page) -> None:
    _pinch(phone, 40, 100)
    before, scrolled = _view(phone), _scrolled(phone)
    x, y = _middle(phone)
    _gesture(phone, ((x, y), (x - 50, y + 40)))
    shift_x, shift_y, scale = _view(phone)
    assert scale == before[2]
    # A browser tells of a finger once it has moved about 15 pixels.
    assert -50 <= shift_x - before[0] <= -30
    assert 20 <= shift_y - before[1] <= 40
    assert _scrolled(phone) == scrolled
    assert phone.url.endswith(JAPAN)


@pytest.mark.parametrize("way", [-1, 1], ids=["down", "up"])
def test_at_the_end_of_a_zoomed_picture_one_finger_scrolls_the_page(way: int, phone: Page) -> None:
    _pinch(phone, 40, 100)
    x, y = _middle(phone)
    swipe = ((x, y - way * 120), (x, y + way * 120))
    for _ in range(12):
        before = _view(phone)
        _gesture(phone, swipe)
        if _view(phone) == before:
            break
    scrolled = _scrolled(phone)
    _gesture(phone, swipe)
    assert (_scrolled(phone) - scrolled) * way < -100 or _scrolled(phone) == 0
    assert _view(phone) == before


def test_a_tap_opens_a_record_and_unfolds_a_group(phone: Page) -> None:
    key = "actor/japan.in.bearers.risk"
    group = phone.locator(f".graph-canvas [data-key='{key}']")
    group.scroll_into_view_if_needed()
    group.tap()
    expect(phone.locator(".graph-canvas .node-record.kind-risk")).to_have_count(12)
    assert phone.url.endswith(f"?open={key}")
    record = phone.locator(".graph-canvas .node-record.kind-risk").first
    name = record.get_attribute("data-key")
    record.scroll_into_view_if_needed()
    record.tap()
    expect(phone.locator(".graph-canvas .is-chosen")).to_have_attribute("data-key", name or "")


def test_a_phone_tells_of_fingers_and_other_windows_of_keys(phone: Page, html: Html, open_page: Open) -> None:
    fingers, keys = "Two fingers zoom the picture", "Keys in the picture"
    expect(phone.get_by_text(fingers)).to_be_visible()
    expect(phone.get_by_text(keys)).to_be_hidden()
    page, *_ = open_page(html(RECORDS), JAPAN)
    expect(page.get_by_text(keys)).to_be_visible()
    expect(page.get_by_text(fingers)).to_be_hidden()


def test_after_fingers_are_lifted_the_next_gesture_begins_anew(phone: Page) -> None:
    _pinch(phone, 40, 100)
    before = _view(phone)
    x, y = _middle(phone)
    _gesture(phone, ((x, y), (x + 30, y)))
    _gesture(phone, ((x - 80, y), (x - 50, y)))
    shift_x, shift_y, scale = _view(phone)
    assert scale == before[2]
    assert abs(shift_y - before[1]) < 2
    assert 20 <= shift_x - before[0] <= 60
