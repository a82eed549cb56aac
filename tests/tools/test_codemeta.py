"""`codemeta.json` is JSON-LD whose every term CodeMeta 3.0 defines. PyLD expands it."""

import json
from typing import Any, Final

import pytest
from pyld import jsonld

from tests.export.test_citation import KNOWN, UNKNOWN
from tests.support.folders import ROOT

_SCHEMA: Final = "http://schema.org/"
_CODEMETA: Final = "https://codemeta.github.io/terms/"
_TYPES: Final = ("Organization", "SoftwareApplication", "SoftwareSourceCode")
_TEXTS: Final = (
    *("description", "email", "isAccessibleForFree", "keywords", "name", "programmingLanguage", "releaseNotes"),
    *("runtimePlatform", "version"),
)
_LINKS: Final = ("codeRepository", "identifier", "license", "softwareRequirements", "url")
_OWN_LINKS: Final = ("buildInstructions", "continuousIntegration", "developmentStatus", "issueTracker", "readme")
CONTEXT: Final[dict[str, Any]] = {
    **{name: {"@id": f"{_SCHEMA}{name}"} for name in (*_TYPES, *_TEXTS)},
    **{name: {"@id": f"{_SCHEMA}{name}", "@type": "@id"} for name in _LINKS},
    **{name: {"@id": f"{_CODEMETA}{name}", "@type": "@id"} for name in _OWN_LINKS},
    "author": {"@id": f"{_SCHEMA}author", "@container": "@list"},
    "datePublished": {"@id": f"{_SCHEMA}datePublished", "@type": f"{_SCHEMA}Date"},
    "maintainer": {"@id": f"{_CODEMETA}maintainer"},
}
"""The terms that the file may have, as `codemeta.jsonld` defines them in the repository codemeta/codemeta, tag 3.0."""
KEYWORDS: Final = {"@context", "@type"}


def _expanded(text: str) -> Any:
    values = json.loads(text)
    assert values.pop("@context") == "https://w3id.org/codemeta/3.0"
    (node,) = jsonld.expand(values, {"expandContext": CONTEXT})
    return node


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for item in value for key in _keys(item)}
    return {*value, *_keys(list(value.values()))} if isinstance(value, dict) else set()


@pytest.mark.parametrize("text", [KNOWN.codemeta(), UNKNOWN.codemeta(), (ROOT / "codemeta.json").read_text("utf-8")])
def test_every_term_is_one_of_codemeta(text: str) -> None:
    assert _keys(json.loads(text)) - KEYWORDS - CONTEXT.keys() == set()
    # What a term does not define, an expansion would drop.
    assert len(_expanded(text)) == len(json.loads(text)) - len({"@context"})


def test_every_term_is_used() -> None:
    assert CONTEXT.keys() - set(_TYPES) == _keys(json.loads(KNOWN.codemeta())) - KEYWORDS


def test_addresses_become_nodes_and_texts_values() -> None:
    node = _expanded(KNOWN.codemeta())
    assert node["@type"] == [f"{_SCHEMA}SoftwareSourceCode"]
    assert [one["@id"] for one in node[f"{_SCHEMA}license"]] == [
        f"https://spdx.org/licenses/{name}" for name in ("Apache-2.0", "CC-BY-4.0", "MIT", "ISC")
    ]
    assert node[f"{_CODEMETA}issueTracker"] == [{"@id": "https://example.org/example-account/nsatu_data/issues"}]
    assert node[f"{_SCHEMA}datePublished"] == [{"@type": f"{_SCHEMA}Date", "@value": "2024-02-29"}]
    assert node[f"{_CODEMETA}developmentStatus"] == [{"@id": "https://www.repostatus.org/#active"}]
    (authors,) = node[f"{_SCHEMA}author"]
    assert [one[f"{_SCHEMA}name"][0]["@value"] for one in authors["@list"]] == ["A body", "Another", "A third"]
    needed = {one[f"{_SCHEMA}name"][0]["@value"]: one for one in node[f"{_SCHEMA}softwareRequirements"]}
    assert needed["pydantic"] == {
        "@type": [f"{_SCHEMA}SoftwareApplication"],
        f"{_SCHEMA}identifier": [{"@id": "pkg:pypi/pydantic"}],
        f"{_SCHEMA}name": [{"@value": "pydantic"}],
        f"{_SCHEMA}version": [{"@value": ">=2.11,<3"}],
    }
