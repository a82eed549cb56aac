"""The addresses and people of the project, which stand once: in the table `[tool.nsatu-data]` of `pyproject.toml`.

Everything that names the repository, the site, a maintainer or a contact is derived from here. The table is empty until
the project has an account; then nothing names one. `CONTRIBUTING.md` tells an owner what to fill in.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from nsatu_data.model import schema_version
from tests.support.folders import ROOT

PROJECT: Final = ROOT / "pyproject.toml"
_TABLE: Final = "nsatu-data"
_KEYS: Final = {"repository": "", "site": "", "contact": "", "maintainers": []}
_PART: Final = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+"
_HOST: Final = r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]+)?"
# The characters need no escape in YAML, TOML, Markdown and HTML, where the addresses are written.
_ADDRESS: Final = re.compile(rf"{_HOST}(?:/{_PART})*/?")
_REPOSITORY: Final = re.compile(rf"{_HOST}/({_PART}/{_PART})")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class FaultyAddress(ValueError):
    """What is wrong in the table, in one line."""


class Maintainer(NamedTuple):
    """A person or group that looks after the project."""

    name: str
    email: str | None = None

    def __str__(self) -> str:
        """The form that npm and git use: `A. Person <person@example.org>`."""
        return f"{self.name} <{self.email}>" if self.email else self.name


@dataclass(frozen=True)
class Addresses:
    """The addresses of the project; each is None, or has a stated default, as long as the table does not give it.

    Paths in the repository are those of GitHub, whose Actions and forms this repository has.
    """

    repository: str | None = None
    """Its form is `https://HOST/ACCOUNT/NAME`."""
    own_site: str | None = None
    """The site's address if the project has a site of its own. It ends with a slash."""
    stated_contact: str | None = None
    maintainers: tuple[Maintainer, ...] = ()

    @classmethod
    def read(cls, file: Path = PROJECT) -> Self:
        """Read and check the table. Raises FaultyAddress."""
        return cls.of(tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get(_TABLE, {}))

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Check a table. Raises FaultyAddress."""
        for key in table:
            if key not in _KEYS:
                raise _faulty(key, f"there is no such key; the keys are {', '.join(_KEYS)}")
        repository, site, contact = (_text(table, key) for key in ("repository", "site", "contact"))
        if repository and (not _REPOSITORY.fullmatch(repository) or repository.endswith(".git")):
            form = "https://HOST/ACCOUNT/NAME, without .git and without a slash at the end"
            raise _faulty("repository", f"{repository!r} has not the form {form}")
        if site and not _ADDRESS.fullmatch(site):
            raise _faulty("site", f"{site!r} is no address of a folder that begins with https://")
        if f"{site}/".startswith(schema_version.ROOT):
            raise _faulty("site", f"{site!r} is where identifiers begin, which redirects to the site")
        if contact and not (_ADDRESS.fullmatch(contact) or _EMAIL.fullmatch(contact)):
            raise _faulty("contact", f"{contact!r} is neither an e-mail address nor an address with https://")
        return cls(
            repository or None,
            f"{site.removesuffix('/')}/" if site else None,
            contact or None,
            tuple(_maintainers(table.get("maintainers", []))),
        )

    @property
    def site(self) -> str:
        """The address that the site's paths are appended to. By default the root of the project's identifiers."""
        return self.own_site or schema_version.ROOT

    @property
    def account_and_name(self) -> str | None:
        """The repository as `uses:` names it in a workflow, in the form `ACCOUNT/NAME`."""
        found = _REPOSITORY.fullmatch(self.repository) if self.repository else None
        return found[1] if found else None

    @property
    def issues(self) -> str | None:
        """Where to report a problem."""
        return f"{self.repository}/issues" if self.repository else None

    @property
    def contact(self) -> str | None:
        """Where to report a vulnerability, or ask for a takedown. By default the repository's private reports."""
        return self.stated_contact or (f"{self.repository}/security/advisories/new" if self.repository else None)

    def file(self, path: str) -> str | None:
        """The address of a file or folder in the repository, by its path there."""
        return f"{self.repository}/blob/HEAD/{path}" if self.repository else None

    @property
    def urls(self) -> dict[str, str]:
        """The content of `[project.urls]`, which PyPI shows; empty until there is an address."""
        named = {
            "Homepage": self.own_site,
            "Documentation": f"{self.own_site}handbook.html" if self.own_site else self.file("README.md"),
            "Repository": self.repository,
            "Issues": self.issues,
            "Changelog": f"{self.own_site}CHANGELOG.html" if self.own_site else self.file("CHANGELOG.md"),
        }
        return {name: address for name, address in named.items() if address}


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise _faulty(key, "this is no text")
    return value


def _maintainers(listed: Any) -> list[Maintainer]:
    if not isinstance(listed, list):
        raise _faulty("maintainers", "this is no list")
    return [_maintainer(one) for one in listed]


def _maintainer(given: Any) -> Maintainer:
    if not isinstance(given, dict) or not {"name"} <= set(given) <= {"name", "email"}:
        raise _faulty("maintainers", 'each is a table such as { name = "A. Person", email = "person@example.org" }')
    name, email = given["name"], given.get("email")
    if not isinstance(name, str) or not name.strip() or not name.isprintable() or re.search('[<>"\\\\]', name):
        raise _faulty("maintainers", f"{name!r} is no name on one line without <, >, quotation marks and backslashes")
    if email is not None and not (isinstance(email, str) and _EMAIL.fullmatch(email)):
        raise _faulty("maintainers", f"{email!r} is no e-mail address")
    return Maintainer(name, email)


def _faulty(key: str, problem: str) -> FaultyAddress:
    return FaultyAddress(f"pyproject.toml: [tool.{_TABLE}]: {key}: {problem}")
