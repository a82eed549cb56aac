"""Makes the files with which a web server leads from an identifier to a file of the site.

`w3id/` is for w3id.org: `.htaccess` redirects each identifier, and `README.md` says whose it is. The `.htaccess` of the
site itself is for an Apache that serves the site. Other servers ignore it, and lose only types and the status 410.
"""

import re
from collections.abc import Iterator
from typing import Final

from docs.site.addresses import retired
from docs.site.addresses.parts import TYPES
from docs.site.addresses.versions import LIST
from nsatu_data.dataset.bundle import values
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model.schema_version import ROOT
from nsatu_data.rdf.namespaces import base_of
from tests.support.addresses import Addresses

_HTML: Final = "text/html"
_VERSION: Final = r"[0-9]+\.[0-9]+"
_NAME: Final = "[a-z0-9-]+"
_LETTERS: Final = "[A-Za-z0-9_-]"
"""The characters of terms. Rewriting escapes nothing, so no other character may reach the header `Location`."""


def files(dataset: Dataset, site: str | None) -> Iterator[tuple[str, bytes]]:
    """The files, by path. Without the address of a site there is nothing to register."""
    yield ".htaccess", of_site(dataset).encode()
    if site is not None:
        yield "w3id/.htaccess", of_w3id(site).encode()
        yield "w3id/README.md", _request(site).encode()


def of_w3id(site: str) -> str:
    """The file to register at w3id. `site` is the address of the site, with a slash at the end."""
    return "".join(f"{line}\n" for line in _of_w3id(re.sub(r"([%$\\])", r"\\\1", site)))


def _of_w3id(site: str) -> Iterator[str]:
    yield f"# {ROOT}: a dataset of claims about Japan's wish to join NSATU, its schemas and its terms."
    yield "# Derived by `python -m docs.site`. Of the types in Accept, the first that is known counts."
    yield "Options +FollowSymLinks"
    yield "RewriteEngine on"
    yield 'Header always set Access-Control-Allow-Origin "*"'
    yield "Header always merge Vary Accept"
    yield from _group("Schemas, by version")
    yield from _rule(rf"^schema/({_VERSION})/(README|FINDINGS)\.md$", f"{site}schema/$1/$2.html", _HTML)
    yield from _rule(rf"^schema/({_VERSION})/([A-Za-z.]+)$", f"{site}schema/$1/$2")
    yield from _rule(rf"^schema/({_VERSION})/?$", f"{site}schema/$1/index.html")
    yield from _group("Terms, by major version: classes, vocabularies and their terms, then properties")
    for ending, kind in TYPES.items():
        name = "jsonld" if ending == "json" else ending
        yield from _rule("^terms/([0-9]+)/?$", f"{site}terms/$1/terms.{name}", kind)
        # Shapes are in Turtle and HTML alone.
        only = "" if ending == "ttl" else "(?![^/]*Shape$)"
        yield from _rule(
            f"^terms/([0-9]+)/{only}([A-Z]{_LETTERS}*(?:/{_LETTERS}+)?)$", f"{site}terms/$1/$2/term.{name}", kind
        )
        yield from _rule(f"^terms/([0-9]+)/([a-z]{_LETTERS}*)$", f"{site}terms/$1/$2.{name}", kind)
    yield from _rule("^terms/([0-9]+)/?$", f"{site}terms/$1/index.html")
    yield from _rule(f"^terms/([0-9]+)/([A-Z]{_LETTERS}*(?:/{_LETTERS}+)?)$", f"{site}terms/$1/$2/index.html")
    yield from _rule(f"^terms/([0-9]+)/([a-z]{_LETTERS}*)$", f"{site}terms/$1/$2.html")
    yield from _group("Records and datasets")
    for ending, kind in TYPES.items():
        yield from _rule(f"^data/({_NAME})/dataset$", f"{site}data/$1/dataset.{ending}", kind)
        yield from _rule(f"^data/({_NAME})/({_NAME}/{_NAME})$", f"{site}data/$1/$2/record.{ending}", kind)
    yield from _rule(f"^data/({_NAME})/?$", f"{site}data/$1/index.html")
    yield from _rule(f"^data/({_NAME})/(dataset|{_NAME}/{_NAME})$", f"{site}data/$1/$2/index.html")
    yield from _group("Versions of the data")
    versions = rf"({_VERSION}\.[0-9]+)"
    yield from _rule(f"^{versions}/?$", f"{site}$1/nsatu-data-$1.json", TYPES["json"])
    yield from _rule(f"^{versions}/?$", f"{site}$1/index.html")
    yield from _rule(rf"^{versions}/(nsatu-data-{_VERSION}\.[0-9]+\.json)$", f"{site}$1/$2")
    yield from _rule("^versions/?$", f"{site}{LIST}")
    yield from _group("Findings, and the site itself")
    yield from _rule(rf"^findings/({_NAME})(?:\.html)?$", f"{site}findings/$1.html")
    yield from _rule("^$", site)


def _group(name: str) -> Iterator[str]:
    yield ""
    yield f"# {name}"


def _rule(pattern: str, target: str, kind: str | None = None) -> Iterator[str]:
    """A redirection, for requests that ask for this type before any other type that is known."""
    if kind is not None:
        others = "|".join(re.escape(other) for other in (*TYPES.values(), _HTML) if other != kind)
        # A type stands between commas or spaces and a parameter, in any letter case.
        begin, end = r"(?<![^,\s])", r"(?![^,;\s])"
        yield rf"RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{begin}(?:{others}){end}).)*{begin}{re.escape(kind)}{end} [NC]"
    yield f"RewriteRule {pattern} {target} [R=303,L,NE]"


def _request(site: str) -> str:
    """The page that w3id asks for, which says what the identifiers are and whom to ask."""
    addresses = Addresses.read()
    people = [f"- {each}" for each in addresses.maintainers]
    more = [f"- Repository: <{addresses.repository}>"] if addresses.repository else []
    lines = [f"# {ROOT}", "", "Identifiers of a dataset, its records, its schemas and its terms.", ""]
    lines += [f"- Site: <{site}>", *more, "", "Maintainers:", "", *(people or ["- not named yet"])]
    return "".join(f"{line}\n" for line in lines)


def of_site(dataset: Dataset) -> str:
    """The settings with which Apache serves the site: types, access from other sites, and 410 for retired ids."""
    return "".join(f"{line}\n" for line in _of_site(dataset))


def _of_site(dataset: Dataset) -> Iterator[str]:
    yield "# For Apache. Other servers do not need this file."
    for ending, kind in TYPES.items():
        yield f"AddType {kind} .{ending}"
    yield r'<FilesMatch "\.schema\.json$">'
    yield "  ForceType application/schema+json"
    yield "</FilesMatch>"
    yield "<IfModule headers_module>"
    yield '  Header always set Access-Control-Allow-Origin "*"'
    yield "</IfModule>"
    yield "<IfModule rewrite_module>"
    yield "  RewriteEngine on"
    # The tombstone is what comes with the status: the same address, asked for a second time.
    yield '  ErrorDocument 410 "/%{REQUEST_URI}"'
    folder = re.escape(base_of(values(dataset.manifest)).removeprefix(ROOT))
    for identifier in retired.ids(dataset):
        yield "  RewriteCond %{ENV:REDIRECT_STATUS} ^$"
        yield f"  RewriteRule ^{folder}{re.escape(identifier)}/(?:[a-z.]+)?$ - [R=410,L]"
    yield "</IfModule>"
