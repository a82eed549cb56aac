"""The style sheets of the site, in the colours and letters of the page of the dataset."""

import re
from pathlib import Path
from typing import Final

from tests.support.folders import ROOT

SMALL: Final = "small.css"
"""The path in the site of the style sheet that small pages share."""
_HERE: Final = Path(__file__).parent
_OF_PAGE: Final = ROOT / "nsatu_data" / "export" / "page" / "src" / "styles"


def small() -> bytes:
    """The style sheet of small pages: the colours of the dataset's page, the links of the site, and plain elements."""
    parts = [*(_OF_PAGE / name for name in ("tokens.css", "ground.css", "site_nav.css")), _HERE / "small_page.css"]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts).encode("utf-8")


def handbook() -> bytes:
    """The style sheet of the handbook: the same, for what the theme names and for its switch between themes."""
    light, dark = _tokens()
    themes = (
        f"body {{{light}}}\n"
        f"@media (prefers-color-scheme: dark) {{ body:not([data-theme=light]) {{{dark}}} }}\n"
        f"body[data-theme=dark] {{{dark}}}\n"
    )
    parts = [_OF_PAGE / "site_nav.css", _HERE / "handbook.css"]
    return "\n".join([themes, *(part.read_text(encoding="utf-8") for part in parts)]).encode("utf-8")


def _tokens() -> tuple[str, str]:
    """The declarations of the light and of the dark colours."""
    found = re.findall(r":root \{([^}]*)\}", (_OF_PAGE / "tokens.css").read_text(encoding="utf-8"))
    light, dark = found
    return light, dark
