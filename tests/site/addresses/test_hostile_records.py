"""Whatever a record, a manifest or a published version says is text on the pages that identifiers lead to."""

import json
import re
from html.parser import HTMLParser
from typing import Final

import pytest
import rdflib

from docs.site.addresses import datasets, retired, terms
from nsatu_data import load
from nsatu_data.dataset.dataset import Dataset
from tests.support.folders import RECORDS

# rdflib uses a class of its own that it is about to remove.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

HOSTILE: Final = (
    '"><img src=x onerror=alert(1)></title></dd><script>alert(1)</script>](javascript:alert(1)) \' &lt; \\" {x} %s'
)
URL: Final = "http://example.org/\"><script>alert(1)</script>'%22"
ELEMENTS: Final = {
    *("html", "head", "title", "meta", "link", "body", "nav", "main", "h1", "h2", "p", "div", "span", "code", "a"),
    *("ul", "li", "dl", "dt", "dd"),
}
RETIRED: Final = "risk/long-gone"
_TEXTS: Final = ("label", "statement", "name", "title", "author", "publisher", "rights", "description", "method")


class _Page(HTMLParser):
    """Collects what a page consists of: its elements, its links, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [str(value) for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files of a dataset in which each text is hostile, and the tombstone of a hostile record."""
    whole = load(RECORDS)
    with pytest.MonkeyPatch.context() as patch:
        past = {"id": RETIRED, "label": HOSTILE, "statement": HOSTILE}
        patch.setattr(retired, "_published", lambda: (("1.1.0", {RETIRED: past}, ()),))
        records = [record.model_copy(update=_replaced(record)) for record in whole]
        manifest = whole.manifest.model_copy(update=_replaced(whole.manifest))
        hostile = Dataset(manifest, records)
        return {**dict(datasets.files(hostile)), **dict(terms.files(hostile))}


def _replaced(model: object) -> dict[str, str]:
    texts = {name: HOSTILE for name in _TEXTS if isinstance(getattr(model, name, None), str)}
    return texts | ({"url": URL} if hasattr(model, "url") else {})


def test_no_text_becomes_an_element_an_attribute_or_a_link(made: dict[str, bytes]) -> None:
    pages = {path: _Page(content) for path, content in made.items() if path.endswith(".html")}
    elements = set().union(*(page.elements for page in pages.values()))
    assert elements <= ELEMENTS
    attributes = set().union(*(page.attributes for page in pages.values()))
    assert attributes == {"aria-label", "charset", "class", "content", "href", "id", "lang", "name", "rel", "type"}
    schemes = {found[1] for page in pages.values() for link in page.links if (found := re.match("([a-z]+):", link))}
    assert schemes == {"data", "http", "https"}
    assert {link for page in pages.values() for link in page.links if link.startswith("data:")} == {"data:,"}
    whole = load(RECORDS)
    source = pages[f"data/{whole.manifest.id}/{next(iter(whole.sources)).id}/index.html"]
    address = URL.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    assert (address in source.links, URL in source.text) == (True, True)


def test_every_text_is_shown_as_it_is(made: dict[str, bytes]) -> None:
    base = f"data/{load(RECORDS).manifest.id}"
    for path in (f"{base}/{RETIRED}/index.html", *(f"{base}/{record.id}/index.html" for record in load(RECORDS))):
        assert HOSTILE in _Page(made[path]).text, path


def test_files_for_programs_hold_the_texts(made: dict[str, bytes]) -> None:
    base = f"data/{load(RECORDS).manifest.id}"
    for name in (f"{base}/dataset", f"{base}/risk/significant-costs/record"):
        graph = rdflib.Graph().parse(data=made[f"{name}.ttl"], format="turtle")
        assert rdflib.Literal(HOSTILE) in {rdflib.Literal(str(one)) for one in graph.objects()}, name
    for path, content in made.items():
        if path.endswith((".json", ".jsonld")):
            assert json.loads(content), path
