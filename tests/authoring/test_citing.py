import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.authoring.citing import Citation, Passage, Uncertain, Wanted, cite, evidence, find, nearest
from nsatu_data.model.record_models import Evidence, Source
from nsatu_data.printable import visible
from nsatu_data.text import canonical_text
from nsatu_data.text.canonical_text import Canonical, Slice
from nsatu_data.text.word_boundaries import is_whole
from tests.support import made_up_articles, river_pact
from tests.support.example_datasets import by_id, record

UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_HARD = st.sampled_from(
    (
        *(
            "\u00ad",
            "\u200b",
            "\u200d",
            "\u202e",
            "\u2060",
            "\ufeff",
            "\u0301",
            "\U000e0041",
            "\U0001f468\u200d\U0001f469",
        ),
        *(
            "\\u200b",
            "\\u0041",
            "\\",
            "--",
            "—",
            "...",
            "…",
            "'",
            "“",
            "ß",
            "İ",
            "ǆ",
            "é",
            "1.5",
            "語",
            "ก็",
            "ab",
            "A.",
        ),
    )
)
hard = (
    st.lists(st.lists(_HARD, min_size=1, max_size=4).map("".join), min_size=1, max_size=8)
    .map(" ".join)
    .map(canonical_text.canonicalise)
    .filter(lambda canonical: canonical.text != "")
)
"""Texts of one line with characters that are hard to see, to type or to tell apart."""
CANONICAL = canonical_text.canonicalise(river_pact.TEXT)
FOLDS = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))  # noqa: RUF001
ALIKE = {"'": "'‘’`", '"': '"“”«', "-": "-–—", " ": (" ", "\u00a0", "  ", "\n", "\t", "\u3000")}  # noqa: RUF001


def _source() -> Source:
    made = record(by_id()[river_pact.SOURCE])
    assert isinstance(made, Source)
    return made


def _one(words: str) -> tuple[Source, Canonical]:
    """A source and text of one sentence."""
    canonical = canonical_text.canonicalise(words)
    return made_up_articles.source_of(canonical, [Slice(0, len(canonical.text))]), canonical


def _everywhere(canonical: Canonical, sentences: list[Slice], words: str) -> list[Passage]:
    """All places of the words, found by plain search."""
    return [
        Passage(number, Slice(at, at + len(words)))
        for number, (start, end) in enumerate(sentences, 1)
        for at in range(start, end)
        if canonical.text.startswith(words, at, end)
    ]


def _chosen(canonical: Canonical, places: list[Passage]) -> list[Passage]:
    """The places where the words are whole; all places if there is none."""
    return [place for place in places if is_whole(canonical.text, place.slice)] or places


def _folded(words: str) -> str:
    """Words without the differences between two ways of writing them."""
    reported = UNSEEN.sub("", words).translate(FOLDS)
    return reported[:1].lower() + reported[1:]


def _plain(words: str) -> str:
    """Words with typographic characters replaced by ASCII."""
    return re.sub("-+", "-", UNSEEN.sub("", words).translate(FOLDS)).replace("...", "…").casefold()


def _reported(outcome: Citation | Uncertain) -> list[Passage]:
    """The places at which the words were found."""
    if isinstance(outcome, Uncertain):
        return list(outcome.places)
    return [Passage(outcome.evidence.sentence, Slice(outcome.evidence.start, outcome.evidence.end))]


def _passages(canonical: Canonical, places: tuple[Passage, ...]) -> list[tuple[int, str]]:
    return [(place.sentence, canonical.text[slice(*place.slice)]) for place in places]


@pytest.mark.exhaustive
@given(st.data())
def test_words_are_cited_just_where_they_stand_once(data: st.DataObject) -> None:
    canonical = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(canonical))
    source = made_up_articles.source_of(canonical, sentences)
    place = data.draw(made_up_articles.slices(sentences))
    copied = canonical.text[slice(*place)]
    words = copied.strip(" ")
    everywhere = _everywhere(canonical, sentences, words) if words else []
    outcome = cite(source, canonical, Wanted(copied))
    chosen = _chosen(canonical, everywhere)
    is_cut = not (chosen and is_whole(canonical.text, chosen[0].slice))
    if not words:
        assert outcome == Uncertain()
    elif is_cut and not (isinstance(outcome, Citation) and outcome.is_cut) and _reported(outcome) != chosen:
        # Whole words in another spelling come before cut words in the exact spelling.
        assert all(is_whole(canonical.text, one.slice) for one in _reported(outcome))
        assert all(_folded(canonical.text[slice(*one.slice)]) == _folded(words) for one in _reported(outcome))
    elif len(chosen) > 1:
        assert outcome == Uncertain(places=tuple(chosen))
    else:
        number, (start, end) = chosen[0]
        digest = canonical_text.digest(words)
        pointer = Evidence(source=made_up_articles.SOURCE, sentence=number, start=start, end=end, sha256=digest)
        assert outcome == Citation(pointer, is_cut=is_cut)
    for number in range(1, len(sentences) + 1):
        there = [one for one in everywhere if one.sentence == number]
        assert find(source, canonical, Wanted(words, sentence=number)) == there


@given(st.data())
def test_a_stretch_is_found_from_its_first_words_to_its_last(data: st.DataObject) -> None:
    canonical = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(canonical))
    source = made_up_articles.source_of(canonical, sentences)
    first, last = (canonical.text[slice(*data.draw(made_up_articles.slices(sentences)))] for _ in range(2))
    assert find(source, canonical, Wanted(first, last)) == [
        Passage(begun.sentence, Slice(begun.slice.start, ended.slice.end))
        for begun in _everywhere(canonical, sentences, first)
        for ended in _everywhere(canonical, sentences, last)
        if begun.sentence == ended.sentence and begun.slice.end <= ended.slice.start
    ]


@given(st.data())
def test_words_in_other_signs_are_found_and_never_other_words(data: st.DataObject) -> None:
    canonical = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(canonical))
    source = made_up_articles.source_of(canonical, sentences)
    place = data.draw(made_up_articles.slices(sentences))
    words = canonical.text[slice(*place)]
    # Leading marks are removed from a text, and spaces around the words do not belong to them.
    if words != words.strip(" ") or words.startswith("\ufeff"):
        return
    reported = "".join(data.draw(st.sampled_from(ALIKE.get(folded, folded))) for folded in words.translate(FOLDS))
    found = _reported(cite(source, canonical, Wanted(reported)))
    literally = _everywhere(canonical, sentences, reported)
    whole = [one for one in literally if is_whole(canonical.text, one.slice)]
    if whole or not UNSEEN.sub("", words):
        assert found == _chosen(canonical, literally)
    else:
        assert all(_folded(canonical.text[slice(*one.slice)]) == _folded(words) for one in found)
        if is_whole(canonical.text, place) and UNSEEN.sub("", words) == words:
            assert place in [one.slice for one in found]
        assert found


@given(st.data())
def test_every_sentence_that_is_printed_can_be_pasted(data: st.DataObject) -> None:
    canonical = data.draw(hard)
    sentences = data.draw(made_up_articles.cuts(canonical))
    source = made_up_articles.source_of(canonical, sentences)
    for number, (start, end) in enumerate(sentences, 1):
        found = _reported(cite(source, canonical, Wanted(visible(canonical.text[start:end]))))
        whole = [one for one in found if is_whole(canonical.text, one.slice)]
        # A sentence may lie within another one, or be cut within a word.
        assert Passage(number, Slice(start, end)) in found or (
            whole and not is_whole(canonical.text, Slice(start, end))
        )
        named = Wanted(visible(canonical.text[start:end]), sentence=number)
        if is_whole(canonical.text, Slice(start, end)):
            assert Passage(number, Slice(start, end)) in _reported(cite(source, canonical, named))


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("He said “no” twice.", '"no" twice'),
        ("He said «no» twice.", "„no“ twice"),
        ("Arda's wish.", "Arda\u2019s wish"),
        ("the 1990\u201391 war", "1990-91"),
        ("wait… then go", "wait... then"),
        ("wait... then go", "wait… then"),
        ("wait.... then go", "wait…. then"),
        ("at 5 percent", "5\u00a0percent"),
        ("at 5 percent", "  5 \n percent "),
        ("Zoë asked", "Zoe\u0308 asked"),
        ("x “a” - b…", "“a” — b..."),
        ("Some welcome it.", "some welcome"),
        ("He said: some welcome it.", "Some welcome"),
        ("Élan counts.", "élan"),
        ("a co\u00adoperation begins", "cooperation"),
        ("a cooperation begins", "co\u00adoperation"),
        ("the \u200bwords\u2060 stay", "the words stay"),
        ("the words", "the\u200b words\ufeff"),
        ("war — and peace", "war -- and peace"),
        ("war – and peace", "war --- and"),  # noqa: RUF001
        ("war -- and peace", "war — and"),
        ("war --- and peace", "war -- and"),
    ],
)
def test_words_in_other_signs_are_cited_and_reported(prose: str, words: str) -> None:
    source, canonical = _one(prose)
    outcome = cite(source, canonical, Wanted(words))
    assert isinstance(outcome, Citation)
    assert outcome.is_alike
    cited = canonical.text[outcome.evidence.start : outcome.evidence.end]
    assert outcome.evidence.sha256 == canonical_text.digest(cited)
    assert _plain(cited) == _plain(canonical_text.canonicalise(words).text.replace("\n", " "))


def test_the_very_words_come_before_words_in_other_signs() -> None:
    source, canonical = _one('“no” and "no"')
    assert _reported(cite(source, canonical, Wanted('"no"'))) == [Passage(1, Slice(9, 13))]
    assert _reported(cite(source, canonical, Wanted("„no“"))) == [Passage(1, Slice(0, 4)), Passage(1, Slice(9, 13))]


def test_both_ends_of_a_stretch_may_be_in_other_signs() -> None:
    source, canonical = _one("He said “no” and she said “yes” at last.")
    outcome = cite(source, canonical, Wanted('"no"', '"yes"'))
    assert isinstance(outcome, Citation)
    assert (outcome.evidence.start, outcome.evidence.end, outcome.is_alike) == (8, 31, True)


def test_places_that_overlap_are_all_found() -> None:
    source, canonical = _one("aaaa.")
    assert [place.slice for place in find(source, canonical, Wanted("aa"))] == [(0, 2), (1, 3), (2, 4)]
    assert [place.slice for place in find(source, canonical, Wanted("a", "a"))] == [
        (0, 2),
        (0, 3),
        (0, 4),
        (1, 3),
        (1, 4),
        (2, 4),
    ]


@pytest.mark.parametrize("words", ["sOme welcome", "Lorn.\nTrade", "its rules. Some", "Pact. It"])
def test_words_that_stand_in_no_sentence_are_not_cited(words: str) -> None:
    outcome = cite(_source(), CANONICAL, Wanted(words))
    assert isinstance(outcome, Uncertain)
    assert outcome.places == ()


@pytest.mark.parametrize("words", ["", " ", "\n", "?", "zzz", "\ufeff"])
def test_of_words_that_are_like_none_no_passage_is_the_nearest(words: str) -> None:
    assert cite(_source(), CANONICAL, Wanted(words)) == Uncertain()


def test_words_that_stand_in_several_sentences_are_listed() -> None:
    assert cite(_source(), CANONICAL, Wanted("Arda")) == Uncertain(
        places=(Passage(1, Slice(0, 4)), Passage(2, Slice(108, 112)), Passage(4, Slice(186, 190)))
    )
    outcome = cite(_source(), CANONICAL, Wanted("Arda", sentence=2))
    assert _reported(outcome) == [Passage(2, Slice(108, 112))]
    elsewhere = find(_source(), CANONICAL, Wanted("Arda"))
    assert cite(_source(), CANONICAL, Wanted("Arda", sentence=3)) == Uncertain(nearest=tuple(elsewhere))


@pytest.mark.parametrize(
    ("words", "passages"),
    [
        ("sOme welcome", [(3, "Some welcome")]),
        ("the council of Arda asked to join", [(1, "Arda's council asked to join")]),
        ("Trade on the river grows", [(2, "Trade on the river"), (1, "the River")]),
        ("Joining might strian Ardas budgit", [(4, "Joining might strain Arda's budget")]),
        ("its rules. Some welcome the request", [(3, "Some welcome the request"), (2, "its rules")]),
    ],
)
def test_the_passages_that_share_most_are_the_nearest(words: str, passages: list[tuple[int, str]]) -> None:
    outcome = cite(_source(), CANONICAL, Wanted(words))
    assert isinstance(outcome, Uncertain)
    assert _passages(CANONICAL, outcome.nearest) == passages


def test_no_more_than_three_passages_are_the_nearest() -> None:
    canonical = canonical_text.canonicalise(
        "A bold plan.\nThe bold plan.\nNo bold plan.\nOne bold plan.\nA bold plan of it."
    )
    source = made_up_articles.source_of(canonical, list(canonical.lines()))
    found = nearest(source, canonical, "a bold plan")
    assert _passages(canonical, tuple(found)) == [(1, "A bold plan"), (5, "A bold plan"), (2, "bold plan")]


@given(st.data())
def test_the_nearest_passages_stand_within_sentences(data: st.DataObject) -> None:
    canonical = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(canonical))
    words = data.draw(st.text()) + canonical.text[slice(*data.draw(made_up_articles.slices(sentences)))]
    for number, (start, end) in nearest(made_up_articles.source_of(canonical, sentences), canonical, words):
        assert sentences[number - 1].start <= start < end <= sentences[number - 1].end


def test_the_pointer_to_a_place_is_of_its_words() -> None:
    assert evidence(_source(), CANONICAL, Passage(3, Slice(139, 151))) == Evidence(
        source=river_pact.SOURCE, sentence=3, start=139, end=151, sha256=canonical_text.digest("Some welcome")
    )
