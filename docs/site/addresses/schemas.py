"""Makes the files under `schema/`: each version of the schema that was published, and the present one.

A version that was published has its published bytes. Its pages are also there as HTML, where a fragment such as
`FINDINGS.html#empty-span` leads to its place.
"""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docs.site.addresses.parts import paragraph
from docs.site.addresses.places import INDEX, to
from docs.site.navigation import link
from docs.site.small_page import page
from nsatu_data.model.schema_version import ROOT, SCHEMA_VERSION
from tests.support import published_versions
from tests.support.published_versions import PAGE

_NOT_IN_SLUGS: Final = re.compile(r"[^\w\- ]")


def versions() -> tuple[str, ...]:
    """The versions of the schema, the oldest first."""
    published = published_versions.schema_versions()
    return published if SCHEMA_VERSION in published else (*published, SCHEMA_VERSION)


def of(version: str) -> dict[str, bytes]:
    """The files of a version by name."""
    folder = published_versions.schema_folder(version)
    now = published_versions.current_schema() if version == SCHEMA_VERSION else {}
    frozen = {file.name: file.read_bytes() for file in sorted(folder.iterdir())} if folder.exists() else now
    # While a version is the newest, its pages may still be written more clearly.
    return frozen | {name: content for name, content in now.items() if name.endswith(PAGE)}


def files() -> Iterator[tuple[str, bytes]]:
    """The files of every version, by path."""
    for version in versions():
        named = of(version)
        folder = f"schema/{version}"
        for name, content in named.items():
            yield f"{folder}/{name}", content
            if name.endswith(PAGE):
                path = f"{folder}/{name.removesuffix(PAGE)}.html"
                yield path, _rendered(content.decode(), path, version)
        yield f"{folder}/{INDEX}", _index(version, named)


def _index(version: str, named: Mapping[str, bytes]) -> bytes:
    path = f"schema/{version}/{INDEX}"
    others = ", ".join(
        to(link(path, f"schema/{other}/{INDEX}"), other) for other in reversed(versions()) if other != version
    )
    rows = "".join(f"<li>{to(name, name)}</li>" for name in sorted(named))
    pages = f"{to('README.html', 'The reference')} and {to('FINDINGS.html', 'the findings')} as pages."
    body = f"""\
{paragraph(_state(version))}
<p>The address of each file is <code>{html.escape(ROOT)}schema/{version}/</code> and its name.</p>
<ul>{rows}</ul>
<p>{pages}</p>
<p>Other versions: {others or "none"}.</p>"""
    return page(f"Schema {version}", body, path)


def _state(version: str) -> str:
    if version not in published_versions.released_schemas():
        return "This version is not released yet, so its files may still change."
    return "This version is published. Its schemas and its files for linked data, if it has any, never change."


def _rendered(text: str, path: str, version: str) -> bytes:
    """A page in HTML. Its headings have the names that GitHub gives them, to which findings lead."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse(text)
    title = _take_title(tokens)
    seen: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            slug = _slug(inline)
            count = seen[slug] = seen.get(slug, -1) + 1
            opening.attrSet("id", f"{slug}-{count}" if count else slug)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", re.sub(r"^(README|FINDINGS)\.md", r"\1.html", str(child.attrGet("href"))))
    body = parser.renderer.render(tokens, parser.options, {})
    return page(f"{title} (schema {version})", body, path)


def _take_title(tokens: list[Token]) -> str:
    """Remove the first heading, which the page has already, and return its text."""
    assert tokens[0].tag == "h1"
    title = tokens[1].content
    del tokens[:3]
    return title


def _slug(inline: Token) -> str:
    text = "".join(child.content for child in inline.children or ())
    return _NOT_IN_SLUGS.sub("", text.lower()).replace(" ", "-")
