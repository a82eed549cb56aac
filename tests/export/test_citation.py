"""`CITATION.cff` is valid, says what the manifest says, and is the file of this repository."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nsatu_data import cli, load
from nsatu_data.export import to_cff
from tests.support import case_files
from tests.support.example_datasets import manifest
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]


def _check(*files: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    outcome = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_the_citation_of_every_dataset_is_valid(tmp_path: Path) -> None:
    files = []
    for folder in FOLDERS:
        files.append(tmp_path / folder.name / "CITATION.cff")
        files[-1].parent.mkdir()
        assert cli.main(["export", "cff", "--dataset", str(folder), "--output", str(files[-1])]) == 0
    with_address = manifest(creators=[{"name": "A body", "url": "https://example.org/"}])
    files.append(tmp_path / "CITATION.cff")
    files[-1].write_text(to_cff.text(with_address, ["a", "b c"]), encoding="utf-8")
    _check(ROOT / "CITATION.cff", *files)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_it_says_what_the_manifest_says(folder: Path) -> None:
    described = load(folder).manifest
    found = yaml.safe_load(to_cff.text(described))
    assert (found["title"], found["abstract"]) == (described.title, described.description)
    assert (found["version"], found["license"]) == (described.version, described.licences.data)
    assert [author["name"] for author in found["authors"]] == [creator.name for creator in described.creators]
    assert json.loads(json.dumps(found)) == found
