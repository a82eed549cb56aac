"""Finds what a word means in records: the fields, terms and vocabularies that have it as their name.

Everything comes from the field table and the vocabularies. One word may be a field of several models and a term of
several vocabularies: `military` is a theme, `risk` is a kind, and `type` is a field of actors, places and events.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from nsatu_data.model import vocabulary
from nsatu_data.model.field_shape import FieldShape
from nsatu_data.model.field_table import FIELDS
from nsatu_data.model.vocabulary import Kind, Term


class Field(NamedTuple):
    """A field, and the names of the models in which it has the same meaning and form."""

    shape: FieldShape
    owners: tuple[str, ...]


Uses = Mapping[str, tuple[str, ...]]
"""The names of fields, each with the names of the models that have it."""

_BY_OWNER: Final = ("id", "kind")
"""Fields with one meaning, whose form depends on the kind of the record."""


@cache
def vocabularies() -> Mapping[str, type[Term]]:
    """Every vocabulary by name, in the order of their definitions."""
    classes = [value for value in vars(vocabulary).values() if isinstance(value, type) and issubclass(value, Term)]
    return {value.__name__: value for value in classes if value is not Term}


def fields(name: str) -> list[Field]:
    """The fields with this name. Fields that differ in meaning or form are apart."""
    found: dict[FieldShape, list[str]] = {}
    for owner, of_owner in FIELDS.items():
        if (shape := of_owner.get(name)) is not None:
            found.setdefault(shape._replace(alias=None, constant=None) if name in _BY_OWNER else shape, []).append(
                owner
            )
    return [Field(shape, tuple(owners)) for shape, owners in found.items()]


def terms(word: str) -> list[Term]:
    """The terms with this name, one for each vocabulary that has it."""
    return [term for vocabulary_ in vocabularies().values() for term in vocabulary_ if term == word]


def uses(terms: type[Term]) -> Uses:
    """The fields whose values are terms of a vocabulary."""
    found: dict[str, tuple[str, ...]] = {}
    for owner, of_owner in FIELDS.items():
        for name, shape in of_owner.items():
            if shape.vocabulary is terms or (terms is Kind and shape.constant is not None):
                found[name] = (*found.get(name, ()), owner)
    return found


@cache
def words() -> Mapping[str, str]:
    """Every name of a field, a term or a vocabulary, in this order, with one of its meanings."""
    of_fields = {name: shape.description for of_owner in FIELDS.values() for name, shape in of_owner.items()}
    of_terms = {str(term): term.definition for vocabulary_ in vocabularies().values() for term in vocabulary_}
    of_vocabularies = {name: vocabulary_.__doc__ or "" for name, vocabulary_ in vocabularies().items()}
    return {**of_fields, **of_terms, **of_vocabularies}
