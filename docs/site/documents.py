"""The documents of the repository that the handbook consists of, and the way from their links to its pages."""

import re
from collections.abc import Iterator
from posixpath import dirname, normpath
from typing import Final

from docs.site import findings, reference
from nsatu_data import load
from tests.support.folders import RECORDS, ROOT

PARTS: Final = {
    "Start": ["README.md"],
    "Using it": [
        "docs/python.md",
        "docs/analysis.md",
        "docs/command-line.md",
        "docs/exports.md",
        "docs/corpora.md",
        "docs/other-languages.md",
        "docs/npm.md",
        "docs/linked-data.md",
        "docs/addresses.md",
        "docs/comparing.md",
        "docs/page.md",
        f"{reference.FOLDER}/index.md",
    ],
    "Encoding": ["CONTRIBUTING.md", "records/README.md", "schema/README.md", f"{findings.FOLDER}/index.md"],
    "About": [
        "docs/architecture.md",
        "docs/benchmarks.md",
        "docs/reading-test.md",
        "docs/releasing.md",
        "docs/dependencies.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ],
}
"""The pages of the handbook, by their paths in the repository or, for those that are made, in the site."""
_MADE: Final = {f"{folder}/index.md" for folder in (reference.FOLDER, findings.FOLDER)}
"""The pages that no document is written for."""
_TITLES: Final = {"README": "What it is, and how to start", "CONTRIBUTING": "Contributing, and encoding a text"}
"""Titles of pages in the lists of the handbook that say more than their headings."""
ROOT_PAGE: Final = "handbook"
ELSEWHERE: Final = "repository"
"""The scheme of a link to a file that is no page of the handbook: `repository:LICENSE`."""
_INTRODUCTION: Final = """\
# Handbook

How to use the dataset, how it was made, and how to change it. [The page of the dataset](repository:/index.html) shows
every record. The search finds words in these pages. [Every record](repository:/data/{dataset}/index.html), [every
term](repository:/terms/1/index.html) and [every version](repository:/versions/index.html) has a page of its own too.
"""
_FINDINGS: Final = "schema/FINDINGS.md"
_FENCE: Final = re.compile(r"^ *(```+|~~~+)")
_TARGET: Final = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?(?=\))")
_ELSEWHERE: Final = re.compile(rf"\]\({ELSEWHERE}:([^/)#][^)#]*)")


def staged() -> dict[str, bytes]:
    """The files that Sphinx reads, by their paths in its folder."""
    pages = {path: _with_links(path, (ROOT / path).read_text(encoding="utf-8")) for path in written()}
    pages |= {f"{ROOT_PAGE}.md": "\n".join(_root_page())} | reference.pages() | findings.pages()
    pictures = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "docs" / "images").iterdir()}
    return {path: text.encode("utf-8") for path, text in pages.items()} | pictures


def written() -> list[str]:
    """The documents of the repository that are pages of the handbook."""
    return [path for part in PARTS.values() for path in part if path not in _MADE]


def _root_page() -> Iterator[str]:
    yield _INTRODUCTION.format(dataset=load(RECORDS).manifest.id)
    for title, paths in PARTS.items():
        yield "```{toctree}"
        yield f":caption: {title}"
        yield ":maxdepth: 1"
        yield ""
        yield from (_entry(path.removesuffix(".md")) for path in paths)
        yield "```"
        yield ""


def _entry(page: str) -> str:
    return f"{_TITLES[page]} <{page}>" if page in _TITLES else page


def _with_links(path: str, text: str) -> str:
    """The text of a document, whose links to files of the repository lead to where they are in the site."""
    pages, lines, fence = set(written()), [], ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence):
            fence = ""
        elif not fence:
            line = _TARGET.sub(lambda found: _link(path, found[1], found[2] or "", pages), line)  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


def _link(path: str, target: str, anchor: str, pages: set[str]) -> str:
    file = normpath(f"{dirname(path)}/{target}".removeprefix("/"))
    up = "../" * path.count("/")
    if file in pages or file.startswith("docs/images/"):
        return f"{target}{anchor}"
    if file == _FINDINGS:
        return f"{up}{findings.FOLDER}/{anchor.removeprefix('#') or 'index'}.md"
    if not (ROOT / file).exists():
        raise SystemExit(f"{path} links to {target}, which is not in the repository")
    return f"{ELSEWHERE}:{file}{anchor}"


def elsewhere() -> list[str]:
    """The files of the repository that the documents link to, and that are no pages of the handbook."""
    texts = (_with_links(path, (ROOT / path).read_text(encoding="utf-8")) for path in written())
    return sorted({found for text in texts for found in _ELSEWHERE.findall(text)})
