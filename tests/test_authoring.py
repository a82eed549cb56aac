from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data import authoring, example, text
from nsatu_data.authoring import Found
from nsatu_data.diagnostics import Fault
from nsatu_data.models import Evidence, Source
from nsatu_data.text import Canonical, Slice
from tests.datasets import by_id, record

CANONICAL = text.canonicalise(example.TEXT)
PROSE = st.text("ab. !?\n'A1,“”é", max_size=80).map(text.canonicalise)
KNOWN = {"label": "Made up", "language": "en", "genre": "news", "rights": "Free."}
NOWHERE = Fault(
    "words-not-found", "the words stand nowhere in the text", help="copy them from one sentence of the text"
)


def _source(canonical: Canonical = CANONICAL) -> Source:
    made = record(authoring.source_values("source/made-up", canonical, KNOWN))
    assert isinstance(made, Source)
    return made


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "pt-BR"])
def test_sentences_of_the_example_are_found_in_each_language(language: str) -> None:
    rows = by_id()[example.SOURCE]["sentences"]
    assert authoring.segment(CANONICAL, language) == [Slice(row["start"], row["end"]) for row in rows]


@given(PROSE, st.sampled_from(["en", "de"]))
def test_sentences_are_trimmed_in_order_and_leave_nothing_but_spaces_out(canonical: Canonical, language: str) -> None:
    found = authoring.segment(canonical, language)
    words = [canonical.text[start:end] for start, end in found]
    assert all(word and word == word.strip() for word in words)
    assert all(first.end <= second.start for first, second in pairwise(found))
    between = zip([0, *(end for _, end in found)], [*(start for start, _ in found), len(canonical.text)], strict=True)
    assert all(not canonical.text[end:start].strip() for end, start in between)


@given(PROSE, st.sampled_from(["en", "de"]))
def test_no_sentence_goes_past_the_end_of_its_line(canonical: Canonical, language: str) -> None:
    assert all("\n" not in canonical.text[start:end] for start, end in authoring.segment(canonical, language))


@given(PROSE.filter(lambda canonical: canonical.text))
def test_the_source_made_of_a_text_is_one_that_the_text_verifies(canonical: Canonical) -> None:
    source = _source(canonical)
    lines = canonical.text.split("\n")
    assert source.text.code_points == len(canonical.text)
    assert source.text.utf8_bytes == len(canonical.text.encode())
    assert source.text.sha256 == text.digest(canonical.text)
    for row in source.sentences:
        words = canonical.text[row.start : row.end]
        assert row.sha256 == text.digest(words)
        assert words in lines[row.paragraph - 1]
        assert canonical.text.count("\n", 0, row.start) == row.paragraph - 1
    assert [row.paragraph for row in source.sentences] == sorted(row.paragraph for row in source.sentences)


def test_what_is_not_known_of_a_source_is_null() -> None:
    values = authoring.source_values("source/x", CANONICAL, {**KNOWN, "title": "T"})
    assert list(values) == list(Source.model_fields)
    assert {field: values[field] for field in ("id", "kind", *KNOWN)} == {"id": "source/x", "kind": "source", **KNOWN}
    assert (values["title"], values["author"], values["publisher"], values["published"], values["url"]) == (
        "T",
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("field", ["label", "genre", "rights"])
def test_what_must_be_known_of_a_source_and_is_not_is_left_out(field: str) -> None:
    known = {name: value for name, value in KNOWN.items() if name != field}
    values = authoring.source_values("source/x", CANONICAL, known)
    assert list(values) == [name for name in Source.model_fields if name != field]


def test_a_source_cannot_be_made_without_its_language() -> None:
    with pytest.raises(KeyError, match=r"^'language'$"):
        authoring.source_values("source/x", CANONICAL, {"label": "Made up"})


@given(st.data())
def test_words_are_found_wherever_they_stand_within_one_sentence(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(_source().sentences))
    start = data.draw(st.integers(row.start, row.end - 1))
    end = data.draw(st.integers(start + 1, row.end))
    words = example.TEXT[start:end]
    found = authoring.find(_source(), CANONICAL, words)
    assert Found(row.number, Slice(start, end)) in found
    assert all(example.TEXT[place.slice.start : place.slice.end] == words for place in found)
    assert found == sorted(set(found))
    named = [place for place in found if place.sentence == row.number]
    assert authoring.find(_source(), CANONICAL, words, row.number) == named


def test_places_that_overlap_are_all_found() -> None:
    canonical = text.canonicalise("aaaa.")
    assert [place.slice for place in authoring.find(_source(canonical), canonical, "aa")] == [(0, 2), (1, 3), (2, 4)]


def test_words_that_stand_once_are_cited() -> None:
    assert authoring.cite(_source(), CANONICAL, "Some welcome") == Evidence(
        source="source/made-up", sentence=3, start=139, end=151, sha256=text.digest("Some welcome")
    )


@pytest.mark.parametrize("words", ["", "some welcome", "Lorn.\nTrade", "its rules. Some", "Some  welcome", "welcome\n"])
def test_words_that_stand_in_no_sentence_are_a_fault(words: str) -> None:
    assert authoring.cite(_source(), CANONICAL, words) == NOWHERE


def test_words_that_stand_in_several_sentences_need_the_sentence_named() -> None:
    several = authoring.cite(_source(), CANONICAL, "Arda")
    assert several == Fault(
        "words-in-several-places",
        "the words stand 3 times, in sentence 1, 2, 4",
        help="name the sentence, or take more words",
    )
    assert authoring.cite(_source(), CANONICAL, "Arda", 2) == Evidence(
        source="source/made-up", sentence=2, start=108, end=112, sha256=text.digest("Arda")
    )
    assert authoring.cite(_source(), CANONICAL, "Arda", 3) == NOWHERE


def test_words_that_stand_several_times_in_one_sentence_need_more_words() -> None:
    canonical = text.canonicalise("Arda asks, and Arda waits.")
    assert authoring.cite(_source(canonical), canonical, "Arda") == Fault(
        "words-in-several-places", "the words stand 2 times, in sentence 1", help="take more words"
    )
    assert authoring.cite(_source(), CANONICAL, "Arda wants") == Evidence(
        source="source/made-up", sentence=2, start=108, end=118, sha256=text.digest("Arda wants")
    )
