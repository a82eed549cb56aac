"""Writes a small page: a title, the links of the site, and plain HTML, with the style sheet that such pages share."""

import html
from typing import Final

from docs.site.navigation import link, nav
from docs.site.styles import SMALL

_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{title}</title>
{head}</head>
<body class="small-page">
<a class="skip-link" href="#content">Skip to the content</a>
{nav}
<main id="content">
<h1>{heading}</h1>
{body}
</main>
</body>
</html>
"""


def page(title: str, body: str, path: str, *, heading: str | None = None, head: str = "") -> bytes:
    """Write the page that stands at a path of the site, such as `terms/1/Claim/index.html`.

    `title` is plain text. `heading` is HTML and stands in place of the title above `body`, which is HTML without an
    `h1`. `head` is more HTML for the element `head`. Each of its lines ends with a line feed.
    """
    sheet = f'<link rel="stylesheet" href="{html.escape(link(path, SMALL))}">\n'
    return filled(title, body, nav(path), sheet + head, heading)


def filled(title: str, body: str, links: str, head: str, heading: str | None = None) -> bytes:
    """Write a page with these links and this `head`, for a page that has no place of its own."""
    plain = html.escape(title)
    text = _PAGE.format(
        title=f"{plain} - nsatu_data", head=head, nav=links, heading=plain if heading is None else heading, body=body
    )
    return text.encode("utf-8")
