import textwrap

import wcwidth
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.report.wrapping import columns, longest_piece, padded, wrapped

WORDS = st.lists(
    st.text(st.sampled_from([*"abc-/,.é漢字かなéß"]), min_size=1, max_size=14).filter(str.isprintable),
    min_size=1,
    max_size=12,
).map(" ".join)
ASCII = st.lists(st.text("abcxyz-,.", min_size=1, max_size=14), min_size=1, max_size=12).map(" ".join)


@given(WORDS, st.integers(20, 60))
@example("漢" * 40, 21)
def test_a_wrapped_text_keeps_its_characters_and_fits(text: str, width: int) -> None:
    lines = wrapped(text, width, "  ", " ")
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line[:1] for line in lines] == [" "] * len(lines)


@given(WORDS, st.integers(20, 60))
def test_words_that_fit_on_a_line_are_not_broken(text: str, width: int) -> None:
    if longest_piece(text) <= width:
        assert " ".join(wrapped(text, width)) == text


@given(WORDS, st.integers(5, 60))
@example("a risk/much-too-long b", 5)
def test_words_are_kept_if_that_is_wanted(text: str, width: int) -> None:
    lines = wrapped(text, width, keeps_words=True)
    assert " ".join(lines) == text
    assert all(columns(line) <= width or " " not in line for line in lines)


@given(ASCII, st.integers(5, 60), st.booleans())
def test_both_libraries_wrap_ascii_alike(text: str, width: int, breaks: bool) -> None:  # noqa: FBT001
    if not breaks or longest_piece(text) <= width:
        expected = textwrap.wrap(text, width, break_on_hyphens=breaks, break_long_words=breaks)
        assert wcwidth.wrap(text, width, break_on_hyphens=breaks, break_long_words=breaks) == expected


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert [columns(text) for text in ("", "abc", "漢字", "e\u0301", "é")] == [0, 3, 4, 1, 1]
    assert padded("漢字", 6) == "漢字  "
    assert wrapped("漢字漢字 ab", 5) == ["漢字", "漢字", "ab"]


def test_a_word_that_is_too_long_is_broken_at_hyphens_first() -> None:
    assert wrapped("a-long-id-in-a-row and more", 12) == ["a-long-id-", "in-a-row and", "more"]
    assert wrapped("well-known words", 12) == ["well-known", "words"]
    assert wrapped("abcdefghijklmno", 6) == ["abcdef", "ghijkl", "mno"]
    assert wrapped("a aa aaaaaa", 5) == ["a aa", "aaaaa", "a"]


def test_an_empty_text_has_one_line() -> None:
    assert wrapped("", 20) == [""]
    assert wrapped("", 20, "- ") == ["- "]


def test_pieces_are_parted_by_spaces() -> None:
    assert longest_piece("risk/a-longer-name, x") == 19
    assert longest_piece("") == 0
