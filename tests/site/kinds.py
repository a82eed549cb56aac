"""One page of each kind that the site has."""

from collections.abc import Iterable
from typing import Final

from docs.site.navigation import PAGES

PAGES_OF_EACH_KIND: Final = (
    *PAGES,
    "404.html",
    "README.html",
    "CONTRIBUTING.html",
    "docs/python.html",
    "docs/other-languages.html",
    "docs/command-line.html",
    "docs/benchmarks.html",
    "findings/single-quotes.html",
    "reference/nsatu_data.html",
    "reference/model.html",
    "genindex.html",
    "search.html",
)
_SMALL: Final = ("schema", "terms", "data")
"""The folders of addresses in the data."""


def pages(paths: Iterable[str]) -> list[str]:
    """The pages of each kind, with one for each folder of addresses that a site with these files has."""
    found = {}
    for path in sorted(paths):
        folder = path.partition("/")[0]
        if folder in _SMALL and path.endswith("/index.html"):
            found[folder, path.count("/")] = path
    return [*PAGES_OF_EACH_KIND, *found.values()]
