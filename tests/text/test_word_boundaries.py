import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.text.canonical_text import Slice
from nsatu_data.text.word_boundaries import boundaries, cut_words, is_boundary, is_whole

PARTED = [
    # Spaces, punctuation, hyphens and apostrophes separate words.
    "Arda| |asks|.",
    "Arda|'|s| |wish",
    "l|’|OTAN",  # noqa: RUF001
    "they|'|re",
    "non|-|NATO",
    "2024|-|07",
    "5|%",
    "(|a|)",
    "€|20",
    "10|:|30",
    "word|¹",
    "NATO|:|n",
    # Adjacent letters and digits, and characters that join them, do not.
    "reacted",
    "20th",
    "200",
    "1,000.5",
    "1'000",
    "٣٫٥",  # noqa: RUF001
    "snake_case",
    "can't",
    "CAN’T",  # noqa: RUF001
    "can't|²",
    "U.S|.",
    "col·lecció",
    # Marks and joiners belong to the letter before them.
    "cafe\u0301s",
    "e\u0301|-|x",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u062f",
    "co\u00adoperate",
    "हिन्दी| |है",
    "제7차| |회의",
    # A zero width space separates.
    "a|\u200b|b",
    # Scripts without spaces, and characters next to them.
    "他|等|了",
    "日|本|は|カ|ナ",
    "ฉ|ั|น",
    "第|120|人",
    "NATO|の|国",
    "ລ|າ|ວ",
    "ខ|្|ម",
    "မ|ြ|န",
]


@pytest.mark.parametrize("parted", PARTED)
def test_words_and_numbers_go_on_but_where_something_parts_them(parted: str) -> None:
    text = parted.replace("|", "")
    expected = {0, len(text)}
    offset = 0
    for character in parted:
        if character == "|":
            expected.add(offset)
        else:
            offset += 1
    expected |= {at for at in range(len(text)) if " " in text[max(at - 1, 0) : at + 1]}
    assert {offset for offset in range(len(text) + 1) if is_boundary(text, offset)} == expected


@given(st.text() | st.text(st.sampled_from("ab1.,'’-_ \u0301\u00ad\u200b語ก"), max_size=8))  # noqa: RUF001
def test_boundaries_are_all_offsets_that_part(text: str) -> None:
    assert list(boundaries(text)) == [offset for offset in range(len(text)) if is_boundary(text, offset)] + [len(text)]


@given(st.text(st.sampled_from("ab1.,'’-_ \u0301\u00ad\u200b語ก"), max_size=12), st.data())  # noqa: RUF001
def test_a_stretch_is_whole_where_it_cuts_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stretch = Slice(start, data.draw(st.integers(start, len(text))))
    cut = cut_words(text, stretch)
    assert is_whole(text, stretch) == (not cut)
    assert set(cut) == {name for name, at in zip(("start", "end"), stretch, strict=True) if not is_boundary(text, at)}


@pytest.mark.parametrize(
    ("text", "stretch", "reported"),
    [
        ("It has 200 boats.", Slice(7, 9), {"end": 'the evidence ends within "200"'}),
        ("It has 120 boats.", Slice(8, 16), {"start": 'the evidence begins within "120"'}),
        (
            "They reacted.",
            Slice(6, 9),
            {"start": 'the evidence begins within "reacted"', "end": 'the evidence ends within "reacted"'},
        ),
        ("They can't.", Slice(0, 8), {"end": 'the evidence ends within "can\'t"'}),
        ("They reacted.", Slice(5, 12), {}),
    ],
)
def test_the_word_that_is_cut_is_named(text: str, stretch: Slice, reported: dict[str, str]) -> None:
    assert cut_words(text, stretch) == reported


def test_a_long_row_of_marks_is_looked_at_only_so_far() -> None:
    text = "a" + "\u00ad" * 100_000 + "b"
    assert is_boundary(text, 50_000)
    assert len(cut_words("a" * 100_000, Slice(0, 50_000))["end"]) < 200
