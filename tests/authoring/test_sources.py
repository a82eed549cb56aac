import pytest
from hypothesis import given

from nsatu_data.authoring import sources
from nsatu_data.authoring.sources import Sentence
from nsatu_data.model.record_models import Source
from nsatu_data.text import canonical_text
from nsatu_data.text.canonical_text import Canonical, Slice
from tests.support import made_up_articles, river_pact
from tests.support.example_datasets import by_id, record
from tests.support.made_up_articles import KNOWN

NULLS = dict.fromkeys(("title", "author", "publisher", "published", "url"))
CANONICAL = canonical_text.canonicalise(river_pact.TEXT)


@given(made_up_articles.texts)
def test_the_source_made_of_a_text_is_one_that_the_text_verifies(canonical: Canonical) -> None:
    source = record(sources.source_values(made_up_articles.SOURCE, canonical, {**NULLS, **KNOWN}))
    assert isinstance(source, Source)
    lines = canonical.text.split("\n")
    utf8 = canonical.text.encode()
    assert source.text.code_points == len(canonical.text)
    assert source.text.utf8_bytes == len(utf8)
    assert source.text.sha256 == canonical_text.digest(canonical.text)
    for row in source.sentences:
        words = canonical.text[row.start : row.end]
        assert row.sha256 == canonical_text.digest(words)
        assert words in lines[row.paragraph - 1]
        assert canonical.text.count("\n", 0, row.start) == row.paragraph - 1
        units = canonical_text.units(canonical.text, (row.start, row.end))
        assert utf8[units[row.start].utf8 : units[row.end].utf8].decode() == words
    assert {row.paragraph for row in source.sentences} == set(range(1, len(lines) + 1))
    assert [row.number for row in source.sentences] == list(range(1, len(source.sentences) + 1))


def test_the_source_of_the_example_is_what_is_made_of_its_text() -> None:
    values = by_id()[river_pact.SOURCE]
    known = {field: values[field] for field in values if field not in ("id", "kind", "text", "sentences")}
    assert sources.source_values(river_pact.SOURCE, CANONICAL, known) == values


def test_what_is_not_known_of_a_source_is_left_out() -> None:
    made = sources.source_values("source/x", CANONICAL, {"language": "en", "title": None})
    assert list(made) == ["id", "kind", "language", "title", "text", "sentences"]


def test_what_is_measured_is_not_what_was_given() -> None:
    given = {"language": "en", "text": {}, "sentences": []}
    made = sources.source_values(river_pact.SOURCE, CANONICAL, given)
    assert (made["text"], made["sentences"]) == tuple(
        by_id()[river_pact.SOURCE][field] for field in ("text", "sentences")
    )


def test_a_source_cannot_be_made_without_its_language() -> None:
    with pytest.raises(KeyError, match=r"^'language'$"):
        sources.source_values("source/x", CANONICAL, {"label": "Made up"})


def test_a_sentence_that_is_skipped_says_why() -> None:
    canonical = canonical_text.canonicalise("A link\nA b.")
    rows = sources.rows(canonical, [Sentence(Slice(0, 6), "It is a link."), Sentence(Slice(7, 11), origin=5)])
    assert rows == [
        {
            "number": 1,
            "paragraph": 1,
            "start": 0,
            "end": 6,
            "sha256": canonical_text.digest("A link"),
            "skip": "It is a link.",
        },
        {"number": 2, "paragraph": 2, "start": 7, "end": 11, "sha256": canonical_text.digest("A b.")},
    ]
