"""The public names, their use in the documents, and the names of version 1.1, which still work but warn.

`make expected` lists the public names in `tests/expected/public-surface.txt`.
"""

import ast
import pickle
import re
import subprocess
import sys
from importlib import import_module
from typing import Final

import pytest

import nsatu_data
from nsatu_data import model, moved
from nsatu_data.model import record_models, vocabulary
from nsatu_data.schema.model_fields import parts_of
from tests.support.code_blocks import blocks
from tests.support.example_datasets import dataset
from tests.support.folders import ROOT
from tests.support.public_surface import MODULES

NAMES_OF_1_1: Final = {
    "checking": "Check check check_all",
    "collection": "NoSuchRecord Records",
    "dataset": "Dataset",
    "export.bundle": "text values",
    "identifiers": "SLUG SLUG_LENGTH id_at is_id kind_of nearest path_of",
    "kinds": "Actors Contexts Events Implications Motives Places Reactions Risks Sources",
    "loading": "load",
    "models": "Actor AgainstWords AnyRecord Bundle Claim Context Creator Event Evidence Identifiers Implication "
    "Licences Manifest Model Motive Offsets Place RECORDS Reaction Record Risk SentenceSpan Source Text WHOLES",
    "scalars": "ActorId Cameo ClaimId ConductId ContextId Edtf EntityId EventId GeoNames ImplicationId Iso3166 Label "
    "Language MotiveId Name PlaceId ReactionId RecordId RiskId SchemaVersion Sentence Sha256 SourceId Spdx Url Version "
    "VoiceId Wikidata",
    "schema": "DIALECT JSON file_name names schema text",
    "schema_version": "BASE SCHEMA_VERSION",
    "text": "Canonical LIMIT canonicalise digest read units",
    "vocabulary": "ActorType Basis Certainty EventType Genre ImplicationForm Kind MotiveForm Naming Occurrence "
    "PlaceType Polarity Prominence Stance Term TextForm Theme Trend",
}
"""The modules of version 1.1 that users could import from, with their names."""
EVERY_OLD_NAME: Final = [(f"nsatu_data.{old}", name) for old, names in NAMES_OF_1_1.items() for name in names.split()]
_DOTTED: Final = re.compile(r"[\w.]+")
DOCUMENTS: Final = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "records" / "README.md"]


def _run(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_models_of_records_and_parts_and_the_vocabularies_are_public() -> None:
    public: list[type] = [record_models.Claim, record_models.Record, *record_models.WHOLES.values()]
    public += [part for whole in record_models.WHOLES.values() for part in parts_of(whole)]
    public += vocabulary.Term.__subclasses__()
    for one in public:
        assert one.__name__ in model.__all__
        assert getattr(model, one.__name__) is one


def test_every_public_name_of_the_model_can_be_imported_and_no_other() -> None:
    assert dir(model) == model.__all__ == sorted(model.__all__)
    assert [name for name in model.__all__ if not hasattr(model, name)] == []
    assert not hasattr(model, "Model")


@pytest.mark.parametrize(
    "statement",
    [
        "import nsatu_data, nsatu_data.model, nsatu_data.schema, nsatu_data.dataset",
        "from nsatu_data.model import Certainty, Kind",
        "from nsatu_data.model import identifiers",
    ],
)
def test_what_needs_no_model_imports_no_pydantic(statement: str) -> None:
    run = _run(f"{statement}\nimport sys\nprint('pydantic' in sys.modules, 'nsatu_data.moved' in sys.modules)")
    assert (run.stdout, run.stderr) == ("False False\n", "")


def _private(code: str) -> list[str]:
    """The non-public names of the package that code uses."""
    used = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            used += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            used += [alias.name for alias in node.names]
        elif isinstance(node, ast.Attribute) and _DOTTED.fullmatch(ast.unparse(node)):
            used.append(ast.unparse(node))
    public = {*MODULES, *(f"{module}.{name}" for module in MODULES for name in import_module(module).__all__)}
    members = tuple(f"{name}." for name in public - {*MODULES})
    ours = [name for name in used if name.partition(".")[0] == "nsatu_data"]
    return [name for name in ours if name not in public and not name.startswith(members)]


def _example(block: str) -> str:
    """The code of a Python block, without prompts and outputs."""
    lines = block.splitlines()
    if not any(line.startswith(">>> ") for line in lines):
        return block
    return "\n".join(line[4:] for line in lines if line.startswith((">>> ", "... ")))


def test_the_examples_in_the_documents_use_public_names_alone() -> None:
    examples = [_example(block) for document in DOCUMENTS for block in blocks(document, "python")]
    assert any("nsatu_data.load" in example for example in examples)
    assert [name for example in examples for name in _private(example)] == []


@pytest.mark.parametrize(
    ("code", "private"),
    [
        ("import nsatu_data.model.record_models", ["nsatu_data.model.record_models"]),
        ("from nsatu_data.model import Risk, Model", ["nsatu_data.model.Model"]),
        ("from nsatu_data.diagnostics import Severity", ["nsatu_data.diagnostics.Severity"]),
        ("nsatu_data.schema.validator('risk').schema, nsatu_data.schema.text", ["nsatu_data.schema.text"]),
        ("from nsatu_data import Dataset, load\nload().risks", []),
    ],
)
def test_a_private_name_in_an_example_would_be_found(code: str, private: list[str]) -> None:
    assert _private(code) == private


@pytest.mark.parametrize(("old", "name"), EVERY_OLD_NAME, ids=lambda part: part.removeprefix("nsatu_data."))
def test_a_name_of_version_1_1_works_and_warns(old: str, name: str) -> None:
    module = import_module(old)
    with pytest.warns(DeprecationWarning, match="will be removed in") as caught:
        value = getattr(module, name)
    (warning,) = caught
    assert warning.filename == __file__
    begin, _, new = str(warning.message).rpartition(" ")
    assert begin.startswith(f"{old}.{name} will be removed in nsatu_data {moved.REMOVED_IN}; ")
    where, _, new_name = new.rpartition(".")
    assert getattr(import_module(where), new_name) is value
    is_public = where in MODULES
    assert begin.endswith("; use" if is_public else "; it is private now, as")
    assert is_public == any(getattr(import_module(public), name, None) is value for public in MODULES[:2])


def test_every_module_that_moved_is_tested() -> None:
    assert {f"nsatu_data.{old}" for old in NAMES_OF_1_1} - nsatu_data._MOVED.keys() == {
        f"nsatu_data.{package}" for package in ("dataset", "schema", "text")
    }
    assert nsatu_data._MOVED.keys() <= {f"nsatu_data.{old}" for old in NAMES_OF_1_1}


WARNING: Final = (
    "<string>:{line}: DeprecationWarning: nsatu_data.models.Risk will be removed in nsatu_data 1.3; "
    "use nsatu_data.model.Risk\n"
)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("from nsatu_data.models import Risk", 1),
        ("import nsatu_data.models\nRisk = nsatu_data.models.Risk", 2),
        ("import nsatu_data.models as old\nRisk = old.Risk", 2),
        ("from nsatu_data import models\nRisk = models.Risk", 2),
        ("import nsatu_data\nRisk = nsatu_data.models.Risk", 2),
        ("from importlib import import_module\nRisk = import_module('nsatu_data.models').Risk", 2),
    ],
)
def test_each_way_to_import_works_and_warns_at_its_line(code: str, line: int) -> None:
    run = _run(f"{code}\nfrom nsatu_data.model import Risk as New\nprint(Risk is New)")
    assert (run.stdout, run.stderr) == ("True\n", WARNING.format(line=line))


def test_a_star_import_of_an_old_module_takes_its_public_names() -> None:
    run = _run("from nsatu_data.vocabulary import *\nprint(Certainty.POSSIBLE)", "-W", "ignore")
    assert (run.stdout, run.stderr) == ("possible\n", "")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import nsatu_data.nothing", "No module named 'nsatu_data.nothing'"),
        ("import models", "No module named 'models'"),
        ("import nsatu_data.models.risk", "No module named 'nsatu_data.models.risk'"),
        ("from nsatu_data import nothing", "cannot import name 'nothing' from 'nsatu_data'"),
        ("from nsatu_data.models import Nothing", "cannot import name 'Nothing' from 'nsatu_data.models'"),
        ("from nsatu_data.dataset import Nothing", "cannot import name 'Nothing' from 'nsatu_data.dataset'"),
        ("from nsatu_data.schema import Nothing", "cannot import name 'Nothing' from 'nsatu_data.schema'"),
        ("from nsatu_data.text import Nothing", "cannot import name 'Nothing' from 'nsatu_data.text'"),
    ],
)
def test_a_name_that_never_existed_is_an_import_error_and_no_warning(code: str, message: str) -> None:
    with pytest.raises(ImportError) as caught:
        exec(code, {})  # noqa: S102
    assert str(caught.value).startswith(message)


def test_no_command_and_no_load_uses_an_old_name() -> None:
    code = "from nsatu_data.cli import main\nimport nsatu_data, sys\nnsatu_data.load()\nmain(['validate', 'records'])"
    run = _run(f"{code}\nprint('nsatu_data.moved' in sys.modules, file=sys.stderr)", "-W", "error")
    assert run.stderr.splitlines()[-1] == "False"


def test_a_dataset_that_version_1_1_pickled_can_be_loaded() -> None:
    written = pickle.dumps(dataset(), protocol=0)
    homes = {"nsatu_data.dataset.dataset": "nsatu_data.dataset"}
    homes |= {nsatu_data._MOVED[f"nsatu_data.{old}"]: f"nsatu_data.{old}" for old in ("models", "vocabulary")}
    for new, old in homes.items():
        assert f"c{new}\n".encode() in written
        written = written.replace(f"c{new}\n".encode(), f"c{old}\n".encode())
    with pytest.warns(DeprecationWarning, match="will be removed in") as caught:
        assert pickle.loads(written) == dataset()  # noqa: S301
    assert {str(warning.message).split()[0].rpartition(".")[0] for warning in caught} == set(homes.values())


def test_the_old_names_go_in_time() -> None:
    version = dataset_version()
    assert version < tuple(map(int, moved.REMOVED_IN.split("."))), (
        "remove nsatu_data/moved.py, `_MOVED` and `_MovedModules` in nsatu_data/__init__.py, and each `_OLD`"
    )


def dataset_version() -> tuple[int, ...]:
    return tuple(map(int, nsatu_data.load(ROOT / "records").manifest.version.split(".")[:2]))
