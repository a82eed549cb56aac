import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nsatu_data.model.identifiers import Pattern, id_at, id_pattern, is_id, kind_of, nearest, path_of
from nsatu_data.model.vocabulary import Kind
from tests.support.drawn_values import DEVICES, ids

LETTERS_AND_DIGITS = set("abcdefghijklmnopqrstuvwxyz0123456789")
NEAR_IDS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from((*Kind, "kind", "Actor", "")),
    st.sampled_from(("/", "//", "", "-", "\n/")),
    st.text("ab0-", max_size=6) | st.sampled_from(sorted(DEVICES)) | st.integers(60, 68).map("s".__mul__),
    st.sampled_from(("", "", "\n", " ", "-", "/x", "é", "A", "_", ".yaml")),
)


def is_slug(text: str) -> bool:
    """The rule in the docstring of `nsatu_data.model.identifiers`, without a regular expression."""
    words = text.split("-")
    return all(word and set(word) <= LETTERS_AND_DIGITS for word in words) and len(text) <= 64 and text not in DEVICES


def is_id_by_hand(text: str, kinds: set[str]) -> bool:
    kind, slash, slug = text.partition("/")
    return kind in kinds and slash == "/" and is_slug(slug)


def accepts(pattern: Pattern, text: str) -> bool:
    return (
        len(text) <= pattern.maximum
        and re.search(pattern.found, text) is not None
        and re.search(pattern.forbidden, text) is None
    )


@given(NEAR_IDS | ids(*Kind) | st.text())
@example("actor/con")
@example("actor/com1")
@example("actor/com0")
@example("actor/con-man")
@example("actor/a-con")
@example("actor/con\n")
@example("actor/a\n")
@example("actor/" + "a" * 64)
@example("actor/" + "a" * 65)
@example("implication/" + "a-" * 31 + "aa")
def test_an_id_is_what_the_words_say(text: str) -> None:
    assert is_id(text) == is_id_by_hand(text, set(Kind))


@given(st.sets(st.sampled_from(Kind), min_size=1), NEAR_IDS | ids(*Kind))
@example({Kind.RISK, Kind.IMPLICATION}, "risk/" + "a" * 70)
def test_a_pattern_takes_the_ids_of_its_kinds_and_nothing_else(kinds: set[Kind], text: str) -> None:
    assert accepts(id_pattern(kinds), text) == is_id_by_hand(text, set(kinds))


@given(st.sets(st.sampled_from(Kind), min_size=1))
def test_the_longest_id_of_the_longest_kind_is_as_long_as_the_maximum(kinds: set[Kind]) -> None:
    pattern = id_pattern(kinds)
    longest = f"{max(kinds, key=len)}/{'a' * 64}"
    assert len(longest) == pattern.maximum
    assert accepts(pattern, longest)


def test_a_pattern_does_not_depend_on_the_order_of_kinds() -> None:
    assert id_pattern([Kind.RISK, Kind.ACTOR]) == id_pattern([Kind.ACTOR, Kind.RISK])
    assert id_pattern([Kind.ACTOR]).found == r"^actor/[a-z0-9][a-z0-9\-]*$"


@pytest.mark.parametrize("device", sorted(DEVICES))
@pytest.mark.parametrize("kind", [Kind.ACTOR, Kind.IMPLICATION])
def test_a_device_is_no_slug_but_may_be_part_of_one(kind: Kind, device: str) -> None:
    assert not is_id(f"{kind}/{device}")
    assert is_id(f"{kind}/{device}-x")
    assert is_id(f"{kind}/x-{device}")
    assert is_id(f"{kind}/{device}x")


@given(ids(*Kind))
def test_id_and_path_lead_to_each_other(identifier: str) -> None:
    assert path_of(identifier) == identifier + ".yaml"
    assert id_at(path_of(identifier)) == identifier
    assert kind_of(identifier) in set(Kind)


def test_the_kind_of_what_is_no_id_is_what_stands_before_the_slash() -> None:
    assert kind_of("foo/bar/baz") == "foo"
    assert kind_of("foo") == "foo"
    assert id_at("actor/japan.md") == "actor/japan.md"


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("lable", ("id", "kind", "label"), "label"),
        ("LABEL", ("id", "kind", "label"), "label"),
        ("stated.", ("inferred", "implied", "stated"), "stated"),
        ("Armed Conflict", ("armed_conflict", "diplomatic"), "armed_conflict"),
        ("agree", ("AGREE", "AID"), "AGREE"),
        ("actor/Japan", ("actor/china", "actor/japan"), "actor/japan"),
        ("foo", ("id", "kind", "label"), None),
        ("", ("id", "kind"), None),
        ("???", ("id", "kind"), None),
        ("label", (), None),
        ("x" * 100_000, ("x" * 99, "y"), "x" * 99),
    ],
)
def test_the_word_that_was_meant_is_found_whatever_its_case_and_joints(
    word: str, known: tuple[str, ...], meant: str | None
) -> None:
    assert nearest(word, known) == meant


def test_of_words_that_differ_in_case_or_joints_alone_the_first_is_meant() -> None:
    assert nearest("part of", ("part_of", "part-of", "PART_OF")) == "part_of"


@given(st.sampled_from([str(kind) for kind in Kind]))
def test_a_known_word_is_meant_by_itself(word: str) -> None:
    assert nearest(word, [str(kind) for kind in Kind]) == word
