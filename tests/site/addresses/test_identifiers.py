"""Every identifier of the project leads to a page of the site, with an anchor for its fragment."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
import rdflib
from rdflib.compare import isomorphic

from docs.site.addresses import files
from docs.site.addresses.places import page_of
from nsatu_data import load
from nsatu_data.model.schema_version import ROOT
from tests.support import published_versions
from tests.support.folders import RECORDS

# rdflib uses a class of its own that it is about to remove.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

Built = dict[str, bytes]
_BASE: Final = f"{ROOT}data/{load(RECORDS).manifest.id}/"


class _Page(HTMLParser):
    """Collects the anchors of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name == "id":
                self.anchors.append(str(value))


@pytest.fixture(scope="session")
def pages(built: Built) -> dict[str, _Page]:
    return {path: _Page(content) for path, content in built.items() if path.endswith(".html")}


def _identifiers(text: bytes, kind: str = "turtle") -> set[str]:
    """The identifiers of the project in a graph."""
    graph = rdflib.Graph().parse(data=text, format=kind)
    return {str(one) for triple in graph for one in triple if isinstance(one, rdflib.URIRef) and one.startswith(ROOT)}


def _lost(identifiers: set[str], built: Built, pages: dict[str, _Page]) -> list[str]:
    """The identifiers that lead to no file, or whose fragment has no anchor."""
    lost = []
    for one in sorted(identifiers):
        path, fragment = str(page_of(one)), one.partition("#")[2]
        if path not in built or (fragment and fragment not in pages[path].anchors):
            lost.append(one)
    return lost


def test_each_identifier_in_each_vocabulary_has_a_page(built: Built, pages: dict[str, _Page]) -> None:
    vocabularies = [path for path in built if re.fullmatch(r"schema/[0-9.]+/(?:terms|shapes)\.ttl", path)]
    found = set().union(*(_identifiers(built[path]) for path in vocabularies))
    assert len(found) > 200
    assert _lost(found, built, pages) == []


def test_each_name_of_each_context_has_a_page(built: Built, pages: dict[str, _Page]) -> None:
    contexts = [path for path in built if path.endswith("/context.jsonld")]
    found = set().union(*(re.findall(rf'"({ROOT}[^"]*|nsatu:[^"]*)"', built[path].decode()) for path in contexts))
    names = {name.replace("nsatu:", f"{ROOT}terms/1/").removesuffix("/") for name in found}
    assert len(names) > 100
    assert _lost(names, built, pages) == []


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_each_identifier_in_the_graph_has_a_page_and_an_anchor(
    ending: str, built: Built, pages: dict[str, _Page]
) -> None:
    whole = built[f"{_BASE.removeprefix(ROOT)}dataset.{ending}"]
    found = _identifiers(whole, {"ttl": "turtle", "jsonld": "json-ld"}[ending])
    assert sum("#" in one for one in found) > 500
    assert _lost(found, built, pages) == []


def test_no_anchor_of_a_page_is_there_twice(pages: dict[str, _Page]) -> None:
    assert [path for path, page in pages.items() if len(page.anchors) != len(set(page.anchors))] == []


def test_the_files_of_a_record_say_the_same(built: Built, tmp_path: Path) -> None:
    for path, content in built.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    records = load(RECORDS)
    for record in records:
        folder = tmp_path / _BASE.removeprefix(ROOT) / record.id
        turtle, json_ld = (rdflib.Graph().parse(folder / f"record.{ending}") for ending in ("ttl", "jsonld"))
        assert isomorphic(turtle, json_ld), record.id
        assert (rdflib.URIRef(_BASE + record.id), rdflib.RDFS.label, rdflib.Literal(record.label)) in turtle
        assert json.loads((folder / "record.json").read_bytes())["id"] == record.id


def test_a_record_has_its_statement_its_pointers_and_what_refers_to_it(built: Built) -> None:
    dataset = load(RECORDS)
    for claim in dataset.claims:
        text = _text(built, claim.id)
        assert html.escape(claim.statement) in text
        assert all(one.sha256 in text and f">{one.start}<" in text for one in claim.evidence)
        assert f"#record/{claim.id}" in text
    for record in dataset:
        is_claim = record in dataset.claims
        caution = "A claim of one text, not an established fact. " if is_claim else ""
        assert f"<p>{caution}Version {dataset.manifest.version}" in _text(built, record.id), record.id
    for field, others in dataset.referring_to("actor/taiwan").items():
        assert f"<dt>{field}</dt>" in _text(built, "actor/taiwan")
        assert all(html.escape(other.label) in _text(built, "actor/taiwan") for other in others)


def test_a_retired_id_has_a_tombstone_that_says_since_when(built: Built) -> None:
    oldest = published_versions.data_versions()[0]
    bundle = json.loads(published_versions.data_file(oldest).read_bytes())
    assert bundle["dataset"]["retired"]
    for one in bundle["dataset"]["retired"]:
        text = _text(built, one)
        assert f"This id has been retired since version {oldest} or earlier." in text
        assert "No version that is kept has this record." in text
    for one in load(RECORDS).manifest.retired or ():
        assert "This id has been retired since version" in _text(built, one)


def _text(built: Built, identifier: str) -> str:
    return built[str(page_of(_BASE + identifier))].decode()


def test_no_two_paths_differ_only_in_case(built: Built) -> None:
    assert len({path.lower() for path in built}) == len(built)


def test_without_an_address_of_the_site_nothing_is_to_be_registered(built: Built) -> None:
    assert {path for path in built if path.startswith("w3id/")} == {"w3id/.htaccess", "w3id/README.md"}
    assert not [path for path in files() if path.startswith("w3id/")]
    assert files() == {path: content for path, content in built.items() if not path.startswith("w3id/")}
