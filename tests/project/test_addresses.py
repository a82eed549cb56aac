"""The addresses stand once: what an owner fills in reaches every place, and until then no file names an account."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from nsatu_data import addresses as derived
from nsatu_data import load
from nsatu_data.model.schema_version import ROOT as IDENTIFIERS
from tests.support import address_blocks, checkout_copies
from tests.support.addresses import Addresses, FaultyAddress, Maintainer
from tests.support.example_datasets import changed, write_folder
from tests.support.folders import ROOT

# Put together, so that this file names no account before the repository's name either.
ACCOUNT_AND_NAME: Final = "example-account/" + "nsatu_data"
REPOSITORY: Final = f"https://github.com/{ACCOUNT_AND_NAME}"
SITE: Final = "https://example.org/nsatu/"
FILLED_IN: Final = f"""\
[tool.nsatu-data]
repository = "{REPOSITORY}"
site = "{SITE}"
contact = "reports@example.org"
maintainers = [{{ name = "Ann Ő", email = "ann@example.org" }}, {{ name = "A group" }}]
"""
EVERYTHING: Final = Addresses.of(tomllib.loads(FILLED_IN)["tool"]["nsatu-data"])
ACCOUNT: Final = re.compile(r"([\w.-]+)/nsatu_data(?:@|\.git|/issues|/blob|\s|[\"'`)])")
"""An account before the name of the repository."""


def test_what_the_table_gives() -> None:
    assert (EVERYTHING.repository, EVERYTHING.account_and_name) == (REPOSITORY, ACCOUNT_AND_NAME)
    assert (EVERYTHING.site, EVERYTHING.contact) == (SITE, "reports@example.org")
    assert EVERYTHING.maintainers == (Maintainer("Ann Ő", "ann@example.org"), Maintainer("A group"))
    assert [str(one) for one in EVERYTHING.maintainers] == ["Ann Ő <ann@example.org>", "A group"]
    assert EVERYTHING.urls == {
        "Homepage": SITE,
        "Documentation": f"{SITE}handbook.html",
        "Repository": REPOSITORY,
        "Issues": f"{REPOSITORY}/issues",
        "Changelog": f"{SITE}CHANGELOG.html",
    }


def test_an_empty_table_names_nothing_but_the_root_of_the_identifiers() -> None:
    empty = {"repository": "", "site": "", "contact": "", "maintainers": []}
    nothing = Addresses.of(empty)
    assert nothing == Addresses.of({}) == Addresses()
    assert (nothing.site, nothing.own_site, nothing.urls, nothing.maintainers) == (IDENTIFIERS, None, {}, ())
    assert {nothing.repository, nothing.account_and_name, nothing.issues, nothing.contact, nothing.file("a")} == {None}


def test_each_address_does_without_the_others() -> None:
    alone = Addresses.of({"repository": REPOSITORY})
    assert (alone.site, alone.contact) == (IDENTIFIERS, f"{REPOSITORY}/security/advisories/new")
    assert alone.urls == {
        "Documentation": f"{REPOSITORY}/blob/HEAD/README.md",
        "Repository": REPOSITORY,
        "Issues": f"{REPOSITORY}/issues",
        "Changelog": f"{REPOSITORY}/blob/HEAD/CHANGELOG.md",
    }
    site = Addresses.of({"site": SITE.removesuffix("/")})
    assert (site.site, site.contact, list(site.urls)) == (SITE, None, ["Homepage", "Documentation", "Changelog"])


NO_REPOSITORY: Final = (
    "repository: {!r} has not the form https://HOST/ACCOUNT/NAME, without .git and without a slash at the end"
)
NO_SITE: Final = "site: {!r} is no address of a folder that begins with https://"
NO_CONTACT: Final = "contact: {!r} is neither an e-mail address nor an address with https://"
NO_PERSON: Final = 'maintainers: each is a table such as { name = "A. Person", email = "person@example.org" }'
NO_NAME: Final = "maintainers: {!r} is no name on one line without <, >, quotation marks and backslashes"


NO_NAMES: Final = ("", " ", "A\nB", "A <a>", 'A "B"', "A\\", 1)
NO_PEOPLE: Final[tuple[Any, ...]] = ("A", {}, {"email": "a@example.org"}, {"name": "A", "url": ""})


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        *(
            ("repository", value, NO_REPOSITORY.format(value))
            for value in (
                "http" + REPOSITORY.removeprefix("https"),
                ACCOUNT_AND_NAME,
                "https://github.com/example-account",
                f"{REPOSITORY}/",
                f"{REPOSITORY}.git",
                f"{REPOSITORY}/tree/main",
                f"{REPOSITORY}?tab=readme",
                "https://github.com/../nsatu",
                "https://a@github.com/a/b",
                "https://github.com/a b/c",
                "https://github.com/a/b\n",
                " ",
            )
        ),
        *(
            ("site", value, NO_SITE.format(value))
            for value in ("http://a.org/", "example.org", "https://", f"{SITE}?", f"{SITE}#", f'{SITE}"', f"{SITE}../a")
        ),
        *(
            ("site", value, f"site: {value!r} is where identifiers begin, which redirects to the site")
            for value in (IDENTIFIERS, IDENTIFIERS.removesuffix("/"), f"{IDENTIFIERS}site/")
        ),
        *(("contact", value, NO_CONTACT.format(value)) for value in ("a@b", "mailto:a@example.org", "http://example.org")),
        ("repository", 1, "repository: this is no text"),
        ("maintainers", "A", "maintainers: this is no list"),
        *(("maintainers", [value], NO_PERSON) for value in NO_PEOPLE),
        *(("maintainers", [{"name": value}], NO_NAME.format(value)) for value in NO_NAMES),
        ("maintainers", [{"name": "A", "email": "a"}], "maintainers: 'a' is no e-mail address"),
        ("owner", "", "owner: there is no such key; the keys are repository, site, contact, maintainers"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_an_error_of_one_line(key: str, value: Any, message: str) -> None:
    with pytest.raises(FaultyAddress) as caught:
        Addresses.of({key: value})
    assert str(caught.value) == f"pyproject.toml: [tool.nsatu-data]: {message}"


def test_the_package_has_the_address_of_the_site() -> None:
    assert Addresses.read().site == derived.SITE


def test_marks_that_are_missing_or_there_twice_are_reported() -> None:
    for text in ("", "# <addresses>\n", "# <addresses>\n# </addresses>\n" * 2):
        with pytest.raises(
            ValueError, match=r"the marks # <addresses> and # </addresses> do not stand there once each"
        ):
            address_blocks.project(text, EVERYTHING)


def test_no_file_names_another_account() -> None:
    """A file may name the account in pyproject.toml, and none as long as that names none."""
    own = (Addresses.read().account_and_name or "").partition("/")[0]
    named = {
        (path, account)
        for path in checkout_copies.files()
        for line in _text(ROOT / path).splitlines()
        if "/nsatu_data" in line
        for account in ACCOUNT.findall(f"{line}\n")
        if account not in {own, "..", "."} and not (path.startswith("tests/") and account == "example-account")
    }
    assert named == set()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("line", ["uses: someone/{}@v1", "repo: https://example.org/someone/{}\n", "`someone/{}`"])
def test_another_account_would_be_found(line: str) -> None:
    assert ACCOUNT.findall(line.format("nsatu_data")) == ["someone"]


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _run(checkout: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a Python module in a copy. Returns the exit status, the output, and the error output."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "NO_COLOR": "1"}
    command = [sys.executable, "-m", *arguments]
    run = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout, run.stderr


def _fill_in(checkout: Path, table: str) -> None:
    settings = checkout / "pyproject.toml"
    text, changed = re.subn(r"(?m)^\[tool\.nsatu-data\]\n(?:\S.*\n)*", lambda _: table, _text(settings))
    assert changed == 1
    settings.write_text(text, encoding="utf-8")


def _without_addresses(folder: Path) -> Path:
    """A copy of the checkout that has no addresses, even if this one has."""
    checkout_copies.copy(folder)
    if Addresses.read() != Addresses():
        _fill_in(folder, "[tool.nsatu-data]\n")
        assert _run(folder, "tests.support.derived_files")[::2] == (0, "")
    return folder


@pytest.mark.exhaustive
def test_what_an_owner_fills_in_reaches_every_place(tmp_path: Path) -> None:
    checkout = _without_addresses(tmp_path / "checkout")
    before = _contents(checkout)
    _fill_in(checkout, FILLED_IN)
    assert _run(checkout, "tests.support.derived_files")[::2] == (0, "")
    after = _contents(checkout)
    assert {path for path in before | after if before.get(path) != after.get(path)} == {
        ".zenodo.json",
        "CITATION.cff",
        "CONTRIBUTING.md",
        "README.md",
        "SECURITY.md",
        "codemeta.json",
        "docs/npm.md",
        "docs/releasing.md",
        "nsatu_data/addresses.py",
        "pyproject.toml",
    }

    project = tomllib.loads(after["pyproject.toml"].decode())["project"]
    assert project["urls"] == EVERYTHING.urls
    assert project["maintainers"] == [{"name": "Ann Ő", "email": "ann@example.org"}, {"name": "A group"}]

    version = load(ROOT / "records").manifest.version
    readme, guide = after["README.md"].decode(), after["CONTRIBUTING.md"].decode()
    uses, repo = f"uses: {ACCOUNT_AND_NAME}@v{version}\n", f"repo: {REPOSITORY}\n    rev: v{version}\n"
    assert [(text.count(uses), text.count(repo)) for text in (readme, guide)] == [(1, 1), (2, 1)]
    assert "$ pip install nsatu-data\n" in readme
    assert "pip install 'nsatu-data[frames,graph,rdf]'" in readme
    assert f"- run: pip install nsatu-data=={version}\n" in guide
    assert [text for text in (readme, guide) if "../nsatu_data" in text or "./nsatu_data" in text] == []
    assert f'SITE: Final = "{SITE}"\n' in after["nsatu_data/addresses.py"].decode()

    write_folder(tmp_path / "faulty", changed("risk/strain-on-the-budget", "/certainty", "possibly"))
    log = json.loads(_run(checkout, "nsatu_data", "validate", "--format", "sarif", str(tmp_path / "faulty"))[1])
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == f"{SITE}findings/unknown-term.html"

    # Make installs the packages again if pyproject.toml is newer, so it stays as it is.
    written = (checkout / "pyproject.toml").stat().st_mtime_ns
    assert _run(checkout, "tests.support.derived_files")[::2] == (0, "")
    assert _contents(checkout) == after
    assert (checkout / "pyproject.toml").stat().st_mtime_ns == written

    # The documents are tested in their published form too.
    checked = (f"tests/project/test_{name}.py" for name in ("addresses", "action", "pre_commit", "docs"))
    options = (
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not exhaustive",
        "-k",
        "example or document or account or package",
    )
    status, reported, _ = _run(checkout, "pytest", *options, *checked)
    assert status == 0, reported


@pytest.mark.exhaustive
def test_a_faulty_address_is_reported_and_changes_nothing(tmp_path: Path) -> None:
    checkout = checkout_copies.copy(tmp_path / "checkout")
    _fill_in(checkout, '[tool.nsatu-data]\nsite = "example.org"\n')
    before = _contents(checkout)
    message = f"pyproject.toml: [tool.nsatu-data]: {NO_SITE.format('example.org')}\n"
    assert _run(checkout, "tests.support.derived_files") == (1, "", message)
    assert _contents(checkout) == before
