"""Puts the parts of the site together."""

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
    """Write the files into a folder, which is emptied first. Raises SystemExit if the folder holds no site."""
    refuse_folder(folder)
    for old in sorted(folder.rglob("*"), reverse=True):
        old.rmdir() if old.is_dir() and not old.is_symlink() else old.unlink()
    for path, content in whole.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def refuse_folder(folder: Path) -> None:
    """Raise SystemExit if writing a site into the folder would delete other files."""
    if folder.exists() and not folder.is_dir():
        raise SystemExit(f"{folder} is not a folder; name an empty folder or a new one")
    if folder.exists() and any(folder.iterdir()) and not (folder / ".nojekyll").exists():
        raise SystemExit(f"{folder} holds files that are no site; name an empty folder or a new one")
    if ROOT.is_relative_to(folder.resolve()):
        raise SystemExit(f"{folder} holds the sources; name another folder")
