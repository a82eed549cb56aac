"""What a user of the npm package does: installs it into a new project, and runs what its README shows."""

import base64
import hashlib
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.rehearsal import javascript_blocks
from tests.rehearsal.steps import Failed

_PACKAGE = "nsatu-data"


def install(what: str, project: Path, environment: Mapping[str, str]) -> Path:
    """Install the package into a new project, and return the folder of the installed package."""
    project.mkdir(parents=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-update-notifier", what]
    ran = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Failed(f"npm install {what} ends with {ran.returncode}: {ran.stderr.strip()}")
    return project / "node_modules" / _PACKAGE


def check_origin(project: Path, tarball: Path) -> None:
    """Refuse an installation that is not the tarball that was built."""
    lock = json.loads((project / "package-lock.json").read_text(encoding="utf-8"))
    found = lock["packages"][f"node_modules/{_PACKAGE}"]["integrity"]
    if found != integrity(tarball.read_bytes()):
        raise Failed(f"npm installed a package with the digest {found}, which is not that of {tarball.name}")


def integrity(content: bytes) -> str:
    """The digest of a package as npm writes it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


def run_readme(package: Path, project: Path, environment: Mapping[str, str]) -> str:
    """Run the programs of the package's own README. Returns how many there were."""
    text = (package / "README.md").read_text(encoding="utf-8")
    programs = javascript_blocks.programs_in(text)
    if not programs:
        raise Failed("the README in the npm package shows no JavaScript")
    if wrong := list(javascript_blocks.complaints(text, project, environment)):
        raise Failed("; ".join(wrong))
    return f"{len(programs)} programs"
