import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.linking.record_facts import Pointer
from nsatu_data.text import realigning
from nsatu_data.text.canonical_text import Canonical, Slice, canonicalise, digest
from nsatu_data.text.realigning import PLACES_LIMIT, Fate, Realigned, Trace
from nsatu_data.text.word_boundaries import is_whole
from tests.support import made_up_articles

OLD = "Arda asks. Lorn waits.\nArda wants a say. Some agree."


def _pointer(text: str, place: Slice, sentence: int) -> Pointer:
    return Pointer(made_up_articles.SOURCE, sentence, *place, digest(text[slice(*place)]))


def _within(old: Canonical, sentences: list[Slice], place: Slice) -> Pointer:
    number = next(number for number, (start, end) in enumerate(sentences, 1) if start <= place.start < end)
    return _pointer(old.text, place, number)


def _lines(old: str) -> list[Slice]:
    """Sentences that each end with a full stop."""
    found, start = [], 0
    for end in (offset + 1 for offset, character in enumerate(old) if character == "."):
        found.append(Slice(start, end))
        start = end + 1
    return found


def _trace(words: str, new: str, old: str = OLD, *, at: int = 0) -> tuple[str, list[str]]:
    """The outcome for words of the old text, and how the new text continues after each place found."""
    canonical = canonicalise(old)
    sentences = _lines(old)
    start = old.index(words, at)
    pointer = _within(canonical, sentences, Slice(start, start + len(words)))
    source = made_up_articles.source_of(canonical, sentences)
    trace = Realigned(source.sentences, canonicalise(new)).trace(pointer)
    return trace.fate, [f"{start}:{new[start:end]}" for start, end in trace.places]


@pytest.mark.parametrize(
    ("words", "new", "fate"),
    [
        ("Lorn waits", OLD, ("kept", ["11:Lorn waits"])),
        ("Arda", OLD, ("kept", ["0:Arda"])),
        ("Some", f"{OLD} Others do not.", ("kept", ["41:Some"])),
        ("Lorn waits", f"Today {OLD}", ("moved", ["17:Lorn waits"])),
        ("Lorn waits", OLD.replace("asks", "begs"), ("kept", ["11:Lorn waits"])),
        # The sentence is part of a longer one, and its words occur once.
        ("Lorn waits", OLD.replace("Lorn waits", "So Lorn waits now"), ("moved", ["14:Lorn waits"])),
        # Paragraphs have swapped places.
        ("Arda", "Arda wants a say. Some agree.\nArda asks. Lorn waits.", ("moved", ["30:Arda"])),
        # The sentence has changed. The words also occur in an unchanged sentence, which does not count.
        ("Arda", OLD.replace("asks", "begs"), ("kept", ["0:Arda"])),
        # Both have changed.
        ("Arda", OLD.replace("asks", "begs").replace("a say", "it"), ("ambiguous", ["0:Arda", "23:Arda"])),
        # The sentence is gone, and its words occur in one that existed before.
        ("Arda", OLD.replace("Arda asks. ", ""), ("lost", [])),
        # The sentence occurs twice.
        ("Arda asks", f"Arda asks. {OLD}", ("ambiguous", ["0:Arda asks", "11:Arda asks"])),
        # The sentence occurs twice, but no old sentence has changed.
        ("Arda asks", f"{OLD} Arda asks.", ("kept", ["0:Arda asks"])),
        ("Lorn", OLD.replace("Lorn", "Lorm"), ("lost", [])),
        ("Lorn waits", OLD.replace("Lorn waits", "Lorn\nwaits"), ("lost", [])),
        ("Lorn waits", "", ("lost", [])),
    ],
)
def test_what_became_of_words(words: str, new: str, fate: tuple[str, list[str]]) -> None:
    assert _trace(words, new) == fate


@pytest.mark.parametrize(
    ("words", "old", "new", "fate"),
    [
        ("waits", "Lorn waits.", "Lorn awaits it.", ("lost", [])),
        ("20 boats", "It has 20 boats.", "It has 120 boats.", ("lost", [])),
        ("20 boats", "It has 20 boats.", "It has 1,20 boats.", ("lost", [])),
        ("has 20", "It has 20 boats.", "It has 20.5 boats.", ("lost", [])),
        ("react", "They react.", "They reacted.", ("lost", [])),
        ("can", "They can go.", "They can't go.", ("lost", [])),
        ("cafe", "A cafe opens.", "A cafe\u0301s opens. A cafe\u0323 opens.", ("lost", [])),
        # If the words are whole in one place, that place is used, whatever the other places are.
        ("20 boats", "It has 20 boats.", "It has 120 boats, or 20 boats.", ("moved", ["21:20 boats"])),
        # In scripts without spaces words are whole everywhere, but numbers are not.
        ("走", "他走。", "他也走了。", ("moved", ["2:走"])),
        ("20人", "有20人。", "有120人了。", ("lost", [])),
        ("20人", "有20人。", "共有20人了。", ("moved", ["2:20人"])),
    ],
)
def test_words_are_not_found_where_they_would_cut_others(
    words: str, old: str, new: str, fate: tuple[str, list[str]]
) -> None:
    assert _trace(words, f"{new}\nKept.", f"{old}\nKept.", at=0) == fate


@pytest.mark.parametrize("size", [40, 80])
def test_looking_for_words_takes_work_that_grows_with_the_text(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting(text: str) -> str:
        counted.append(len(text))
        return digest(text)

    monkeypatch.setattr(realigning, "_digest", counting)
    work = []
    for times in (size, 2 * size):
        # Every other sentence is altered, and words of each are looked for.
        reported = [f"Sentence {number} says something of {number * 7} boats in Lorn." for number in range(times)]
        old = canonicalise("\n".join(reported))
        new = canonicalise("\n".join(f"Now {one}" if index % 2 else one for index, one in enumerate(reported)))
        cut = list(old.lines())
        source = made_up_articles.source_of(old, cut)
        pointers = [_pointer(old.text, Slice(start + 9, end - 1), 1) for start, end in cut[1::2]]
        pointers += [one._replace(sha256="0" * 64) for one in pointers]
        counted.clear()
        found = Realigned(source.sentences, new, pointers)
        fates = [found.trace(pointer).fate for pointer in pointers]
        assert fates == [Fate.MOVED] * (times // 2) + [Fate.LOST] * (times // 2)
        work.append(sum(counted))
    assert work[1] < 2.5 * work[0]


def test_only_some_places_are_listed_for_words_that_occur_everywhere() -> None:
    old = canonicalise("Arda asks.\nLorn waits.")
    source = made_up_articles.source_of(old, list(old.lines()))
    for times, has_more in ((PLACES_LIMIT, False), (PLACES_LIMIT + 1, True)):
        new = canonicalise("Arda\n" * times + "Lorn waits.")
        places = tuple(Slice(5 * number, 5 * number + 4) for number in range(PLACES_LIMIT))
        trace = Realigned(source.sentences, new).trace(_pointer(old.text, Slice(0, 4), 1))
        assert trace == Trace(Fate.AMBIGUOUS, places, has_more=has_more)


def test_what_would_take_too_long_to_find_counts_as_altered(monkeypatch: pytest.MonkeyPatch) -> None:
    old = canonicalise("Arda asks, Lorn waits. Some agree.")
    source = made_up_articles.source_of(old, [Slice(0, 10), Slice(11, 22), Slice(23, 34)])
    new = canonicalise("Today they Arda asks, and Lorn waits. Some agree.")
    assert Realigned(source.sentences, new).sentences.keys() == {1, 2, 3}
    monkeypatch.setattr(realigning, "_EFFORT", 0)
    realigned = Realigned(source.sentences, new)
    assert realigned.sentences.keys() == {2, 3}
    assert realigned.trace(_pointer(old.text, Slice(0, 4), 1)) == Trace(Fate.MOVED, (Slice(11, 15),), is_altered=True)


def test_sentences_without_spaces_between_them_are_found_again() -> None:
    old = canonicalise("他问。他等。他走。")
    source = made_up_articles.source_of(old, [Slice(0, 3), Slice(3, 6), Slice(6, 9)])
    realigned = Realigned(source.sentences, canonicalise("今天他问。他等。\n他也走。"))
    assert realigned.sentences == {1: Slice(2, 5), 2: Slice(5, 8)}
    assert realigned.trace(_pointer(old.text, Slice(3, 4), 2)) == Trace(Fate.MOVED, (Slice(5, 6),))


def test_a_sentence_in_writing_without_spaces_ends_before_whatever_follows() -> None:
    old = canonicalise("他问。Arda走。")
    source = made_up_articles.source_of(old, [Slice(0, 3), Slice(3, 9)])
    assert Realigned(source.sentences, canonicalise("也他问。Arda走。")).sentences == {1: Slice(1, 4), 2: Slice(4, 10)}


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("Well. Yes. No. Yes.", {1: "6:Yes.", 2: "11:No.", 3: "15:Yes."}),
        ("Well. Yes. No.", {1: "6:Yes.", 2: "11:No."}),
        ("No. Well. Yes.", {2: "0:No.", 3: "10:Yes."}),
        ("Well. Yes. Yes. No.", {2: "16:No."}),
        ("Yes. Yes. Yes. No. Yes.", {2: "15:No.", 3: "19:Yes."}),
        ("No. Yes. Yes.", {2: "0:No."}),
        ("Yes. Well. Yes.", {1: "0:Yes.", 3: "11:Yes."}),
        ("Yes. Well.", {}),
    ],
)
def test_a_sentence_that_stands_several_times_is_found_between_the_same_others(new: str, found: dict[int, str]) -> None:
    source = made_up_articles.source_of(canonicalise("Yes. No. Yes."), _lines("Yes. No. Yes."))
    places = Realigned(source.sentences, canonicalise(new)).sentences
    assert {number: f"{start}:{new[start:end]}" for number, (start, end) in places.items()} == found


def test_what_was_a_sentence_and_is_a_part_of_one_now_is_not_found() -> None:
    old = canonicalise("A b. C.\nA b. C. D.")
    source = made_up_articles.source_of(old, [Slice(0, 4), Slice(5, 7), Slice(8, 18)])
    assert Realigned(source.sentences, canonicalise("x A b. C. D.")).sentences == {3: Slice(2, 12)}


def test_a_pointer_goes_with_the_sentence_that_it_lies_in_whatever_number_it_gives() -> None:
    canonical = canonicalise(OLD)
    source = made_up_articles.source_of(canonical, _lines(OLD))
    new = canonicalise(f"Today. {OLD}")
    for number in (1, 4, 9):
        pointer = _pointer(OLD, Slice(0, 4), number)
        assert Realigned(source.sentences, canonical).trace(pointer) == Trace(Fate.KEPT, (Slice(0, 4),))
        assert Realigned(source.sentences, new).trace(pointer) == Trace(Fate.MOVED, (Slice(7, 11),))


def test_a_pointer_that_did_not_lead_to_its_words_is_not_led_to_a_sentence_that_was_there() -> None:
    canonical = canonicalise(OLD)
    source = made_up_articles.source_of(canonical, _lines(OLD))
    for start in (8, 12):
        astray = _pointer(OLD, Slice(11, 15), 2)._replace(start=start, end=start + 4)
        assert Realigned(source.sentences, canonical).trace(astray) == Trace(Fate.LOST, ())
    changed = canonicalise(OLD.replace("Lorn waits", "Lorn begs"))
    astray = _pointer(OLD, Slice(11, 15), 2)._replace(start=12, end=16)
    assert Realigned(source.sentences, changed).trace(astray) == Trace(Fate.MOVED, (Slice(11, 15),), is_altered=True)


@given(st.data())
def test_no_pointer_is_led_to_other_words_whatever_is_edited(data: st.DataObject) -> None:
    old = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(old))
    new = data.draw(made_up_articles.edits(old, sentences))
    source = made_up_articles.source_of(old, sentences)
    pointers = [
        _within(old, sentences, place) for place in data.draw(st.lists(made_up_articles.slices(sentences), min_size=1))
    ]
    realigned = Realigned(source.sentences, new)
    for number, place in realigned.sentences.items():
        assert new.text[slice(*place)] == old.text[slice(*sentences[number - 1])]
    for pointer in pointers:
        words = old.text[pointer.start : pointer.end]
        fate, places, is_altered, _ = realigned.trace(pointer)
        assert all(new.text[slice(*place)] == words for place in places)
        assert (fate is Fate.KEPT) == (list(places) == [(pointer.start, pointer.end)])
        assert (fate is Fate.AMBIGUOUS) == (len(places) > 1)
        assert (fate is Fate.LOST) == (not places)
        assert is_altered == (bool(places) and len(places) == 1 and pointer.sentence not in realigned.sentences)


@given(st.data())
def test_words_whose_sentence_has_changed_are_not_guessed_at(data: st.DataObject) -> None:
    old = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(old))
    new = data.draw(made_up_articles.edits(old, sentences))
    place = data.draw(made_up_articles.slices(sentences))
    pointer = _within(old, sentences, place)
    realigned = Realigned(made_up_articles.source_of(old, sentences).sentences, new)
    if pointer.sentence not in realigned.sentences:
        words = old.text[slice(*place)]
        old_sentences = [range(*found) for found in realigned.sentences.values()]
        everywhere = [at for at in range(len(new.text)) if new.text.startswith(words, at)]
        elsewhere = [
            at
            for at in everywhere
            if not any(at in sentence for sentence in old_sentences)
            and is_whole(new.text, Slice(at, at + len(words)))
            and words == words.strip(" ")
        ]
        assert [start for start, _ in realigned.trace(pointer).places] == elsewhere


@given(st.data())
def test_where_nothing_is_edited_every_pointer_is_kept(data: st.DataObject) -> None:
    old = data.draw(made_up_articles.texts)
    sentences = data.draw(made_up_articles.cuts(old))
    realigned = Realigned(made_up_articles.source_of(old, sentences).sentences, old)
    assert realigned.sentences == dict(enumerate(sentences, 1))
    place = data.draw(made_up_articles.slices(sentences))
    assert realigned.trace(_within(old, sentences, place)) == Trace(Fate.KEPT, (place,))
