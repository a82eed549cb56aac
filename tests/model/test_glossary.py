"""Every word of the field table and the vocabularies is found, with all its meanings."""

from nsatu_data.model import glossary
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Certainty, ImplicationForm, Kind, MotiveForm, TextForm, Theme

CLAIMS = ("event", "context", "motive", "risk", "reaction", "implication")


def test_every_field_and_every_term_is_a_word_and_is_found() -> None:
    for owner, of_owner in FIELDS.items():
        for name, shape in of_owner.items():
            (found,) = (field for field in glossary.fields(name) if owner in field.owners)
            assert found.shape.description == shape.description
            assert name in glossary.words()
    for name, vocabulary in glossary.vocabularies().items():
        assert name in glossary.words()
        for term in vocabulary:
            assert [one for one in glossary.terms(term) if one is term] == [term]
            assert str(term) in glossary.words()


def test_every_word_has_a_meaning() -> None:
    for word, meaning in glossary.words().items():
        assert meaning
        assert glossary.fields(word) or glossary.terms(word) or word in glossary.vocabularies()


def test_a_field_that_means_several_things_is_several_fields() -> None:
    assert [field.owners for field in glossary.fields("certainty")] == [CLAIMS, ("AgainstWords",)]
    assert [field.shape.leaf for field in glossary.fields("form")] == [MotiveForm, ImplicationForm, TextForm]
    assert [field.owners for field in glossary.fields("id")] == [tuple(map(str, Kind)), ("dataset",)]
    assert glossary.fields("possible") == []


def test_the_vocabularies_are_used_in_fields() -> None:
    assert glossary.uses(Certainty) == {"certainty": CLAIMS}
    assert glossary.uses(Theme) == {"themes": CLAIMS}
    assert glossary.uses(Kind) == {"kind": tuple(map(str, Kind))}
    assert [name for name, vocabulary in glossary.vocabularies().items() if not glossary.uses(vocabulary)] == []
