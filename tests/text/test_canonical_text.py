import re
import unicodedata
from hashlib import sha256
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.diagnostics import Fault, Span, span_at
from nsatu_data.text.canonical_text import Canonical, canonicalise, digest, read, units

# Characters with Unicode's property White_Space, listed by hand.
SPACES = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
articles = st.text(st.sampled_from([*SPACES, *"abé\u0301\ufeff\u200b\u2019語😀"])) | st.text()


def without_marks(text: str) -> str:
    """A text without byte-order marks in its leading run of white space and marks."""
    head = next((at for at, character in enumerate(text) if character not in (*SPACES, "\ufeff")), len(text))
    return text[:head].replace("\ufeff", "") + text[head:]


def folded(row: str) -> str:
    """A line with each run of white space folded to one space, and its ends trimmed."""
    row = unicodedata.normalize("NFC", row)
    for space in SPACES:
        row = row.replace(space, " ")
    return " ".join(part for part in row.split(" ") if part)


def by_hand(text: str) -> str:
    """Canonical form 1 as the module describes it, without the module's regular expressions."""
    text = without_marks(text)
    for line_break in BREAKS:
        text = text.replace(line_break, "\n")
    return "\n".join(row for row in map(folded, text.split("\n")) if row)


@given(articles)
def test_the_form_is_the_documented_one(text: str) -> None:
    assert canonicalise(text).text == by_hand(text)


@given(articles)
@example("\ufeff\ufeffa")
@example(" \ufeffa")
def test_the_form_of_a_canonical_text_is_that_text(text: str) -> None:
    once = canonicalise(text).text
    assert canonicalise(once).text == once


@given(articles)
@example("\ufeff\r\n\ufeff a\x0bb")
@example("\r\ufeff\na")
def test_every_character_of_the_form_is_found_in_its_line_of_the_file(text: str) -> None:
    rows = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    canonical = canonicalise(text)
    lines = canonical.text.split("\n")
    for offset in range(len(canonical.text)):
        line = canonical.text.count("\n", 0, offset)
        row = rows[canonical.line_in_file(offset) - 1]
        assert lines[line] == folded(row if line else without_marks(row))
    assert list(canonical.origins) == sorted(set(canonical.origins))


def test_a_line_is_that_of_the_file_where_lines_before_it_are_empty() -> None:
    canonical = canonicalise("\ufeff\r\n  one\r\n\r\n\ttwo \u2028three")
    assert canonical == Canonical("one\ntwo\nthree", (2, 4, 5))
    assert [canonical.line_in_file(offset) for offset in range(len(canonical.text))] == [2] * 4 + [4] * 4 + [5] * 5


@given(articles, st.integers(0, 3))
def test_marks_before_the_first_word_change_nothing(text: str, count: int) -> None:
    assert canonicalise("\ufeff" * count + text).text == canonicalise(text).text


def test_a_mark_after_the_first_word_stays() -> None:
    assert canonicalise("a\n\ufeffb").text == "a\n\ufeffb"


def test_a_text_is_composed_line_by_line() -> None:
    assert canonicalise("cafe\n\u0301e").text == "cafe\n\u0301e"
    assert canonicalise("cafe\u0301\nx").text == "caf\u00e9\nx"


@given(articles)
def test_lines_are_the_slices_between_line_feeds(text: str) -> None:
    canonical = canonicalise(text)
    lines = [canonical.text[line.start : line.end] for line in canonical.lines()]
    assert "\n".join(lines) == canonical.text
    assert all(line and "\n" not in line for line in lines)
    assert len(lines) == len(canonical.origins)


@given(articles, st.data())
def test_the_digest_is_of_the_bytes_of_the_slice(text: str, data: st.DataObject) -> None:
    canonical = canonicalise(text).text
    start = data.draw(st.integers(0, len(canonical)))
    end = data.draw(st.integers(start, len(canonical)))
    before, words = (canonical[part].encode() for part in (slice(start), slice(start, end)))
    assert (
        digest(canonical[start:end]) == sha256(canonical.encode()[len(before) : len(before) + len(words)]).hexdigest()
    )


@given(st.text(), st.data())
def test_units_slice_the_same_words(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    counts = units(text, (end, start))
    utf16, utf8 = text.encode("utf-16-le"), text.encode("utf-8")
    assert utf16[2 * counts[start].utf16 : 2 * counts[end].utf16].decode("utf-16-le") == text[start:end]
    assert utf8[counts[start].utf8 : counts[end].utf8].decode("utf-8") == text[start:end]


def test_a_known_digest() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@given(articles)
def test_bytes_are_read_as_utf_8(text: str) -> None:
    canonical = read(text.encode())
    control = next((at for at, one in enumerate(text) if category(one) == "Cc" and one not in SPACES), None)
    if control is not None:
        assert isinstance(canonical, Fault)
        assert (canonical.code, canonical.span) == ("forbidden-character", span_at(text, control))
    elif by_hand(text):
        assert canonical == canonicalise(text)
    else:
        assert isinstance(canonical, Fault)
        assert canonical.code == "empty-text"


@given(st.binary())
def test_no_bytes_raise_anything(data: bytes) -> None:
    assert isinstance(read(data), Canonical | Fault)


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"\xff", (1, 1, 1, 2)), ("é\nxé".encode() + b"\xc3(", (2, 3, 2, 4)), (b"a\xe2\x82", (1, 2, 1, 3))],
)
def test_what_is_not_utf_8_is_reported_with_its_place(data: bytes, place: tuple[int, int, int, int]) -> None:
    fault = read(data)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.span) == ("not-utf-8", place)


@pytest.mark.parametrize(
    ("data", "place", "message", "help"),
    [
        (
            "Lorn waits.".encode("utf-16-le"),
            (1, 2, 1, 3),
            "a control character (U+0000) is not allowed in a text",
            "save the file as UTF-8; NUL characters usually mean UTF-16 or UTF-32",
        ),
        (
            "Lorn waits.".encode("utf-16-be"),
            (1, 1, 1, 2),
            "a control character (U+0000) is not allowed in a text",
            "save the file as UTF-8; NUL characters usually mean UTF-16 or UTF-32",
        ),
        (
            b"Lorn\nwa\x1bits.",
            (2, 3, 2, 4),
            "a control character (U+001B) is not allowed in a text",
            "remove the character",
        ),
        (
            "Lorn\nLorn\x92s".encode(),
            (2, 5, 2, 6),
            "a control character (U+0092) is not allowed in a text",
            "remove the character, or convert the file from its original encoding to UTF-8",
        ),
    ],
)
def test_controls_that_the_canonical_form_does_not_fold_are_refused(
    data: bytes, place: tuple[int, int, int, int], message: str, help: str
) -> None:
    assert read(data) == Fault("forbidden-character", message, help=help, span=Span(*place))


@pytest.mark.parametrize("marks", ["\u0323\u0301" * 16, "\u0f73" * 31])
def test_marks_that_normalising_would_sort_at_length_are_refused(marks: str) -> None:
    fault = read(f"a{marks}".encode())
    assert isinstance(fault, Fault)
    assert (fault.code, fault.span) == ("forbidden-character", (1, 32, 1, 33))
    assert isinstance(read(f"a{marks[:30]}".encode()), Canonical)
