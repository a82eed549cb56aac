"""The links that every page of the site begins with."""

import html
from posixpath import dirname, relpath
from typing import Final
from urllib.parse import quote

CLASS: Final = "site-nav"
PAGES: Final = {
    "index.html": "Dataset",
    "handbook.html": "Handbook",
    "downloads/index.html": "Downloads",
    "schema/README.html": "Schema",
    "findings/index.html": "Validator findings",
    "reference/index.html": "Python reference",
    "CHANGELOG.html": "Changelog",
}
"""The name of each page that the links lead to, by its path in the site."""


def link(path: str, target: str) -> str:
    """The relative address of a file of the site, for a page at `path`. `target` may end with a fragment."""
    file, mark, fragment = target.partition("#")
    return quote(relpath(file, dirname(path) or "."), safe="/") + mark + fragment


def nav(path: str, root: str | None = None) -> str:
    """The links in HTML, for the page at a path of the site.

    With `root`, they begin with this address of the site, and do not depend on where the page is.
    """
    items = (_item(path, target, name, root) for target, name in PAGES.items())
    return f'<nav class="{CLASS}" aria-label="Site"><ul>{"".join(items)}</ul></nav>'


def _item(path: str, target: str, name: str, root: str | None) -> str:
    address = link(path, target) if root is None else f"{root}{target}"
    current = ' aria-current="page"' if path == target else ""
    return f'<li><a href="{html.escape(address)}"{current}>{html.escape(name)}</a></li>'
