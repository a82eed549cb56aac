"""Makes the front of the site: the page of the dataset, with the links of the site above it."""

from typing import Final

from docs.site.foreign_html import replaced
from docs.site.navigation import nav
from nsatu_data import load
from nsatu_data.export import to_html
from tests.support.folders import RECORDS

PATH: Final = "index.html"
_BODY: Final = "<body>\n"
_HEAD: Final = "</head>\n"


def page(canonical: str) -> bytes:
    """The page. `canonical` is HTML for its head. Raises ChangedHtml.

    The links are plain HTML, for which the page has styles, so that the page's policy is that of the exported page.
    """
    text = to_html.write(load(RECORDS))
    # Its own address without a hash would load the page anew, and close a text that a reader has opened.
    links = nav(PATH).replace(f'href="{PATH}"', 'href="#overview"', 1)
    text = replaced(PATH, text, _HEAD, f"{canonical}{_HEAD}")
    return replaced(PATH, text, _BODY, f"{_BODY}{links}\n").encode("utf-8")
