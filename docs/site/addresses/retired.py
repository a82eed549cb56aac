"""Makes a tombstone for each id that is not in use any more: a page that says so, and what the id stood for.

Nothing else ever gets such an id. What it stood for is known from the published versions.
"""

import html
import json
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from docs.site.addresses import graphs
from docs.site.addresses.parts import TYPES, address, alternates, facts, file_links, paragraph, section
from docs.site.addresses.places import neighbour, page_of, to
from docs.site.navigation import link
from docs.site.small_page import page
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.rdf.graph import Literal, Node
from nsatu_data.rdf.namespaces import OWL, RDFS, XSD
from tests.support import published_versions


class Past(NamedTuple):
    """What the published versions say about an id that is not in use any more.

    - `first_without`: the first published version that lists the id as retired; None if there is none yet;
    - `last_with`: the last published version that has the record; None if none has it;
    - `record`: the record in that version.
    """

    first_without: str | None
    last_with: str | None
    record: dict[str, Any] | None


def ids(dataset: Dataset) -> list[str]:
    """The retired ids, and those of published records that are in no version any more."""
    used = {record.id for record in dataset}
    known = {identifier for _, records, _ in _published() for identifier in records}
    return sorted({*(dataset.manifest.retired or ()), *known} - used)


def past(identifier: str) -> Past:
    """What the published versions say about an id."""
    having = [(version, records[identifier]) for version, records, _ in _published() if identifier in records]
    listing = [version for version, _, retired in _published() if identifier in retired]
    version, record = having[-1] if having else (None, None)
    return Past(listing[0] if listing else None, version, record)


@cache
def _published() -> tuple[tuple[str, dict[str, dict[str, Any]], tuple[str, ...]], ...]:
    """Each published version with its records by id, and its retired ids."""
    found = []
    for version in published_versions.data_versions():
        bundle = json.loads(published_versions.data_file(version).read_bytes())
        records = {record["id"]: record for name, several in bundle.items() if name != "dataset" for record in several}
        found.append((version, records, tuple(bundle["dataset"].get("retired", ()))))
    return tuple(found)


def files(dataset: Dataset, base: str) -> Iterator[tuple[str, bytes]]:
    """The tombstones, by path."""
    for identifier in ids(dataset):
        yield from _tombstone(identifier, past(identifier), dataset.manifest.version, base)


def since(known: Past, version: str) -> str:
    """Since when an id is retired, as a clause. `version` is the present version of the data."""
    oldest = published_versions.data_versions()[0]
    if known.first_without is None:
        return f"since version {version}"
    return f"since version {known.first_without}" + (" or earlier" if known.first_without == oldest else "")


def _tombstone(identifier: str, known: Past, version: str, base: str) -> Iterator[tuple[str, bytes]]:
    path = str(page_of(base + identifier))
    beside = [neighbour(path, "record", ending) for ending in TYPES]
    clause = f"This id has been retired {since(known, version)}."
    label = Literal(f"Retired: {identifier}", language="en")
    node = Node(base + identifier, [], {f"{RDFS}label": [label]})
    node.add(f"{OWL}deprecated", Literal("true", f"{XSD}boolean"))
    node.add(f"{RDFS}comment", Literal(clause, language="en"))
    yield beside[0], graphs.as_turtle([node], base)
    yield beside[1], _json_ld(node)
    yield (
        beside[2],
        graphs.as_json({"id": identifier, "retired": True, "last_version": known.last_with, "record": known.record}),
    )
    body = "\n".join(
        [
            address(base + identifier),
            paragraph(f"{clause} The dataset has no such record any more, and no other record ever gets the id."),
            section("What it said", _said(path, known)) or _unpublished(path),
            file_links(path, beside),
        ]
    )
    head = alternates(path, beside) + '<meta name="robots" content="noindex">\n'
    yield path, page(f"Retired: {identifier}", body, path, head=head)


def _unpublished(path: str) -> str:
    """What a page says about a record that was retired before the first version that is kept."""
    handbook = to(link(path, "records/README.html"), "coder's handbook")
    return f"<p>No version that is kept has this record. The {handbook} explains the decisions of the coders.</p>"


def _said(path: str, known: Past) -> str:
    if known.record is None or known.last_with is None:
        return ""
    last = link(path, f"{known.last_with}/index.html")
    words = ((name, html.escape(str(known.record[name]))) for name in ("label", "statement") if name in known.record)
    return f"<p>The last version with the record is {to(last, known.last_with)}.</p>\n{facts(words)}"


def _json_ld(node: Node) -> bytes:
    """The node of a retired id. It has none of the classes for which the published context has keys."""
    context = {"rdfs": RDFS, "owl": OWL, "xsd": XSD}
    written: dict[str, Any] = {"@context": context, "@id": node.iri}
    for predicate, (value,) in node.properties.items():
        assert isinstance(value, Literal)
        short = next(
            f"{name}:{predicate.removeprefix(iri)}" for name, iri in context.items() if predicate.startswith(iri)
        )
        kind = {"@language": value.language} if value.language else {"@type": value.datatype}
        written[short] = {"@value": value.value, **kind}
    return graphs.as_json(written)
