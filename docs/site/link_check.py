"""Checks the links within a built site: each leads to a file of the site, and to an anchor that the file has.

`python -m docs.site.link_check FOLDER` prints the figures, and every address outside of the site, which it does not
visit.
"""

import argparse
import json
import re
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from tests.support.addresses import Addresses

_LINKS: Final = {"href", "src", "action", "data", "poster"}
_SCHEMES: Final = ("", "https", "http", "mailto", "data")
"""The schemes of links that only lead somewhere. `javascript:` would run code."""
_VIEWS: Final = ("claims", "graph", "map", "overview", "text")
_DATASET: Final = re.compile(rb'<script type="application/json" id="dataset">(.*?)</script>', re.DOTALL)


class Checked(NamedTuple):
    """What the links of a site are: how many, which are broken, and which lead outside."""

    pages: int
    links: int
    broken: list[str]
    outside: set[str]

    def summary(self) -> str:
        """The figures in a line."""
        return f"{self.pages} pages, {self.links} links within the site, {len(self.broken)} broken"


class _Page(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in _LINKS:
                self.links.append(value)
            elif name == "srcset":
                self.links += [part.split()[0] for part in value.split(",")]


def check(files: Mapping[str, bytes]) -> Checked:
    """Check every link of every page of a site, given as the content of each file by its path."""
    pages = {path: _Page(content.decode("utf-8")) for path, content in files.items() if path.endswith(".html")}
    anchors = {path: page.anchors | _records(files[path]) for path, page in pages.items()}
    own, links, broken, outside = Addresses.read().own_site, 0, [], set()
    for path, page in pages.items():
        for link in page.links:
            target = f"/{link.removeprefix(own)}" if own and link.startswith(own) else link
            if (scheme := urlsplit(target.strip()).scheme) not in _SCHEMES:
                broken.append(f"{path}: {link}: no link of a site begins with {scheme}:")
                continue
            if scheme or target.startswith("//"):
                outside.add(target)
                continue
            links += 1
            if problem := _problem(path, target, files, anchors):
                broken.append(f"{path}: {link}: {problem}")
    return Checked(len(pages), links, broken, {one for one in outside if not one.startswith(("data:", "mailto:"))})


def _problem(path: str, link: str, files: Mapping[str, bytes], anchors: Mapping[str, set[str]]) -> str | None:
    parts = urlsplit(link)
    named = unquote(parts.path)
    whole = named.removeprefix("/") if named.startswith("/") else f"{dirname(path)}/{named}".removeprefix("/")
    target = path if not named else normpath(whole) if whole else "index.html"
    if target not in files and f"{target}/index.html".removeprefix("./") in files and named.endswith(("/", ".")):
        target = f"{target}/index.html".removeprefix("./")
    if target not in files:
        return "there is no such file"
    if parts.fragment and target in anchors and not _has(anchors[target], unquote(parts.fragment)):
        return "the page has no such anchor"
    return None


def _has(anchors: set[str], fragment: str) -> bool:
    return fragment in anchors or fragment.partition("?")[0] in anchors


def _records(content: bytes) -> set[str]:
    """The views of a page of a dataset, which its program shows at anchors that are in no element."""
    found = _DATASET.search(content)
    if found is None:
        return set()
    bundle: dict[str, Any] = json.loads(found[1])["bundle"]
    kinds = (records for name, records in bundle.items() if name != "dataset")
    return {*_VIEWS, *(f"{view}/{one['id']}" for records in kinds for one in records for view in ("record", "graph"))}


def main() -> None:
    parser = argparse.ArgumentParser(description="Checks the links within a site, and lists those that lead outside.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        parser.error(f"{folder} is not a folder")
    paths = [path for path in folder.rglob("*") if path.is_file()]
    checked = check({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})
    print(*sorted(checked.outside), checked.summary(), sep="\n")  # noqa: T201 - a command prints
    if checked.broken:
        sys.exit("\n".join(checked.broken))


if __name__ == "__main__":
    main()
