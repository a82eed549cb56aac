"""Uploads the files of a release to registries. The release workflow runs it, and so does a rehearsal.

`make publish-python` and `make publish-npm` run it in GitHub Actions, where the registries know the workflow and need
no token. A rehearsal uses the same commands with registries on this machine, less what only that workflow can prove.
"""

import argparse
import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.support import built_release, npm_packages

OLDEST_NPM: Final = (11, 5, 1)
"""The first npm that can publish without a token."""


def python_command(folder: Path, *, trusted: bool) -> list[str]:
    """The command that uploads the wheel and the sdist. `trusted`: the index knows the workflow that runs it."""
    known = "always" if trusted else "never"
    # No configuration and no cache of this machine decides what is uploaded, or where to.
    uv = [sys.executable, "-m", "uv", "publish", "--no-config", "--no-cache", "--no-progress"]
    files = (built_release.wheel(folder), built_release.sdist(folder))
    return [*uv, "--trusted-publishing", known, *map(str, files)]


def npm_command(folder: Path, *, trusted: bool) -> list[str]:
    """The command that uploads the npm package. `trusted`: with a statement of provenance, which needs the workflow."""
    package = built_release.npm_package(folder.resolve())
    return ["npm", "publish", "--access", "public", f"--provenance={str(trusted).lower()}", str(package)]


def refused(version: str) -> str | None:
    """Why this version of npm cannot publish without a token; None if it can."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
    if numbers >= OLDEST_NPM:
        return None
    oldest = ".".join(str(number) for number in OLDEST_NPM)
    return f"npm {version.strip()} cannot publish without a token; use {oldest} or later, which Node 24 has"


def npm_has(package: Path) -> bool:
    """Whether the registry has a package with these bytes already, from a run of which the end was not heard.

    npm would refuse a second upload, and the release would end there for good. PyPI accepts the same file again.
    """
    name, _, version = package.stem.rpartition("-")
    command = ["npm", "view", f"{name}@{version}", "dist.integrity"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    return ran.stdout.strip() == f"sha512-{digest}"


def upload(command: list[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a command that uploads. Raises SystemExit with what it prints if it fails."""
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ends with {ran.returncode}: {(ran.stderr or ran.stdout).strip()}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Uploads the files of a release from GitHub Actions.")
    parser.add_argument("registry", choices=["python", "npm"])
    parser.add_argument("folder", type=Path, help="the folder that `make dist` wrote")
    options = parser.parse_args()
    if options.registry == "python":
        upload(python_command(options.folder, trusted=True))
    else:
        if reason := npm_packages.missing():
            raise SystemExit(reason)
        version = subprocess.run(["npm", "--version"], capture_output=True, text=True, check=True).stdout
        if reason := refused(version):
            raise SystemExit(reason)
        command = npm_command(options.folder, trusted=True)
        if npm_has(Path(command[-1])):
            print(f"the registry has {Path(command[-1]).name} already")
            return
        upload(command)
    print(f"uploaded the files of {options.folder}")


if __name__ == "__main__":
    main()
