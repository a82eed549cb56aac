"""Performs the recipes of "How to change things" in CONTRIBUTING.md in copies of the checkout.

Each test makes only the edits that its recipe names, runs the commands, and then tests the changed package.
"""

import json
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import load
from nsatu_data.model.schema_version import SCHEMA_VERSION
from tests.support.edited_checkouts import Tree
from tests.support.folders import RECORDS

pytestmark = pytest.mark.exhaustive

MODELS: Final = "nsatu_data/model/record_models.py"
VOCABULARY: Final = "nsatu_data/model/vocabulary.py"
EVERY_FIELD: Final = "tests/cases/valid/every-field"
EVERY_TERM: Final = "tests/cases/valid/every-term"
_USED: Final = "tests/validation/test_cases.py::test_the_valid_datasets_use_every_field_and_every_term"
_CHECKED: Final = (
    "tests/schema/test_model_fields.py",
    "tests/schema/test_conformance_kit.py",
    "tests/schema/test_reference_page.py",
    "tests/schema/test_published_schema.py",
    "tests/model/test_schema_version.py",
)

MAJOR, MINOR = SCHEMA_VERSION.split(".")
NEXT: Final = f"{MAJOR}.{int(MINOR) + 1}"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A copy whose versions are published, so that each change of the schema asks for a version."""
    tree = Tree(tmp_path / "checkout")
    manifest = load(RECORDS).manifest
    if manifest.released is None:
        version = f'version: "{manifest.version}"\n'
        tree.replace("records/dataset.yaml", f"\n{version}", f'\n{version}released: "2024-02-29"\n')
    status, output = tree.run("tests.support.published_versions")
    assert status == 0, output
    return tree


def _raise_version(tree: Tree, version: str = NEXT) -> None:
    """Check that `make derived` asks for a version until `make schema-version` has set it."""
    status, output = tree.derive()
    assert status == 1
    assert f"must be {version}, and is {SCHEMA_VERSION}: run `make schema-version`" in output
    status, output = tree.run("tests.support.published_schema", "--set-version")
    assert status == 0, output
    status, output = tree.derive()
    assert status == 0, output


def test_a_field_is_a_line_of_its_class_a_version_and_an_example(tree: Tree) -> None:
    tree.replace(
        MODELS,
        "    bearers: ActorIds",
        '    cost: Annotated[Sentence | None, _OPTIONAL] = Field(default=None, description="What it would cost.")\n'
        "    bearers: ActorIds",
    )
    _raise_version(tree)
    status, output = tree.run("pytest", "-q", "-p", "no:cacheprovider", _USED)
    assert status == 1
    assert "('Risk', 'cost')" in output
    tree.replace(
        f"{EVERY_FIELD}/risk/costs.yaml", "bearers: [actor/wang]\n", 'cost: "A coin."\nbearers: [actor/wang]\n'
    )
    assert tree.derive()[0] == 0
    tree.passes(_USED, *_CHECKED)
    schema = json.loads((tree.root / "schema" / "risk.schema.json").read_bytes())
    assert schema["properties"]["cost"]["description"] == "What it would cost."
    assert tree.run("nsatu_data", "validate", EVERY_FIELD)[0] == 0
    status, output = tree.run("nsatu_data", "export", "json", "--dataset", EVERY_FIELD)
    assert (status, json.loads(output)["risks"][0]["cost"]) == (0, "A coin.")
    tree.replace(f"{EVERY_FIELD}/risk/costs.yaml", 'cost: "A coin."', 'cost: ""')
    status, output = tree.run("nsatu_data", "validate", EVERY_FIELD)
    assert (status, "cost" in output) == (1, True)


def test_a_term_is_a_line_of_its_vocabulary_a_version_and_an_example(tree: Tree) -> None:
    tree.replace(
        VOCABULARY, '    STEADY = "steady"', '    SLOWING = "slowing", "grows ever less"\n    STEADY = "steady"'
    )
    _raise_version(tree)
    status, output = tree.run("pytest", "-q", "-p", "no:cacheprovider", _USED)
    assert status == 1
    assert "Trend slowing" in output
    steady = (tree.root / EVERY_TERM / "context" / "steady.yaml").read_text(encoding="utf-8")
    tree.write(f"{EVERY_TERM}/context/slowing.yaml", steady.replace("steady", "slowing"))
    assert tree.derive()[0] == 0
    tree.passes(_USED, *_CHECKED)
    assert tree.run("nsatu_data", "validate", EVERY_TERM)[0] == 0
    assert "| `slowing` | grows ever less |" in (tree.root / "schema" / "README.md").read_text(encoding="utf-8")


RULE: Final = '''\
"""The rule `several-bearers`: see `nsatu_data/manuals/several-bearers.md`."""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.linking.dataset_facts import DatasetFacts
from nsatu_data.model.vocabulary import Kind

CODE: Final = "several-bearers"


def check(dataset: DatasetFacts) -> Iterator[Fault]:
    for identifier, risk in dataset.of(Kind.RISK):
        bearers = risk.references.get("bearers", ())
        if len(bearers) > 1:
            yield Fault(CODE, "the risk has several bearers", "/bearers", "name the first alone", record=identifier)
'''
MANUAL: Final = """\
---
stage: Across records
---

A risk has one bearer.

A count of bearers would otherwise count a risk several times over, once for each of those who would suffer it.

Bad, in `risk/strain-on-the-budget.yaml`:

    bearers: [actor/arda, actor/welcomers]

Good:

    bearers: [actor/arda]
"""
CASE: Final = {
    "base": "river-pact",
    "path": ".",
    "judged": "risk/strain-on-the-budget.yaml",
    "schema": {"verdict": "accepts", "why": "this is a rule, not a shape"},
}


def test_a_rule_is_a_module_a_manual_and_two_cases(tree: Tree) -> None:
    tree.write("nsatu_data/rules/several_bearers.py", RULE)
    tree.write("nsatu_data/manuals/several-bearers.md", MANUAL)
    budget = (tree.root / "tests/cases/valid/river-pact/risk/strain-on-the-budget.yaml").read_text(encoding="utf-8")
    for name, bearers in {
        "two": "actor/arda, actor/welcomers",
        "three": "actor/arda, actor/welcomers, actor/river-pact",
    }.items():
        folder = f"tests/cases/invalid/several-bearers/{name}"
        tree.write(f"{folder}/case.json", json.dumps({"about": f"a risk with {name} bearers", **CASE}))
        overlay = budget.replace("bearers: [actor/arda]", f"bearers: [{bearers}]")
        assert overlay != budget
        tree.write(f"{folder}/overlay/risk/strain-on-the-budget.yaml", overlay)
    for command in ("tests.support.derived_files", "tests.support.expected_outputs", "tests.support.derived_files"):
        status, output = tree.run(command)
        assert status == 0, output
    tree.passes(
        "tests/rules/test_rules.py",
        "tests/manuals/test_manuals.py",
        "tests/schema/test_model_fields.py",
        "tests/schema/test_conformance_kit.py",
    )
    tree.passes("tests/validation/test_cases.py", "-k", "several-bearers or every_code")
    status, output = tree.run("nsatu_data", "explain", "several-bearers")
    assert (status, "A risk has one bearer." in output) == (0, True)


FORMAT: Final = '''\
"""Findings as a list of codes, and their number."""

from nsatu_data.diagnostics import Diagnostic, Summary
from nsatu_data.report import NO_CONTEXT, Context


def write(diagnostics: tuple[Diagnostic, ...], summary: Summary, _context: Context = NO_CONTEXT) -> str:
    return "".join(f"{one.code}\\n" for one in diagnostics) + f"{summary.errors} errors\\n"
'''


def test_an_output_format_is_a_module(tree: Tree) -> None:
    tree.write("nsatu_data/report/as_codes.py", FORMAT)
    for command in ("tests.support.derived_files", "tests.support.expected_outputs"):
        status, output = tree.run(command)
        assert status == 0, output
    written = {file.parent: file.read_text(encoding="utf-8") for file in tree.root.rglob("expected.codes")}
    assert len(written) == len(list(tree.root.rglob("expected.sarif"))) > 1
    assert all(case.parent.name in text.splitlines() for case, text in written.items())
    tree.passes(
        "tests/report/test_report.py",
        "tests/validation/test_cases.py",
        "tests/project/test_expected.py",
        "tests/project/test_imports.py",
    )
    river = tree.root / "tests/cases/valid/river-pact"
    (river / "place" / "lorn.yaml").unlink()
    status, output = tree.run("nsatu_data", "validate", str(river), "--format", "codes")
    assert (status, output) == (1, "unresolved-reference\n1 errors\n")
    assert "codes" in tree.run("nsatu_data", "validate", "--help")[1]


EXPORT: Final = '''\
"""The ids of the records, a line each."""

from collections.abc import Mapping
from typing import Final

from nsatu_data.dataset.dataset import Dataset
from nsatu_data.text.canonical_text import Canonical

HELP: Final = "the ids"
DROPS: Final = "everything but the ids"


def write(dataset: Dataset, _texts: Mapping[str, Canonical]) -> str:
    return "".join(f"{record.id}\\n" for record in dataset)
'''


def test_an_export_is_a_module(tree: Tree) -> None:
    tree.write("nsatu_data/export/to_ids.py", EXPORT.replace("HELP", "NO_HELP"))
    status, output = tree.derive()
    assert status == 1
    assert "nsatu_data/export/to_ids.py has no line `HELP: Final = ...`" in output
    tree.write("nsatu_data/export/to_ids.py", EXPORT.replace("DROPS", "NO_DROPS"))
    status, output = tree.derive()
    assert status == 1
    assert "nsatu_data/export/to_ids.py has no line `DROPS: Final = ...`" in output
    tree.write("nsatu_data/export/to_ids.py", EXPORT)
    status, output = tree.derive()
    assert status == 0, output
    tree.passes("tests/export/test_export.py", "tests/project/test_imports.py")
    river = "tests/cases/valid/river-pact"
    status, output = tree.run("nsatu_data", "export", "ids", "--dataset", river)
    assert (status, len(output.splitlines()), output.splitlines()[0]) == (0, 12, "source/river-pact")
    assert "ids the ids" in " ".join(tree.run("nsatu_data", "export", "--help")[1].split())


VOICE: Final = "voice: source/ostrava"
KIND: Final = """\
class Demand(Claim, frozen=True):
    __doc__ = "What someone asks another to do."

    id: DemandId = Field(description="The record's id.")
    kind: Literal["demand"] = Field(description="What the record is.")
    about: Annotated[tuple[EventId, ...], _SET, _DISTINCT] = Field(description="What is asked for.")
    actor: ActorId = Field(description="Who asks.")
    evidence: Pointers = Field(description="The words that carry the statement.")


"""


def test_a_kind_is_a_term_a_class_and_an_example(tree: Tree) -> None:
    def derived_says(message: str) -> None:
        status, output = tree.derive()
        assert (status, message in output) == (1, True), output

    term = '    DEMAND = "demand", "what someone asks another to do"\n'
    tree.replace(VOCABULARY, '    IMPLICATION = "implication", "an', f'{term}    IMPLICATION = "implication", "an')
    derived_says(f"the kind `demand` has no class in `AnyRecord`, {MODELS}")
    identifier = 'DemandId = TypeAliasType("DemandId", Annotated[str, Constrained(FORMS["DemandId"])])\n'
    tree.replace(MODELS, "ImplicationId = Type", f"{identifier}ImplicationId = Type")
    tree.replace(MODELS, "class Implication(Claim, frozen=True):", f"{KIND}class Implication(Claim, frozen=True):")
    tree.replace(MODELS, " | Reaction | Implication", " | Reaction | Demand | Implication")
    derived_says(f"`Bundle` has no field `demands`, {MODELS}")
    field = '    demands: tuple[Demand, ...] = Field(description="Every demand.")\n'
    tree.replace(MODELS, "    implications: tuple[", f"{field}    implications: tuple[")
    _raise_version(tree, f"{int(MAJOR) + 1}.0")
    status, output = tree.run("pytest", "-q", "-p", "no:cacheprovider", _USED)
    assert status == 1
    assert "('Demand', 'actor')" in output, output
    reaction = (tree.root / EVERY_FIELD / "reaction" / "others-doubt.yaml").read_text(encoding="utf-8")
    lines = [line for line in reaction.splitlines(keepends=True) if not line.startswith("stance:")]
    demand = (
        "".join(lines).replace("id: reaction/others-doubt", "id: demand/asks").replace(": reaction\n", ": demand\n")
    )
    tree.write(f"{EVERY_FIELD}/demand/asks.yaml", demand)
    without = [
        line for line in demand.splitlines(keepends=True) if not line.startswith(("mentions:", "against_words:"))
    ]
    plain = "".join(line for line in without if not line.startswith(("  certainty:", "  polarity:", "  voice:")))
    tree.write(
        f"{EVERY_FIELD}/demand/plain.yaml", plain.replace("demand/asks", "demand/plain").replace(VOICE, "voice: null")
    )
    for command in ("tests.support.derived_files", "tests.support.expected_outputs", "tests.support.derived_files"):
        status, output = tree.run(command)
        assert status == 0, output
    tree.passes(
        "tests/validation/test_cases.py",
        "tests/model/test_record_models.py",
        "tests/authoring/test_scaffold.py",
        *(f"tests/schema/test_{name}.py" for name in ("conformance_kit", "model_fields", "reference_page")),
    )
    assert tree.run("nsatu_data", "validate", EVERY_FIELD)[0] == tree.run("nsatu_data", "validate")[0] == 0
