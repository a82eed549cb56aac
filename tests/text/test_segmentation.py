import sys
from itertools import pairwise

import pytest
from hypothesis import example as for_example
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.diagnostics import CannotRun
from nsatu_data.text import canonical_text
from nsatu_data.text.canonical_text import Canonical, Slice
from nsatu_data.text.segmentation import segment, segment_within
from tests.support import made_up_articles, river_pact
from tests.support.example_datasets import by_id

CANONICAL = canonical_text.canonicalise(river_pact.TEXT)
PROSE = st.text("ab. !?\n'A1,“”é", max_size=80).map(canonical_text.canonicalise) | made_up_articles.texts
LANGUAGES = st.sampled_from(["en", "de", "zh-Hant", "pt-BR"])


def _words(canonical: Canonical, language: str = "en") -> list[str]:
    return [canonical.text[start:end] for start, end in segment(canonical, language)]


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "pt-BR", "tlh"])
def test_sentences_of_the_example_are_found_in_each_language(language: str) -> None:
    rows = by_id()[river_pact.SOURCE]["sentences"]
    assert segment(CANONICAL, language) == [Slice(row["start"], row["end"]) for row in rows]


@given(PROSE, LANGUAGES)
@for_example(Canonical("\x1fa.\x1f B\n\x1f", (1, 2)), "en")
def test_sentences_are_trimmed_in_order_and_leave_nothing_but_spaces_out(canonical: Canonical, language: str) -> None:
    found = segment(canonical, language)
    words = [canonical.text[start:end] for start, end in found]
    assert all(word and word == word.strip(" ") for word in words)
    assert all(first.end <= second.start for first, second in pairwise(found))
    between = zip([0, *(end for _, end in found)], [*(start for start, _ in found), len(canonical.text)], strict=True)
    assert all(not canonical.text[end:start].strip(" \n") for end, start in between)


@given(PROSE, LANGUAGES)
@for_example(Canonical("\x1fa.\x1f B\n\x1f", (1, 2)), "en")
def test_no_sentence_goes_past_the_end_of_its_line(canonical: Canonical, language: str) -> None:
    assert all("\n" not in canonical.text[start:end] for start, end in segment(canonical, language))


@given(PROSE, LANGUAGES, st.data())
def test_no_sentence_goes_past_the_stretch_that_is_cut(
    canonical: Canonical, language: str, data: st.DataObject
) -> None:
    lines = list(canonical.lines())
    if lines:
        line = data.draw(st.sampled_from(lines))
        start, end = sorted(data.draw(st.tuples(*[st.integers(line.start, line.end)] * 2)))
        found = list(segment_within(canonical, Slice(start, end), language))
        assert all(start <= one.start < one.end <= end for one in found)
        assert "".join(canonical.text[slice(*one)] for one in found).replace(" ", "") == canonical.text[
            start:end
        ].replace(" ", "")


@pytest.mark.parametrize(
    ("prose", "sentences"),
    [
        ("Dr. Sato met the U.S. envoy. He left.", ["Dr. Sato met the U.S. envoy.", "He left."]),
        ("“We agree,” she said. “Why not?”", ["“We agree,” she said.", "“Why not?”"]),
        ("It cost 3.5 million. No. 5 won.", ["It cost 3.5 million.", "No. 5 won."]),
        ("👩‍🚀 spoke. Then it 😀 ended.", ["👩‍🚀 spoke.", "Then it 😀 ended."]),
    ],
)
def test_english_is_cut_where_its_sentences_end(prose: str, sentences: list[str]) -> None:
    assert _words(canonical_text.canonicalise(prose)) == sentences


@pytest.mark.parametrize(
    ("language", "prose", "sentences"),
    [
        ("de", "Das ist z. B. so. Ja.", ["Das ist z. B. so.", "Ja."]),
        ("ja", "𠮷野さんは言う。そうだ。", ["𠮷野さんは言う。", "そうだ。"]),
    ],
)
def test_other_languages_are_cut_where_their_sentences_end(language: str, prose: str, sentences: list[str]) -> None:
    assert _words(canonical_text.canonicalise(prose), language) == sentences


@pytest.mark.parametrize(("language", "library"), [("en", "nupunkt"), ("fr", "sentencex")])
def test_without_its_library_a_text_is_not_cut(language: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(CannotRun) as caught:
        segment(CANONICAL, language)
    assert str(caught.value) == f"splitting a text into sentences needs {library}: install nsatu-data[authoring]"
