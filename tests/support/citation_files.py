"""Makes the files that say how to cite this repository: `CITATION.cff`, `codemeta.json`, `.zenodo.json`, README's part.

What they say stands in the manifest, in `pyproject.toml`, and in the addresses of the project. As long as an address or
the day of release is not known, the files leave it out.
"""

import html
import json
import re
import textwrap
import tomllib
from collections.abc import Mapping
from typing import Any, Final, Self

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nsatu_data.export import to_bibtex, to_cff
from nsatu_data.model.record_models import Manifest
from tests.support.addresses import Addresses
from tests.support.folders import ROOT

_SPDX: Final = "https://spdx.org/licenses/"
_STATUSES: Final = {
    "3 - Alpha": "wip",
    "4 - Beta": "wip",
    "5 - Production/Stable": "active",
    "7 - Inactive": "inactive",
}
"""The statuses of repostatus.org, by those of the classifiers of Python packages."""
_LANGUAGE: Final = "eng"
"""The language of labels, statements and documents (ISO 639-3)."""
_NOTES: Final = (
    "The article itself is in copyright and not included. Records have only places and digests of its words."
)
_LINE: Final = 120
_MARKUP: Final = re.compile(r"[\\`*\[\]<>&~|]|\b_|_\b")
"""What may begin markup in a line of Markdown; an underscore within a word does not."""


class Cited:
    """What the files say: the manifest, the table `project` of `pyproject.toml`, and the addresses."""

    def __init__(self, manifest: Manifest, project: Mapping[str, Any], addresses: Addresses) -> None:
        self.manifest = manifest
        self.project = project
        self.addresses = addresses

    @classmethod
    def here(cls, manifest: Manifest) -> Self:
        """Read what this checkout says."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return cls(manifest, project, Addresses.read())

    @property
    def address(self) -> str | None:
        """Where a reader finds the dataset: its site, or else its repository."""
        return self.addresses.own_site or self.addresses.repository

    def cff(self) -> str:
        """The text of `CITATION.cff`."""
        more = {
            "keywords": self.project["keywords"],
            "url": self.address,
            "repository-code": self.addresses.repository,
            "contact": [_present(name=one.name, email=one.email) for one in self.addresses.maintainers],
        }
        return to_cff.text(self.manifest, _present(**more))

    def codemeta(self) -> str:
        """The text of `codemeta.json` (CodeMeta 3.0), which describes the package."""
        repository = self.addresses.repository
        people = [_present(name=one.name, email=one.email) for one in self.addresses.maintainers]
        values = {
            "@context": "https://w3id.org/codemeta/3.0",
            "@type": "SoftwareSourceCode",
            "name": self.project["name"],
            "description": self.project["description"],
            "version": self.manifest.version,
            "datePublished": self.manifest.released,
            "license": [f"{_SPDX}{identifier}" for identifier in self.project["license"].split(" AND ")],
            "author": [_organisation(one.name, one.url) for one in self.manifest.creators],
            # A maintainer may be a person or a group, so it has no type.
            "maintainer": people,
            "keywords": self.project["keywords"],
            "programmingLanguage": "Python",
            "runtimePlatform": f"Python {self.project['requires-python']}",
            "developmentStatus": f"https://www.repostatus.org/#{self._status()}",
            "isAccessibleForFree": True,
            "softwareRequirements": [_requirement(Requirement(line)) for line in self.project["dependencies"]],
            "url": self.address,
            "codeRepository": repository,
            "issueTracker": self.addresses.issues,
            "continuousIntegration": f"{repository}/actions" if repository else None,
            "readme": self.addresses.file("README.md"),
            "buildInstructions": self.addresses.file("CONTRIBUTING.md"),
            "releaseNotes": self.addresses.file("CHANGELOG.md"),
        }
        return _json(_present(**values))

    def _status(self) -> str:
        head = "Development Status :: "
        (status,) = (one.removeprefix(head) for one in self.project["classifiers"] if one.startswith(head))
        return _STATUSES[status]

    def zenodo(self) -> str:
        """The text of `.zenodo.json`, from which Zenodo takes what it says about a release.

        A description, a method and notes are HTML there. Without `publication_date`, Zenodo takes the current day.
        """
        manifest, code = self.manifest, self.manifest.licences.code
        related = {"isSupplementTo": self.addresses.repository, "isDocumentedBy": self.addresses.own_site}
        values = {
            "title": manifest.title,
            "upload_type": "dataset",
            "description": html.escape(manifest.description, quote=False),
            "method": html.escape(manifest.method, quote=False) if manifest.method else None,
            # A name with one comma would be divided there into family and given names.
            "creators": [{"name": creator.name} for creator in manifest.creators],
            "access_right": "open",
            "license": manifest.licences.data.lower(),
            "keywords": self.project["keywords"],
            "version": manifest.version,
            "publication_date": manifest.released,
            "language": _LANGUAGE,
            "notes": _NOTES + (f" The licence of the code is {code}." if code else ""),
            "related_identifiers": [
                {"identifier": address, "relation": relation} for relation, address in related.items() if address
            ],
        }
        return _json(_present(**values))

    def readme(self) -> str:
        """The part of README.md on citing: a line in the style of the APA, and an entry for BibTeX."""
        manifest = self.manifest
        names = re.sub(", ([^,]*)$", r", & \1", ", ".join(_plain(creator.name) for creator in manifest.creators))
        year = manifest.released[:4] if manifest.released else "n.d."
        line = f"{names}. ({year}). *{_plain(manifest.title)}* (Version {manifest.version}) [Data set]."
        address = f" {self.address}" if self.address else ""
        quoted = textwrap.fill(line + address, _LINE, initial_indent="> ", subsequent_indent="> ")
        return f"{quoted}\n\n```bibtex\n{to_bibtex.text(manifest, self.address)}```\n"


def _plain(text: str) -> str:
    """A text in which Markdown finds no markup and no HTML."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _present(**values: Any) -> dict[str, Any]:
    """The values that are known: neither None nor an empty list."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def _organisation(name: str, url: str | None) -> dict[str, str]:
    return _present(**{"@type": "Organization", "name": name, "url": url})


def _requirement(found: Requirement) -> dict[str, str]:
    """A dependency. Its identifier is a package URL, because CodeMeta makes an IRI of it."""
    return _present(
        **{
            "@type": "SoftwareApplication",
            "identifier": f"pkg:pypi/{canonicalize_name(found.name)}",
            "name": found.name,
            "version": ",".join(sorted(map(str, found.specifier), reverse=True)),
            "description": f"Only if {found.marker}" if found.marker else None,
        }
    )


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"
