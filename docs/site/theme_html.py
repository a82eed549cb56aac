"""Changes the HTML that the theme writes: adds the links of the site, and mends what keeps some readers out."""

from typing import Final

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


def mended(path: str, text: str) -> str:
    """The page at a path of the site. Raises ValueError if it is not as the theme used to write it."""
    for mark in (_TOP, _HEAD):
        if mark not in text:
            raise ValueError(f"{path} has no {mark}")
    for old, new in _MENDED.items():
        text = text.replace(old, new)
    return text.replace(_HEAD, f"{_ICON}\n{_HEAD}", 1).replace(_TOP, f"{nav(path)}\n{_TOP}", 1)
