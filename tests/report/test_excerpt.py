import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from nsatu_data.printable import visible
from nsatu_data.report.excerpt import WIDTH, Excerpt, excerpt
from tests.support.finding_samples import ANY_TEXT

LONG = "".join(chr(ord("a") + number % 26) for number in range(16_384))

# Characters whose width depends on no other one, so that the widths of a text's parts add up to that of the whole.
CHARACTERS = "ab: é日語\u0301\U0001f30d\t\x1b\u202e\u00a0\ue000"
LINES = st.text(CHARACTERS, max_size=120) | st.text(CHARACTERS, min_size=120, max_size=400)


def under(shown: Excerpt) -> str:
    """The characters that stand in the columns above the carets, without those that combine."""
    found, column = "", 0
    for character in shown.line:
        width = wcwidth(character)
        if width and column < shown.indent + shown.length and column + width > shown.indent:
            found += character
        column += width
    return found


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("type: town", 6, 10, Excerpt("type: town", 6, 4)),
        ("type: town", 0, 10, Excerpt("type: town", 0, 10)),
        ("type: town", 10, 10, Excerpt("type: town", 10, 1)),
        ("type: town", 4, 4, Excerpt("type: town", 4, 1)),
        ("type: town", 8, 900, Excerpt("type: town", 8, 2)),
        ("type: town", 900, 901, Excerpt("type: town", 10, 1)),
        ("", 0, 0, Excerpt("", 0, 1)),
        ("", 0, 1, Excerpt("", 0, 1)),
        ("x  ", 1, 3, Excerpt("x  ", 1, 2)),
    ],
)
def test_a_stretch_is_marked_by_its_columns(line: str, start: int, end: int, shown: Excerpt) -> None:
    assert excerpt(line, start, end) == shown


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("名: 日本", 3, 5, Excerpt("名: 日本", 4, 4)),
        ("cafe\u0301 x", 6, 7, Excerpt("cafe\u0301 x", 5, 1)),
        ("cafe\u0301 x", 3, 5, Excerpt("cafe\u0301 x", 3, 1)),
        ("cafe\u0301 x", 4, 5, Excerpt("cafe\u0301 x", 3, 1)),
        ("\u0301x", 0, 1, Excerpt("\u0301x", 0, 1)),
        ("👍🏽🇯🇵x", 4, 5, Excerpt("👍🏽🇯🇵x", 4, 1)),
    ],
)
def test_wide_and_combining_characters_take_the_columns_of_a_terminal(
    line: str, start: int, end: int, shown: Excerpt
) -> None:
    assert excerpt(line, start, end) == shown


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("\tx: 1", 0, 1, Excerpt(r"\tx: 1", 0, 2)),
        ("\tx: 1", 1, 2, Excerpt(r"\tx: 1", 2, 1)),
        ("a\r", 1, 2, Excerpt(r"a\r", 1, 2)),
        ("a\x1b[31mb", 6, 7, Excerpt(r"a\u001b[31mb", 11, 1)),
        ("a\u202eb", 1, 2, Excerpt(r"a\u202eb", 1, 6)),
        ("a\u00a0b", 2, 3, Excerpt(r"a\u00a0b", 7, 1)),
        ("a\U000e0041b", 1, 2, Excerpt(r"a\udb40\udc41b", 1, 12)),
        ("\\t\\\\", 2, 4, Excerpt("\\t\\\\", 2, 2)),
    ],
)
def test_what_does_not_print_is_escaped_and_marked_as_wide_as_its_escape(
    line: str, start: int, end: int, shown: Excerpt
) -> None:
    assert excerpt(line, start, end) == shown


def test_a_line_as_wide_as_the_window_is_shown_whole() -> None:
    assert excerpt(LONG[:100], 99, 100) == Excerpt(LONG[:100], 99, 1)
    assert excerpt("日" * 50, 49, 50) == Excerpt("日" * 50, 98, 2)


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "length"),
    [
        (0, 5, 0, 100, 5),
        (20, 30, 0, 100, 10),
        (1000, 1004, 952, 1052, 4),
        (1000, 1070, 975, 1075, 70),
        (1000, 1090, 975, 1075, 75),
        (1000, 9000, 975, 1075, 75),
        (10, 9000, 0, 100, 90),
        (16_380, 16_384, 16_284, 16_384, 4),
        (16_384, 16_384, 16_284, 16_384, 1),
    ],
)
def test_a_longer_line_is_cut_to_a_window_around_what_is_marked(
    start: int, end: int, first: int, last: int, length: int
) -> None:
    cut = "…" if first else ""
    shown = Excerpt(
        cut + LONG[first:last] + ("…" if last < len(LONG) else ""), len(cut) + min(start, len(LONG)) - first, length
    )
    assert excerpt(LONG, start, end) == shown


def test_a_window_is_cut_between_escapes_and_wide_characters() -> None:
    line = "\x1b" * 40 + "x" + "日" * 60
    assert excerpt(line, 40, 41) == Excerpt("…" + r"\u001b" * 8 + "x" + "日" * 25 + "…", 49, 1)


def test_of_a_line_without_end_only_what_is_near_is_looked_at() -> None:
    line = "\u0301" * 5_000_000
    shown = excerpt(line, 2_500_000, 4_000_000)
    assert shown == Excerpt("…" + "\u0301" * 800 + "…", 0, 1)


@given(LINES, st.integers(0, 400), st.integers(0, 400))
def test_carets_stand_below_what_they_mark_and_nothing_else(line: str, start: int, length: int) -> None:
    shown = excerpt(line, start, start + length)
    assert shown.line.isprintable()
    assert wcswidth(shown.line) <= WIDTH + len("……")
    marked = visible(line[start : start + length]).replace("\u0301", "")
    if wcswidth(visible(line)) <= WIDTH:
        assert shown.line == visible(line)
        assert under(shown) == marked or not marked
    else:
        assert (under(shown) and marked.startswith(under(shown))) or not marked
    assert shown.length >= 1


@given(ANY_TEXT)
def test_what_is_visible_prints_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert visible(shown) == shown
    if text.isprintable():
        assert shown == text
