import ast
import importlib.util
import os
import subprocess
import sys
from typing import TYPE_CHECKING, get_type_hints

import pytest

from nsatu_data.dataset import kind_collections
from nsatu_data.dataset.collection import Records
from nsatu_data.model import record_models
from nsatu_data.model.record_models import RECORDS
from nsatu_data.schema.model_fields import fields
from tests.support.folders import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODULE = ast.parse((ROOT / "nsatu_data" / "dataset" / "kind_collections.py").read_text(encoding="utf-8"))
CASES = ROOT / "tests" / "typing_cases"
HEAD = "import nsatu_data\n\ndataset = nsatu_data.load()\n\n"


@pytest.mark.parametrize("kind", RECORDS)
def test_a_kind_has_a_collection_of_its_model(kind: str) -> None:
    collection = getattr(kind_collections, f"{RECORDS[kind].__name__}s")
    assert issubclass(collection, Records)
    assert collection.model is RECORDS[kind]
    assert collection.__doc__ == f"The {kind}s of a dataset, in order of their ids."
    assert get_type_hints(vars(kind_collections.Collections)[f"{kind}s"].func) == {"return": collection}


def _keywords(kind: str) -> dict[str, str]:
    """The keywords that select records of a kind, with the types that only type checkers read."""
    name = f"{RECORDS[kind].__name__}Fields"
    (found,) = [node for node in ast.walk(MODULE) if isinstance(node, ast.ClassDef) and node.name == name]
    assert ast.unparse(found.keywords[0]) == "total=False"
    fields_of = [node for node in found.body if isinstance(node, ast.AnnAssign)]
    return {ast.unparse(node.target): ast.unparse(node.annotation) for node in fields_of}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_but_those_of_mappings_is_a_keyword(kind: str) -> None:
    of_mappings = {"text", "sentences", "identifiers", "evidence", "against_words"}
    assert list(_keywords(kind)) == [name for name in RECORDS[kind].model_fields if name not in of_mappings]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_keyword_takes_none_where_the_field_can_show_it(kind: str) -> None:
    for name, words in _keywords(kind).items():
        field = fields(RECORDS[kind])[name]
        shows_none = field.nullable or not field.required
        assert words.endswith(" | None") == shows_none, name


def test_a_vocabulary_is_offered_as_its_terms_and_as_their_strings() -> None:
    assigned = [node for node in ast.walk(MODULE) if isinstance(node, ast.Assign)]
    offered = {ast.unparse(node.targets[0]): ast.unparse(node.value) for node in assigned}
    used = {field.vocabulary for model in RECORDS.values() for field in fields(model).values()} - {None}
    for terms in used:
        assert terms is not None
        strings = ", ".join(f"'{term}'" for term in terms)
        assert offered.pop(terms.__name__) == f"vocabulary.{terms.__name__} | Literal[{strings}]"
    assert set(offered) == {"model"}


def test_every_model_of_a_record_is_among_the_kinds() -> None:
    made = {
        value
        for value in vars(record_models).values()
        if isinstance(value, type) and issubclass(value, record_models.Record)
    }
    assert made - {record_models.Record, record_models.Claim} == set(RECORDS.values())


def _mypy(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run mypy with the project's settings. Skips the test if mypy is missing, or fails it if mypy is required."""
    if importlib.util.find_spec("mypy") is None:
        if os.environ.get("NSATU_REQUIRE_INTEROP") == "1":
            pytest.fail("mypy is not installed")
        pytest.skip("mypy, which judges these files, is not installed: it comes with the extra `lint`")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_mypy_accepts_and_refuses_what_it_must(tmp_path: "Path") -> None:
    cases = [line.split(None, 1) for line in (CASES / "refused.txt").read_text(encoding="utf-8").splitlines()]
    refused = tmp_path / "refused.py"
    refused.write_text(HEAD + "".join(f"{statement}\n" for _, statement in cases), encoding="utf-8")
    outcome = _mypy("--no-pretty", "--show-error-codes", str(refused), str(CASES / "accepted.py"))
    found = [line for line in outcome.stdout.splitlines() if ": error: " in line]
    reported = [
        (int(line.partition("refused.py:")[2].partition(":")[0]), line.rpartition("[")[2][:-1]) for line in found
    ]
    first = HEAD.count("\n") + 1
    assert reported == [(number, code) for number, (code, _) in enumerate(cases, first)]
