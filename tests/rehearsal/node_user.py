"""What a user of the npm package does: installs it into a new project, and runs what its README shows."""

import base64
import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from tests.rehearsal.steps import Failed, Steps
from tests.support import npm_examples, npm_packages
from tests.support.folders import INTEROP

PACKAGE: Final = "nsatu-data"
_WITH_OLDEST: Final = INTEROP / "npm_package"
OLDEST_NODE: Final = _WITH_OLDEST / "node_modules" / "oldest-node" / "bin" / "node"
"""The Node that the lock file of the npm package's linters has."""


def install(what: str, project: Path, environment: Mapping[str, str]) -> None:
    """Install the package into a new project."""
    project.mkdir(parents=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-update-notifier", what]
    ran = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Failed(f"npm install {what} ends with {ran.returncode}: {ran.stderr.strip()}")


def check_origin(project: Path, tarball: Path) -> None:
    """Refuse an installation that is not the tarball that was built."""
    lock = json.loads((project / "package-lock.json").read_text(encoding="utf-8"))
    found = lock["packages"][f"node_modules/{PACKAGE}"]["integrity"]
    if found != integrity(tarball.read_bytes()):
        raise Failed(f"npm installed a package with the digest {found}, which is not that of {tarball.name}")


def integrity(content: bytes) -> str:
    """The digest of a package as npm writes it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


def nodes_here() -> dict[str, str]:
    """The programs `node` by version: the oldest that the package supports, and the one on PATH. Needs npm."""
    npm_packages.install(_WITH_OLDEST)
    found = {}
    for candidate in (str(OLDEST_NODE), shutil.which("node")):
        # There is no oldest Node for some machines, such as those with Arm processors.
        if candidate and Path(candidate).exists():
            ran = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=True)
            found[ran.stdout.strip().removeprefix("v")] = candidate
    return found


def run_readmes(project: Path, environment: Mapping[str, str], steps: Steps) -> None:
    """Run the programs of the README in the installed package, with each Node."""
    for version, node in nodes_here().items():
        name = f"run the README of the npm package, Node {version}"
        steps.run(name, partial(run_readme, project, node, environment))


def run_readme(project: Path, node: str, environment: Mapping[str, str]) -> str:
    """Run the programs of the README in the installed package. Returns how many there are."""
    text = (project / "node_modules" / PACKAGE / "README.md").read_text(encoding="utf-8")
    npm_examples.link_tools(project)
    try:
        examples = npm_examples.examples(text)
        for number, example in enumerate(examples, 1):
            printed = npm_examples.run(example, project, node, environment)
            if printed != example.printed:
                raise Failed(f"program {number} prints {printed!r}, but the README shows {example.printed!r}")
    except npm_examples.ExampleFailed as error:
        raise Failed(str(error)) from None
    if not examples:
        raise Failed("the README in the npm package shows no program")
    return f"{len(examples)} programs"
