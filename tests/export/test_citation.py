"""Whatever says how to cite a dataset is valid, says what the manifest says, and leaves out what is not known."""

import html
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import cmarkgfm
import pytest
import yaml
from cmarkgfm.cmark import Options
from jsonschema import Draft202012Validator

from nsatu_data import cli, load
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.export import to_bibtex, to_cff, to_datasette
from nsatu_data.model.record_models import Manifest
from nsatu_data.tables import croissant, data_package
from nsatu_data.tables.description import tables
from tests.support import case_files, zenodo_metadata
from tests.support.addresses import Addresses
from tests.support.citation_files import Cited
from tests.support.example_datasets import manifest
from tests.support.folders import ROOT

FOLDERS = [ROOT / "records", *case_files.valid()]
REPOSITORY: Final = "https://example.org/example-account/nsatu_data"
ADDRESSES: Final = Addresses.of(
    {
        "repository": REPOSITORY,
        "site": "https://site.example.org/nsatu",
        "maintainers": [{"name": "A. Person", "email": "person@example.org"}, {"name": "A group"}],
    }
)
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RELEASED: Final = manifest(
    id="river-pact",
    released="2024-02-29",
    method="By hand: a < b & c.",
    creators=[{"name": "A body", "url": "https://example.org/"}, {"name": "Another"}, {"name": "A third"}],
)
UNKNOWN: Final = Cited(manifest(), PROJECT, Addresses.of({}))
KNOWN: Final = Cited(RELEASED, PROJECT, ADDRESSES)


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
    files.append(tmp_path / "CITATION.cff")
    files[-1].write_text(KNOWN.cff(), encoding="utf-8")
    _check(ROOT / "CITATION.cff", *files)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_it_says_what_the_manifest_says(folder: Path) -> None:
    described = load(folder).manifest
    found = yaml.safe_load(to_cff.text(described))
    assert (found["title"], found["abstract"]) == (described.title, described.description)
    assert (found["version"], found["license"]) == (described.version, described.licences.data)
    assert found.get("date-released") == described.released
    assert [author["name"] for author in found["authors"]] == [creator.name for creator in described.creators]
    assert json.loads(json.dumps(found)) == found


def test_the_files_of_the_repository_have_the_version_of_the_data() -> None:
    described = load(ROOT / "records").manifest
    files: list[tuple[Any, str]] = [
        (yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8")), "date-released"),
        (json.loads((ROOT / "codemeta.json").read_bytes()), "datePublished"),
        (json.loads((ROOT / ".zenodo.json").read_bytes()), "publication_date"),
    ]
    expected = (described.version, described.released)
    assert [(found["version"], found.get(day)) for found, day in files] == [expected] * len(files)
    assert f"Version {described.version}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_authors_of_the_package_are_the_creators_of_the_data() -> None:
    creators = [creator.name for creator in load(ROOT / "records").manifest.creators]
    assert [author["name"] for author in PROJECT["authors"]] == creators


def test_what_is_known_is_in_the_citation() -> None:
    found = yaml.safe_load(KNOWN.cff())
    assert {name: found[name] for name in ("date-released", "url", "repository-code", "contact")} == {
        "date-released": "2024-02-29",
        "url": "https://site.example.org/nsatu/",
        "repository-code": REPOSITORY,
        "contact": [{"name": "A. Person", "email": "person@example.org"}, {"name": "A group"}],
    }
    assert found["keywords"] == PROJECT["keywords"]
    assert found["authors"][0] == {"name": "A body", "website": "https://example.org/"}


@pytest.mark.parametrize("write", [Cited.cff, Cited.codemeta, Cited.zenodo, Cited.readme])
def test_what_is_not_known_is_left_out(write: Any) -> None:
    text = write(UNKNOWN)
    for address in ("https://w3id.org/codemeta/3.0", "https://spdx.org/licenses/", "https://www.repostatus.org/"):
        text = text.replace(address, "known")
    assert [word for word in ("://", "null", "None", "[]", '""', "doi") if word in text] == []


ZENODO: Final = {
    "title": "Arda and the River Pact",
    "upload_type": "dataset",
    "description": "What a short made-up article says about Arda's request to join the River Pact.",
    "method": "By hand: a &lt; b &amp; c.",
    "creators": [{"name": "A body"}, {"name": "Another"}, {"name": "A third"}],
    "access_right": "open",
    "license": "cc-by-4.0",
    "keywords": PROJECT["keywords"],
    "version": "1.0.0",
    "publication_date": "2024-02-29",
    "language": "eng",
    "notes": "The article itself is in copyright and not included. Records have only places and digests of its words.",
    "related_identifiers": [
        {"identifier": REPOSITORY, "relation": "isSupplementTo"},
        {"identifier": "https://site.example.org/nsatu/", "relation": "isDocumentedBy"},
    ],
}


def test_zenodo_is_told_what_is_known() -> None:
    assert json.loads(KNOWN.zenodo()) == ZENODO


@pytest.mark.parametrize(
    "text", [KNOWN.zenodo(), UNKNOWN.zenodo(), (ROOT / ".zenodo.json").read_text(encoding="utf-8")]
)
def test_zenodo_knows_each_attribute(text: str) -> None:
    Draft202012Validator.check_schema(zenodo_metadata.SCHEMA)
    validator = Draft202012Validator(zenodo_metadata.SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert list(validator.iter_errors(json.loads(text))) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("creators", [{"name": "Doe, John"}]),
        ("license", "CC-BY-4.0"),
        ("language", "en"),
        ("publication_date", "2023-02-29"),
        ("doi", "10.5072/x"),
        ("related_identifiers", [{"identifier": REPOSITORY, "relation": "isSupplementOf"}]),
    ],
)
def test_the_schema_of_zenodo_refuses_faults(name: str, value: Any) -> None:
    validator = Draft202012Validator(zenodo_metadata.SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert not validator.is_valid({**ZENODO, name: value})


README: Final = """\
> A body, Another, & A third. (2024). *Arda and the River Pact* (Version 1.0.0) [Data set].
> https://site.example.org/nsatu/

```bibtex
@misc{river-pact-1.0.0,
  author = {{A body} and {Another} and {A third}},
  title = {{Arda and the River Pact}},
  howpublished = {Data set},
  note = {Version 1.0.0},
  year = {2024},
  month = feb,
  url = {https://site.example.org/nsatu/},
}
```
"""


def test_the_readme_has_a_line_and_an_entry() -> None:
    assert KNOWN.readme() == README
    assert UNKNOWN.readme().startswith(
        "> The authors of the example. (n.d.). *Arda and the River Pact* (Version 1.0.0)"
    )


def test_the_readme_shows_every_character_of_a_title_and_a_name() -> None:
    title = "<script>alert(1)</script> [a](javascript:b) *c* _d_ e_f `g` &lt; \\ </blockquote>"
    creators = [{"name": "<b>A</b>, nsatu_data *"}]
    values = manifest().model_dump(exclude_unset=True) | {"title": title, "creators": creators}
    described = Manifest.model_validate_json(json.dumps(values))
    line, _, _ = Cited(described, PROJECT, Addresses.of({})).readme().partition("\n\n")
    shown = cmarkgfm.github_flavored_markdown_to_html(line, options=Options.CMARK_OPT_UNSAFE)
    text = f"<b>A</b>, & nsatu_data *. (n.d.). <em>{title}</em> (Version 1.0.0) [Data set]."
    marks = html.escape(text, quote=False).replace("&lt;em&gt;", "<em>").replace("&lt;/em&gt;", "</em>")
    wanted = f"<blockquote> <p>{marks}</p> </blockquote>"
    assert " ".join(shown.split()) == wanted


def test_an_entry_has_no_character_that_latex_would_read_otherwise() -> None:
    title = r"100% of $5 & #1_a ~ ^ \ { }"
    described = Manifest.model_validate_json(json.dumps(manifest().model_dump(exclude_unset=True) | {"title": title}))
    assert to_bibtex.text(described) == (
        "@misc{dataset-1.0.0,\n"
        "  author = {{The authors of the example}},\n"
        r"  title = {{100\% of \$5 \& \#1\_a \textasciitilde{} \textasciicircum{} \textbackslash{} "
        "\\textbraceleft{} \\textbraceright{}}},\n"
        "  howpublished = {Data set},\n"
        "  note = {Version 1.0.0},\n"
        "}\n"
    )


@pytest.mark.parametrize("day", [None, "2024-02-29"])
def test_catalogues_have_the_day_of_the_release(day: str | None) -> None:
    described = manifest(released=day) if day else manifest()
    sizes = {data_package.path(name): data_package.Size.of("") for name in tables()}
    assert json.loads(croissant.write(described, sizes)).get("datePublished") == day
    assert json.loads(data_package.write(described, sizes)).get("released") == day
    about = json.loads(to_datasette.write(Dataset(described, ())))["about"]
    assert about == ("version 1.0.0, released 2024-02-29" if day else "version 1.0.0")
