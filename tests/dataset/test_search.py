import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.dataset import search
from nsatu_data.dataset.search import Match, advice, fold, matches, spans, words
from nsatu_data.diagnostics import CannotRun
from tests.support.example_datasets import by_id, dataset, record, with_fields

BUDGET = "risk/strain-on-the-budget"
LETTERS = st.text(st.sampled_from([*"abAB éÅßſΣςσ漢ﬁİ\u0301\u0327"]), max_size=12)


def found(*query: str) -> list[str]:
    return [one.id for one in search.search(dataset(), words(query))]


def test_every_word_must_occur_in_some_text_of_the_record() -> None:
    assert found("budget") == [BUDGET]
    assert found("strain", "MEMBERSHIP") == [BUDGET]
    assert found("strain membership") == [BUDGET]
    assert found("strain", "request") == []


def test_the_beginning_of_a_word_is_enough_and_its_end_is_not() -> None:
    assert found("budg") == [BUDGET]
    assert found("udget") == []


def test_a_word_is_a_run_of_letters_and_digits() -> None:
    whole = dataset(with_fields(BUDGET, label="The non-NATO states' 2nd_try"))
    for query in ("nato", "non-nato", "states'", "2nd", "try", "NON NATO"):
        assert [one.id for one in search.search(whole, words([query]))] == [BUDGET], query
    assert words(["states' non-NATO"]) == ("states", "non", "nato")


def test_ids_and_other_fields_are_not_searched() -> None:
    assert found("risk/strain") == []
    assert found("economic") == []


def test_names_and_aliases_are_searched() -> None:
    values = with_fields("actor/arda", name="Republic of Ålmö", aliases=["The Ardans", "R.O.A."])
    whole = dataset(values)
    assert [one.id for one in search.search(whole, words(["almo"]))] == ["actor/arda"]
    assert matches(whole["actor/arda"], words(["ALMO", "ardans"])) == [
        Match("name", None, 12, 16),
        Match("aliases", 0, 4, 10),
    ]


def test_records_with_all_words_in_their_label_or_names_come_first() -> None:
    by_statement = [one.id for one in dataset() if "arda" in fold(getattr(one, "statement", ""))]
    by_label = ["actor/arda", "event/arda-asks-to-join", "event/arda-joins", BUDGET]
    assert found("arda") == [*by_label, *(one for one in by_statement if one not in by_label)]
    assert len(set(by_statement) - set(by_label)) > 1


@pytest.mark.parametrize("query", [[""], [" ", "\u00a0"], ["\u0301"]])
def test_a_query_without_words_cannot_be_searched(query: list[str]) -> None:
    with pytest.raises(CannotRun, match=r"^there is no word to search for; give at least one letter or digit$"):
        words(query)


def test_case_accents_and_compatible_forms_make_no_difference() -> None:
    assert fold("Ålmö ALMO ﬁve ＡＢ Straße ΣΑΣ σας") == "almo almo five ab strasse σασ σασ"  # noqa: RUF001
    assert words(["Ålmö", "almo x", "X"]) == ("almo", "x")


@given(LETTERS)
def test_a_composed_and_a_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.lower()) == fold(text)
    assert fold(fold(text)) == fold(text)


@given(LETTERS, st.lists(LETTERS.filter(lambda text: any(map(str.isalnum, fold(text)))), min_size=1, max_size=3))
@example("straße", ["s"])
@example("aa-aaa", ["aa"])
@example("e\u0301\u0327a", ["e"])
@example("İstanbul", ["i"])
def test_spans_hold_just_the_characters_of_matches(text: str, query: list[str]) -> None:
    wanted = words(query)
    marked = spans(text, wanted)
    assert all(start < end for start, end in marked)
    assert all(end < start for (_, end), (start, _) in pairwise(marked))
    folded = fold(text)
    touched = {
        at
        for word in wanted
        for start in range(len(folded))
        if folded.startswith(word, start) and (not start or not folded[start - 1].isalnum())
        for at in range(start, start + len(word))
    }
    inside = {at for start, end in marked for at in range(start, end)}
    for at, character in enumerate(text):
        before = len(fold(text[:at]))
        own = set(range(before, before + len(fold(character))))
        if own:
            assert (at in inside) is bool(own & touched)


@given(
    st.lists(
        st.sampled_from(["a", "Arda's", "budg", "might", "rds", "to", "ÁRD", "welcom", "x"]), min_size=1, max_size=3
    )
)
def test_a_record_is_found_just_if_each_word_is_in_a_span(query: list[str]) -> None:
    wanted = words(query)
    for one in dataset():
        marked = [spans(text, [word]) != [] for word in wanted for _, _, text in search.texts(one)]
        number = len(marked) // len(wanted)
        each = [any(marked[at * number : (at + 1) * number]) for at in range(len(wanted))]
        assert (search.search([one], wanted) == [one]) is all(each)


def test_advice_names_the_word_that_is_missing() -> None:
    assert advice(dataset(), words(["budgte"])) == "no record has budgte; did you mean budget?"
    assert advice(dataset(), words(["zzz", "qqq", "budget"])) == (
        "no record has zzz or qqq; search for the beginning of the word, or for another"
    )
    assert advice(dataset(), words(["budget", "request"])) == (
        "each word occurs, but no record has all of them; search for fewer words"
    )


def test_every_kind_has_texts() -> None:
    for values in by_id().values():
        one = record(values)
        assert [text for field, _, text in search.texts(one) if field == "label"] == [one.label]
        assert search.search([one], words([one.label])) == [one]
