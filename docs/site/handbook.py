"""Builds the handbook with Sphinx, from documents, manuals and docstrings. A warning is an error."""

import io
import tempfile
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import console

from docs.site import documents, reference, styles
from docs.site.navigation import link, nav
from nsatu_data import load
from tests.support.addresses import Addresses
from tests.support.folders import RECORDS, ROOT

_THEME: Final = Path(__file__).parent / "theme"
_STATIC: Final = "_site"
_NOT_PUBLISHED: Final = (".buildinfo", ".doctrees", "_sources")
FILES: Final = "files"
"""The folder of the site for files of the repository that documents link to, if the repository has no address."""


class FaultyHandbook(Exception):
    """What Sphinx warns about."""


def build() -> dict[str, bytes]:
    """The files of the handbook by their paths in the site. Raises FaultyHandbook."""
    with tempfile.TemporaryDirectory() as temporary:
        source, output = Path(temporary, "source"), Path(temporary, "site")
        stage(source)
        run(source, output, Path(temporary, "doctrees"))
        made = {path.relative_to(output).as_posix(): path for path in sorted(output.rglob("*")) if path.is_file()}
        return {path: file.read_bytes() for path, file in made.items() if not path.startswith(_NOT_PUBLISHED)}


def stage(source: Path) -> None:
    """Write everything that Sphinx reads into a folder."""
    files = documents.staged() | {f"{_STATIC}/handbook.css": styles.handbook()}
    files |= {f"{_STATIC}/search_summary.js": (_THEME / "search_summary.js").read_bytes()}
    files |= {"_templates/page.html": (_THEME / "page.html").read_bytes()}
    for path, content in files.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content)


def run(source: Path, output: Path, doctrees: Path) -> None:
    """Run Sphinx. Raises FaultyHandbook with every warning."""
    warnings = io.StringIO()
    console.nocolor()
    # Sphinx has no way to end one run's roles and caches but the end of the process; nothing here depends on them.
    app = Sphinx(source, None, output, doctrees, "html", _settings(), status=None, warning=warnings, freshenv=True)
    app.connect("doctree-resolved", _lead_elsewhere)
    app.connect("html-page-context", _add_nav)
    app.add_post_transform(_TypesInSignatures)
    app.build(force_all=True)
    if app.statuscode or warnings.getvalue():
        raise FaultyHandbook(warnings.getvalue().replace(f"{source}/", "") or "Sphinx fails without a message")


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
        "highlight_language": "none",
        "python_display_short_literal_types": True,
        "add_module_names": False,
        "toc_object_entries": False,
        "templates_path": ["_templates"],
        "exclude_patterns": ["_templates"],
        "html_theme": "furo",
        "html_theme_options": {"announcement": "links of the site", "footer_icons": []},
        "html_static_path": [_STATIC],
        "html_css_files": ["handbook.css"],
        "html_js_files": ["search_summary.js"],
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


def _add_nav(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document) -> None:
    context["site_nav"] = nav(f"{page}.html")


class _TypesInSignatures(SphinxPostTransform):
    """Leads from a type in a signature to where it is documented. Types of Python and of other libraries stay words.

    Sphinx would look for the name among all fields of all records, and find several called `type`.
    """

    default_priority = 5

    def run(self, **_: Any) -> None:
        domain = self.env.domains.python_domain
        for node in list(self.document.findall(pending_xref)):
            if node.get("refdomain") != "py":
                continue
            words, found = node.children[0], None
            assert isinstance(words, nodes.Element | nodes.Text)
            if (target := reference.full_names().get(node["reftarget"])) is not None:
                kind, page = node["reftype"], self.env.current_document.docname
                found = domain.resolve_xref(self.env, page, self.app.builder, kind, target, node, words)
            node.replace_self(found if found is not None else words)
