import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.model import invisible_table, string_forms
from nsatu_data.model.characters import ASCII_CONTROLS, INVISIBLE, TextFault, name, text_fault
from nsatu_data.syntax import yaml_reader
from tests.support import unicode_tables

LINE_FEED = 0x0A
BIDIRECTIONAL = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
SEPARATORS = {0x2028, 0x2029}
BYTE_ORDER_MARK = 0xFEFF
INVISIBLE_ALONE = {
    ord(found) for found in re.findall(f"[{invisible_table.INVISIBLE}]", "".join(map(chr, range(0x110000))))
}
"""Invisible characters that no script needs on their own."""


def is_refused(code_point: int) -> bool:
    """The rule in the docstring of `nsatu_data.model.characters`, written with Unicode's own properties."""
    character = chr(code_point)
    return code_point != LINE_FEED and (
        unicodedata.category(character) in ("Cc", "Cs")
        or code_point in BIDIRECTIONAL | SEPARATORS
        or code_point == BYTE_ORDER_MARK
        or code_point in INVISIBLE_ALONE
        or 0xFDD0 <= code_point <= 0xFDEF
        or code_point & 0xFFFE == 0xFFFE
    )


def test_just_the_named_characters_are_forbidden() -> None:
    found = {
        code_point
        for code_point in range(0x110000)
        if (wrong := text_fault(chr(code_point))) and wrong.code == "forbidden-character"
    }
    assert found == {code_point for code_point in range(0x110000) if is_refused(code_point)}


def test_a_character_alone_is_fine_where_it_is_neither_forbidden_nor_decomposed() -> None:
    for code_point in range(0x110000):
        character = chr(code_point)
        fine = not is_refused(code_point) and unicodedata.normalize("NFC", character) == character
        assert (text_fault(character) is None) == fine, hex(code_point)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8), st.integers(0, 8))
def test_the_offset_is_that_of_the_first_forbidden_character(text: str, at: int) -> None:
    at = min(at, len(text))
    wrong = text_fault(f"{text[:at]}\x07{text[at:]}")
    first = next((index for index, character in enumerate(text[:at]) if is_refused(ord(character))), at)
    assert wrong is not None
    assert (wrong.code, wrong.offset) == ("forbidden-character", first)


@given(st.text())
def test_what_is_fine_is_in_form_c_and_holds_nothing_forbidden(text: str) -> None:
    wrong = text_fault(text)
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


def test_a_decomposed_character_is_reported_where_it_begins() -> None:
    assert text_fault("cafe\u0301s") == TextFault(
        "not-nfc", 3, "the text is not in Unicode normalization form C", "write the composed form of the character"
    )


@pytest.mark.parametrize(
    ("character", "words", "help"),
    [
        ("\t", "a tab (U+0009)", "write spaces"),
        ("\r", "a carriage return (U+000D)", "end lines with a line feed alone; `nsatu-data format` does that"),
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
    assert text_fault(f"ab{character}") == TextFault("forbidden-character", 2, f"{words} is not allowed", help)


def test_no_forbidden_character_goes_without_a_word_for_it() -> None:
    for code_point in filter(is_refused, range(0x110000)):
        assert not name(chr(code_point)).startswith("a character"), hex(code_point)


def test_the_schema_bars_the_controls_of_ascii_that_the_models_bar() -> None:
    barred = re.compile(f"[{ASCII_CONTROLS}]")
    assert [code for code in range(0x110000) if barred.search(chr(code))] == [*range(0x20), 0x7F]
    assert text_fault("one line\nand another") is None


def test_the_invisible_characters_are_those_of_the_table() -> None:
    found = {code_point for code_point in range(0x110000) if re.match(f"[{INVISIBLE}]", chr(code_point))}
    assert found == INVISIBLE_ALONE


def test_the_table_is_that_of_its_version_of_unicode() -> None:
    if reason := unicode_tables.missing():
        pytest.skip(reason)
    assert unicode_tables.TABLE.read_text(encoding="utf-8") == unicode_tables.table()


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, between letters that join
        "\u0645\u06cc\u064e\u200c\u0650\u062e",  # with marks on both sides
        "\u0915\u094d\u200d\u0937",  # Hindi, half form
        "\u0915\u094d\u200c\u0937",  # Hindi, visible virama
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala
        "\u0d28\u0d4d\u200d",  # Malayalam, chillu
        "\u09b0\u200d\u09cd\u09af\u09be\u09ac",  # Bengali, ya-phalaa after ra
        "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f468",
        "\U0001f9d1\U0001f3fd\u200d\U0001f680",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\u2764\ufe0f 1\ufe0f\u20e3 \u2764\ufe0e",
        "\u2268\ufe00 \u3001\ufe01",
        "\u8fbb\U000e0101 \u5026\ufe00",
        "\u1820\u180b\u1828\u180e\u1820",
        "\u0378 \U0003fffd",  # not assigned
    ],
)
def test_an_invisible_character_passes_where_a_script_needs_it(text: str) -> None:
    assert text_fault(text) is None


@pytest.mark.parametrize(
    ("text", "offset", "character"),
    [
        ("a\u200bb", 1, "zero width space (U+200B)"),
        ("\u3164", 0, "hangul filler (U+3164)"),
        ("\ufff9a\ufffab\ufffb", 0, "interlinear annotation anchor (U+FFF9)"),
        ("a\U000e0041", 1, "tag latin capital letter a (U+E0041)"),
        ("\U0001f3f4\U000e0067\U000e0062", 1, "tag latin small letter g (U+E0067)"),
        ("a\u200cb", 1, "zero width non-joiner (U+200C)"),
        ("\u0627\u200c\u0645", 1, "zero width non-joiner (U+200C)"),
        ("\u0915\u094d\u200d\u093e", 2, "zero width joiner (U+200D)"),
        ("\U0001f469\u200da", 1, "zero width joiner (U+200D)"),
        ("a\ufe0f", 1, "variation selector-16 (U+FE0F)"),
        ("a\U000e0100", 1, "variation selector-17 (U+E0100)"),
        ("a\u180e", 1, "mongolian vowel separator (U+180E)"),
        ("\u2764\ufe0f\ufe0f", 2, "variation selector-16 (U+FE0F)"),
        ("so\u00adft", 2, "soft hyphen (U+00AD)"),
        ("\u2065", 0, "a reserved character (U+2065)"),
        ("\U0001f469\u200d\U0001f468 \u2060x", 4, "word joiner (U+2060)"),
    ],
)
def test_an_invisible_character_is_refused_where_no_script_needs_it(text: str, offset: int, character: str) -> None:
    wrong = text_fault(text)
    assert wrong is not None
    assert (wrong.code, wrong.offset) == ("forbidden-character", offset)
    assert wrong.message == f"{character} is invisible, and no script needs it here"
    assert wrong.help.startswith("remove the ")
    assert string_forms.untidy(text) == wrong
    # Findings have the column of the character, whether it is in a value, a key or a comment.
    for before, behind in (('label: "', '"\n'), ('a: ["x", "', '"]\n'), ("a: 1 # ", "\n")):
        (fault,) = yaml_reader.read(f"{before}{text}{behind}".encode()).faults
        assert fault.span
        assert (fault.code, fault.span.column) == ("forbidden-character", len(before) + offset + 1)


def test_marks_in_a_row_take_linear_time() -> None:
    text = "\u0915" + "\u094d" * 100_000 + "\u200c"
    found = text_fault(text)
    assert found is None or found.code in ("forbidden-character", "not-nfc")
