import json
import re
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsatu_data.model.vocabulary import Certainty, Polarity
from nsatu_data.syntax import yaml_reader, yaml_writer
from nsatu_data.text import cues, lexicon
from nsatu_data.text.canonical_text import Slice
from nsatu_data.text.cues import Analysis, Mode
from tests.support import cue_measurements

LEXICONS = sorted(lexicon.LEXICONS.glob("*.yaml"))
EN = yaml_reader.read((lexicon.LEXICONS / "en.yaml").read_bytes()).values
FORMS = [(form, entry) for entry in EN["cues"] for form in entry["forms"]]


def _analysed(marked: str, mode: Mode = Mode.SAID, *others: str) -> Analysis:
    """The analysis of the words in guillemets in a sentence; `others` are other words of the same claim."""
    sentence = marked.replace("«", "").replace("»", "")
    words = Slice(marked.index("«"), marked.index("»") - 1)
    slices = [Slice(sentence.index(other), sentence.index(other) + len(other)) for other in others]
    return cues.analyse("en", sentence, words, mode, tuple(slices))


def test_the_sentences_are_enough_and_none_stands_twice() -> None:
    rows = cue_measurements.rows()
    assert len({row.sentence for row in rows}) == len(rows) >= 150
    held_out = Counter(row.phenomenon for row in rows if row.set == "held-out")
    assert {row.set for row in rows} == set(cue_measurements.SETS)
    assert min(held_out.values()) >= 10
    for row in rows:
        assert (row.sentence.count("«"), row.sentence.count("»")) == (1, 1)
        assert row.certainty in list(Certainty)
        assert row.polarity in list(Polarity)
        assert row.voice in ("own", "other")
        assert row.kind in ("implication", "event", "motive", "reaction")


def test_a_lexicon_is_named_by_its_language_and_is_portable_yaml() -> None:
    assert [file.stem for file in LEXICONS] == ["en"]
    for file in LEXICONS:
        document = yaml_reader.read(file.read_bytes())
        assert document.faults == ()
        assert document.values["language"] == file.stem
        assert json.loads(document.json or "") == document.values
        assert yaml_reader.read(yaml_writer.write(document.values).encode()).values == document.values


def test_every_entry_of_the_lexicon_says_what_it_speaks_for_and_where_it_comes_from() -> None:
    publications = [publication["key"] for publication in EN["publications"]]
    assert {key for entry in EN["cues"] for key in entry["source"]} == set(publications)
    assert len(set(publications)) == len(publications)
    fields = {"class", "certainty", "polarity", "voice", "reach", "attributive", "past", "cased", "source", "forms"}
    for entry in EN["cues"]:
        assert set(entry) <= fields
        assert entry["class"] in ("hedge", "question", "negation", "contrast", "report", "attitude", "idle")
        assert (entry["class"] == "idle") == (not {"certainty", "polarity", "voice", "reach"} & set(entry))
        assert entry.get("reach", "clause") in ("next", "clause", "sentence")
        assert entry.get("voice", "other") == "other"
        assert entry.get("certainty", "open") in set(Certainty) - {Certainty.CERTAIN}
        assert entry.get("polarity", "denied") == Polarity.DENIED


def test_no_form_stands_twice() -> None:
    twice = Counter((form, entry.get("reach") == "next") for form, entry in FORMS)
    assert [form for form, count in twice.items() if count > 1] == []


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
def test_a_form_is_of_its_grammar_and_finds_each_of_its_readings(form: str) -> None:
    words = form.split(" ")
    assert all(re.fullmatch(r"\*|#|[a-z'-]+\.?(?:\|[a-z'-]+\.?)*\??", word) for word in words)
    assert words[0] != "*"
    assert not words[0].endswith("?")
    choices = [[{"n't": "isn't", "#": "17"}.get(one, one) for one in word.rstrip("?").split("|")] for word in words]
    for reading in product(*([one[0], one[-1]] for one in choices)):
        text = " ".join(reading).replace(" *", " so to speak")
        assert lexicon._pattern(form).fullmatch(text)


@pytest.mark.parametrize(
    ("marked", "certainty", "polarity", "is_attributed"),
    [
        ("It is filed as «Note No. 5».", "certain", "affirmed", False),
        ("The mill «might close».", "possible", "affirmed", False),
        ("The mill «seems to be closed».", "probable", "affirmed", False),
        ("The mill «is bound to close».", "certain", "affirmed", False),
        ("The mill «is almost bound to close».", "probable", "affirmed", False),
        ("«Is the mill closed?»", "open", "affirmed", False),
        ("The mill «is not closed».", "certain", "denied", False),
        ("Critics say that «the mill is closed».", "certain", "affirmed", True),
        ("«The mill is closed», critics say.", "certain", "affirmed", True),
        ("The mill might close, and «the road is bad».", "certain", "affirmed", False),
        ("While critics say the mill is closed, «it is open».", "certain", "affirmed", False),
        ("Critics say the mill is closed; «it is open».", "certain", "affirmed", False),
        ("The road is bad, although «the mill might close».", "possible", "affirmed", False),
        ("«The mill insures itself against potential rivals».", "certain", "affirmed", False),
        ("«The mill has potential rivals».", "possible", "affirmed", False),
        ('They call it the "«mill»".', "certain", "affirmed", True),
        ('The "«long mill»" is closed.', "certain", "affirmed", False),
        ("«The mill is closed», critics say that prices rise.", "certain", "affirmed", False),
        ("Critics stressed the noise, recalling «the mill».", "certain", "affirmed", True),
        ("«The mill is closed», and who cares?", "certain", "affirmed", False),
        ("«The fair is in May».", "certain", "affirmed", False),
        ("«The mill may close», some say, or not.", "possible", "affirmed", True),
        ("He told us \u201c«the mill is closed for good»\u201d.", "certain", "affirmed", True),
        ("«The mill isn\u2019t closed».", "certain", "denied", False),
    ],
)
def test_cues_speak_for_their_value_within_their_reach(
    marked: str, certainty: str, polarity: str, *, is_attributed: bool
) -> None:
    found = _analysed(marked)
    assert (str(found.certainty), set(map(str, found.polarities))) == (certainty, {polarity})
    assert found.is_attributed == is_attributed


def test_the_weakest_of_several_hedges_counts_and_its_words_are_reported() -> None:
    found = _analysed("«It seems that the mill might close, and would reopen».")
    assert found.certainty is Certainty.POSSIBLE
    assert dict(found.cues) == {"certainty": ("might",), "polarity": (), "voice": ()}


def test_words_with_an_affirmed_and_a_denied_part_may_be_either() -> None:
    assert _analysed("«They chose bread rather than cake».").polarities == set(Polarity)
    assert _analysed("«They chose bread rather than what might be cake».").certainty is Certainty.CERTAIN
    assert _analysed("They chose bread «rather than cake».").polarities == {Polarity.DENIED}
    assert _analysed("«They chose bread» rather than cake.").polarities == {Polarity.AFFIRMED}


def test_in_an_act_what_is_said_or_asked_is_not_the_act() -> None:
    said = "«Critics said that the mill might not close»."
    assert _analysed(said, Mode.ACTED) == Analysis(cues=_analysed("«The mill is closed».").cues)
    assert _analysed(said, Mode.SAID).certainty is Certainty.POSSIBLE
    assert _analysed(said, Mode.SAID).is_attributed
    assert _analysed("Critics stressed the noise, «recalling the mill».", Mode.SAID).is_attributed
    assert not _analysed("Critics stressed the noise, «recalling the mill».", Mode.ACTED).is_attributed
    assert _analysed("Critics say that «the mill closed».", Mode.ACTED).is_attributed
    assert _analysed("«Critics ask whether the mill will close».", Mode.ACTED).certainty is Certainty.CERTAIN


def test_of_what_is_presupposed_only_a_hedged_noun_counts() -> None:
    assert _analysed("The mill does not fear «potential rivals».", Mode.PRESUPPOSED).certainty is Certainty.POSSIBLE
    presupposed = _analysed("Might the mill not fear «its rivals that may come»?", Mode.PRESUPPOSED)
    assert presupposed.certainty is Certainty.CERTAIN
    assert presupposed.polarities == {Polarity.AFFIRMED}


def test_a_feeling_in_other_words_of_the_claim_is_what_is_reported() -> None:
    marked = "Fears about prices and «wages» are growing."
    assert _analysed(marked).is_attributed
    assert not _analysed(marked, Mode.SAID, "Fears about prices").is_attributed


def test_the_object_of_an_attitude_follows_it() -> None:
    sentence = "Some hail it as a brave step."
    whole, step = Slice(0, 28), Slice(16, 28)
    assert cues.after_attitude("en", sentence, whole) == step
    assert cues.after_attitude("en", sentence, step) == step
    assert cues.after_attitude("en", sentence, Slice(0, 15)) == Slice(0, 15)
    with pytest.raises(KeyError):
        cues.after_attitude("de", sentence, whole)


def test_a_language_without_a_lexicon_has_none() -> None:
    assert lexicon.lexicon("en") is lexicon.lexicon("en-GB") is lexicon.lexicon("EN")
    assert [
        lexicon.lexicon(language) for language in ("fr", "enm", "x-en", "", "..", "../lexicons/en", "i-klingon")
    ] == [None] * 7
    with pytest.raises(KeyError):
        cues.analyse("fr", "Peut-être.", Slice(0, 9), Mode.SAID)


_WORDS = st.sampled_from(
    [form.split(" ")[0].split("|")[0] for form, _ in FORMS]
    + list(',.;:?!"\u201c\u201d\u2019()\u2014')
    + ["the", "İ", "语"]
)


@given(st.lists(_WORDS, min_size=1).map(" ".join) | st.text(min_size=1), st.data())
def test_anything_can_be_listened_to_and_curly_quotes_change_nothing(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    words = Slice(start, data.draw(st.integers(start + 1, len(sentence))))
    mode = data.draw(st.sampled_from(Mode))
    straight = sentence.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    found = cues.analyse("en", sentence, words, mode)
    assert found == cues.analyse("en", straight, words, mode)
    assert found.polarities
    assert found.is_attributed == bool(found.cues["voice"])
    assert (found.certainty is Certainty.CERTAIN) == (not found.cues["certainty"])
