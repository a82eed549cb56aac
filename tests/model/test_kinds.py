import ast
from typing import get_type_hints

import pytest

from nsatu_data.dataset import kind_collections
from nsatu_data.dataset.collection import Records
from nsatu_data.model import record_models
from nsatu_data.model.record_models import RECORDS
from nsatu_data.model.string_forms import FORMS
from nsatu_data.model.vocabulary import Kind
from nsatu_data.schema.model_fields import fields
from tests.support.folders import ROOT

MODULE = ast.parse((ROOT / "nsatu_data" / "dataset" / "kind_collections.py").read_text(encoding="utf-8"))
ASSIGNED = {
    ast.unparse(node.targets[0]): ast.unparse(node.value) for node in ast.walk(MODULE) if isinstance(node, ast.Assign)
}
"""The names that are assigned in the module or in its classes, with their values."""


@pytest.mark.parametrize("kind", RECORDS)
def test_a_kind_has_a_collection_of_its_model(kind: str) -> None:
    collection = getattr(kind_collections, f"{RECORDS[kind].__name__}s")
    assert issubclass(collection, Records)
    assert collection.model is RECORDS[kind]
    assert collection.kinds == (kind,)
    assert collection.__doc__ == f"The {kind}s of a dataset, in order of their ids."
    assert get_type_hints(vars(kind_collections.Collections)[f"{kind}s"].func) == {"return": collection}


def _keywords(kind: str) -> dict[str, str]:
    """The keywords that select records of a kind, or of a class, with the types that only type checkers read."""
    name = f"{kind.capitalize()}Fields"
    (found,) = [node for node in ast.walk(MODULE) if isinstance(node, ast.ClassDef) and node.name == name]
    assert ast.unparse(found.keywords[0]) == "total=False"
    fields_of = [node for node in found.body if isinstance(node, ast.AnnAssign)]
    return {ast.unparse(node.target): ast.unparse(node.annotation) for node in fields_of}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_but_those_of_mappings_is_a_keyword(kind: str) -> None:
    of_mappings = {"text", "sentences", "identifiers", "against_words"}
    assert list(_keywords(kind)) == [name for name in RECORDS[kind].model_fields if name not in of_mappings]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_keyword_takes_none_where_the_field_can_show_it(kind: str) -> None:
    for name, words in _keywords(kind).items():
        field = fields(RECORDS[kind])[name]
        shows_none = field.nullable or not field.required
        wanted, held = _arguments(words)
        assert wanted.endswith(" | None") == shows_none, name
        assert held.endswith(" | None") == (shows_none and not field.many), name


def _arguments(words: str) -> tuple[str, str]:
    """The types in `Wanted[V, F]`: of a value that selects, and of what a record has."""
    node = ast.parse(words, mode="eval").body
    assert isinstance(node, ast.Subscript)
    assert ast.unparse(node.value) == "Wanted"
    assert isinstance(node.slice, ast.Tuple)
    wanted, held = map(ast.unparse, node.slice.elts)
    return wanted, held


@pytest.mark.parametrize("kind", RECORDS)
def test_a_reference_takes_an_id_or_a_record_of_the_kinds_that_it_may_refer_to(kind: str) -> None:
    for name, words in _keywords(kind).items():
        field = fields(RECORDS[kind])[name]
        if field.is_reference:
            assert field.alias is not None
            models = [RECORDS[one].__name__ for one in RECORDS if one in FORMS[field.alias].kinds]
            wanted = _arguments(words)[0].removesuffix(" | None")
            assert ASSIGNED[wanted] == f"str | {' | '.join(models)}", name


@pytest.mark.parametrize(("collection", "model"), [("Claim", record_models.Claim), ("Record", record_models.Record)])
def test_a_keyword_of_several_kinds_takes_what_each_kind_takes(collection: str, model: type) -> None:
    kinds = [kind for kind, one in RECORDS.items() if issubclass(one, model)]
    whole = _keywords(collection)
    assert list(whole) == list(dict.fromkeys(name for kind in kinds for name in _keywords(kind)))
    for kind in kinds:
        for name, words in _keywords(kind).items():
            for one, several in zip(_arguments(words), _arguments(whole[name]), strict=True):
                assert name == "id" or set(one.split(" | ")) <= set(several.split(" | ")), name


def test_a_vocabulary_is_offered_as_its_terms_and_as_their_strings() -> None:
    used = {field.vocabulary for model in RECORDS.values() for field in fields(model).values()} - {None}
    for terms in {*used, Kind}:
        assert terms is not None
        strings = ", ".join(f"'{term}'" for term in terms)
        assert ASSIGNED[terms.__name__] == f"vocabulary.{terms.__name__} | Literal[{strings}]"


def test_every_model_of_a_record_is_among_the_kinds() -> None:
    made = {
        value
        for value in vars(record_models).values()
        if isinstance(value, type) and issubclass(value, record_models.Record)
    }
    assert made - {record_models.Record, record_models.Claim} == set(RECORDS.values())
