from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.linking.suggestions import Neighbours

SLUGS = [
    f"actor/{first}-{last}-{number}"
    for first in ("river", "hill", "lake")
    for last in ("pact", "council")
    for number in range(200)
]
KNOWN = Neighbours(SLUGS)


def test_a_word_that_is_like_none_has_no_neighbour() -> None:
    assert Neighbours([]).nearest("actor/arda") is None
    assert KNOWN.nearest("actor/zzzzzzz") is None


@given(st.sampled_from(SLUGS), st.data())
def test_a_word_with_one_letter_wrong_is_taken_for_a_known_one(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(len("actor/"), len(word) - 1))
    change = data.draw(st.sampled_from(["", "q", word[place] + "q"]))
    misspelt = word[:place] + change + word[place + 1 :]
    found = KNOWN.nearest(misspelt)
    assert found in SLUGS


def test_a_slip_anywhere_in_a_lone_word_is_corrected() -> None:
    words = ["actor/ministry-of-the-river", "actor/ministers-council", "actor/river-pact", "place/lorn", "event/flood"]
    known = Neighbours([*words, *SLUGS])
    for word in words:
        for place in range(6, len(word)):
            assert known.nearest(word[:place] + word[place + 1 :]) == word
            assert known.nearest(f"{word[:place]}q{word[place:]}") == word
