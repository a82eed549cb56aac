"""The story of two releases: what is published now, then a changed schema with changed records, and what stays.

It happens in a copy of the checkout that is a git repository, with the commands of CONTRIBUTING.md. Each step is a
function, in the order of the story.
"""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Final

import pytest

from nsatu_data import load
from nsatu_data.model.schema_version import ROOT, SCHEMA_VERSION
from tests.support import published_versions
from tests.support.edited_checkouts import Tree
from tests.support.folders import RECORDS

pytestmark = pytest.mark.exhaustive

CHANGED: Final = "risk/budget-must-be-considered"
RETIRED: Final = "context/challenges-remain"
FIELD: Final = (
    '    cost: Annotated[Sentence | None, _OPTIONAL] = Field(default=None, description="What it would cost.")\n'
)
NOW: Final = load(RECORDS).manifest
SECOND_SCHEMA: Final = f"{SCHEMA_VERSION.partition('.')[0]}.{int(SCHEMA_VERSION.partition('.')[2]) + 1}"
SECOND_DATA: Final = f"{NOW.version.split('.')[0]}.{int(NOW.version.split('.')[1]) + 1}.0"
DAY: Final = "2026-12-01"
_BUILD: Final = """\
import sys
from pathlib import Path
from docs.site.addresses import files
for path, content in files("https://site.example/").items():
    file = Path(sys.argv[1], path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
"""


def test_a_second_release_changes_nothing_of_the_first(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "checkout")
    _git(tree, "init", "--quiet")
    first = _release_what_is_here(tree, tmp_path / "first")
    _change_the_schema(tree)
    _change_the_records(tree)
    _ask_for_versions_and_set_them(tree)
    _read_the_notes(tree)
    second = _release(tree, tmp_path / "second", SECOND_DATA)
    _old_identifiers_lead_where_they_led(first, second)
    _new_identifiers_lead_to_the_new_version(second)
    _the_retired_id_has_a_tombstone(first, second)
    _git_knows_both_releases(tree)
    tree.passes(
        "tests/site/addresses/test_schema_files.py",
        "tests/site/addresses/test_identifiers.py",
        "tests/site/addresses/test_redirects.py",
    )
    _what_is_published_cannot_be_changed(tree)


def _git(tree: Tree, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A Person", "-c", "user.email=person@example.org", *arguments]
    return subprocess.run(command, cwd=tree.root, check=True, capture_output=True, text=True).stdout


def _release(tree: Tree, folder: Path, version: str) -> Path:
    """Write the day, commit, tag, build the files that identifiers lead to, and record the versions.

    The files are those that the site shows from then on: recording the versions changes none of them.
    """
    dataset = tree.root / "records" / "dataset.yaml"
    if "\nreleased: " not in dataset.read_text(encoding="utf-8"):
        refused = f"data {version} is not released: records/dataset.yaml has no `released`\n"
        assert tree.run("tests.support.published_versions") == (1, refused)
        tree.replace("records/dataset.yaml", f'version: "{version}"\n', f'version: "{version}"\nreleased: "{DAY}"\n')
    _git(tree, "add", "--all")
    _git(tree, "commit", "--quiet", "--message", f"Version {version}")
    _git(tree, "tag", f"v{version}")
    released = _built(tree, folder)
    tree.must("tests.support.published_versions")
    assert tree.must("tests.support.published_versions") == "these versions are published already\n"
    _git(tree, "add", "--all")
    _git(tree, "commit", "--quiet", "--message", f"Record version {version}")
    assert _built(tree, folder.with_name(f"{folder.name}-recorded")) == released
    return folder


def _built(tree: Tree, folder: Path) -> dict[str, str]:
    """Build the files that identifiers lead to. Returns the digest of each, by its path."""
    program = tree.root / "build_addresses.py"
    program.write_text(_BUILD, encoding="utf-8")
    tree.must("build_addresses", str(folder))
    program.unlink()
    return {file.relative_to(folder).as_posix(): _digest(file) for file in folder.rglob("*") if file.is_file()}


def _release_what_is_here(tree: Tree, folder: Path) -> Path:
    first = _release(tree, folder, NOW.version)
    assert (first / "schema" / SCHEMA_VERSION / "risk.schema.json").exists()
    assert "it never changes" in (first / NOW.version / "index.html").read_text(encoding="utf-8")
    return first


def _change_the_schema(tree: Tree) -> None:
    """Give risks a new field, as CONTRIBUTING.md says under "A field"."""
    tree.replace("nsatu_data/model/record_models.py", "    bearers: ActorIds", f"{FIELD}    bearers: ActorIds")
    example = "tests/cases/valid/every-field/risk/costs.yaml"
    tree.replace(example, "bearers: [actor/wang]\n", 'cost: "A coin."\nbearers: [actor/wang]\n')


def _change_the_records(tree: Tree) -> None:
    """Use the field in one record, and retire another, to which no record refers."""
    tree.replace(f"records/{CHANGED}.yaml", "bearers: [", 'cost: "Much care."\nbearers: [')
    (tree.root / "records" / f"{RETIRED}.yaml").unlink()
    tree.replace("records/dataset.yaml", "retired:\n", f"retired:\n  - {RETIRED}\n")


def _ask_for_versions_and_set_them(tree: Tree) -> None:
    status, output = tree.derive()
    assert (status, f"must be {SECOND_SCHEMA}, and is {SCHEMA_VERSION}: run `make schema-version`" in output) == (
        1,
        True,
    )
    tree.must("tests.support.published_schema", "--set-version")
    assert tree.derive()[0] == 0
    # The records use what is new in the schema, so the manifest says so.
    written = f'schema_version: "{NOW.schema_version}"'
    tree.replace("records/dataset.yaml", written, f'schema_version: "{SECOND_SCHEMA}"')
    status, output = tree.run("tests.support.published_records", "--check")
    assert (status, output.endswith("run `make data-version`\n")) == (1, True)
    tree.must("tests.support.published_records", "--set-version")
    assert tree.derive()[0] == 0
    tree.must("tests.support.published_records", "--check")
    assert "0 errors, 0 warnings" in tree.must("nsatu_data", "validate")


def _read_the_notes(tree: Tree) -> None:
    notes = tree.must("tests.support.release_notes")
    for expected in (
        f"## What changed from `data {NOW.version}` to `data {SECOND_DATA}`",
        CHANGED,
        RETIRED,
        f"## What changed from `schema {SCHEMA_VERSION}` to `schema {SECOND_SCHEMA}`",
        "`Risk.cost`",
    ):
        assert expected in notes


def _old_identifiers_lead_where_they_led(first: Path, second: Path) -> None:
    """Each file of an old version has the bytes that it had, and each page of the first site is still there."""
    before = {file.relative_to(first) for file in first.rglob("*") if file.is_file()}
    assert [path for path in sorted(before) if not (second / path).exists()] == []
    old = [path for path in before if path.match("schema/*/*.*") or path.match("nsatu-data-*.json")]
    for version in (first / "schema").iterdir():
        assert sum(path.match(f"schema/{version.name}/*.schema.json") for path in old) == 12
    frozen = [path for path in old if path.name not in ("index.html", "README.html", "FINDINGS.html")]
    assert len(frozen) > 30
    assert [str(path) for path in frozen if _digest(first / path) != _digest(second / path)] == []


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _new_identifiers_lead_to_the_new_version(second: Path) -> None:
    schema = json.loads((second / "schema" / SECOND_SCHEMA / "risk.schema.json").read_bytes())
    assert schema["$id"] == f"{ROOT}schema/{SECOND_SCHEMA}/risk.schema.json"
    assert schema["properties"]["cost"]["description"] == "What it would cost."
    old = json.loads((second / "schema" / SCHEMA_VERSION / "risk.schema.json").read_bytes())
    assert "cost" not in old["properties"]
    assert "What it would cost." in (second / "terms" / "1" / "cost.html").read_text(encoding="utf-8")
    listed = (second / "versions" / "index.html").read_text(encoding="utf-8")
    assert [version for version in (SECOND_DATA, NOW.version, "1.1.0") if f">{version}<" not in listed] == []
    bundle = json.loads((second / SECOND_DATA / f"nsatu-data-{SECOND_DATA}.json").read_bytes())
    assert next(risk["cost"] for risk in bundle["risks"] if risk["id"] == CHANGED) == "Much care."


def _the_retired_id_has_a_tombstone(first: Path, second: Path) -> None:
    folder = Path("data", str(NOW.id), RETIRED)
    living, gone = ((root / folder / "index.html").read_text(encoding="utf-8") for root in (first, second))
    label = load(RECORDS)[RETIRED].label
    assert label in living
    assert f"This id has been retired since version {SECOND_DATA}." in gone
    assert f">{NOW.version}</a>" in gone
    assert label in gone
    told = json.loads((second / folder / "record.json").read_bytes())
    assert (told["retired"], told["last_version"], told["record"]["label"]) == (True, NOW.version, label)
    assert RETIRED.rpartition("/")[2] in (second / ".htaccess").read_text(encoding="utf-8").replace("\\", "")


def _git_knows_both_releases(tree: Tree) -> None:
    assert _git(tree, "tag").split() == [f"v{NOW.version}", f"v{SECOND_DATA}"]
    said = tree.must("nsatu_data", "diff", f"v{NOW.version}:records", f"v{SECOND_DATA}:records")
    assert (CHANGED in said, RETIRED in said) == (True, True)
    assert _git(tree, "status", "--porcelain") == ""


def _what_is_published_cannot_be_changed(tree: Tree) -> None:
    """Neither by an edit of a published file, nor by a release that has a published version and other records."""
    manifest = "records/dataset.yaml"
    tree.replace(manifest, "  - name:", '  - name: "Another"\n  - name:')
    status, output = tree.run("tests.support.published_versions")
    assert (status, f"data {SECOND_DATA} is published with other records" in output) == (1, True)
    _git(tree, "checkout", "--quiet", manifest)
    published = f"docs/published/schema/{SCHEMA_VERSION}/risk.schema.json"
    tree.replace(published, '"title": "Risk"', '"title": "risk"')
    status, output = tree.run("tests.support.published_versions")
    assert (status, output) == (1, f"{published} has changed\n{published_versions.RESTORE}\n")
    status, output = tree.run("pytest", "-q", "-p", "no:cacheprovider", "tests/project/test_published_versions.py")
    assert (status, f"{published} has changed" in output) == (1, True)
