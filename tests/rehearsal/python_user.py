"""What a user of the Python package does: installs it into a new environment, and runs what the README shows."""

import hashlib
import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.rehearsal import console_blocks
from tests.rehearsal.console_blocks import Shown
from tests.rehearsal.steps import Failed
from tests.support import tar_files

PACKAGE: Final = "nsatu-data"
ARTICLE: Final = "article.txt"
OLD: Final = "old.json"
_INSTALLATION: Final = re.compile(r"(?<=pip install )(?:\.|nsatu-data|\S+\.whl)$")
_CLONE: Final = re.compile(r"git clone |cd ")
_WORDS: Final = '"the words"'
"""The files and words that the README's commands take for granted, and its ways to install."""
_DOCTEST: Final = """
import doctest, sys
tried = doctest.testfile(sys.argv[1], module_relative=False, encoding="utf-8")
print(f"{tried.attempted} {tried.failed}")
"""
"""Runs the examples of a document, and prints how many it tried and how many failed."""


def unpacked(sdist: Path, folder: Path) -> Path:
    """The sources that a user of the sdist has: the README, the records, and all that the README names."""
    tar_files.unpack(sdist, folder)
    (inside,) = folder.iterdir()
    return inside


def run_readme(
    sources: Path, install: str, environment: Mapping[str, str], files: Mapping[str, Path]
) -> tuple[int, list[str]]:
    """Run the commands of the README in its folder, with `install` as what pip installs.

    `files` has the files that a reader has: `old.json` and, if it is available, `article.txt`. Returns how many
    commands ran, and those that need a file that is not available.
    """
    for name, file in files.items():
        (sources / name).write_bytes(file.read_bytes())
    shown, left_out = commands((sources / "README.md").read_text(encoding="utf-8"), set(files))
    run = [_filled(one.command, install, sources) for one in shown]
    outcomes = console_blocks.run(run, sources, environment, sources.with_name("outputs"))
    found = [console_blocks.complaint(one, ran) for one, ran in zip(shown, outcomes, strict=True)]
    if wrong := [complaint for complaint in found if complaint]:
        raise Failed("; ".join(wrong))
    if not any(_INSTALLATION.search(one.command) for one in shown):
        raise Failed("no command of the README installs the package")
    return len(shown), left_out


def commands(readme: str, available: set[str]) -> tuple[list[Shown], list[str]]:
    """The commands of a README to run, and those that need a file that is not available."""
    shown = [one for one in console_blocks.shown_in(readme) if not _CLONE.match(one.command)]
    needed = {ARTICLE, OLD} - available
    left_out = [one for one in shown if any(name in one.command for name in needed)]
    return [one for one in shown if one not in left_out], [one.command for one in left_out]


def _filled(command: str, install: str, sources: Path) -> str:
    command = _INSTALLATION.sub(install, command)
    return command.replace(_WORDS, _some_words(sources)) if _WORDS in command else command


def _some_words(sources: Path) -> str:
    """Words of the article that stand there once, quoted for the shell: a reader puts some in place of `the words`."""
    text = (sources / ARTICLE).read_text(encoding="utf-8")
    words = [word for word in re.findall(r"\b[A-Za-z]{9,}\b", text) if text.count(word) == 1]
    return f'"{words[0]}"'


def named_python(python: str, place: Path) -> Path:
    """A new folder in which only `python3` is, and which is that interpreter."""
    programs = place / "programs"
    programs.mkdir(parents=True, exist_ok=True)
    (programs / "python3").symlink_to(python)
    return programs


def environment_of(python: str, folder: Path, environment: Mapping[str, str]) -> Path:
    """The interpreter of a new environment."""
    _run([python, "-m", "venv", str(folder)], environment)
    return folder / "bin" / "python"


def install(python: Path, what: list[str], environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Install packages, and return what pip reports about each."""
    report = python.parent.parent / "report.json"
    _run([str(python), "-m", "pip", "install", "--quiet", "--report", str(report), *what], environment)
    return installed(report)


def installed(report: Path) -> list[dict[str, Any]]:
    """The packages in a report of pip."""
    found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
    return found


def check_origin(packages: list[dict[str, Any]], file: Path, address: str | None = None) -> None:
    """Refuse an installation of this package that is not the file that was built, or not from that address."""
    (own,) = (package for package in packages if package["metadata"]["name"] == PACKAGE)
    origin = own["download_info"]
    if address and not origin["url"].startswith(address):
        raise Failed(f"pip took {PACKAGE} from {origin['url']}, not from the rehearsed index")
    digest = origin["archive_info"]["hashes"]["sha256"]
    if digest != hashlib.sha256(file.read_bytes()).hexdigest():
        raise Failed(f"pip installed a file with the digest {digest}, which is not that of {file.name}")


def run_examples(python: Path, document: Path, environment: Mapping[str, str]) -> int:
    """Run the Python examples of a document, and return how many there were."""
    printed = _run([str(python), "-I", "-c", _DOCTEST, str(document)], environment)
    *problems, counts = printed.splitlines()
    tried, failed = (int(number) for number in counts.split())
    if failed or not tried:
        raise Failed("\n".join(problems) or f"{document.name} has no example in Python")
    return tried


def run_command(python: Path, version: str, environment: Mapping[str, str]) -> None:
    """Ask the installed command for its dataset, and check the version."""
    printed = _run([str(python.with_name("nsatu-data")), "export", "json"], environment)
    if (found := json.loads(printed)["dataset"]["version"]) != version:
        raise Failed(f"the installed dataset has the version {found}, not {version}")


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    home = environment["HOME"]
    ran = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Failed(f"{' '.join(command)} ends with {ran.returncode}: {(ran.stderr or ran.stdout).strip()}")
    return ran.stdout


def said(ran: tuple[int, list[str]]) -> str:
    """How many commands a run of the README had, and how many it left out."""
    count, left_out = ran
    return f"{count} commands{f', without {len(left_out)} that need {ARTICLE}' if left_out else ''}"
