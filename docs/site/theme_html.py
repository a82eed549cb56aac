"""Changes the HTML that the theme writes: adds the links of the site, and mends what keeps some readers out."""

from collections.abc import Mapping
from typing import Final

from docs.site.foreign_html import ChangedHtml, replaced
from docs.site.navigation import nav

_TOP: Final = '<div class="page">'
_HEAD: Final = "</head>"
_ICON: Final = '<link rel="icon" href="data:,">'
"""An empty icon, so that browsers do not ask for one."""
_MENDED: Final = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Pages">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="Parts of this page">',
    '<div class="table-wrapper ': '<div tabindex="0" class="table-wrapper ',
    '<th class="head"><p></p></th>': "<td></td>",
    '<div id="search-results">': (
        '<h1>Search</h1>\n<form action="search.html"><label>Words <input type="search" name="q"></label> '
        '<button type="submit">Search</button></form>\n<div id="search-results">'
    ),
}
"""What replaces a beginning of an element.

Headings get a level and landmarks a name, the keyboard reaches tables that scroll, an empty heading of a column becomes
an empty cell, and the page of the search gets a heading and a form.
"""


def mended(pages: Mapping[str, str]) -> dict[str, str]:
    """The pages, by their paths in the site. Raises ChangedHtml if the theme does not write what is replaced here."""
    everything = "\n".join(pages.values())
    if gone := [mark for mark in _MENDED if mark not in everything]:
        raise ChangedHtml(f"the theme does not write any more what {__name__} replaces: {' '.join(gone)}")
    return {path: _mended(path, text) for path, text in pages.items()}


def _mended(path: str, text: str) -> str:
    for old, new in _MENDED.items():
        text = text.replace(old, new)
    text = replaced(path, text, _HEAD, f"{_ICON}\n{_HEAD}")
    return replaced(path, text, _TOP, f"{nav(path)}\n{_TOP}")
