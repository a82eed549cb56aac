"""Says which file of the site an identifier leads to, and makes links to it.

Classes and properties may differ only in the case of a letter: `Text` and `text`. Some file systems take these for the
same name. So a class has a folder, `terms/1/Text/`, and a property has files, `terms/1/text.html`.
"""

import html
import re
from typing import Final

from docs.site.navigation import link
from nsatu_data.model.schema_version import ROOT

INDEX: Final = "index.html"
_PROPERTY: Final = re.compile("terms/[0-9]+/[a-z][^/]*")


def page_of(iri: str) -> str | None:
    """The path of the page about an identifier of the project, without its fragment; None for any other identifier."""
    if not iri.startswith(ROOT):
        return None
    path = iri.removeprefix(ROOT).partition("#")[0]
    if path.startswith("schema/"):
        return path
    return f"{path}.html" if _PROPERTY.fullmatch(path) else _index(path)


def neighbour(page: str, kind: str, ending: str) -> str:
    """The path of the file that says the same as a page to programs: `record.ttl` beside `index.html`."""
    folder, _, name = page.rpartition("/")
    return f"{folder}/{kind}.{ending}" if name == INDEX else f"{page.removesuffix('.html')}.{ending}"


def _index(path: str) -> str:
    folder = path.removesuffix("/")
    return f"{folder}/{INDEX}" if folder else INDEX


def anchor(page: str, iri: str, text: str | None = None) -> str:
    """A link in HTML to an identifier: to its page if it is ours, and otherwise to itself."""
    target = page_of(iri)
    fragment = "".join(iri.partition("#")[1:])
    address = iri if target is None else link(page, target) + fragment
    return to(address, iri if text is None else text)


def to(address: str, text: str) -> str:
    """A link in HTML with a plain text."""
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
