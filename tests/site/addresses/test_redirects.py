"""Apache leads from each identifier to what it names, in the form that the client asks for."""

import json
import re
from collections.abc import Callable

import pytest
import rdflib

from docs.site.addresses import schemas, versions
from docs.site.addresses.parts import TYPES
from nsatu_data import load
from nsatu_data.model.schema_version import ROOT, SCHEMA_VERSION
from nsatu_data.rdf.namespaces import TERMS
from tests.site.addresses.apache import Answer, Apache
from tests.support.folders import RECORDS, SCHEMA
from tests.support.folders import ROOT as ROOT_FOLDER

# rdflib uses a class of its own that it is about to remove.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

_DATASET = load(RECORDS)
_BASE = f"{ROOT}data/{_DATASET.manifest.id}/"
_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
_TURTLE, _JSON_LD, _JSON = (TYPES[ending] for ending in ("ttl", "jsonld", "json"))


def _terms() -> list[str]:
    """The identifiers that the vocabulary and the shapes define."""
    graph = rdflib.Graph().parse(SCHEMA / "terms.ttl").parse(SCHEMA / "shapes.ttl")
    return sorted({str(one) for one in graph.subjects() if isinstance(one, rdflib.URIRef) and one.startswith(TERMS)})


def _is_about(answer: Answer, identifier: str) -> bool:
    """Whether the body says something about this thing, in its form."""
    if answer.kind == "text/html":
        return f"<code>{identifier}</code>" in answer.body.decode()
    if answer.kind == _JSON:
        return identifier.endswith((json.loads(answer.body).get("id", "no id"), "/dataset"))
    kind = {_TURTLE: "turtle", _JSON_LD: "json-ld"}[answer.kind]
    graph = rdflib.Graph().parse(data=answer.body, format=kind, publicID=answer.address)
    return (rdflib.URIRef(identifier), None, None) in graph


def _wrong(servers: Apache, identifiers: list[str], accept: str | None, kind: Callable[[str], str]) -> list[str]:
    """What is wrong with the answers for these identifiers, a line for each."""
    wrong = []
    for one in identifiers:
        answer = servers.resolve(one, accept)
        if (answer.status, answer.kind, answer.redirections) != (200, kind(one), (303,)):
            wrong.append(f"{one}: {answer.status} {answer.kind} {answer.redirections}")
        elif not _is_about(answer, one):
            wrong.append(f"{one}: the body is about something else")
    return wrong


_ASKED = {
    "a browser": (_BROWSER, "text/html"),
    "a client that takes anything": ("*/*", "text/html"),
    "a client that does not say": (None, "text/html"),
    "Turtle": (_TURTLE, _TURTLE),
    "Turtle first": (f"{_TURTLE}, application/rdf+xml;q=0.9, text/html;q=0.5", _TURTLE),
    "JSON-LD": (_JSON_LD, _JSON_LD),
    "JSON-LD first": (f"{_JSON_LD}, {_JSON};q=0.9, */*;q=0.1", _JSON_LD),
    "JSON": (_JSON, _JSON),
    "JSON before Turtle": (f"{_JSON}, {_TURTLE};q=0.5", _JSON),
    "Turtle in capital letters": ("Text/Turtle", _TURTLE),
    "JSON-LD with a profile": (f'image/png,{_JSON_LD};profile="x" , text/html', _JSON_LD),
    "types whose names only begin or end alike": (f"{_JSON}-seq, {_TURTLE}2, x{_JSON_LD}", "text/html"),
    "a page before Turtle": (f"text/html, {_TURTLE};q=0.5", "text/html"),
}


@pytest.mark.parametrize("asked", _ASKED)
def test_each_term_is_defined_where_its_identifier_leads(asked: str, servers: Apache) -> None:
    accept, kind = _ASKED[asked]
    # JSON of a term is its JSON-LD. Shapes have none.
    of_terms = _JSON_LD if kind == _JSON else kind
    terms = _terms()
    assert len(terms) > 200
    assert (
        _wrong(servers, terms, accept, lambda one: of_terms if "Shape" not in one or kind == _TURTLE else "text/html")
        == []
    )


@pytest.mark.parametrize("asked", _ASKED)
def test_each_record_and_the_dataset_are_where_their_identifiers_lead(asked: str, servers: Apache) -> None:
    accept, kind = _ASKED[asked]
    identifiers = [f"{_BASE}dataset", *(_BASE + record.id for record in _DATASET)]
    assert _wrong(servers, identifiers, accept, lambda _: kind) == []


def test_the_parts_of_a_record_are_in_its_files(servers: Apache) -> None:
    record = next(iter(_DATASET.risks))
    answer = servers.resolve(f"{_BASE}{record.id}#evidence-1", _TURTLE)
    graph = rdflib.Graph().parse(data=answer.body, format="turtle")
    assert (rdflib.URIRef(f"{_BASE}{record.id}#evidence-1"), rdflib.RDF.type, None) in graph


@pytest.mark.parametrize("version", schemas.versions())
@pytest.mark.parametrize("accept", [None, "*/*", "application/schema+json", _JSON])
def test_each_schema_is_where_its_identifier_leads(version: str, accept: str | None, servers: Apache) -> None:
    for name, content in schemas.of(version).items():
        answer = servers.resolve(f"{ROOT}schema/{version}/{name}", accept)
        assert (answer.status, answer.body) == (200, content), name
        own = servers.get(f"{servers.own}schema/{version}/{name}")
        assert own.body == content
        assert own.headers["Access-Control-Allow-Origin"] == "*"
        if name.endswith(".schema.json"):
            assert (answer.kind, own.kind) == (_JSON, "application/schema+json")
        if name == "context.jsonld":
            assert (answer.kind, own.kind) == (_JSON_LD, _JSON_LD)


@pytest.mark.parametrize("version", schemas.versions())
def test_a_report_of_an_older_package_leads_to_the_finding(version: str, servers: Apache) -> None:
    answer = servers.resolve(f"{ROOT}schema/{version}/FINDINGS.md#empty-file", _BROWSER)
    assert (answer.status, answer.kind) == (200, "text/html")
    assert '<h3 id="empty-file">' in answer.body.decode()


@pytest.mark.parametrize("slash", ["", "/"])
def test_each_version_of_the_data_has_a_page_and_a_file(slash: str, servers: Apache) -> None:
    for version, bundle in versions.bundles().items():
        assert servers.resolve(f"{ROOT}{version}{slash}", _JSON).body == bundle
        assert servers.resolve(f"{ROOT}{version}/nsatu-data-{version}.json").body == bundle
        page = servers.resolve(f"{ROOT}{version}{slash}", _BROWSER)
        assert f"Version {version} of the data" in page.body.decode()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("", "The dataset"),
        ("versions", "All versions"),
        (f"schema/{SCHEMA_VERSION}/", f"Schema {SCHEMA_VERSION}"),
        (_BASE.removeprefix(ROOT), "The records"),
    ],
)
def test_folders_have_pages(path: str, heading: str, servers: Apache) -> None:
    answer = servers.resolve(ROOT + path, _BROWSER)
    assert (answer.status, re.findall("<h1>(.*)</h1>", answer.body.decode())) == (200, [heading])


def test_each_address_that_the_documentation_names_is_there(servers: Apache) -> None:
    rows = re.findall(
        r"^\| (`.*`) \| [^|]*\|$", (ROOT_FOLDER / "docs" / "addresses.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = [address for row in rows for address in re.findall("`([^`]+)`", row) if "/" in address]
    # The findings are another part of the site, and types are no addresses.
    asked = [one for one in named if not one.startswith(("findings/", "text/", "application/"))]
    assert len(asked) > 12
    assert [one for one in asked if servers.resolve(ROOT + one).status != 200] == []


@pytest.mark.parametrize("accept", [_BROWSER, "*/*", *TYPES.values()])
@pytest.mark.parametrize(
    "path",
    [
        "terms/1/Unknown",
        "terms/1/unknown",
        "terms/1/Certainty/unknown",
        "terms/9/Risk",
        "data/japan-nsatu/risk/unknown",
        "data/unknown/risk/budget-must-be-considered",
        "data/unknown/dataset",
        "schema/9.9/risk.schema.json",
        "schema/1.0/context.jsonld",
        "9.9.9/",
        "unknown",
    ],
)
def test_what_was_never_there_is_not_found(path: str, accept: str, servers: Apache) -> None:
    assert servers.resolve(ROOT + path, accept).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "terms/1/A%0d%0aSet-Cookie:%20a=b",
        "terms/1/a%0aX:%20b",
        'terms/1/A"><script>'.replace('"', "%22").replace("<", "%3C").replace(">", "%3E"),
        "terms/1/a%20b",
        "terms/1/A%23b",
        "terms/1/Certainty/a%5cb",
        "terms/1/%25{HTTP_HOST}",
        "schema/1.1/..%2f..%2fx",
        "data/japan-nsatu/risk/a%0ab",
        "1.1.0%0a",
        "%2f%2fexample.org",
        "/example.org",
    ],
)
@pytest.mark.parametrize("accept", [_BROWSER, _TURTLE])
def test_no_other_character_reaches_the_address_that_a_client_is_sent_to(
    path: str, accept: str, servers: Apache
) -> None:
    answer = servers.get(servers.redirecting + path, accept)
    assert (answer.status, answer.headers.get("Location")) == (404, None)


def test_every_site_may_read_what_an_identifier_leads_to(servers: Apache) -> None:
    answer = servers.get(f"{servers.redirecting}terms/1/Risk", _TURTLE)
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"], answer.headers["Vary"]) == (
        303,
        "*",
        "Accept",
    )


@pytest.mark.parametrize("identifier", _DATASET.manifest.retired or ())
def test_a_retired_id_is_gone_and_says_so(identifier: str, servers: Apache) -> None:
    words = f"Retired: {identifier}"
    page = servers.resolve(_BASE + identifier, _BROWSER)
    assert (page.status, page.kind, words in page.body.decode()) == (200, "text/html", True)
    assert json.loads(servers.resolve(_BASE + identifier, _JSON).body)["retired"] is True
    assert _is_about(servers.resolve(_BASE + identifier, _TURTLE), _BASE + identifier)
    assert _is_about(servers.resolve(_BASE + identifier, _JSON_LD), _BASE + identifier)
    path = f"{_BASE.removeprefix(ROOT)}{identifier}/"
    gone = servers.get(f"{servers.own}{path}")
    assert (gone.status, gone.kind, words in gone.body.decode()) == (410, "text/html", True)
    assert servers.get(f"{servers.own}{path}record.ttl").status == 410
