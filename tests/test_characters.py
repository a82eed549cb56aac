import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.characters import ASCII_CONTROLS, Mischief, mischief, name

LINE_FEED = 0x0A
BIDIRECTIONAL = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
SEPARATORS = {0x2028, 0x2029}
BYTE_ORDER_MARK = 0xFEFF


def is_refused(code_point: int) -> bool:
    """The docstring of the module, in terms of Unicode's own properties."""
    character = chr(code_point)
    return code_point != LINE_FEED and (
        unicodedata.category(character) in ("Cc", "Cs")
        or code_point in BIDIRECTIONAL | SEPARATORS
        or code_point == BYTE_ORDER_MARK
        or 0xFDD0 <= code_point <= 0xFDEF
        or code_point & 0xFFFE == 0xFFFE
    )


def test_just_the_named_characters_are_forbidden() -> None:
    found = {
        code_point
        for code_point in range(0x110000)
        if (wrong := mischief(chr(code_point))) and wrong.code == "forbidden-character"
    }
    assert found == {code_point for code_point in range(0x110000) if is_refused(code_point)}


def test_a_character_alone_is_fine_where_it_is_neither_forbidden_nor_decomposed() -> None:
    for code_point in range(0x110000):
        character = chr(code_point)
        fine = not is_refused(code_point) and unicodedata.normalize("NFC", character) == character
        assert (mischief(character) is None) == fine, hex(code_point)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8), st.integers(0, 8))
def test_the_offset_is_that_of_the_first_forbidden_character(text: str, at: int) -> None:
    at = min(at, len(text))
    wrong = mischief(f"{text[:at]}\x07{text[at:]}")
    first = next((index for index, character in enumerate(text[:at]) if is_refused(ord(character))), at)
    assert wrong is not None
    assert (wrong.code, wrong.offset) == ("forbidden-character", first)


@given(st.text())
def test_what_is_fine_is_in_form_c_and_holds_nothing_forbidden(text: str) -> None:
    wrong = mischief(text)
    refused = [index for index, character in enumerate(text) if is_refused(ord(character))]
    if wrong is None:
        assert not refused
        assert unicodedata.normalize("NFC", text) == text
    elif wrong.code == "forbidden-character":
        assert wrong.offset == refused[0]
    else:
        assert wrong.code == "not-nfc"
        assert not refused
        assert unicodedata.normalize("NFC", text) != text
        assert 0 <= wrong.offset < len(text)


def test_a_decomposed_character_is_told_where_it_begins() -> None:
    assert mischief("cafe\u0301s") == Mischief(
        "not-nfc", 3, "the text is not in Unicode normalization form C", "write the composed form of the character"
    )


@pytest.mark.parametrize(
    ("character", "words", "help"),
    [
        ("\t", "a tab (U+0009)", "write spaces"),
        ("\r", "a carriage return (U+000D)", "end lines with a line feed alone; `nsatu-data format` mends it"),
        ("\x00", "a control character (U+0000)", "remove the character"),
        ("\x7f", "a control character (U+007F)", "remove the character"),
        ("\x85", "a next-line character (U+0085)", "end the line with a line feed"),
        ("\u202e", "right-to-left override (U+202E)", "remove the character"),
        ("\u2028", "a line separator (U+2028)", "end the line with a line feed"),
        ("\u2029", "a paragraph separator (U+2029)", "end the line with a line feed"),
        ("\ud800", "half of a surrogate pair (U+D800)", "remove the character"),
        ("\ufdd0", "a noncharacter (U+FDD0)", "remove the character"),
        ("\ufeff", "a byte-order mark (U+FEFF)", "save the file without it"),
        ("\U0001ffff", "a noncharacter (U+1FFFF)", "remove the character"),
    ],
)
def test_a_forbidden_character_is_named_in_words_and_as_code_point(character: str, words: str, help: str) -> None:
    assert name(character) == words
    assert mischief(f"ab{character}") == Mischief("forbidden-character", 2, f"{words} is not allowed", help)


def test_no_forbidden_character_goes_without_a_word_for_it() -> None:
    for code_point in filter(is_refused, range(0x110000)):
        assert not name(chr(code_point)).startswith("a character"), hex(code_point)


def test_the_schema_bars_the_controls_of_ascii_that_the_models_bar() -> None:
    barred = re.compile(f"[{ASCII_CONTROLS}]")
    assert [code for code in range(0x110000) if barred.search(chr(code))] == [*range(0x20), 0x7F]
    assert mischief("one line\nand another") is None
