"""Collects the files to download, and writes the page that lists them with sizes and digests."""

import hashlib
import html
import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docs.site.addresses.parts import version_of
from docs.site.small_page import page
from nsatu_data import load
from nsatu_data.export import EXPORTS
from tests.support import npm_packages, release_files
from tests.support.folders import RECORDS

FOLDER: Final = "downloads"
SUMS: Final = release_files.SUMS
INDEX: Final = f"{FOLDER}/index.html"
_LEFT_OUT: Final = {"bundles", "datasette", "json"}
"""Exports without a download: a release has the bundle already, and Datasette's metadata belong to its command."""
_ENDINGS: Final = {"bibtex": "bib", "turtle": "ttl"}
"""The endings of files that differ from the names of the exports."""
_CITATION: Final = "CITATION.cff"
_RELEASE: Final = {
    ".whl": "the Python package, for `pip install`",
    ".tar.gz": "the source of the Python package",
    ".tgz": "the npm package, with the data, the schemas and the types",
    ".json": EXPORTS["json"].help,
    ".md": "what changed since the last version",
}
"""What a file of a release is, by its ending."""
_INTRODUCTION: Final = """\
<p>Version {version} of the data. The licences are {licences}. Each file has a SHA-256 digest;
<a href="{sums}">{sums}</a> has all of them. <code>sha256sum --check --ignore-missing {sums}</code> checks the files
that you have.</p>
<p><a href="../README.html#citing">How to cite the dataset</a>. <a href="../versions/index.html">All versions</a>.</p>
"""
_PACKAGES: Final = "Packages"
_CITING: Final = "Citation and changes"
_SECTIONS: Final = {
    "Data": "For a spreadsheet or R, take the tables (<code>.zip</code>); for a program, the JSON; for SQL, the SQLite "
    "database.",
    _PACKAGES: "<code>pip install</code> or <code>npm install</code>, followed by the name of the file, installs one.",
    _CITING: "",
    "Schemas": 'For validation. The <a href="../schema/README.html">schema reference</a> explains every field.',
    "Types": "For programs that read the dataset. <code>bundle.schema.json</code> is a plain schema, from which "
    '<a href="../docs/other-languages.html">generators</a> make the types of other languages.',
}
"""The sections of the page, and what each begins with."""
_IN_SECTION: Final = {
    ".whl": _PACKAGES,
    ".tar.gz": _PACKAGES,
    ".tgz": _PACKAGES,
    ".cff": _CITING,
    ".bib": _CITING,
    ".md": _CITING,
}
"""The section of a file that has no folder, by its ending. All others are data."""


def files(release: Path | None) -> dict[str, bytes]:
    """The files by their paths in the site.

    `release` is a folder that `make dist` filled. Without it, the files of a release are made here.
    """
    if release is None:
        if reason := npm_packages.missing():
            raise SystemExit(reason)
        with tempfile.TemporaryDirectory() as temporary:
            release_files.make(Path(temporary), [])
            found = _read(Path(temporary))
    else:
        found = _read(release)
    found |= _exports()
    found[SUMS] = "".join(f"{_digest(found[path])}  {path}\n" for path in sorted(found)).encode("utf-8")
    return {INDEX: _index(found)} | {f"{FOLDER}/{path}": content for path, content in found.items()}


def _read(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    if not any(path.suffix == ".whl" for path in paths):
        raise SystemExit(f"{folder} has no wheel; `make dist` makes the files of a release")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _exports() -> dict[str, bytes]:
    """The exports that need no other library, by their files. One that writes a folder becomes a ZIP archive."""
    dataset = load(RECORDS)
    written: dict[str, bytes] = {}
    for name in _exported():
        content: Any = EXPORTS[name].writer()(dataset)
        if not isinstance(content, str | bytes):
            content = _zipped(content)
        written[_file(name, dataset.manifest.version)] = (
            content.encode("utf-8") if isinstance(content, str) else content
        )
    return written


def _exported() -> list[str]:
    return [name for name, export in EXPORTS.items() if export.extra is None and name not in _LEFT_OUT]


def _file(name: str, version: str) -> str:
    """The file of an export."""
    if name == "cff":
        return _CITATION
    stem = f"nsatu-data-{version}"
    return f"{stem}-csv.zip" if name == "csv" else f"{stem}.{_ENDINGS.get(name, name)}"


def _zipped(files: Any) -> bytes:
    """A ZIP archive of an export that is a folder. It has no day, so that equal files give equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _index(found: dict[str, bytes]) -> bytes:
    manifest = load(RECORDS).manifest
    licences = " and ".join(f"{one} for the {what}" for what, one in _licences(manifest.licences))
    head = _INTRODUCTION.format(version=version_of(manifest), licences=html.escape(licences), sums=SUMS)
    body = [head]
    for title, words in _SECTIONS.items():
        body += [f"<h2>{title}</h2>", f"<p>{words}</p>"] if words else [f"<h2>{title}</h2>"]
        body += _list({path: content for path, content in found.items() if _section(path) == title}, manifest.version)
    return page("Downloads", "\n".join(body), INDEX)


def _section(path: str) -> str | None:
    """The title of the section that lists a file; None for the digests."""
    folder, _, name = path.rpartition("/")
    if folder:
        return {"schema": "Schemas", "types": "Types"}[folder]
    return None if name == SUMS else next((one for end, one in _IN_SECTION.items() if name.endswith(end)), "Data")


def _licences(licences: object) -> Iterator[tuple[str, str]]:
    for what in ("data", "code"):
        if value := getattr(licences, what):
            yield what, value


def _list(found: dict[str, bytes], version: str) -> Iterator[str]:
    yield '<ul class="files">'
    for path, content in sorted(found.items()):
        meaning = "" if "/" in path else _meaning(path, version)
        words = f" <span>{_inline(meaning)}</span>" if meaning else ""
        yield (
            f'<li><a href="{html.escape(path)}">{html.escape(path)}</a> {_size(len(content))}{words}'
            f"<code>{_digest(content)}</code></li>"
        )
    yield "</ul>"


def _meaning(path: str, version: str) -> str:
    """What a file is; empty for files that their name explains."""
    exports = {_file(name, version): EXPORTS[name].help for name in _exported()}
    ending = next((ending for ending in _RELEASE if path.endswith(ending)), None)
    return exports.get(path) or (_RELEASE[ending] if ending else "")


def _inline(text: str) -> str:
    """Plain text with code between backticks, in HTML."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def _size(length: int) -> str:
    """The size of a file as people read it: `12 kB`."""
    return (
        f"{length:,} bytes"
        if length < 1000
        else f"{length / 1000:,.0f} kB"
        if length < 1e6
        else f"{length / 1e6:.1f} MB"
    )
