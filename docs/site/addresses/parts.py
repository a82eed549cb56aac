"""Makes the parts of HTML that the pages share: lists of facts, lists of links, and the files beside a page."""

import html
from collections.abc import Iterable, Sequence
from typing import Final

from docs.site.addresses.places import to
from docs.site.navigation import link
from nsatu_data.model.record_models import Manifest

_NAMES: Final = {"ttl": "Turtle", "jsonld": "JSON-LD", "json": "JSON"}
TYPES: Final = {"ttl": "text/turtle", "jsonld": "application/ld+json", "json": "application/json"}
"""The types in which programs may ask for a thing, by the endings of its files."""


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{html.escape(text)}</p>"


def version_of(manifest: Manifest) -> str:
    """The version of a dataset, and whether it may still change, as plain text."""
    return manifest.version + ("" if manifest.released else " (not released yet)")


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A list of names and values, which are both HTML. Rows without a value are left out."""
    listed = "\n".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    return f"<dl>\n{listed}\n</dl>" if listed else ""


def address(iri: str) -> str:
    """A paragraph with an identifier."""
    return f"<p>Identifier: <code>{html.escape(iri)}</code></p>"


def items(values: Sequence[str]) -> str:
    """A list of values, which are HTML; one value stands alone."""
    return "".join(values) if len(values) < 2 else f"<ul>{''.join(f'<li>{value}</li>' for value in values)}</ul>"


def section(heading: str, body: str) -> str:
    """A section with a heading; nothing if there is nothing in it."""
    return f"<h2>{html.escape(heading)}</h2>\n{body}" if body else ""


def file_links(page: str, paths: Sequence[str]) -> str:
    """Links to the files that say the same to programs."""
    links = (to(link(page, path), _NAMES[path.rpartition(".")[2]]) for path in paths)
    return f"<p>For programs: {', '.join(links)}.</p>" if paths else ""


def alternates(page: str, paths: Sequence[str]) -> str:
    """The same files as links in the head of a page, where programs look for them."""
    kinds = ((path, TYPES[path.rpartition(".")[2]]) for path in paths)
    return "".join(
        f'<link rel="alternate" type="{kind}" href="{html.escape(link(page, path))}">\n' for path, kind in kinds
    )
