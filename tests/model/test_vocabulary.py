import copy
import inspect
import json
import re

import pytest

from nsatu_data.model import record_models, vocabulary
from nsatu_data.model.record_models import RECORDS, Model
from nsatu_data.model.vocabulary import Certainty, EventType, Kind, Term, Theme
from nsatu_data.schema.model_fields import fields
from nsatu_data.syntax import yaml_writer

VOCABULARIES = [
    member
    for _, member in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(member, Term) and member is not Term
]
TERMS = [term for terms in VOCABULARIES for term in terms]
STANDARDS = (
    "NewsDiscourse",
    "PLOVER",
    "CAMEO",
    "FactBank",
    "SemEval",
    "ISO 31000",
    "PDTB",
    "ICD 203",
    "schema.org",
    "MPQA",
)


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_a_term_is_its_string(term: Term) -> None:
    assert term == term.value
    assert str(term) == f"{term}" == json.loads(json.dumps(term))
    assert next(same for same in type(term) if same == term.value) is term
    assert copy.deepcopy(term) is term


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_a_term_is_defined_in_one_line(term: Term) -> None:
    assert re.fullmatch(r"\S+(?: \S+)*", term.definition)
    assert not term.definition.endswith(".")
    assert term.standard is None or re.fullmatch(r"\S+(?: \S+)*", term.standard)


@pytest.mark.parametrize("terms", VOCABULARIES)
def test_no_two_terms_of_a_vocabulary_are_defined_alike(terms: type[Term]) -> None:
    assert len({term.definition for term in terms}) == len(terms)
    assert len({term.value.casefold() for term in terms}) == len(terms) == len(terms.__members__)
    assert terms.__doc__ not in (None, Term.__doc__)


@pytest.mark.parametrize("terms", VOCABULARIES)
def test_a_member_is_named_as_its_value_is_spelt(terms: type[Term]) -> None:
    for term in terms:
        assert term.name == re.sub("[^A-Z0-9]", "_", term.value.upper())


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_a_term_needs_no_quotes_in_a_file(term: Term) -> None:
    assert yaml_writer.scalar(term) == term.value


def test_every_vocabulary_is_of_a_field() -> None:
    parts = [
        part
        for _, part in inspect.getmembers(record_models, inspect.isclass)
        if issubclass(part, Model) and part.__name__ not in ("Model", "Record", "Claim")
    ]
    used = {field.vocabulary for part in parts for field in fields(part).values()}
    assert used - {None} == set(VOCABULARIES) - {Kind}


def test_every_kind_has_a_model_in_the_order_of_kinds() -> None:
    assert list(RECORDS) == [str(kind) for kind in Kind]
    assert {kind: fields(model)["kind"].constant for kind, model in RECORDS.items()} == {kind: kind for kind in RECORDS}


def test_a_standard_is_one_that_the_module_names() -> None:
    named = {standard for standard in STANDARDS for term in TERMS if term.standard and standard in term.standard}
    assert named == set(STANDARDS)
    assert all(any(name in term.standard for name in STANDARDS) for term in TERMS if term.standard)


def test_an_addition_to_a_borrowed_vocabulary_says_so() -> None:
    for term in Theme:
        assert (term.standard == f"PLOVER {term}") != term.definition.endswith("(an addition)")
    assert [term for term in EventType if not (term.standard or "").startswith(f"PLOVER {term}, CAMEO ")] == []
    assert {term.standard for term in Certainty} == {f"FactBank {value}" for value in ("CT", "PR", "PS", "U")}


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda terms: terms.__name__)
def test_terms_are_ordered_as_in_their_vocabulary_also_against_strings(terms: type[Term]) -> None:
    listed = list(terms)
    assert [term.position for term in listed] == list(range(len(listed)))
    assert sorted(set(listed)) == listed
    for one in listed:
        for other in listed:
            expected = listed.index(one) < listed.index(other)
            assert (one < other, one < str(other), str(other) > one) == (expected,) * 3
            assert (one >= other, one >= str(other), str(other) <= one) == (not expected,) * 3
            assert (one <= other, one > other) == (listed.index(one) <= listed.index(other), other < one)


def test_a_term_has_no_order_with_other_strings() -> None:
    for other in ("probabel", EventType.CONSULT):
        with pytest.raises(ValueError, match="is not a term of"):
            assert other >= Certainty.OPEN
