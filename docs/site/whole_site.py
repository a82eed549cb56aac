"""Puts the parts of the site together."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from docs.site import addresses, downloads, front, handbook, styles
from docs.site.navigation import nav
from docs.site.small_page import filled
from tests.support.addresses import Addresses
from tests.support.folders import ROOT

NOT_FOUND: Final = "404.html"
SITEMAP: Final = "sitemap.xml"


class TwoFilesAtOnePath(ValueError):
    """Two parts of the site have a file with the same path."""


def files(release: Path | None = None) -> dict[str, bytes]:
    """Every file of the site by its path. `release` is a folder that `make dist` filled."""
    site = Addresses.read().own_site
    parts: list[Mapping[str, bytes]] = [
        handbook.build(),
        handbook.linked(),
        {front.PATH: front.page(f'<link rel="canonical" href="{site}">\n' if site else "")},
        downloads.files(release),
        addresses.files(),
        {styles.SMALL: styles.small(), ".nojekyll": b"", NOT_FOUND: _not_found(site)},
    ]
    whole: dict[str, bytes] = {}
    for part in parts:
        if both := sorted(whole.keys() & part.keys()):
            raise TwoFilesAtOnePath(", ".join(both))
        whole |= part
    if site:
        whole[SITEMAP] = _sitemap(site, whole)
    return dict(sorted(whole.items()))


def _not_found(site: str | None) -> bytes:
    """The page for a missing address. A server shows it at any depth, so it needs nothing from a relative address."""
    style = f"<style>\n{styles.small().decode('utf-8')}</style>\n"
    words = "<p>This site has no such page. The search of the handbook finds words in its pages.</p>"
    return filled("Page not found", words, nav(NOT_FOUND, site), style)


def _sitemap(site: str, whole: Mapping[str, bytes]) -> bytes:
    pages = (path for path in sorted(whole) if path.endswith(".html") and path != NOT_FOUND)
    lines = (f"<url><loc>{site}{path.removesuffix('index.html')}</loc></url>" for path in pages)
    body = "\n".join(lines)
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{opening}\n{body}\n</urlset>\n".encode()


def write(whole: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a folder, whose old site they replace. Raises SystemExit if they cannot.

    They are written beside it first, so that the folder never holds a part of a site.
    """
    target = place(folder)
    new, old = (target.with_name(f".{target.name}.{what}") for what in ("new", "old"))
    try:
        for left_over in (new, old):
            shutil.rmtree(left_over, ignore_errors=True)
        for path, content in whole.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        if target.exists():
            target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise SystemExit(f"{folder}: the site cannot be written: {error.strerror or error}") from None


def place(folder: Path) -> Path:
    """The folder that a user named, with links resolved. Raises SystemExit if it may not be replaced by a site."""
    target = Path(os.path.realpath(folder))
    if ROOT.is_relative_to(target):
        raise SystemExit(f"{folder} holds the sources; name another folder")
    try:
        held = {file.name for file in target.iterdir()} if os.path.lexists(target) else set()
    except OSError as error:
        raise SystemExit(f"{folder} is no folder for a site: {error.strerror}") from None
    # A branch that GitHub Pages serves has the first file too, and its history.
    if held and (".nojekyll" not in held or ".git" in held):
        raise SystemExit(f"{folder} holds files that are no site; name an empty folder or a new one")
    return target
