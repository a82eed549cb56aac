"""Builds the handbook with Sphinx, from documents, manuals and docstrings. A warning is an error."""

import io
import tempfile
import warnings
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.deprecation import RemovedInSphinx11Warning
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import console

from docs.site import documents, reference, styles
from docs.site.navigation import link
from docs.site.theme_html import mended
from nsatu_data import load
from tests.support.addresses import Addresses
from tests.support.folders import RECORDS, ROOT

_SCRIPT: Final = "search_summary.js"
_STATIC: Final = "_site"
_NOT_PUBLISHED: Final = (".buildinfo", ".doctrees", "_sources")
FILES: Final = "files"
"""The folder of the site for files of the repository that documents link to, if the repository has no address."""


class FaultyHandbook(Exception):
    """What Sphinx warns about."""


def build() -> dict[str, bytes]:
    """The files of the handbook by their paths in the site. Raises FaultyHandbook or ChangedHtml."""
    with tempfile.TemporaryDirectory() as temporary:
        source, output = Path(temporary, "source"), Path(temporary, "site")
        stage(source)
        run(source, output, Path(temporary, "doctrees"))
        made = {path.relative_to(output).as_posix(): path.read_bytes() for path in _files(output)}
    files = {path: content for path, content in made.items() if not path.startswith(_NOT_PUBLISHED)}
    pages = {path: content.decode("utf-8") for path, content in files.items() if path.endswith(".html")}
    return files | {path: text.encode("utf-8") for path, text in mended(pages).items()}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def stage(source: Path) -> None:
    """Write everything that Sphinx reads into a folder."""
    files = documents.staged() | {f"{_STATIC}/handbook.css": styles.handbook()}
    files |= {f"{_STATIC}/{_SCRIPT}": Path(__file__).with_name(_SCRIPT).read_bytes()}
    for path, content in files.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content)


def run(source: Path, output: Path, doctrees: Path) -> None:
    """Run Sphinx. Raises FaultyHandbook with every warning."""
    said = io.StringIO()
    console.nocolor()
    with warnings.catch_warnings():
        # MyST uses what Sphinx 11 will no longer have; the lock decides when it comes.
        warnings.simplefilter("ignore", RemovedInSphinx11Warning)
        app = Sphinx(source, None, output, doctrees, "html", _settings(), status=None, warning=said, freshenv=True)
        app.connect("doctree-resolved", _lead_elsewhere)
        app.add_post_transform(_TypesInSignatures)
        app.build(force_all=True)
    if app.statuscode or said.getvalue():
        raise FaultyHandbook(said.getvalue().replace(f"{source}/", "") or "Sphinx fails without a message")


def _settings() -> dict[str, Any]:
    """The configuration of Sphinx, MyST and the theme."""
    manifest = load(RECORDS).manifest
    return {
        "project": "nsatu_data",
        "version": manifest.version,
        "release": manifest.version,
        "copyright": "",
        "html_title": f"nsatu_data {manifest.version}",
        "root_doc": documents.ROOT_PAGE,
        "extensions": ["myst_parser"],
        "myst_enable_extensions": ["colon_fence"],
        "myst_heading_anchors": 6,
        "myst_url_schemes": ["https", "http", "mailto", documents.ELSEWHERE],
        "default_role": "code",
        "nitpicky": True,
        "smartquotes": False,  # documents speak of quotation marks
        "highlight_language": "none",
        "python_display_short_literal_types": True,
        "add_module_names": False,
        "toc_object_entries": False,
        "html_theme": "furo",
        "html_theme_options": {"footer_icons": []},
        "html_static_path": [_STATIC],
        "html_css_files": ["handbook.css"],
        "html_js_files": [_SCRIPT],
        "html_baseurl": Addresses.read().own_site or "",
        "html_copy_source": False,
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_domain_indices": False,
        "html_last_updated_fmt": None,
    }


def _lead_elsewhere(_app: Sphinx, tree: nodes.document, page: str) -> None:
    """Give links to files that are no pages the address of the file."""
    addresses = Addresses.read()
    for node in tree.findall(nodes.reference):
        scheme, _, target = node.get("refuri", "").partition(":")
        if scheme == documents.ELSEWHERE:
            path, hash_mark, anchor = target.partition("#")
            own = path.removeprefix("/") if path.startswith("/") else None
            online = None if own else addresses.file(path)
            node["refuri"] = (
                f"{online}{hash_mark}{anchor}" if online else link(f"{page}.html", own or f"{FILES}/{path}")
            )
            node["internal"] = online is None


def linked() -> dict[str, bytes]:
    """The files of the repository that documents link to, if the repository has no address where they could be."""
    if Addresses.read().repository:
        return {}
    return {f"{FILES}/{path}": (ROOT / path).read_bytes() for path in documents.elsewhere()}


class _TypesInSignatures(SphinxPostTransform):
    """Leads from a type in a signature to where it is documented. Types of Python and of other libraries stay words.

    Sphinx would look for the name among all fields of all records, and find several called `type`.
    """

    default_priority = 5

    def run(self, **_: Any) -> None:
        objects = self.env.domains.python_domain.objects
        for node in list(self.document.findall(pending_xref)):
            if node.get("refdomain") != "py":
                continue
            target = reference.full_names().get(node["reftarget"])
            words = node.children[0]
            if target is None:
                node.replace_self(words)
                continue
            place, page = objects[target], self.env.current_document.docname
            address = f"{link(f'{page}.html', f'{place.docname}.html')}#{place.node_id}"
            node.replace_self(nodes.reference("", "", words, refuri=address, internal=True))
